"""Rules on time served: public with the first case of their country, never when confidential."""

import pytest
from django.contrib.auth import get_user_model

from prisoners.tests.builders import make_detention, make_prosecution, make_served_time_rule
from register.models import ServedTimeRule, Source
from register.publishing import publish
from sources.tests.builders import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return get_user_model().objects.create(username="reviewer")


def countries():
    return sorted(ServedTimeRule.objects.values_list("country", flat=True))


def test_a_rule_becomes_public_with_the_first_case_of_its_country(reviewer):
    for country in ("RU", "KZ", "BY"):
        make_served_time_rule(country=country)
    detained = make_detention(country="RU").prisoner
    tried = make_prosecution(country="KZ").prisoner

    publish([detained.public_id, tried.public_id], by=reviewer)

    assert countries() == ["KZ", "RU"]


def test_the_legal_source_goes_with_it(reviewer):
    rule = make_served_time_rule(country="RU", source=make_source(title="Test Code of Law"))
    publish([make_detention(country="RU").prisoner.public_id], by=reviewer)

    assert ServedTimeRule.objects.get().source == Source.objects.get(pk=rule.source_id)


def test_a_confidential_rule_and_a_confidential_source_stay_here(reviewer):
    make_served_time_rule(country="RU", is_confidential=True)
    make_served_time_rule(country="KZ", source=make_source(is_confidential=True))
    people = [make_detention(country=country).prisoner.public_id for country in ("RU", "KZ")]

    publish(people, by=reviewer)

    assert countries() == ["KZ"]
    assert ServedTimeRule.objects.get().source is None


def test_what_staff_change_in_a_public_rule_is_public_at_once(reviewer):
    rule = make_served_time_rule(country="RU")
    publish([make_detention(country="RU").prisoner.public_id], by=reviewer)

    rule.days_counted, rule.source = "2", make_source()
    rule.save()

    published = ServedTimeRule.objects.get()
    assert (published.days_counted, published.source) == (2, None)


def test_a_public_rule_that_is_made_confidential_holds_for_nobody(reviewer):
    rule = make_served_time_rule(country="RU")
    publish([make_detention(country="RU").prisoner.public_id], by=reviewer)

    rule.is_confidential = True
    rule.save()

    assert countries() == [""]
