"""Published rows for tests, written straight into the register: plainly invented, replaceable by keyword.

An entry comes with its identity, as if it had been published in edition 1.
"""

from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

from register.models import (
    PUBLISHED_NAMES,
    ActEntry,
    Article,
    Beneficiary,
    Charge,
    Citation,
    Contact,
    Context,
    Court,
    Detention,
    Edition,
    Entry,
    Facility,
    Identity,
    Name,
    Official,
    Organisation,
    Prosecution,
    SentencePart,
    ServedTimeRule,
    Source,
    Span,
    Term,
    Text,
    Verdict,
)
from register.models.span import FOREVER
from register.models.version import OPEN

number = count(1)
PUBLISHED_AT = datetime(2025, 1, 1, 12, tzinfo=UTC)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_public_id():
    n, text = next(number), ""
    for _digit in range(6):
        n, digit = divmod(n, 32)
        text = ALPHABET[digit] + text
    return f"RC-{text}"


def make_edition(**fields):
    n = fields.pop("number", None) or Edition.objects.count() + 1
    return Edition.objects.create(
        **{"number": n, "published_at": PUBLISHED_AT, "roots": 1} | fields
    )


def make_entry(*, name=None, status=None, **fields):
    """An entry with its identity; with `status`, one span of that status from 2020 on."""
    name = f"Test Person {next(number)}" if name is None else name
    entry = Entry.objects.create(
        **{
            "public_id": make_public_id(),
            "edition_from": 1,
            "edition_to": OPEN,
            "digest": uuid4().hex,
            "published_at": PUBLISHED_AT,
            "first_reported_on": date(2020, 8, 10),
            "sex": "male",
            "nationalities": ["BY"],
            "countries": ["BY"],
        }
        | fields
    )
    if status:
        make_span(entry=entry, status=status)
    if not Identity.objects.filter(public_id=entry.public_id).exists():
        make_identity(
            public_id=entry.public_id,
            is_withheld=entry.is_withheld,
            display_name="" if entry.is_withheld else name,
        )
    return entry


def make_identity(**fields):
    name = fields.get("display_name", "")
    identity = Identity.objects.create(**{"sort_key": name.lower()} | fields)
    if name:
        PUBLISHED_NAMES.add([(identity.pk, name)], using="default")
    return identity


def make_span(**fields):
    """A stretch of one status; custody without a gap begins with it unless told otherwise."""
    begins = fields.setdefault("begins", date(2020, 8, 9))
    if fields.get("status", "in_custody") in ("in_custody", "maybe_in_custody"):
        fields = {"held_from": begins, "held_from_latest": begins} | fields
    entry = fields.get("entry") or make_entry()
    return Span.objects.create(
        **{
            "entry": entry,
            "status": "in_custody",
            "ends": date.fromisoformat(FOREVER),
            "edition_from": 1,
            "sex": entry.sex,
            "countries_key": hash(tuple(entry.countries)),
            "regions_key": hash(tuple(entry.regions)),
            "recognised_by_key": hash(tuple(entry.recognised_by)),
        }
        | fields
    )


def make_detention(**fields):
    return make_part(Detention, {"began_on": "2020-08-09", "country": "BY"}, fields)


def make_contact(**fields):
    return make_part(Contact, {"kind": "letter", "happened_on": "2021-01-01"}, fields)


def make_prosecution(**fields):
    return make_part(Prosecution, {"country": "BY"}, fields)


def make_charge(**fields):
    prosecution = fields.get("prosecution") or make_prosecution(entry=fields.get("entry"))
    defaults = {"prosecution": prosecution, "entry": prosecution.entry, "status": "charged"}
    if "article" not in fields:
        defaults["article"] = make_article()
    return make_part(Charge, defaults, fields)


def make_verdict(**fields):
    prosecution = fields.get("prosecution") or make_prosecution(entry=fields.get("entry"))
    defaults = {"prosecution": prosecution, "entry": prosecution.entry, "decided_on": "2021-03-01"}
    return make_part(Verdict, defaults, fields)


def make_sentence_part(**fields):
    verdict = fields.get("verdict") or make_verdict(entry=fields.get("entry"))
    return make_part(SentencePart, {"verdict": verdict, "entry": verdict.entry, "years": 3}, fields)


def make_term(least=3, most=None, **fields):
    """A sentence in force from `begins` on, of `least` to `most` years; of no length with a kind."""
    kind = fields.pop("kind", "term")
    days = [int(years * 365.25 + 0.5) for years in (least, most or least)]
    least_and_most = dict(zip(("days_least", "days_most"), days, strict=True))
    return Term.objects.create(
        **{
            "entry": fields.get("entry") or make_entry(),
            "edition_from": 1,
            "basis": "in_force",
            "begins": date(2021, 3, 1),
            "ends": date.fromisoformat(FOREVER),
            "kind_least": kind,
            "kind_most": kind,
        }
        | (least_and_most if kind == "term" else {})
        | fields
    )


def make_name(**fields):
    return Name.objects.create(**{"code": uuid4(), "text": f"Test Name {next(number)}"} | fields)


def make_text(**fields):
    return Text.objects.create(**{"code": uuid4(), "field": "note", "text": "Test text"} | fields)


def make_citation(**fields):
    return Citation.objects.create(**{"source": fields.get("source") or make_source()} | fields)


# --- catalogues ---------------------------------------------------------------------------------


def make_source(**fields):
    n = next(number)
    return Source.objects.create(**{"id": n, "key": f"test-{n}", "title": f"Test {n}"} | fields)


def make_organisation(**fields):
    n = next(number)
    return Organisation.objects.create(**{"id": n, "name": f"Test Organisation {n}"} | fields)


def make_facility(**fields):
    n = next(number)
    return Facility.objects.create(**{"id": n, "name": f"Test Colony {n}"} | fields)


def make_court(**fields):
    n = next(number)
    return Court.objects.create(**{"id": n, "name": f"Test Court {n}"} | fields)


def make_official(**fields):
    n = next(number)
    return Official.objects.create(**{"id": n, "name": f"Test Judge {n}"} | fields)


def make_served_time_rule(**fields):
    n = next(number)
    return ServedTimeRule.objects.create(
        **{"id": n, "country": "RU", "kind": "custody", "days_counted": "1.5"} | fields
    )


def make_article(**fields):
    n = next(number)
    return Article.objects.create(**{"id": n, "country": "BY", "number": str(n)} | fields)


def make_context(**fields):
    n = next(number)
    return Context.objects.create(**{"id": n, "name": f"Test Protests {n}"} | fields)


# --- clemency -----------------------------------------------------------------------------------


def make_act(**fields):
    return ActEntry.objects.create(
        **{
            "public_id": make_public_id(),
            "edition_from": 1,
            "digest": uuid4().hex,
            "published_at": PUBLISHED_AT,
            "announced_on": "2024-12-09",
        }
        | fields
    )


def make_beneficiary(**fields):
    """`entry` is the act; `prisoner_id` the public id of the person."""
    return Beneficiary.objects.create(
        **{"entry": fields.get("entry") or make_act(), "code": uuid4(), "outcome": "released"}
        | fields
    )


def make_part(model, defaults, fields):
    fields = {name: value for name, value in fields.items() if value is not None}
    entry = fields.get("entry") or defaults.get("entry") or make_entry()
    return model.objects.create(
        **defaults | {"code": uuid4(), "entry": entry} | editions_of(entry) | fields
    )


def editions_of(entry):
    """The rows of a version are known in the editions of the version."""
    return {"edition_from": entry.edition_from, "edition_to": entry.edition_to}
