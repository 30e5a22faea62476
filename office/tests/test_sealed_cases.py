"""A sealed case is not there for those who may not see it, on whatever way they come."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from config import roles, sealing
from core import seeing
from office.models import AuditEvent, SealedCase
from pardons.models import Beneficiary
from prisoners.models import Prisoner
from prisoners.searching import search
from prisoners.tests.builders import make_name, make_prisoner, make_relation
from sources.models import Citation, Record, Source
from sources.tests.builders import make_citation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_the_system():
    """What these tests prepare is everything; each says who looks."""
    with seeing.as_system():
        yield


def make_member(name):
    return User.objects.create(username=name, is_staff=True)


def seal(prisoner, *people, groups=()):
    sealed = SealedCase.objects.create(record=prisoner.record, reason="He is in danger.")
    sealed.people.set(people)
    sealed.groups.set(groups)
    return sealed


def seen_by(*people):
    with seeing.as_person(*(person.pk for person in people)):
        return set(Prisoner.objects.values_list("display_name", flat=True))


def test_a_sealed_case_is_there_for_who_is_named_and_for_nobody_else():
    member, colleague = make_member("member"), make_member("colleague")
    boss = User.objects.create_superuser("boss")
    make_prisoner(display_name="Anna")
    seal(make_prisoner(display_name="Maria"), member)

    assert seen_by(member) == {"Anna", "Maria"}
    assert seen_by(colleague) == {"Anna"}
    assert seen_by(boss) == {"Anna"}
    assert seen_by(member, colleague) == {"Anna"}


def test_a_group_may_be_named_instead_of_people():
    member, team = make_member("member"), Group.objects.create(name="team")
    member.groups.add(team)
    seal(make_prisoner(display_name="Maria"), groups=[team])

    assert seen_by(member) == {"Maria"}


@pytest.mark.parametrize("viewer", ["", "nobody", "1 OR 1", "1,", "99999999999999999999", "-1"])
def test_who_is_not_an_account_sees_no_sealed_case(viewer):
    seal(make_prisoner(display_name="Maria"), User.objects.create(username="member", pk=1))

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rollcall.viewer', %s, true)", [viewer])
        assert not Prisoner.objects.exists()
        cursor.execute("SELECT set_config('rollcall.viewer', 'system', true)")


def test_what_belongs_to_a_sealed_case_goes_with_it():
    colleague = make_member("colleague")
    prisoner, other = make_prisoner(display_name="Maria"), make_prisoner(display_name="Anna")
    make_name(prisoner=prisoner)
    relation = make_relation(prisoner=other, other=prisoner)
    own, shared = make_citation(prisoner), make_citation(prisoner)
    make_citation(other, source=shared.source)
    seal(prisoner)

    with seeing.as_person(colleague.pk):
        assert not prisoner.names.exists()
        assert not type(relation).objects.exists()
        assert list(Citation.objects.values_list("record_id", flat=True)) == [other.record_id]
        assert own.source not in Source.objects.all()
        assert shared.source in Source.objects.all()


def test_a_search_by_name_does_not_find_a_sealed_case():
    colleague = make_member("colleague")
    prisoner = make_prisoner(display_name="Maryja Proba")
    seal(prisoner)

    assert [found.public_id for found in search("Maryja Proba")] == [prisoner.public_id]
    with seeing.as_person(colleague.pk):
        assert search("Maryja Proba") == []


def test_names_are_indexed_by_whoever_comes_first():
    colleague = make_member("colleague")
    prisoner = make_prisoner(display_name="Maryja Proba")
    seal(prisoner)

    with seeing.as_person(colleague.pk):
        search("anybody")

    assert [found.public_id for found in search("Maryja Proba")] == [prisoner.public_id]


def test_nothing_can_be_slipped_into_a_sealed_case():
    colleague = make_member("colleague")
    prisoner = make_prisoner()
    seal(prisoner)

    with seeing.as_person(colleague.pk):
        assert Prisoner.objects.update(notes="!") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make_name(prisoner=prisoner)


def test_one_who_asks_is_forgotten_after_an_error():
    member = make_member("member")
    seal(make_prisoner(display_name="Maria"), member)

    with seeing.as_person(make_member("colleague").pk):
        assert not Prisoner.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic(), seeing.as_system():
            connection.cursor().execute("SELECT 1 / (count(*) - 1) FROM prisoners_prisoner")
        assert not Prisoner.objects.exists()


# --- every table ----------------------------------------------------------------------------------


def protected_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        return {name for (name,) in cursor.fetchall()}


def names_a_record(model, field):
    """Whether a field links to a record or its root, or is as long as a public id."""
    target = field.remote_field.model if field.is_relation else None
    roots = {Record, *(relation.related_model for relation in Record._meta.related_objects
                       if relation.one_to_one and relation.field.column == "public_id")}  # fmt: skip
    return target in roots or (field.column in ("public_id", "owner") and not field.is_relation)


def test_every_table_whose_rows_belong_to_a_record_has_a_policy():
    of_records = {
        model
        for app in roles.WORKING_APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy
        and any(names_a_record(model, field) for field in model._meta.local_fields)
        and model._meta.label not in sealing.WITHOUT_POLICY
    }

    assert {model._meta.db_table for model in of_records} - protected_tables() == set()
    assert Beneficiary in of_records
    assert {"django_admin_log", "office_auditevent", "sources_source"} <= protected_tables()


def test_the_policies_are_those_that_are_declared():
    assert protected_tables() == set(sealing.policies(roles.WORKING_APPS))


def test_a_case_whose_people_are_gone_is_given_to_somebody_by_who_holds_the_server():
    member, colleague = make_member("member"), make_member("colleague")
    prisoner = make_prisoner(display_name="Maria")
    seal(prisoner, member)

    call_command("share_sealed_case", prisoner.public_id, "colleague")

    assert seen_by(colleague) == seen_by(member) == {"Maria"}
    (event,) = AuditEvent.objects.filter(kind="case_shared", about=prisoner.public_id)
    assert event.detail["people"] == ["colleague", "member"]


@pytest.mark.parametrize(
    ("given", "said"),
    [(("RC-ZZZZZZ", "member"), "no sealed case"), (("RC-ZZZZZZ", "nobody"), "no account")],
)
def test_a_case_or_an_account_that_is_not_there_is_said(given, said):
    make_member("member")

    with pytest.raises(CommandError, match=said):
        call_command("share_sealed_case", *given)
