"""What imports say to people: doubts, outcomes, a row in one line."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from core.partial_dates import parse_edtf
from office.importing.line import Doubt
from office.importing.targets import is_date

DOUBTS = {
    Doubt.FUTURE: _("A date lies in the future."),
    Doubt.DEATH: _("Says that somebody died."),
    Doubt.RELEASE: _("Says that somebody was released."),
    Doubt.LIKELY_SAME: _("May be somebody who is here already."),
    Doubt.ERASED: _("Somebody of this name was erased by decision."),
    Doubt.UNSAID: _("The list said this before and does not any more; it stays here."),
    Doubt.OTHER_DEATH: _("Tells of another death than the one that is known; that one stays."),
    Doubt.EDITED: _("Staff changed this since the list was last read; what they wrote stays."),
}


def of_row(row):
    """What a line says of a row: "Died on: 2021-05; Class: Execution"."""
    return "; ".join(
        f"{capfirst(row.model._meta.get_field(name).verbose_name)}: {of_value(row.model, name, value)}"
        for name, value in row.said.items()
        if value not in (None, "", [])
    )


def of_known(known):
    """What a list said of a row that it does not speak of any more."""
    return "; ".join(
        str(value) for value in known.said.values() if value not in (None, "", [], False)
    )


def of_value(model, name, value):
    field = model._meta.get_field(name)
    if value in (None, ""):
        return "–"
    if is_date(field):
        return in_words(parse_edtf(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
