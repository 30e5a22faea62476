import pytest
from django.utils import translation

from office.importing.batches import Ahead, InTurn
from sheets import FileRefused


def rows_of(number, met):
    for row in range(number):
        met.append(row)
        yield row


@pytest.mark.parametrize("kind", [InTurn, Ahead])
def test_all_rows_come_in_their_order(kind):
    batches = kind(rows_of(2_500, []), 1_000)

    found = []
    for batch in batches:
        batches.meanwhile()
        found.append(batch)
    batches.close()

    assert [len(batch) for batch in found] == [1_000, 1_000, 500]
    assert sum(found, []) == list(range(2_500))


def test_the_next_rows_are_read_while_somebody_waits():
    met = []
    batches = Ahead(rows_of(30, met), 10)

    assert next(iter(batches)) == list(range(10))
    assert len(met) == 10
    batches.meanwhile()
    batches.meanwhile()
    batches.close()

    assert len(met) == 20


def test_a_refusal_comes_with_its_rows_in_the_language_of_who_reads():
    def rows():
        yield from range(10)
        raise FileRefused(translation.gettext("No"))

    with translation.override("ru"):
        batches = Ahead(rows(), 10)
        read = iter(batches)
        assert next(read) == list(range(10))
        batches.meanwhile()
        with pytest.raises(FileRefused, match=translation.gettext("No")):
            next(read)
    batches.close()
