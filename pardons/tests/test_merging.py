"""A place in an act goes with the person when two records of that person become one."""

import pytest
from django.contrib.auth.models import User

from pardons.models import Beneficiary
from pardons.tests.builders import make_act, make_beneficiary
from prisoners.merging import Choices, MergeRefused, merge, undo
from prisoners.merging.comparison import compare
from prisoners.tests.builders import make_prisoner
from sources.models import Citation, Record
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return User.objects.create_user("editor")


@pytest.fixture
def places():
    """Places in one act, of two records of one person, with different outcomes."""
    act = make_act(title="Test Act")
    outcomes = ("released", "disputed")
    return [
        make_beneficiary(act=act, prisoner=make_prisoner(), outcome=outcome) for outcome in outcomes
    ]


def join(places, editor, **choices):
    kept, absorbed = (place.prisoner.public_id for place in places)
    return merge(kept=kept, absorbed=absorbed, by=editor, choices=Choices(**choices))


def test_whose_place_stays_is_asked_where_they_differ(places, editor):
    [group] = compare(*(place.prisoner for place in places)).groups
    [line] = group.absorbed
    with pytest.raises(MergeRefused, match="Say whose stay"):
        join(places, editor)

    join(places, editor, same={line.key: (places[0].pk, "absorbed")})

    assert (line.title, line.must_choose, line.chosen) == ("Test Act", True, "")
    assert Beneficiary.objects.get().outcome == "disputed"


def test_the_source_of_a_place_stays_with_the_act(places, editor):
    kept, absorbed = places
    source = make_citation(absorbed.act, absorbed, field="outcome").source
    key = f"pardons.beneficiary:{absorbed.pk}"

    done = join(places, editor, same={key: (kept.pk, "kept")})

    said = Citation.objects.get(source=source)
    assert (said.record_id, said.row) == (kept.act.public_id, kept.code)
    assert (said.stance, said.stated_value) == ("contradicts", "Disputed")
    undo(merge=done, by=editor)
    assert Beneficiary.objects.count() == 2
    assert Citation.objects.get(source=source).row == absorbed.code


def test_the_act_waits_for_approval_too(places, editor):
    act = Record.objects.filter(pk=places[1].act.public_id)
    act.update(published_revision=act.get().revision)

    join(places, editor, same={f"pardons.beneficiary:{places[1].pk}": (places[0].pk, "kept")})

    assert act.get().is_changed_since_publication
