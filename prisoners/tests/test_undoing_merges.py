"""Two records that were merged are taken apart again, without losing anything."""

import pytest

from prisoners.merging import UndoRefused, undo, what_stays
from prisoners.models import Condition, Detention, Prisoner
from prisoners.tests.builders import (
    make_condition,
    make_detention,
    make_external_id,
    make_name,
    make_prisoner,
    make_stay,
)
from prisoners.tests.merges import merged
from prisoners.tests.snapshots import everything
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db


def test_what_was_edited_since_goes_back_with_its_row(kept, absorbed, editor):
    held = make_detention(prisoner=absorbed, began_on="2020")
    done = merged(kept, absorbed, editor)
    Detention.objects.filter(pk=held.pk).update(region="Minsk")
    added = make_stay(detention=held, began_on="2020")

    assert undo(merge=done, by=editor) == []

    held.refresh_from_db()
    assert (held.prisoner_id, held.region) == (absorbed.pk, "Minsk")
    assert Prisoner.objects.get(pk=absorbed.pk).stays.get() == added


def test_what_was_added_since_stays_with_the_kept_record(kept, absorbed, editor):
    done = merged(kept, absorbed, editor)
    added = make_condition(prisoner=kept)

    undo(merge=done, by=editor)

    assert Condition.objects.get() == added
    assert added.prisoner == kept


def test_a_value_that_was_changed_since_stays_and_is_told(kept, absorbed, editor):
    Prisoner.objects.filter(pk=absorbed.pk).update(born_on="1990")
    done = merged(kept, absorbed, editor)
    Prisoner.objects.filter(pk=kept.pk).update(born_on="1990-05")

    expected = what_stays(done)
    told = undo(merge=done, by=editor)

    assert told == expected
    assert [(each["why"], each["column"], each["now"], each["before"]) for each in told] == [
        ("changed", "born_on", "1990-05", "")
    ]
    kept.refresh_from_db()
    assert (kept.born_on, Prisoner.objects.get(pk=absorbed.pk).born_on) == ("1990-05", "1990")


def test_a_row_that_was_removed_since_is_told(kept, absorbed, editor):
    name = make_name(prisoner=absorbed)
    done = merged(kept, absorbed, editor)
    name.delete()

    told = undo(merge=done, by=editor)

    assert [(each["why"], each["model"]) for each in told] == [("gone", "prisoners.name")]


def test_a_merge_into_a_record_that_was_merged_on_is_undone_last(kept, absorbed, editor):
    third = make_prisoner()
    first = merged(kept, absorbed, editor)
    second = merged(third, kept, editor)

    with pytest.raises(UndoRefused, match="itself was merged into .* Undo that first"):
        undo(merge=first, by=editor)

    undo(merge=second, by=editor)
    undo(merge=first, by=editor)
    assert Prisoner.objects.count() == 3


def test_a_merge_is_undone_once(kept, absorbed, editor):
    done = merged(kept, absorbed, editor)
    undo(merge=done, by=editor)

    with pytest.raises(UndoRefused, match="was undone already"):
        undo(merge=done, by=editor)


def test_merge_undo_merge_again_comes_to_the_same(kept, absorbed, editor):
    make_external_id(prisoner=absorbed)
    make_citation(absorbed, source=make_source())
    before = everything()
    results = []

    for _time in range(3):
        done = merged(kept, absorbed, editor)
        results.append(everything())
        undo(merge=done, by=editor)
        assert everything() == before

    names = [result["prisoners.Name"] for result in results]
    assert [len(rows) for rows in names] == [1, 1, 1]
    assert all(
        result["prisoners.ExternalId"] == results[0]["prisoners.ExternalId"] for result in results
    )
