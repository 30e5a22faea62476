"""Facts in words, where a label alone would not read as a phrase."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.date_words import in_words


def term(part):
    """A sentence part as one says it: "3 years 6 months of imprisonment, strict regime"."""
    lengths = [
        ngettext("%d year", "%d years", part.years or 0) % (part.years or 0),
        ngettext("%d month", "%d months", part.months or 0) % (part.months or 0),
        ngettext("%d day", "%d days", part.days or 0) % (part.days or 0),
    ]
    given = [part.years, part.months, part.days]
    length = " ".join(text for text, value in zip(lengths, given, strict=True) if value)
    words = f"{part.get_kind_display()}, {length}" if length else part.get_kind_display()
    if part.amount is not None:
        words += f", {part.amount:f} {part.currency}".rstrip()
    if part.regime and part.regime != part.Regime.UNKNOWN:
        words += f", {lower_first(part.get_regime_display())}"
    return words


def status_in_words(status, reason_label, terms_label):
    """What holds on the day asked, in one line."""
    if status == "released" and reason_label:
        words = pgettext("status: how", "Released: %(reason)s") % {
            "reason": lower_first(reason_label)
        }
        return f"{words}, {lower_first(terms_label)}" if terms_label else words
    return ""


def lower_first(text):
    """A label inside a sentence; abbreviations keep their capitals."""
    text = str(text)
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def act_name(act):
    """What an act is called: its title, else its kind and day."""
    if act.title:
        return act.title
    words = {"kind": act.get_kind_display(), "day": in_words(act.announced_on)}
    if not act.announced_on:
        return _("%(kind)s, day not known") % words
    return _("%(kind)s, %(day)s") % words


def measure(claim):
    """What a claim counts: our word for it, else the word of whoever stated it."""
    if claim.measure == claim.Measure.OTHER and claim.measure_stated:
        return claim.measure_stated.replace("_", " ")
    return claim.get_measure_display()
