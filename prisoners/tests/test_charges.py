"""Articles in texts of charges: what is written is read, nothing is guessed."""

import pytest

from prisoners.charges import read_charges


def read(text):
    return [(charge.number, charge.part) for charge in read_charges(text).charges]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Criminal Code Art. 342", [("342", "")]),
        ("Criminal Code Art. 13 part 1 and Art. 293 part 2", [("13", "1"), ("293", "2")]),
        ("Art. 342 parts 1 and 2", [("342", "1"), ("342", "2")]),
        ("Art. 293 parts 1-3; Art. 130", [("293", "1"), ("293", "2"), ("293", "3"), ("130", "")]),
        ("extremist formation (361-1); public order (342)", [("361-1", ""), ("342", "")]),
        ("Art. 369 (as one says; the other not); Art. 361-4 part 1", [("369", ""), ("361-4", "1")]),
        ("Art. 342; later Art. 411 part 1 (three times by 2025)", [("342", ""), ("411", "1")]),
        ("342(1)", [("342", "1")]),
        ("342", [("342", "")]),
    ],
)
def test_articles_are_read_in_english(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ст. 342 ч. 1 УК", [("342", "1")]),
        ("ч.1 ст.342", [("342", "1")]),
        ("ст. 361-4 ч. 1, ст. 368", [("361-4", "1"), ("368", "")]),
        ("ст. 342, ч. 1 ст. 368", [("342", ""), ("368", "1")]),
        ("ч. 1 ст. 342 УК РБ, ч. 2 ст. 293 УК РБ", [("342", "1"), ("293", "2")]),
        ("ч. 1 и 2 ст. 361-4", [("361-4", "1"), ("361-4", "2")]),
        ("ч.ч. 1, 3 ст. 361; ст. 369", [("361", "1"), ("361", "3"), ("369", "")]),
        ("ст.ст. 342, 368, 369", [("342", ""), ("368", ""), ("369", "")]),
        ("ст. 342 ч. 1, 368", [("342", "1"), ("368", "")]),
        ("ст. 342, ч. 1", [("342", "1")]),
        ("ст. 342 (ч. 1)", [("342", "1")]),
        ("ст. 361⁴ ч. 1", [("361-4", "1")]),
        ("п. 3 ч. 2 ст. 139", [("139", "2")]),
        ("часть 1 статьи 14, часть 2 статьи 357", [("14", "1"), ("357", "2")]),
        ("по статье 368 части 1 Уголовного кодекса", [("368", "1")]),
        ("ст. 368 (оскорбление президента), 15 суток", [("368", "")]),
        ("ч. 1-3 ст. 130", [("130", "1"), ("130", "2"), ("130", "3")]),
    ],
)
def test_articles_are_read_in_russian(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("арт. 342 ч. 1 КК", [("342", "1")]),
        ("ч.1 арт.342", [("342", "1")]),
        ("ч. 1 і 2 арт. 361-4 КК Рэспублікі Беларусь", [("361-4", "1"), ("361-4", "2")]),
        ("частка 1 артыкула 342, частка 3 артыкула 130", [("342", "1"), ("130", "3")]),
        ("артыкул 368 Крымінальнага кодэкса", [("368", "")]),
        ("арт. 342 ды арт. 369-2", [("342", ""), ("369-2", "")]),
    ],
)
def test_articles_are_read_in_belarusian(written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "high treason (Art. 356 as described)",
        "inciting hatred",
        "group actions (see note)",
        "ст. 342 ч. 1 ст. 368",  # the part may be of either
        "ст. 342, 368, ч. 1",
        "ч. 1 ст. 342 ч. 2",
        "ст. 23.34 КоАП",
        "арт. 24 КаАП",
        "участие в протестах 2020 года",
        "15 суток",
        "ч. 1",
        "статья",
        "",
    ],
)
def test_what_may_mean_two_things_or_nothing_is_left_as_it_is(written):
    found = read_charges(written)

    assert (found.charges, found.left) == ((), written)


def test_a_piece_that_is_not_understood_does_not_hide_the_others():
    found = read_charges("ст. 342 ч. 1; распространение лжи")

    assert [(str(each), each.as_stated) for each in found.charges] == [("342(1)", "ст. 342 ч. 1")]
    assert found.left == "распространение лжи"
