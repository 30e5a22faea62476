"""Columns of a wide line that are read in more ways than one, and what a cell means."""

import pytest

from office.importing import profiles
from office.tests.importing import LIST, faults, make_file, write
from prisoners.models import Charge, Detention, Name, Prisoner, SentencePart, Verdict

pytestmark = pytest.mark.django_db

SENTENCES = """
[columns]
"Name" = "name"
"Court" = "verdict.court_stated"
"Date" = "verdict.decided_on"
"Term" = "term"
"Regime" = "regime"
"Appeal" = "verdict:2.decided_on"
"Term after appeal" = "term:2"

[always]
"verdict:2.instance" = "appeal"
"verdict:2.outcome" = "reduced"
"""


def make_line(**cells):
    return {"No.": "1", "Name": "Test Person"} | cells


@pytest.mark.parametrize(
    ("written", "years", "months"),
    [("P14Y9M", 14, 9), ("P18M", None, 18), ("P2Y", 2, None), ("two years", 2, None)],
)
def test_a_term_stays_as_it_was_pronounced(tmp_path, written, years, months):
    write(make_file(tmp_path, [make_line(Term=written)]), LIST + SENTENCES)

    part = SentencePart.objects.get()
    assert (part.years, part.months, part.days) == (years, months, None)
    assert part.verdict.sentence_stated == ""


def test_a_cell_that_is_no_term_is_listed_and_the_rest_of_its_line_is_taken(tmp_path):
    imported = write(make_file(tmp_path, [make_line(Term="P5Y; fine")]), LIST + SENTENCES)

    assert faults(imported) == [(2, "Term", "P5Y; fine", "not a term such as P14Y9M, P18M or P15D")]
    assert Prisoner.objects.count() == 1
    assert not SentencePart.objects.exists()


@pytest.mark.parametrize(
    ("words", "regime"),
    [
        ("medium-security (reinforced) penal colony", "reinforced"),
        ("medium-security (reinforced) penal colony, later prison regime", ""),
        ("high security colony (as translated)", ""),
    ],
)
def test_a_regime_is_named_only_where_the_words_leave_no_doubt(tmp_path, words, regime):
    write(make_file(tmp_path, [make_line(Term="P5Y", Regime=words)]), LIST + SENTENCES)

    part = SentencePart.objects.get()
    assert (part.years, part.regime, part.as_stated) == (5, regime, words)


def test_a_term_after_appeal_is_one_of_a_second_verdict(tmp_path):
    line = make_line(
        **{"Date": "2022-09-06", "Term": "P15Y", "Appeal": "2023-02", "Term after appeal": "P14Y9M"}
    )

    write(make_file(tmp_path, [line]), LIST + SENTENCES)

    verdicts = Verdict.objects.order_by("decided_on")
    assert [(each.instance, each.outcome) for each in verdicts] == [
        ("first", "convicted"),
        ("appeal", "reduced"),
    ]
    assert [(p.years, p.months) for each in verdicts for p in each.parts.all()] == [
        (15, None),
        (14, 9),
    ]


def test_one_column_may_be_read_in_two_ways_each_with_its_own_words(tmp_path):
    profile = (
        LIST
        + """
    [columns]
    "Name" = "name"
    "Freed" = "detention.ended_on"
    "How" = [
      { to = "detention.end_reason", values = { "sent away" = "expulsion", "*" = "released" } },
      { to = "detention.release_terms", values = { "sent away" = "expelled", "*" = "" } },
    ]
    """
    )
    sent_away = make_line(Freed="2025-12-13", How="sent away")
    another = make_line(**{"No.": "2", "Name": "Another One", "Freed": "2025", "How": "let go"})

    write(make_file(tmp_path, [sent_away, another]), profile)

    found = Detention.objects.order_by("ended_on").values_list("end_reason", "release_terms")
    assert list(found) == [("released", "unknown"), ("expulsion", "expelled")]


def test_names_with_columns_of_their_own_stand_beside_other_spellings(tmp_path):
    profile = (
        LIST
        + """
    [always]
    "name:1.kind" = "main"
    "name:2.kind" = "native"
    "name:2.language" = "be"
    "name:3.language" = "ru"

    [columns]
    "Name" = "name:1.text"
    "Native" = "name:2.text"
    "Russian" = "name:3.text"
    "Spellings" = "names"
    """
    )
    lines = [
        make_line(Native="Тэст", Russian="Тэст", Spellings="Test Persson"),
        make_line(**{"No.": "2", "Name": "Another One", "Native": "", "Spellings": "Other One"}),
    ]

    write(make_file(tmp_path, lines), profile)

    assert list(Name.objects.order_by("pk").values_list("text", "kind", "language")) == [
        ("Test Person", "main", ""),
        ("Тэст", "native", "be"),
        ("Тэст", "spelling", "ru"),
        ("Test Persson", "spelling", ""),
        ("Another One", "main", ""),
        ("Other One", "spelling", ""),
    ]


def test_charges_that_are_not_read_stay_as_stated(tmp_path):
    profile = (
        LIST
        + """
    [always]
    "prosecution.country" = "BY"

    [columns]
    "Name" = "name"
    "Charges" = "charges"
    """
    )

    write(make_file(tmp_path, [make_line(Charges="Art. 342 part 1; spreading lies")]), profile)

    charge = Charge.objects.get()
    assert (str(charge.article), charge.as_stated) == ("BY CC 342(1)", "Art. 342 part 1")
    assert charge.prosecution.charges_stated == "Art. 342 part 1; spreading lies"


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ('"A" = [{ to = "person.sex" }, 3]', "write a target or a table"),
        ('"A" = [{ to = "person.colour" }]', "has no field “colour”"),
        ('"A" = { to = "person.sex", list = "theirs" }', "only a column that leads to a person"),
        ('"A" = { to = "person.sex", list = 3 }', "must be a text"),
    ],
)
def test_a_way_that_cannot_be_read_is_refused_with_its_column(columns, sentence):
    with pytest.raises(profiles.ProfileRefused, match=sentence) as refused:
        profiles.read(f"{LIST}\n[columns]\n{columns}", "test")

    assert "columns.A" in str(refused.value)
