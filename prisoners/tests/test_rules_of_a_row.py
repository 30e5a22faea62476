from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from prisoners.models import Assignment
from prisoners.tests import builders as make
from sources.tests.refusals import ALL_WAYS, refusal_of, refusals
from sources.violations import explain

pytestmark = pytest.mark.django_db

BLANK = "This field cannot be blank."


def article_once():
    first = make.make_article()
    return make.make_article(), {"number": first.number}


def assignment_once():
    prisoner = make.make_prisoner()
    editors = [User.objects.create(username=name) for name in ("first", "second")]
    rows = [Assignment.objects.create(prisoner=prisoner, user=editor) for editor in editors]
    return rows[1], {"user": editors[0]}


def external_id_once():
    first = make.make_external_id()
    return make.make_external_id(), {"value": first.value}


def merge_of_two():
    merge = make.make_merge()
    return merge, {"absorbed": merge.kept}


def merge_once_at_a_time():
    first = make.make_merge()
    return make.make_merge(), {"absorbed": first.absorbed}


def name_once():
    first = make.make_name()
    return make.make_name(prisoner=first.prisoner), {"text": first.text}


def relation_once():
    first = make.make_relation()
    return make.make_relation(prisoner=first.prisoner), {"other": first.other}


def served_time_rule_once():
    make.make_served_time_rule(regime="general")
    return make.make_served_time_rule(regime="prison"), {"regime": "general"}


def relation_between_two():
    relation = make.make_relation()
    return relation, {"other": relation.prisoner}


def detention_no_certain_overlap():
    first = make.make_detention(began_on="2020-08-09", ended_on="2020-09-01", end_reason="released")
    second = make.make_detention(prisoner=first.prisoner, began_on="2020-09-01")
    return second, {"began_on": "2020-08-31"}


def pair_once(maker):
    first = maker()
    return maker(left=first.left), {"right": first.right}


def pair_in_order(maker):
    pair = maker()
    return pair, {"right": pair.left}


# name of the constraint: (a saved row, fields that break the rule)
BROKEN = {
    "article_once": article_once,
    "assignment_once": assignment_once,
    "charge_says_which": lambda: (make.make_charge(), {"article": None}),
    "condition_ends_after_it_begins": lambda: (
        make.make_condition(began_on="2021-02"),
        {"ended_on": "2021-01"},
    ),
    "condition_open_or_ended": lambda: (
        make.make_condition(is_open=True),
        {"ended_on": "2021-01"},
    ),
    "contact_has_a_date": lambda: (make.make_contact(), {"happened_on": ""}),
    "context_ends_after_it_begins": lambda: (
        make.make_context(began_on="2020-08-09"),
        {"ended_on": "2020-08-08"},
    ),
    "context_once": lambda: (make.make_context(), {"name": make.make_context().name}),
    "court_once": lambda: (make.make_court(), {"name": make.make_court().name}),
    "death_has_a_date": lambda: (make.make_death(), {"died_on": ""}),
    "detention_confirmed_before_end": lambda: (
        make.make_detention(ended_on="2020-12", end_reason="pardon"),
        {"last_confirmed_on": "2021-01"},
    ),
    "consent_ends_after_it_begins": lambda: (
        make.make_consent(given_on="2024-05-01"),
        {"withdrawn_on": "2024-04"},
    ),
    "consent_for_something": lambda: (make.make_consent(), {"scope": []}),
    "consent_has_a_date": lambda: (make.make_consent(), {"given_on": ""}),
    "consent_other_says_who": lambda: (make.make_consent(), {"given_by": "other"}),
    "consent_until_after_given": lambda: (
        make.make_consent(given_on="2024-05-01"),
        {"until_on": "2023"},
    ),
    "detention_confirmed_ends_after_it_begins": lambda: (
        make.make_detention(began_on="2020-08"),
        {"last_confirmed_on": "2020-07-31"},
    ),
    "detention_end_and_reason_together": lambda: (
        make.make_detention(),
        {"ended_on": "2021"},
    ),
    "detention_ends_after_it_begins": lambda: (
        make.make_detention(began_on="2020-08-09"),
        {"ended_on": "2020-08-08", "end_reason": "released"},
    ),
    "detention_no_certain_overlap": detention_no_certain_overlap,
    "detention_terms_need_an_end": lambda: (make.make_detention(), {"release_terms": "free"}),
    "external_id_once": external_id_once,
    "facility_once": lambda: (make.make_facility(), {"name": make.make_facility().name}),
    "label_ends_after_it_begins": lambda: (
        make.make_label(put_on="2022"),
        {"taken_off_on": "2021"},
    ),
    "name_has_a_text": lambda: (make.make_name(), {"text": ""}),
    "likelypair_in_order": lambda: pair_in_order(make.make_likely_pair),
    "likelypair_once": lambda: pair_once(make.make_likely_pair),
    "merge_of_two": merge_of_two,
    "merge_once_at_a_time": merge_once_at_a_time,
    "name_once": name_once,
    "notsame_in_order": lambda: pair_in_order(make.make_not_same),
    "notsame_once": lambda: pair_once(make.make_not_same),
    "official_reply_when_and_where": lambda: (make.make_official(), {"reply": "I was not there."}),
    "photo_public_says_where": lambda: (make.make_photo(), {"basis": "already_public"}),
    "photo_sha256_is_a_hash": lambda: (make.make_photo(), {"sha256": "none"}),
    "photo_with_credit": lambda: (make.make_photo(), {"credit": ""}),
    "photo_with_licence": lambda: (make.make_photo(), {"licence": ""}),
    "prisoner_embargo_with_a_reason": lambda: (
        make.make_prisoner(),
        {"embargo_ends_on": date(2030, 1, 1)},
    ),
    "prisoner_sealed_fields_exist": lambda: (
        make.make_prisoner(sealed_fields=["health"], sealed_reason="Asked by the family."),
        {"sealed_fields": ["helth"]},
    ),
    "prisoner_sealed_with_a_reason": lambda: (make.make_prisoner(), {"sealed_fields": ["health"]}),
    "prisoner_withheld_with_a_reason": lambda: (make.make_prisoner(), {"is_name_withheld": True}),
    "recognition_ends_after_it_begins": lambda: (
        make.make_recognition(recognised_on="2021-01-01"),
        {"withdrawn_on": "2020"},
    ),
    "relation_between_two": relation_between_two,
    "relation_once": relation_once,
    "served_time_rule_counts": lambda: (make.make_served_time_rule(), {"days_counted": 0}),
    "served_time_rule_ends_after_it_begins": lambda: (
        make.make_served_time_rule(valid_from_on="2018-07-14"),
        {"valid_until_on": "2018-07-13"},
    ),
    "served_time_rule_has_source": lambda: (make.make_served_time_rule(), {"source": None}),
    "served_time_rule_of_a_country": lambda: (make.make_served_time_rule(), {"country": "ru"}),
    "served_time_rule_once": served_time_rule_once,
    "sentence_part_amount_not_negative": lambda: (
        make.make_sentence_part(amount=1, currency="BYN"),
        {"amount": -1},
    ),
    "sentence_part_life_has_no_term": lambda: (make.make_sentence_part(years=3), {"kind": "life"}),
    "sentence_part_money_with_currency": lambda: (make.make_sentence_part(), {"amount": 100}),
    "stay_ends_after_it_begins": lambda: (
        make.make_stay(began_on="2020-10"),
        {"ended_on": "2020-09-30"},
    ),
}

