"""The register that the crawl looks at: entered by an editor, published by a reviewer, both marked."""

from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import User
from django.utils import timezone

from office.review.checklist import QUESTIONS
from office.review.deciding import approve_batch, draw_batch, hide_name, submit, take_down
from register.models import Tombstone
from sources.models import Record
from tests.canaries import planting
from tests.canaries.marks import Marks
from tests.canaries.office_rows import plant_office


@dataclass(frozen=True)
class World:
    marks: Marks
    plantings: dict

    @property
    def public_ids(self):
        return [public_id for one in self.plantings.values() for public_id in one.public_ids]


def make_account(name, marks):
    fields = ("username", "first_name", "last_name")
    return User.objects.create_user(
        is_staff=True,
        email=f"{marks.word(f'{name} auth.User.email')}@example.org",
        **{field: marks.word(f"{name} auth.User.{field}") for field in fields},
    )


def plant():
    """Everything that can be hidden, in every way in which it can be."""
    marks = Marks()
    editor, reviewer = make_account("editor", marks), make_account("reviewer", marks)
    with pghistory.context(user=editor.pk, url=f"/admin/{marks.word('history url')}/"):
        made = [
            planting.plant_open(marks, editor),
            planting.plant_withheld(marks, editor),
            planting.plant_withheld(marks, editor, "minor", born_on=_years_ago(15)),
            planting.plant_sealed(marks, editor),
            planting.plant_secret(marks, editor),
            planting.plant_identified("withdrawn", marks, editor),
            planting.plant_identified("hidden later", marks, editor),
            planting.plant_draft(marks, editor),
        ]
    return World(marks, {one.kind: one for one in made}), editor, reviewer


def publish(world, editor, reviewer):
    """The staff's own way: sent to review, drawn as a batch, approved by somebody else."""
    ids = [
        public_id
        for kind, one in world.plantings.items()
        if kind != "draft"
        for public_id in one.public_ids
    ]
    submit(Record.objects.filter(pk__in=ids), by=editor)
    answers = {question: world.marks.word("answers of an approval") for question in QUESTIONS}
    people = [public_id for public_id in ids if public_id.startswith("RC-")]
    for some in (people, [public_id for public_id in ids if public_id not in people]):
        approve_batch(draw_batch(some, by=reviewer), by=reviewer, answers=answers)


def decide_and_edit(world, editor):
    """What comes after publication: one name is hidden, one record is gone, one is edited again."""
    marks, person = world.marks, world.plantings["open"].person
    hide_name(
        world.plantings["hidden later"].person.record, by=editor, why=marks.word("why hidden")
    )
    take_down(
        world.plantings["withdrawn"].person.record,
        by=editor,
        reason=Tombstone.Reason.RISK,
        why=marks.word("why withdrawn"),
    )
    person.summary = marks.word("edited since prisoners.Prisoner.summary")
    person.save()
    plant_office(marks, editor, person.record)


def make_world():
    world, editor, reviewer = plant()
    publish(world, editor, reviewer)
    decide_and_edit(world, editor)
    return world


def _years_ago(years):
    return f"{timezone.localdate().year - years}-02-{planting.EXACT_DAY}"
