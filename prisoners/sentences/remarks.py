"""What is said beside a sentence and has no column here: “(as amended May 3, 1990)”."""

from core.date_reading import LONGEST, read_date
from core.partial_dates import DateNotUnderstood


def edtf_of(text):
    """The EDTF of a text that is one date with a year, "" for others."""
    text = text.strip(" ,")
    if len(text) > LONGEST or sum(sign.isdecimal() for sign in text) < 3:
        return ""
    try:
        return str(read_date(text))
    except DateNotUnderstood:
        return ""


def remark_end(run, at, vocabulary):
    """The place after the remark that begins there, None where there is no remark.

    In brackets it may name dates: “(as amended July 3, 2002 and January 28, 2003)”.
    """
    is_bracket = run.has("(", at)
    at += is_bracket or run.has(",", at)
    found = vocabulary.find("words", run.words, at)
    if not found or found[0] != "remark":
        return None
    at += found[1]
    if not is_bracket:
        return at
    end = next((place for place in range(at, len(run)) if run.words[place] == ")"), None)
    return end + 1 if end and _are_dates(run, at, end, vocabulary) else None


def _are_dates(run, start, end, vocabulary):
    """Whether nothing but dates stands there, with “and” between them."""
    for place in range(start, end + 1):
        joining = vocabulary.find("words", run.words, place) if place < end else ("joining", 1)
        if not joining or joining[0] != "joining":
            continue
        if place > start and not edtf_of(run.stated(start, place)):
            return False
        start = place + joining[1]
    return True
