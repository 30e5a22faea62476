import pytest

from pardons.models import AnnouncedCount, Beneficiary
from pardons.tests.builders import make_act, make_announced_count, make_beneficiary
from prisoners.tests.builders import make_prisoner
from sources.tests.sessions import side_by_side

pytestmark = pytest.mark.usefixtures("committed_db")


def test_two_people_do_not_get_the_last_announced_place():
    act = make_act(announced=2)
    make_beneficiary(act=act)

    answers = side_by_side(*[lambda: make_beneficiary(act=act)] * 2)

    assert answers == (
        "",
        "3 people are entered, but at most 2 were announced. "
        "Correct one of the two, or mark the act as undercounted.",
    )
    assert Beneficiary.objects.count() == 2


def test_one_person_does_not_get_two_places():
    act, prisoner = make_act(announced=2), make_prisoner()

    answers = side_by_side(*[lambda: make_beneficiary(act=act, prisoner=prisoner)] * 2)

    assert answers == ("", "This person is a beneficiary of this act already.")
    assert Beneficiary.objects.count() == 1


def test_the_announced_number_does_not_shrink_while_people_are_entered():
    act = make_act(announced=1)

    answers = side_by_side(
        lambda: make_beneficiary(act=act),
        lambda: AnnouncedCount.objects.filter(act=act).update(lower=0, upper=0),
    )

    assert answers[0] == ""
    assert answers[1].startswith("1 people are entered, but at most 0 were announced.")


def test_women_and_men_entered_at_once_fit_into_the_total():
    act = make_act(announced=29)

    answers = side_by_side(
        lambda: make_announced_count(act=act, category="women", lower=12),
        lambda: make_announced_count(act=act, category="men", lower=18),
    )

    assert answers == (
        "",
        "Women + Men: at least 30 in all, but at most 29 people were announced.",
    )
