"""Which articles are read in charges that were written in words."""

import pytest

from prisoners.charges import read_charges


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Criminal Code Art. 342", [("342", "")]),
        ("Criminal Code Art. 13 part 1 and Art. 293 part 2", [("13", "1"), ("293", "2")]),
        ("Art. 342 parts 1 and 2", [("342", "1"), ("342", "2")]),
        ("Art. 293 parts 1-3; Art. 130", [("293", "1"), ("293", "2"), ("293", "3"), ("130", "")]),
        ("extremist formation (361-1); public order (342)", [("361-1", ""), ("342", "")]),
        ("Art. 369 (as one says; the other not); Art. 361-4 part 1", [("369", ""), ("361-4", "1")]),
        ("high treason (Art. 356 as described)", []),
        ("inciting hatred; calls to harm national security", []),
        ("group actions (see note)", []),
    ],
)
def test_only_articles_that_are_written_are_read(written, read):
    assert [(charge.number, charge.part) for charge in read_charges(written)] == read
