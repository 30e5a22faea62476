"""The demonstration register as it is loaded: every line, and the figures that it is known for."""

import csv
from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.db.models import Sum

from office import demo_data
from office.importing.records import imports_of
from office.models import Import, ImportLine
from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from prisoners.models import Condition, Contact, Court, Death, Detention, Facility, Prisoner
from register.models import ActEntry, ClaimEntry, Entry
from sources.models import Citation, CountClaim, Record, Source
from tests import databases


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """A database of these tests' own with the demonstration register; they only read it."""
    with django_db_blocker.unblock():
        name = databases.clone_of_demo()
        with databases.using(name):
            yield
        databases.drop(name)


def person(key):
    return Prisoner.objects.get(external_ids__value=key)


def announced(first, last):
    return AnnouncedCount.objects.filter(
        category="total",
        is_adopted=True,
        act__is_in_ledger=True,
        act__announced_on__gte=first,
        act__announced_on__lte=last,
    ).aggregate(sum=Sum("lower"))["sum"]


def test_every_line_of_every_file_is_there(demo):
    assert {
        "prisoners": Prisoner.objects.count(),
        "clemency_acts": ClemencyAct.objects.count(),
        "pardon_beneficiaries": Beneficiary.objects.count(),
        "deaths": Death.objects.count(),
        "reported_totals": CountClaim.objects.count(),
        "conditions": Condition.objects.count(),
        "announced_counts": AnnouncedCount.objects.count(),
        "contacts": Contact.objects.count(),
        "sources": Source.objects.count(),
        "facilities": Facility.objects.count(),
        "courts": Court.objects.count(),
        "contradictions": Citation.objects.filter(stance="contradicts").count(),
    } == {
        "prisoners": 106,
        "clemency_acts": 31,
        "pardon_beneficiaries": 61,
        "deaths": 10,
        "reported_totals": 192,
        "conditions": 73,
        "announced_counts": 120,
        "contacts": 5,
        "sources": 338,
        "facilities": 18,
        "courts": 16,
        "contradictions": 54,
    }


def test_every_source_of_every_line_is_cited(demo):
    cited = Counter(
        Citation.objects.filter(row=None, stance="supports").values_list("record_id", "source__key")
    )

    for line in demo_data.read_csv("prisoners.csv"):
        public_id = person(line["person_key"]).public_id
        for key in line["source_ids"].split(";"):
            assert cited[public_id, key] == 1
    for line in demo_data.read_csv("clemency_acts.csv"):
        public_id = ClemencyAct.objects.get(key=line["act_key"]).public_id
        for key in line["source_ids"].split(";"):
            assert cited[public_id, key] == 1


def test_a_claim_has_the_code_of_its_measure_and_only_words_without_one_are_other(demo):
    with open(demo_data.FOLDER / "belarus" / "reported_totals.csv", encoding="utf-8") as file:
        stated = Counter(line["measure"] for line in csv.DictReader(file))
    codes = set(CountClaim.Measure.values)

    measures = Counter(CountClaim.objects.values_list("measure", flat=True))

    assert measures == Counter(
        {word: number for word, number in stated.items() if word in codes}
        | {"other": sum(number for word, number in stated.items() if word not in codes)}
    )


def test_every_prisoner_act_and_claim_is_public(demo):
    assert [Entry.objects.known().count(), ActEntry.objects.known().count()] == [106, 31]
    assert ClaimEntry.objects.known().count() == 192
    assert set(Record.objects.values_list("state", flat=True)) == {"published"}


def test_the_announced_acts_sum_to_178_before_9_december_2024_and_to_207_with_it(demo):
    assert announced("2024-07-03", "2024-11-20") == 178
    assert announced("2024-07-03", "2024-12-09") == 207
    assert announced("2024-07-03", "2025-12-30") == 596


def test_the_person_who_was_pardoned_and_exchanged_is_in_no_sum(demo):
    acts = ClemencyAct.objects.filter(beneficiaries__name_as_reported__startswith="Rico Krieger")

    assert dict(acts.values_list("key", "is_in_ledger")) == {
        "2024-07-30": False,
        "2024-08-01-exchange": False,
    }


