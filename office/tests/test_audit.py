"""The audit log: whoever changes what was written is refused, or found out."""

import threading
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from office.audit import chain
from office.audit.kinds import Kind
from office.audit.log import record
from office.models import AuditEvent, AuditLink
from tests import databases


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        with databases.using(name):
            yield
        databases.drop(name)


@pytest.fixture(autouse=True)
def empty_log(own_database):
    """Events are chained at the commit, so these tests commit, and begin with nothing."""
    as_owner("TRUNCATE office_auditevent, office_auditlink")


def as_owner(*statements):
    """What somebody does who holds the whole database: nothing of ours stands in the way."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)


def forget(public_id):
    """As part of an erasure, which only the owner's function does."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s)", [public_id])
        return cursor.fetchone()[0]


def three_events():
    return [record(Kind.PUBLISHED, about=f"RC-00000{n}", detail={"edition": n}) for n in (1, 2, 3)]


def found():
    return [(fault.event, fault.what) for fault in chain.faults()]


def test_an_event_that_nobody_touched_is_in_a_whole_chain():
    three_events()

    assert found() == []
    assert list(AuditLink.objects.values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE office_auditevent SET about = ''",
        "DELETE FROM office_auditevent",
        "TRUNCATE office_auditevent",
        "UPDATE office_auditlink SET hash = ''",
        "DELETE FROM office_auditlink",
        "INSERT INTO office_auditlink VALUES (9, now(), '', 1)",
        "SELECT audit_forget('RC-000001')",
        "ALTER TABLE office_auditevent DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_the_staffs_login_cannot_change_the_log(statement):
    three_events()

    with pytest.raises(DatabaseError, match="permission denied|must be owner"):
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE office_auditevent SET kind = 'login'",
        "DELETE FROM office_auditlink",
        "TRUNCATE office_auditlink",
    ],
)
def test_even_the_owner_is_refused_while_the_triggers_are_there(statement):
    three_events()

    with pytest.raises(DatabaseError, match="never changed"):
        connections["owner"].cursor().execute(statement)


def test_the_moment_and_the_seal_are_the_databases():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{office_auditevent:audit_seal}'")
        cursor.execute(
            "INSERT INTO office_auditevent (kind, about, detail, at, salt, commitment)"
            " VALUES ('login', '', '{}', '2001-01-01', NULL, 'mine')"
        )

    assert AuditEvent.objects.get().at.year > 2001
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ("UPDATE office_auditevent SET about = 'RC-999999' WHERE id = {}", "is about is not"),
        ("UPDATE office_auditevent SET detail = '{{\"edition\": 9}}' WHERE id = {}", "is about is"),
        ("UPDATE office_auditevent SET kind = 'withdrawn' WHERE id = {}", "or its place"),
        ("UPDATE office_auditevent SET at = now() WHERE id = {}", "or its place"),
        (
            "UPDATE office_auditevent SET about = '', detail = '{{}}', salt = NULL,"
            " is_forgotten = true WHERE id = {}",
            "without an erasure",
        ),
    ],
)
def test_an_event_that_the_owner_changes_is_named(changed, what):
    second = three_events()[1]

    as_owner(changed.format(second.pk))

    [(event, said)] = found()
    assert (event, what in said) == (second.pk, True)


def test_an_event_that_is_taken_out_leaves_a_gap():
    second = three_events()[1]

    as_owner(
        f"DELETE FROM office_auditlink WHERE event_id = {second.pk}",
        f"DELETE FROM office_auditevent WHERE id = {second.pk}",
    )

    assert [what for _event, what in found()] == [
        "Links 2 to 2 of the chain are gone.",
        "The event, or its place, is not what was written.",
    ]


def test_an_event_that_is_slipped_in_is_in_no_chain():
    three_events()

    as_owner("INSERT INTO office_auditevent (kind, about, detail) VALUES ('login', '', '{}')")

    assert [what for _event, what in found()] == ["The event is not in the chain."]


def test_a_chain_that_is_made_anew_from_the_start_is_found_out_by_a_hash_that_was_kept():
    three_events()
    [today] = chain.days()

    as_owner(
        "DELETE FROM office_auditlink",
        "DELETE FROM office_auditevent",
    )
    record(Kind.PUBLISHED, about="RC-000001", detail={"edition": 1})

    assert found() == []
    with pytest.raises(CommandError, match="not what was written.*not the one that was kept"):
        call_command("audit_chain", kept=[f"{today.day}={today.hash}"], stdout=StringIO())


def test_the_command_prints_the_hash_of_each_day_and_names_the_first_fault():
    second = three_events()[1]
    [today] = chain.days()

    call_command("audit_chain", stdout=(whole := StringIO()))
    as_owner(f"UPDATE office_auditevent SET about = '' WHERE id = {second.pk}")

    assert whole.getvalue() == f"{today.day} {today.hash} 3 events\nThe chain is whole.\n"
    with pytest.raises(CommandError, match=f"First on {today.day}, event {second.pk}"):
        call_command("audit_chain", stdout=StringIO())


def test_who_writes_a_kept_hash_wrongly_is_told_how():
    with pytest.raises(CommandError, match="Write a kept hash as"):
        call_command("audit_chain", kept=["yesterday"])


def test_what_is_erased_is_forgotten_and_the_chain_stays_whole():
    three_events()
    record(Kind.EXPORTED, detail={"records": ["RC-000002", "RC-000003"]})
    record(Kind.ERASED, about="RC-000002")

    assert forget("RC-000002") == 2
    assert found() == []
    assert AuditEvent.objects.filter(about__contains="RC-000002").get().kind == Kind.ERASED
    assert not AuditEvent.objects.filter(detail__icontains="RC-000002").exists()
    assert forget("RC-000002") == 0


def test_an_event_of_what_did_not_happen_is_not_written():
    with transaction.atomic():
        record(Kind.PUBLISHED, about="RC-000001")
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="made_tea"):
        record("made_tea")


def test_two_who_write_at_once_never_follow_the_same_event():
    user, _made = User.objects.get_or_create(username="a")
    ready, finished = threading.Barrier(2), []

    def write():
        ready.wait(timeout=30)
        for _n in range(20):
            with transaction.atomic():
                record(Kind.LOGIN, by=user)
        finished.append(True)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    logins = AuditLink.objects.filter(event__kind=Kind.LOGIN).count()
    assert (len(finished), logins, found()) == (2, 40, [])


def test_an_event_is_chained_when_it_is_committed_so_that_nobody_waits_for_a_long_transaction():
    with transaction.atomic():
        first = record(Kind.PUBLISHED)
        thread = threading.Thread(target=lambda: (record(Kind.LOGIN), connections.close_all()))
        thread.start()
        thread.join(timeout=5)
        assert not thread.is_alive()

    assert AuditLink.objects.get(event=first).position == 2
