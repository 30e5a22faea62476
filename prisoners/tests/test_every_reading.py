"""Only what is impossible under every reading is refused (DESIGN §5): compared with a slow reading."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from prisoners.tests import builders as make
from prisoners.tests.slow_reading import certain_days, dates, has_reading_in_order, known_dates
from sources.tests.refusals import refusal_of

pytestmark = pytest.mark.django_db

many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def reason(ended):
    return "released" if ended else ""


def is_taken(write):
    return refusal_of(write) == ""


@many
@given(began=dates, confirmed=dates, ended=dates)
def test_the_dates_of_a_detention(began, confirmed, ended):
    def write():
        make.make_detention(
            began_on=began, last_confirmed_on=confirmed, ended_on=ended, end_reason=reason(ended)
        )

    assert is_taken(write) == has_reading_in_order(began, confirmed, ended)


@many
@given(began=dates, ended=dates, stay_began=dates, stay_ended=dates)
def test_a_stay_within_its_detention(began, ended, stay_began, stay_ended):
    assume(has_reading_in_order(began, ended))

    def write():
        detention = make.make_detention(began_on=began, ended_on=ended, end_reason=reason(ended))
        make.make_stay(detention=detention, began_on=stay_began, ended_on=stay_ended)

    assert is_taken(write) == has_reading_in_order(began, stay_began, stay_ended, ended)


@many
@given(began=dates, ended=dates, died=known_dates)
def test_life_before_death(began, ended, died):
    assume(has_reading_in_order(began, ended))

    def write():
        death = make.make_death(died_on=died)
        make.make_detention(
            prisoner=death.prisoner, began_on=began, ended_on=ended, end_reason=reason(ended)
        )

    assert is_taken(write) == has_reading_in_order(began, ended, died)


@many
@given(*([dates] * 6))
def test_two_certain_detentions(began, confirmed, ended, began_2, confirmed_2, ended_2):
    assume(has_reading_in_order(began, confirmed, ended))
    assume(has_reading_in_order(began_2, confirmed_2, ended_2))
    prisoner = make.make_prisoner()

    def write():
        for first, last, end in ((began, confirmed, ended), (began_2, confirmed_2, ended_2)):
            make.make_detention(
                prisoner=prisoner,
                began_on=first,
                last_confirmed_on=last,
                ended_on=end,
                end_reason=reason(end),
            )

    shared = certain_days(began, ended, confirmed) & certain_days(began_2, ended_2, confirmed_2)
    assert is_taken(write) == (not shared)