def test_the_act_of_9_december_2024_is_as_it_was_announced(demo):
    act = ClemencyAct.objects.get(key="2024-12-09")

    adopted = {c.category: (c.lower, c.upper) for c in act.announced_counts.filter(is_adopted=True)}
    assert adopted == {
        "total": (29, 29),
        "women": (11, 11),
        "men": (18, 18),
        "under_25": (6, 6),
        "pensioners": (3, 3),
        "disability": (2, 2),
        "chronic_illness": (15, 15),
        "ill_or_disabled": (15, None),
    }
    assert act.conditions_stated == ["remorse", "petition", "supervision"]
    assert (act.names_given, act.beneficiaries.count()) == ("none", 0)


def test_expelled_means_pardon_where_an_act_of_pardon_names_the_person(demo):
    for detention in Detention.objects.filter(release_terms="expelled"):
        kinds = set(detention.prisoner.benefits.values_list("act__kind", flat=True))
        assert ("pardon" in kinds) == (detention.end_reason == "pardon"), detention.prisoner


def test_the_disputed_release_is_kept_on_both_sides(demo):
    stefanovic = person("stefanovic-valiantsin")

    benefit = stefanovic.benefits.get()
    assert (benefit.outcome, benefit.confidence) == ("disputed", "low")
    detention = stefanovic.detentions.get()
    assert (detention.ended_on, detention.last_confirmed_on) == ("", "2025-12-15")
    against = Citation.objects.filter(row=detention.code, field="ended_on")
    assert {c.source.key for c in against} == {
        "tvn24-2025-12-13",
        "topgab-2025-12",
        "cubaheadlines-2025-12",
        "wpolityce-2025-12-13",
    }


def test_a_man_who_came_back_from_the_border_was_never_out(demo):
    statkevich = person("statkevich-mikalai")

    detention = statkevich.detentions.get()
    assert (detention.began_on, detention.ended_on) == ("2020-05", "2026-02-19")
    assert sorted(statkevich.benefits.values_list("act__key", "outcome")) == [
        ("2025-09-11", "disputed"),
        ("2026-02", "released"),
    ]


def test_whoever_is_not_known_to_be_free_has_a_last_confirmation(demo):
    assert not Detention.objects.filter(ended_on="", last_confirmed_on="").exists()


def test_last_contacts_carry_the_kind_that_a_source_gives(demo):
    assert sorted(Contact.objects.values_list("happened_on", "kind")) == [
        ("2023-02-09", "unknown"),
        ("2023-02-15", "letter"),
        ("2024-11-12", "visit"),
        ("2025-02", "unknown"),
        ("2025-09-11", "unknown"),
    ]


def test_every_file_was_imported_by_the_editor_and_left_its_receipt(demo):
    receipts = Import.objects.order_by("written_at")

    assert [(each.file_name, each.state, each.written_by.username) for each in receipts] == [
        (f"{name}.csv", "done", "editor") for name in demo_data.FILES
    ]
    lines = {f"{name}.csv": len(demo_data.read_csv(f"{name}.csv")) for name in demo_data.FILES}
    assert {each.file_name: each.counts["new"] for each in receipts} == lines
    assert {name for each in receipts for name in ("held", "refused") if each.counts[name]} == set()


def test_what_was_published_is_what_the_receipts_name(demo):
    person_of = person("bialiatski-ales").record

    assert [each.imported.file_name for each in imports_of(person_of) if each.made] == [
        "prisoners.csv"
    ]


def test_loading_all_files_again_changes_nothing(demo):
    before = dict(Record.objects.values_list("public_id", "revision"))
    citations = Citation.objects.count()

    with transaction.atomic():
        for name in demo_data.FILES:
            again = demo_data.load(name, by=User.objects.get(username="editor"))
            lines = {key: again.counts[key] for key in ImportLine.Outcome.values}
            assert lines == {**dict.fromkeys(lines, 0), "unchanged": again.total}, name
        assert dict(Record.objects.values_list("public_id", "revision")) == before
        assert Citation.objects.count() == citations
        transaction.set_rollback(True)


def test_a_database_with_records_is_left_alone(demo, capsys):
    call_command("load_demo")

    assert "nothing done" in capsys.readouterr().out
    assert Prisoner.objects.count() == 106
