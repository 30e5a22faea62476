"""The date that stands in brackets behind a sentence."""

import re

from prisoners.sentences.remarks import edtf_of, remark_end
from prisoners.sentences.vocabulary import Vocabulary
from prisoners.sentences.words import run

NO_WORDS = Vocabulary()

LONGEST = 5_000
IN_BRACKETS = re.compile(r"\(([^()]{4,60})\)")
NUMBERED_YEAR = re.compile(r"([0-9]{1,2}\.)\s+([0-9]{4})")
YEAR_AND_REMARK = re.compile(r"([0-9]{4})\s*(\([^()]*\))")


def dated(text, vocabulary=NO_WORDS):
    """(EDTF, the rest of the text): the one date of a text that is a date or has one in brackets.

    With two such dates, with a bracket that is not closed, and with words about a date that
    `vocabulary` does not know as a remark ("1962 (indicted)"), the EDTF is "" and the rest the text.
    """
    text = text.strip()
    if len(text) > LONGEST or text.count("(") != text.count(")"):
        return "", text
    if numbered := NUMBERED_YEAR.fullmatch(text):
        # "1. 1951" may be January 1951 or the first of several: it is 1951 in both readings.
        return numbered[2], numbered[1]
    if whole := edtf_of(text):
        return whole, ""
    if remarked := YEAR_AND_REMARK.fullmatch(text):
        remark = run(remarked[2])
        is_known = remark_end(remark, 0, vocabulary) == len(remark)
        return (remarked[1], remarked[2]) if is_known else ("", text)
    brackets = [(match, edtf_of(match[1])) for match in IN_BRACKETS.finditer(text)]
    of_dates = [(match, edtf) for match, edtf in brackets if edtf]
    if len(of_dates) != 1:
        return "", text
    [(bracket, edtf)] = of_dates
    before, after = text[: bracket.start()].rstrip(), text[bracket.end() :].lstrip()
    return edtf, f"{before} {after}".strip()
