"""A cell with names: the main one, the others, and what nobody can tell."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisoners.names import GIVEN_FIRST, SURNAME_FIRST, NamesRead, read_names, script_of


@pytest.mark.parametrize(
    ("text", "main", "others"),
    [
        ("John R. Doe", "John R. Doe", ()),
        ('John R. Doe, a/k/a "Jack"', "John R. Doe", (("Jack", "alias"),)),
        ("Debbie Conklin fka Debbie McAlevy", "Debbie Conklin", (("Debbie McAlevy", "former"),)),
        (
            "Kristi Coe, aka Kristi Coe-Hagan, fka Kristi Hinshaw and Kristi Lee",
            "Kristi Coe",
            (("Kristi Coe-Hagan", "alias"), ("Kristi Hinshaw", "former"), ("Kristi Lee", "former")),
        ),
        ("Little Joe Hatch,aka Joe Hatch, Sr.", "Little Joe Hatch", (("Joe Hatch, Sr.", "alias"),)),
        ("Marvin Ferrell, Jr.", "Marvin Ferrell, Jr.", ()),
        ("Mary Smith (née Jones)", "Mary Smith", (("Jones", "birth"),)),
        ("Mary Smith, born Jones", "Mary Smith", (("Jones", "birth"),)),
        ("Max Born", "Max Born", ()),
        ("Test Alias", "Test Alias", ()),
        ("Test Person, alias TP", "Test Person", (("TP", "alias"),)),
        (
            "Test Person (Тэст-асоба) (TP)",
            "Test Person",
            (("Тэст-асоба", "native"), ("TP", "alias")),
        ),
        ("JOHN O'BRIEN III, AKA JACK", "John O'Brien III", (("Jack", "alias"),)),
        ("John SMITH", "John SMITH", ()),
        ("John Smith, aka John Smith", "John Smith", ()),
        ("", "", ()),
    ],
)
def test_names_with_the_given_name_first(text, main, others):
    assert read_names(text) == NamesRead(main, others)


@pytest.mark.parametrize(
    ("text", "main", "others"),
    [
        (
            "SMITH, John Henry, Jr., aka Johnny Smith",
            "John Henry Smith, Jr.",
            (("Johnny Smith", "alias"),),
        ),
        ("LAGUNA de LOMAS, Luis", "Luis Laguna de Lomas", ()),
        ("ALIAS BAILO, Feliciano", "Feliciano Alias Bailo", ()),
        ("SMITH, JOHN, JR.", "John Smith, Jr.", ()),
        ("DE LA CRUZ, JUAN", "Juan de la Cruz", ()),
        ("GARCÍA Y LÓPEZ, José María", "José María García y López", ()),
        ("Smith (Jones), Mary", "Mary Smith", (("Mary Jones", "birth"),)),
        ("Тест (Проба) Персона", "Тест Персона", (("Проба Персона", "birth"),)),
        ("Тест Персона, он же Проба Персона", "Тест Персона", (("Проба Персона", "alias"),)),
        ("Smith", "Smith", ()),
    ],
)
def test_names_with_the_surname_first(text, main, others):
    assert read_names(text, SURNAME_FIRST) == NamesRead(main, others)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Smith, John", NamesRead("Smith, John", left="Smith, John")),
        (
            "Test Person, fka Test Other– Hazelton, PA",
            NamesRead("Test Person", (("Test Other", "former"),), "– Hazelton, PA"),
        ),
    ],
)
def test_what_is_no_name_or_may_be_two_is_said(text, read):
    assert read_names(text) == read


@pytest.mark.parametrize(
    ("text", "script"),
    [("“Jack”", "Latn"), ("Тест", "Cyrl"), ("李", "Hani"), ("ᚠ", ""), ("17", ""), ("", "")],
)
def test_the_script_of_a_name_is_that_of_its_first_letter(text, script):
    assert script_of(text) == script


WORDS = [
    "aka",
    "fka",
    "née",
    "born",
    "and",
    "(",
    ")",
    ",",
    ", Jr.",
    "III",
    "–",
    '"',
    "Test",
    "ТЕСТ",
]
ORDERS = st.sampled_from([GIVEN_FIRST, SURNAME_FIRST])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(), ORDERS)
def test_every_cell_is_read_without_an_error(text, order):
    read = read_names(text, order)

    assert all(name for name, _kind in read.others)


@pytest.mark.parametrize("piece", ["(", "(a)", ", aka ", " and ", "a,", " ", "- ", "née "])
@pytest.mark.parametrize("length", [1_000, 100_000])
def test_a_hostile_cell_ends_soon(piece, length):
    started = time.process_time()

    read_names(piece * (length // len(piece)))

    assert time.process_time() - started < 1