# Where another rule speaks first.
SAID_OTHERWISE = {
    "consent_for_something": {"form": BLANK},
    "consent_has_a_date": {"form": BLANK},
    "name_has_a_text": {"form": BLANK},
    "photo_with_credit": {"form": BLANK},
    "photo_with_licence": {"form": BLANK},
    "served_time_rule_has_source": {"form": BLANK},
}


def constraints():
    return {
        constraint.name: constraint
        for model in apps.get_app_config("prisoners").get_models()
        for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_is_kept_in_forms_and_in_bulk(name):
    row, changes = BROKEN[name]()
    sentence = str(constraints()[name].violation_error_message)

    found = refusals(row, changes)

    assert found == dict.fromkeys(ALL_WAYS, sentence) | SAID_OTHERWISE.get(name, {})


def test_every_rule_of_a_row_is_tried():
    assert set(BROKEN) == set(constraints())


def test_a_person_dies_once():
    prisoner = make.make_death().prisoner
    other = make.make_death()

    found = refusals(other, {"prisoner": prisoner})

    assert set(found.values()) == {"The death of this person is recorded already."}


def test_the_day_of_release_is_a_day_of_freedom():
    first = make.make_detention(began_on="2020-08-09", ended_on="2020-09-01", end_reason="released")

    assert (
        refusal_of(lambda: make.make_detention(prisoner=first.prisoner, began_on="2020-09-01"))
        == ""
    )


def test_an_arrest_in_an_unknown_month_makes_no_day_certain():
    first = make.make_detention(began_on="2020")

    assert (
        refusal_of(lambda: make.make_detention(prisoner=first.prisoner, began_on="2020-12-31"))
        == ""
    )


def test_the_code_of_a_row_never_changes():
    row, other = make.make_detention(), make.make_detention()

    found = refusals(row, {"code": "00000000-0000-4000-8000-000000000000"}, ways=["update"])

    assert found["update"].startswith("The code of a row never changes")
    assert refusals(other, {"region": "Minsk"}, ways=["update"]) == {"update": ""}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"years": -1}, "“years” cannot be negative."),
        ({"kind": None}, "“kind” is missing."),
        ({"as_stated": "x" * 301}, "A text is longer than its field takes."),
        ({"years": 10**6}, "A number is too large."),
    ],
)
def test_what_a_field_itself_refuses_is_said_too(changes, sentence):
    row = make.make_sentence_part()

    assert refusals(row, changes, ways=["update"]) == {"update": sentence}


def test_an_impossible_date_is_refused_in_raw_sql_with_the_reason():
    from django.db import connection

    row = make.make_detention()

    def write():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE prisoners_detention SET began_on = '2021-02-30' WHERE id = %s", [row.pk]
            )

    assert refusal_of(write) == "“2021-02-30” is not a date: February 2021 has 28 days."


def test_what_is_still_used_is_not_deleted():
    stay = make.make_stay()

    with pytest.raises(Exception, match="protected") as refused:
        stay.facility.delete()

    assert explain(refused.value).startswith("Something else still refers to this")
