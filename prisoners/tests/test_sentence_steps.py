"""What happened to a sentence afterwards, and the date that stands beside it."""

import pytest

from prisoners.sentences import Vocabulary, dated, read_steps, rejoined

CATALAN, ENGLISH = Vocabulary.load("ca"), Vocabulary.load("en")


def in_short(text, vocabulary=CATALAN):
    return [
        " ".join([step.kind, *(f"{part.kind} {part.iso_term}".strip() for part in step.parts)])
        for step in read_steps(text, vocabulary)
    ]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Executat", ["executed"]),
        ("Indultat/", ["pardoned"]),
        ("Dotze anys de presó major/ Indultat/", ["commuted imprisonment P12Y", "pardoned"]),
        (
            "Commutada per 20 anys / Indultada per la meitat de la pena imposada / Llibertat",
            ["commuted imprisonment P20Y", "partly_pardoned", "released"],
        ),
        ("Indultat per tres quartes parts de la pena imposada", ["partly_pardoned"]),
        ("Nou anys de presó major (després de la seva mort)", ["commuted imprisonment P9Y"]),
    ],
)
def test_steps_stand_in_the_order_of_the_text(text, steps):
    assert in_short(text) == steps


def test_a_step_that_is_not_understood_keeps_its_place_and_its_words():
    steps = read_steps("Reclusió perpètua/ Dues commutacions/ Indultat/", CATALAN)

    assert [(step.kind, step.left) for step in steps] == [
        ("commuted", ""),
        ("unknown", "Dues commutacions"),
        ("pardoned", ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["Indultat Basilio", "Indultat temporal", "d'arrest major", "temporal", "5023", "Manuel"],
)
def test_a_word_too_many_leaves_the_step(text):
    assert in_short(text) == ["unknown"]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Commuted to 10 years (May 3, 1945)", "1945-05-03"),
        ("Released May 1945", "1945-05"),
        ("Pardoned 3/5/1945", ""),
        ("Pardoned", ""),
    ],
)
def test_the_date_of_a_step_is_read_when_it_has_one_reading(text, on):
    assert [step.on for step in read_steps(text, ENGLISH)] == [on]


def test_the_end_of_a_sentence_that_slipped_into_the_next_column_is_joined_to_it():
    assert rejoined("Catorze anys i vuit mesos de reclusió", "temporal/ Indultat/", CATALAN) == (
        "Catorze anys i vuit mesos de reclusió temporal",
        "Indultat/",
    )


@pytest.mark.parametrize(
    "columns",
    [
        ("Mort", "Reclusió perpètua"),
        ("Mort", "Indultat temporal"),
        ("Sis anys de presó", ""),
        ("", "menor"),
        ("Sis anys de", "res"),
    ],
)
def test_columns_that_make_no_sentence_together_stay_apart(columns):
    assert rejoined(*columns, CATALAN) == columns


@pytest.mark.parametrize(
    ("text", "on", "rest"),
    [
        ("1989", "1989", ""),
        ("August 21, 1972", "1972-08-21", ""),
        ("12 years' imprisonment (February 27, 1989)", "1989-02-27", "12 years' imprisonment"),
        (
            "One year (February 14, 1992) (as amended January 8, 1993)",
            "1992-02-14",
            "One year (as amended January 8, 1993)",
        ),
        ("1989 (as amended in 1994)", "1989", "(as amended in 1994)"),
        ("1. 1951", "1951", "1."),
    ],
)
def test_a_date_in_brackets_is_taken_from_the_sentence(text, on, rest):
    assert dated(text, ENGLISH) == (on, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1962 (indicted)",
        "1979 1980",
        "1. 1961 2. 1967",
        "One year (9/8/1989)",
        "One year (July 1, 1998) two years (August 26, 1999)",
        "One year (as amended in 2019) March 7, 2019) two years (March 13, 2019)",
        "Sentence under seal (Unknown)",
        "Two years' probation",
        "",
    ],
)
def test_no_date_is_chosen_where_there_are_two_readings(text):
    assert dated(text, ENGLISH) == ("", text)


def test_a_remark_is_only_known_by_its_words():
    assert dated("1989 (as amended in 1994)") == ("", "1989 (as amended in 1994)")
