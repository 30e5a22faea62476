"""Two people merge the same records at the same time, as the staff's login."""

import pytest
from django.contrib.auth.models import User

from prisoners.merging import MergeRefused, UndoRefused, merge, undo
from prisoners.models import Merge, Name, Prisoner
from prisoners.tests.builders import make_name, make_prisoner
from sources.tests.sessions import side_by_side

pytestmark = pytest.mark.usefixtures("committed_db")

KEPT, GONE = "RC-KEPT00", "RC-PAST00"


@pytest.fixture
def editor():
    for public_id in (KEPT, GONE):
        make_name(prisoner=make_prisoner(record_id=public_id, display_name=""), text=public_id)
    return User.objects.create_user("editor")


def told(answers, name, act):
    """A session that writes down what it was refused."""

    def session():
        try:
            act()
        except (MergeRefused, UndoRefused) as refused:
            answers[name] = str(refused)

    return session


@pytest.mark.parametrize("second", [(KEPT, GONE), (GONE, KEPT)])
def test_the_second_merge_of_the_same_two_is_refused(editor, second):
    answers = {}
    kept, absorbed = second

    side_by_side(
        told(answers, "first", lambda: merge(kept=KEPT, absorbed=GONE, by=editor)),
        told(answers, "second", lambda: merge(kept=kept, absorbed=absorbed, by=editor)),
    )

    assert answers == {"second": "RC-PAST00 was merged into RC-KEPT00 already."}
    assert Prisoner.objects.get().names.count() == 2


def test_the_second_undoing_is_refused(editor):
    answers, done = {}, merge(kept=KEPT, absorbed=GONE, by=editor)

    side_by_side(*[told(answers, n, lambda: undo(merge=done, by=editor)) for n in (1, 2)])

    assert answers == {2: "This merge was undone already."}
    assert (Prisoner.objects.count(), Name.objects.count()) == (2, 2)


def test_a_row_that_is_entered_meanwhile_goes_along_or_stops_the_merge(editor):
    absorbed, answers = Prisoner.objects.get(record=GONE), {}

    side_by_side(
        lambda: make_name(prisoner=absorbed, text="typed meanwhile"),
        told(answers, "second", lambda: merge(kept=KEPT, absorbed=GONE, by=editor)),
    )

    assert answers == {}
    assert Name.objects.get(text="typed meanwhile").prisoner.public_id == KEPT
    assert Merge.objects.exists()
