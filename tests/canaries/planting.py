"""Rows with marks in them: one of every working model, hung on one person, an act, a claim and a page."""

from django.contrib.auth.models import User
from django.db import transaction

from core.facts import Facts, Texts, fact_fields
from core.fields import PartialDateField
from pardons.models import Beneficiary, ClemencyAct
from prisoners.models import ExternalId, Facility, Official, Photo, Prisoner, ServedTimeRule
from prisoners.models.part import PrisonerPart
from prisoners.models.person import SEALABLE
from prisoners.tests.pictures import kept_photo, picture
from sources.models import Citation, CountClaim, Source, TextPage
from tests.working_rows import ROWS

# Numbers of rows, which also stand in links; neither they nor yes and no are marks.
NO_MARK = {"id", "code", "row"}
# Where a mark would be refused: (model, field): what stands there instead, or nothing.
INSTEAD = {
    (Prisoner, "sealed_fields"): None,
    # Nobody has to have agreed to this, for the person or for the photo.
    (Prisoner, "publication_basis"): "public_interest",
    (Photo, "basis"): "already_public",
    # Real pixels, whose hash is known when they are made.
    **{(Photo, name): None for name in ("file", "sha256", "width", "height")},
}
BUILD = {Photo: kept_photo}
HASHES = {"sha256"}
# There is one rule for a country; this is the country of the cases. A reply has a day.
OWN = {ServedTimeRule: {"country": "BY"}, Official: {"replied_on": "2024-01-05"}}
ROOTS = (Prisoner, ClemencyAct, CountClaim, TextPage)
EXACT_DAY = "23"  # of withheld people every day is this one, which no other row has


def is_public(model, field):
    return field in fact_fields(model, Facts) or field in fact_fields(model, Texts)


def can_be_confidential(model):
    return any(field.name == "is_confidential" for field in model._meta.local_fields)


class Planting:
    """Rows of one kind: `marked(model, field)` says which public fields hold marks too.

    Every field that is not public holds one in any case.
    """

    def __init__(self, kind, marks, staff, marked=None, given=None, only=None):
        self.kind, self.marks = kind, marks
        self.marked = marked or (lambda model, field: False)
        self.given = given or {}
        self.rows = {User: staff}
        for model in ROWS:
            if only is None or only(model):
                self.row(model)

    @property
    def person(self):
        return self.rows[Prisoner]

    @property
    def public_ids(self):
        return [row.public_id for row in self.rows.values() if isinstance(row, ROOTS)]

    def row(self, model):
        if model not in self.rows:
            build = BUILD.get(model, ROWS[model][0])
            self.rows[model] = build(**self._links(model) | self._marks(model) | self._own(model))
            if model is Photo and self.marked(model, model._meta.get_field("sha256")):
                self.marks.remember(self.rows[model].sha256, f"{self.kind} prisoners.Photo.file")
        return self.rows[model]

    def _own(self, model):
        """What this planting says of its rows; a photo of another colour each, found somewhere."""
        own = self.given.get(model, {})
        if model is Photo:
            pixels = picture(
                colour=(len(self.marks.needles) % 251, sum(map(ord, self.kind)) % 251, 40)
            )
            own = {"content": pixels, "found_at": "https://press.example/1"} | own
        return own

    def _links(self, model):
        """Each link leads to the row of this planting; of two to the same model only the first."""
        links, targets = {}, set()
        if model is Citation:
            links["root"] = self.row(Prisoner)
        for field in model._meta.local_fields:
            target = field.related_model
            if target in ROWS or target is User:
                if field.editable and target not in targets and target is not model:
                    links[field.name] = self.row(target)
                targets.add(target)
        return links

    def _marks(self, model):
        made = {}
        for field in model._meta.local_fields:
            where = f"{self.kind} {model._meta.label}.{field.name}"
            if field.name in NO_MARK or field.generated or field.is_relation:
                continue
            if field.get_internal_type() == "BooleanField":
                continue
            if (model, field.name) in INSTEAD:
                if code := INSTEAD[model, field.name]:
                    made[field.name] = self.marks.remember(code, where)
                continue
            if is_public(model, field):
                of_one = getattr(field, "base_field", field)
                if of_one.choices or not self.marked(model, field):
                    continue
            value = (
                self.marks.hash(where) if field.name in HASHES else self.marks.value(field, where)
            )
            if value is not None:
                made[field.name] = value
        return made


