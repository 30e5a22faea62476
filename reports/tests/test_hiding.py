"""Hidden cells: from what a table shows, nobody can work out a small number with withheld names in it."""

from collections import Counter
from itertools import product
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.explore.hiding import FEW, cells_to_hide

WHOLE = ""


def table(cells, withheld=()):
    """A table with its totals: {("a", "x"): 2} becomes numbers by row and column, WHOLE too."""
    numbers, hidden_names = Counter(), Counter()
    for (row, column), number in cells.items():
        for place in product((row, WHOLE), (column, WHOLE)):
            numbers[place] += number
            hidden_names[place] += number if (row, column) in withheld else 0
    return SimpleNamespace(numbers=numbers, withheld=hidden_names)


def hidden_in(cells, withheld):
    rows = [WHOLE, *sorted({row for row, _column in cells})]
    columns = [WHOLE, *sorted({column for _row, column in cells})]
    return cells_to_hide([table(cells, withheld)], rows, columns)


def test_a_table_without_withheld_names_is_shown_as_it_is():
    assert hidden_in({("a", "x"): 1, ("b", "x"): 2}, withheld=[]) == set()


def test_many_people_hide_nobody():
    assert hidden_in({("a", "x"): FEW, ("b", "x"): 9}, withheld=[("a", "x")]) == set()


def test_one_withheld_person_hides_the_cell_and_what_would_give_it_away():
    cells = {("a", "x"): 1, ("a", "y"): 5, ("b", "x"): 6, ("b", "y"): 7}

    hidden = hidden_in(cells, withheld=[("a", "x")])

    assert ("a", "x") in hidden
    assert len(hidden & {("a", "y"), ("a", WHOLE)}) == 1
    assert len(hidden & {("b", "x"), (WHOLE, "x")}) == 1


generated = settings(deadline=None, max_examples=60)
small_tables = st.integers(1, 3).flatmap(
    lambda height: st.integers(1, 2).flatmap(
        lambda width: st.fixed_dictionaries(
            {
                (row, column): st.tuples(st.integers(0, 3), st.booleans())
                for row, column in product("abc"[:height], "xy"[:width])
            }
        )
    )
)


@generated
@given(small_tables)
def test_every_small_number_could_be_another_one(drawn):
    cells = {place: number for place, (number, _withheld) in drawn.items()}
    withheld = [place for place, (_number, withheld) in drawn.items() if withheld]
    rows = sorted({row for row, _column in cells})
    columns = sorted({column for _row, column in cells})
    counted = table(cells, withheld)

    hidden = cells_to_hide([counted], [WHOLE, *rows], [WHOLE, *columns])

    in_doubt = {
        place
        for place, number in counted.numbers.items()
        if 0 < number < FEW and counted.withheld[place]
    }
    assert in_doubt <= hidden
    seen = list(_fitting(counted.numbers, hidden, rows, columns))
    for place in in_doubt:
        assert len({numbers[place] for numbers in seen}) > 1, (place, cells, hidden)


def _fitting(numbers, hidden, rows, columns):
    """All tables of numbers up to 4 that show the same where nothing is hidden."""
    places = list(product(rows, columns))
    for guess in product(*(range(5) if place in hidden else [numbers[place]] for place in places)):
        guessed = table(dict(zip(places, guess, strict=True))).numbers
        if all(guessed[place] == numbers[place] for place in numbers if place not in hidden):
            yield guessed
