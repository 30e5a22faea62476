"""Which of two values stays, and how a value is written down."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.date_words import in_words
from core.facts import Facts, Texts, fact_fields
from core.fields import PartialDateField
from prisoners.merging.choices import ABSORBED, BOTH, KEPT
from prisoners.models.part import PrisonerPart
from sources.models import Record, Root

LONGEST_STATED = 500  # sources.Citation.stated_value
# Where one record hides something and the other does not, it stays hidden unless decided otherwise.
SAFER = {"is_confidential": True, "is_name_withheld": True, "is_minor_shown": False}
# What one source said in one breath is not put together from two.
TOGETHER = [
    ("ended_on", "end_reason", "release_terms"),
    ("is_open", "ended_on"),
    ("years", "months", "days"),
    ("amount", "currency"),
    (
        "sha256",
        "width",
        "height",
        "file",
        "original",
        "credit",
        "licence",
        "found_at",
        "basis",
        "description",
    ),
    ("embargo_ends_on", "embargo_reason"),
]


def own_fields(model):
    """The fields that say something: not a row's number or code, nor what it belongs to."""
    return [field for field in model._meta.concrete_fields if _says_something(field)]


def _says_something(field):
    target = field.remote_field and field.remote_field.model
    return not (
        field.primary_key
        or field.generated
        or field.name == "code"
        or getattr(field, "auto_now_add", False)
        or (target and issubclass(target, Root | PrisonerPart | Record))
    )


def value_of(row, field):
    return getattr(row, field.attname)


def is_empty(field, value):
    """Nothing is known: no value, a box that nobody ticked, or the code that says so."""
    return value in (None, "", []) or value is False or (value == "unknown" and bool(field.choices))


def is_unknown(row, field):
    return is_empty(field, value_of(row, field))


def decisions(kept, absorbed, preferred=KEPT):
    """{field: which value stays} where nobody decides; `preferred` where both know something else."""
    fields = {field.name: field for field in own_fields(type(kept))}
    decided = {field: _default(field, kept, absorbed, preferred) for field in fields.values()}
    for names in TOGETHER:
        together = [fields[name] for name in names if name in fields]
        if len(together) == len(names):
            side = _fuller(together, kept, absorbed) or preferred
            decided |= dict.fromkeys(together, side)
    return decided


def _default(field, kept, absorbed, preferred):
    """What is known, what is safer, both lists and both notes, else `preferred`."""
    one, other = value_of(kept, field), value_of(absorbed, field)
    if field.name in SAFER:
        return KEPT if one == SAFER[field.name] else ABSORBED
    if one == other or is_empty(field, other):
        return KEPT
    if is_empty(field, one):
        return ABSORBED
    if isinstance(field, ArrayField) or _is_note_of_staff(field):
        return BOTH
    return preferred


def _fuller(fields, kept, absorbed):
    """The side that says all that the other says, and maybe more; None when neither does."""
    if all(_repeats(field, absorbed, kept) for field in fields):
        return KEPT
    if all(_repeats(field, kept, absorbed) for field in fields):
        return ABSORBED
    return None


def _repeats(field, row, other):
    value = value_of(row, field)
    return is_empty(field, value) or value == value_of(other, field)


def is_lost(field, value, stays):
    """Whether something was known that does not stay."""
    return value != stays and not is_empty(field, value) and field.name not in SAFER


def can_be_united(field):
    return isinstance(field, ArrayField | models.TextField)


def _is_note_of_staff(field):
    public = {*fact_fields(field.model, Facts), *fact_fields(field.model, Texts)}
    return isinstance(field, models.TextField) and field not in public


def chosen(field, kept, absorbed, choice):
    """The value that stays."""
    one, other = value_of(kept, field), value_of(absorbed, field)
    if choice == KEPT:
        return one
    if choice == ABSORBED:
        return other
    if isinstance(field, ArrayField):
        return [*one, *(item for item in other if item not in one)]
    return one if other in one else other if one in other else f"{one}\n\n{other}"


def words(row, field):
    """The value in the reader's words; "" for nothing."""
    value = value_of(row, field)
    if value in (None, "", []):
        return ""
    if isinstance(field, PartialDateField):
        return in_words(value)
    if field.remote_field:
        return str(getattr(row, field.name))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        labels = dict(field.base_field.flatchoices or ())
        return ", ".join(str(labels.get(item, item)) for item in value)
    return str(dict(field.flatchoices or ()).get(value, value))


def stated(row, field):
    """The value as a citation states it: dates as EDTF, codes by their English words."""
    if isinstance(field, PartialDateField):
        return value_of(row, field)
    with override("en"):
        return words(row, field)


def hides_its_target(row, field):
    """Whether the value names a row of a catalogue that is kept in confidence."""
    target = getattr(row, field.name) if field.remote_field else None
    return bool(getattr(target, "is_confidential", False))
