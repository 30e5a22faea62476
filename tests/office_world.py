"""One of everything that the office has, once for all staff to see and once sealed, and people of each role."""

import uuid
from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from office import models as office
from office.audit.log import record as note
from office.roles.permissions import make_groups
from office.sealing.deciding import seal
from pardons.tests import builders as acts
from prisoners.models import Prisoner
from prisoners.tests import builders as people
from register.models import Alert
from sources.models import Record
from sources.tests import builders as said

NO_LINES = dict.fromkeys(
    ("new", "changed", "unchanged", "held", "refused", "vanished", "people"), 0
)
ROLES = ("readers", "editors", "reviewers", "publishers", "administrators")
CANARY = "Zzsealed"  # stands in everything that is sealed, and in nothing else


def make_staff():
    """{role: somebody}, and "outsider" with all roles: who sees no sealed case can only be unnamed."""
    make_groups()
    Group.objects.create(name="team")
    made = {name: User.objects.create_user(name, is_staff=True) for name in (*ROLES, "outsider")}
    for role in ROLES:
        made[role].groups.add(Group.objects.get(name=role))
        made["outsider"].groups.add(Group.objects.get(name=role))
    return made


def make_tip(*, about):
    """A message from a reader; only the function of the database writes one."""
    with connection.cursor() as cursor:
        number = f"TIP-{about or 'none'}"[:12]
        cursor.execute("SELECT receive_tip(%s, %s, 'A message', '')", [number, about])
    return office.Tip.objects.get(number=number)


def make_world(by, text):
    """{label of a model: a row}; wherever something can be written stands `text`."""
    prisoner = people.make_prisoner(display_name=f"{text} Person", notes=text)
    other = people.make_prisoner(display_name=f"{text} Other")
    act, claim = acts.make_act(title=f"{text} act"), said.make_claim(value_stated=f"{text} 12")
    page = said.make_page(title=f"{text} page", slug=text.lower())
    records = [prisoner.record, other.record, act.record, claim.record, page.record]
    Record.objects.filter(pk__in=records).update(state="ready", submitted_at=timezone.now())
    people.make_relation(prisoner=prisoner, other=other, staff_note=text)
    source = said.make_source(title=f"{text} source")
    said.make_citation(prisoner, source=source, staff_note=text)
    imported = office.Import.objects.create(
        state="ready", profile_name="x", profile_text="", list_name="x", file_name="list.csv",
        file_sha256="0" * 64, file_size=1, started_by=by, counts=NO_LINES | {"rows": {}},
    )  # fmt: skip
    candidate = {"public_id": prisoner.public_id, "label": text, "value": 0.9, "reasons": []}
    for number, fields in enumerate(
        [{"public_id": prisoner.public_id}, {"candidates": [candidate], "outcome": "held"}], start=1
    ):
        office.ImportLine.objects.create(
            **{"of": imported, "number": number, "outcome": "changed", "cells": {"name": text}}
            | fields
        )
    office.ImportRow.objects.create(
        of=imported, line=1, position=1, place="person", table="prisoners.prisoner", outcome="changed",
        owner=prisoner.public_id, ident=prisoner.public_id, values={"display_name": text},
    )  # fmt: skip
    LogEntry.objects.create(
        user=by, content_type=ContentType.objects.get_for_model(Prisoner), action_flag=CHANGE,
        object_id=prisoner.pk, object_repr=text,
    )  # fmt: skip
    note("published", by=by, about=prisoner.public_id)
    rows = [
        *(prisoner, act, claim, page, prisoner.record, source, said.make_evidence(source=source)),
        *(people.make_likely_pair(left=prisoner, right=other), imported, act.record),
        office.Approval.objects.create(
            record=prisoner.record, digest="x", approved_by=by, answers={"note": text}
        ),
        office.Remark.objects.create(
            record=prisoner.record, kind="sent_back", text=text, written_by=by
        ),
        office.AuditEvent.objects.get(about=prisoner.public_id, kind="published"),
        make_tip(about=prisoner.public_id),
        office.Removal.objects.create(
            record=prisoner.record, received_on=date(2024, 1, 1), asked_by="family", wish="erase",
            text=text,
        ),
    ]  # fmt: skip
    return {row._meta.label_lower: row for row in reversed(rows)}


def make_shared(by):
    """One row of everything that belongs to no record."""
    return {
        row._meta.label_lower: row
        for row in [
            *(people.make_facility(), people.make_court(), people.make_official()),
            *(people.make_article(), people.make_context(), people.make_tag()),
            *(people.make_served_time_rule(), said.make_organisation(), people.make_merge()),
            *(by, Group.objects.get(name="team")),
            Alert.objects.create(
                kind="books", place="in-and-out", edition=1, times=1,
                first_at=timezone.now(), last_at=timezone.now(),
            ),
            office.FileAlarm.objects.create(file="evidence/x", fault="missing"),
            office.ImportProfile.objects.create(name="own", text=""),
            office.Erasure.objects.create(
                public_id="RC-GONE00", reason="risk", erased_at=timezone.now(), decided_by=by
            ),
            make_tip(about=""),
            office.Batch.objects.create(drawn_by=by, digests={}, sample=[]),
            office.Invitation.objects.create(
                link_digest="x", meant_for="Somebody", expires_at=timezone.now(), role=Group.objects.get(name="team")
            ),
            office.ExportLog.objects.create(
                exported_by=by, table="prisoners.prisoner", columns=["sex"], rows=0,
                file_format="csv", sha256="x", reason="A test",
            ),
            office.ExportRequest.objects.create(
                asked_by=by, list="prisoners.prisoner", table="prisoners.prisoner",
                columns=["sex"], rows=0, file_format="csv", reason="A test",
            ),
            DBTaskResult.objects.create(
                id=uuid.uuid4(), args_kwargs={}, priority=0, task_path="x",
                run_after=timezone.now(), backend_name="default", exception_class_path="",
                traceback="",
            ),
        ]
    }  # fmt: skip


def seal_all(world, *, by):
    for record in Record.objects.filter(pk__in=_records(world)):
        seal(record, by=by, reason=CANARY)


def _records(world):
    prisoner = world["prisoners.prisoner"]
    pair = world["prisoners.likelypair"]
    roots = [prisoner, pair.right, world["pardons.clemencyact"], world["sources.countclaim"]]
    return [root.record_id for root in [*roots, world["sources.textpage"]]]


def share_page(world, *, by):
    """A sealed case that names every role: there is one that each may see."""
    groups = Group.objects.filter(name__in=ROLES)
    return seal(world["sources.textpage"].record, by=by, reason="Shared", groups=groups)
