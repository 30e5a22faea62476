import pytest
from django.apps import apps

from pardons.models import AnnouncedCount, Beneficiary
from pardons.tests.builders import make_act, make_announced_count, make_beneficiary
from sources.tests.refusals import ALL_WAYS, refusal_of, refusals

pytestmark = pytest.mark.django_db


def announced_one_adopted():
    first = make_announced_count(category="women", lower=11)
    second = make_announced_count(act=first.act, category="men", lower=18)
    return second, {"category": "women"}


def beneficiary_once():
    first = make_beneficiary()
    return make_beneficiary(act=first.act), {"prisoner": first.prisoner}


# name of the constraint: (a saved row, fields that break the rule)
BROKEN = {
    "announced_bounds_in_order": lambda: (
        make_announced_count(lower=5, upper=5),
        {"lower": 6},
    ),
    "announced_says_something": lambda: (make_announced_count(), {"stated": ""}),
    "announced_one_adopted": announced_one_adopted,
    "beneficiary_once": beneficiary_once,
}


def constraints():
    return {
        constraint.name: constraint
        for model in apps.get_app_config("pardons").get_models()
        for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_is_kept_in_forms_and_in_bulk(name):
    row, changes = BROKEN[name]()

    found = refusals(row, changes)

    sentence = str(constraints()[name].violation_error_message)
    assert found == dict.fromkeys(ALL_WAYS, sentence)


def test_every_rule_of_a_row_is_tried():
    assert set(BROKEN) == set(constraints())


def test_nobody_benefits_beyond_the_announced_number():
    act = make_act(announced=2)
    make_beneficiary(act=act)

    one_more = [Beneficiary(act=act)]
    two_more = [Beneficiary(act=act), Beneficiary(act=act)]

    assert refusal_of(lambda: Beneficiary.objects.bulk_create(one_more)) == ""
    assert refusal_of(lambda: Beneficiary.objects.bulk_create(two_more)) == (
        "3 people are entered, but at most 2 were announced. "
        "Correct one of the two, or mark the act as undercounted."
    )


def test_an_undercounted_act_takes_more():
    act = make_act(announced=1, is_undercounted=True)
    make_beneficiary(act=act)

    assert refusal_of(lambda: make_beneficiary(act=act)) == ""
    make_beneficiary(act=act)
    assert refusals(act, {"is_undercounted": False}, ways=["update"])["update"].startswith(
        "2 people are entered, but at most 1 were announced."
    )


def test_the_announced_number_does_not_shrink_below_the_people():
    act = make_act(announced=2)
    make_beneficiary(act=act)
    make_beneficiary(act=act)

    found = refusals(act.announced_counts.get(), {"lower": 1, "upper": 1}, ways=["update"])

    assert found["update"].startswith("2 people are entered, but at most 1 were announced.")


def test_a_number_that_is_not_adopted_or_has_no_upper_bound_limits_nobody():
    act = make_act()
    make_announced_count(act=act, lower=1, upper=1, is_adopted=False)
    make_announced_count(act=act, lower=1)
    make_beneficiary(act=act)

    assert refusal_of(lambda: make_beneficiary(act=act)) == ""


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        ({"women": 11, "men": 18}, ""),
        ({"women": 12, "men": 18}, "Women + Men: at least 30 in all"),
        ({"under_25": 20, "over_50": 10}, "Under 25 + Over 50: at least 30 in all"),
        ({"women": 20, "pensioners": 20}, ""),
        ({"pensioners": 30}, "Pensioners: at least 30 in all"),
    ],
)
def test_categories_that_exclude_each_other_fit_into_the_total(bounds, sentence):
    act = make_act(announced=29)
    rows = [
        AnnouncedCount(act=act, category=category, lower=lower)
        for category, lower in bounds.items()
    ]

    found = refusal_of(lambda: AnnouncedCount.objects.bulk_create(rows))

    assert found == (sentence and f"{sentence}, but at most 29 people were announced.")