# --- the kinds ----------------------------------------------------------------------------------


def of_a_person(model):
    return issubclass(model, PrisonerPart) or model in (Prisoner, Citation, Beneficiary)


def identifying(model, field):
    """What identifies somebody: texts, and what is said about the sources."""
    if model in (Citation, Source):
        return not isinstance(field, PartialDateField)
    return field in fact_fields(model, Texts)


def identifying_or_coarsened(model, field):
    """Of the place the region is told; of the judge nothing."""
    return identifying(model, field) or (model in (Facility, Official) and field.name != "region")


def nearly_all(model, field):
    return not isinstance(field, PartialDateField)


def confidential_rows(model, field):
    return can_be_confidential(model) and nearly_all(model, field)


def plant_open(marks, staff):
    """What everybody may read, in rows whose confidential fields are full."""
    return Planting("open", marks, staff)


def plant_withheld(marks, staff, kind="withheld", **of_person):
    of_person = of_person or {"is_name_withheld": True}
    planting = Planting(
        kind,
        marks,
        staff,
        marked=identifying_or_coarsened,
        given={Prisoner: of_person},
        only=of_a_person,
    )
    _make_days_exact(planting)
    return planting


def plant_identified(kind, marks, staff):
    """Somebody who is public with all that identifies them, until a decision."""
    return Planting(kind, marks, staff, marked=identifying, only=of_a_person)


def plant_sealed(marks, staff):
    return Planting(
        "sealed",
        marks,
        staff,
        marked=lambda model, field: model is Photo or field.name in SEALABLE,
        given={
            Prisoner: {
                "sealed_fields": SEALABLE,
                "born_on": f"1971-03-{EXACT_DAY}",
                "health": ["pregnancy"],
            }
        },
        only=lambda model: model in (Prisoner, Photo),
    )


def plant_secret(marks, staff):
    """An open person surrounded by catalogue rows, sources, ties and citations that are confidential."""
    secret = [model for model in ROWS if can_be_confidential(model)]
    return Planting(
        "secret",
        marks,
        staff,
        marked=confidential_rows,
        given={model: {"is_confidential": True} | OWN.get(model, {}) for model in secret},
    )


def plant_with_secret_parts(marks, staff):
    """An open person with a citation and an id in another list that are confidential."""
    secret = {model: {"is_confidential": True} for model in (Citation, ExternalId)}
    return Planting(
        "secret",
        marks,
        staff,
        marked=lambda model, field: model in secret and nearly_all(model, field),
        given=secret,
        only=lambda model: model in secret,
    )


def plant_draft(marks, staff):
    return Planting(
        "draft", marks, staff, marked=nearly_all, given=OWN | {ServedTimeRule: {"country": "UA"}}
    )


@transaction.atomic
def _make_days_exact(planting):
    """Move every day of the person to the one that only withheld people have, all at once."""
    for model, row in list(planting.rows.items()):
        if not (of_a_person(model) or model is Source):
            continue
        days = {
            field.name: getattr(row, field.name)[:8] + EXACT_DAY
            for field in model._meta.local_fields
            if isinstance(field, PartialDateField)
            and is_public(model, field)
            and len(getattr(row, field.name)) == len("2020-08-09")
        }
        model.objects.filter(pk=row.pk).update(**days)
        for name, day in days.items():
            planting.marks.day_of(day, f"{planting.kind} {model._meta.label}.{name}")
