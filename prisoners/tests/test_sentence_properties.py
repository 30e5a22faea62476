"""What holds for every text, however strange."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoners.sentences import Vocabulary, dated, read_sentence, read_steps
from prisoners.sentences.vocabulary import shipped
from prisoners.sentences.words import tokens

ALL = Vocabulary.load(*shipped())
PHRASES = sorted({" ".join(phrase) for table in ALL.tables.values() for phrase in table})
SIGNS = [*";,.()/$€'-\n", "5", "12", "1 000", "1,500", "P14Y9M", "not", "без", "sense", "Indultat"]
SOUP = st.lists(st.sampled_from(PHRASES) | st.sampled_from(SIGNS), max_size=25).map(" ".join)


def phrases(table, *codes):
    found = [phrase for phrase, code in ALL.tables[table].items() if not codes or code in codes]
    return st.sampled_from(sorted(" ".join(phrase) for phrase in found))


NUMBERS = st.integers(0, 999).map(str) | phrases("numbers")
LENGTHS = st.builds("{} {}".format, NUMBERS, phrases("units", "years", "months", "weeks", "days"))
PARTS = (
    st.builds("{} {}".format, LENGTHS, phrases("kinds", "imprisonment", "restriction", "ban"))
    | st.builds("{}, {} {}".format, phrases("outcomes"), LENGTHS, phrases("kinds", "imprisonment"))
    | st.builds("{} ${}".format, phrases("kinds", "fine", "compensation"), NUMBERS)
    | phrases("kinds", "life", "death", "other")
    | LENGTHS
)
SENTENCES = st.lists(PARTS, min_size=1, max_size=4).map(" and ".join) | st.lists(
    PARTS, min_size=1, max_size=4
).map("; ".join)
TEXTS = SENTENCES | SOUP | st.text(max_size=200)
# Words that carry no fact of their own: they lead to a fact, part facts or are an outcome.
SILENT = {
    word
    for phrase in [*ALL.tables["words"], *ALL.tables["outcomes"]]
    for word in phrase
    if ALL.tables["words"].get(phrase) != "suspended"
} | set(",.;()")


def words(text):
    return Counter(token.word for token in tokens(text))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_word_is_lost(text):
    read = read_sentence(text, ALL)

    kept = words(read.left)
    for each in read.parts:
        assert each.as_stated in text
        kept += words(each.as_stated)
    lost = words(text) - kept
    # A remark that stands apart may hold a date.
    assert {word for word in lost if not word.isdigit()} <= SILENT


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_text_is_read_without_an_error(text):
    read_sentence(text, ALL)
    on, _rest = dated(text, ALL)
    steps = read_steps(text, ALL)

    assert all(step.as_stated in text for step in steps)
    assert on == "" or any(sign.isdigit() for sign in text)


@settings(max_examples=300, deadline=None)
@given(SENTENCES)
def test_a_term_written_as_iso_reads_back_the_same(text):
    for each in read_sentence(text, ALL).parts:
        if each.iso_term:
            [again] = read_sentence(each.iso_term, Vocabulary()).parts
            assert again.iso_term == each.iso_term


DENIALS = (
    "not, no, without, не, без, бяз, sense, sin, never, up to, до, да, instead of, at most".split(
        ", "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["", "5 years", "$500 fine and", "mort,"]),
    st.sampled_from(DENIALS),
    st.sampled_from([" ", "  ", "\n", ", ", ": "]),
    phrases("kinds"),
)
def test_no_word_that_denies_turns_into_a_sentence(before, denial, gap, kind):
    text = f"{before} {denial}{gap}{kind}".strip()

    read = read_sentence(text, ALL)

    assert (read.parts, read.left) == ((), text)


@settings(max_examples=300, deadline=None)
@given(phrases("kinds"), st.sampled_from(DENIALS), LENGTHS)
def test_no_bound_turns_into_a_term(kind, bound, length):
    text = f"{kind} {bound} {length}"

    read = read_sentence(text, ALL)

    assert (read.parts, read.left) == ((), text)


HOSTILE = [
    "(" * 100_000,
    " " * 100_000,
    "1 " * 50_000,
    "111 " * 25_000,
    "e\u0301" * 50_000,
    "a" + "\u0301" * 99_999,
    "12 years' " * 10_000,
    "Indultat/" * 11_000,
    "(May 1, 1990) " * 7_000,
    *[
        "(" * 4_999,
        "(9/9/2011)" * 499,
        "a, " * 1_600,
        "1 year and " * 450,
        "·" * 4_999,
        "1 " * 2_499,
    ],
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:9]!r} {len(text)}")
def test_a_hostile_text_ends_soon(text):
    started = time.process_time()

    read_sentence(text, ALL)
    read_steps(text, ALL)
    dated(text, ALL)

    assert time.process_time() - started < 1
