"""Rows for tests: plainly invented, complete, every field of them replaceable by keyword.

A part without `prisoner=` gets a new person of its own; so do the rows that it lies within.
"""

from hashlib import sha256

from django.contrib.auth.models import User

from prisoners.models import (
    Article,
    Charge,
    Condition,
    Consent,
    Contact,
    Context,
    Court,
    Death,
    Detention,
    ExternalId,
    Facility,
    LikelyPair,
    Merge,
    Name,
    NotSame,
    Official,
    OfficialLabel,
    Photo,
    Prisoner,
    Prosecution,
    Recognition,
    Relation,
    SentencePart,
    ServedTimeRule,
    Stay,
    Tag,
    Verdict,
)
from sources.tests.builders import make_evidence, make_organisation, make_source, number

# --- catalogues ---------------------------------------------------------------------------------


def make_facility(**fields):
    return Facility.objects.create(
        **{"name": f"Test Colony {next(number)}", "country": "BY"} | fields
    )


def make_court(**fields):
    return Court.objects.create(**{"name": f"Test Court {next(number)}", "country": "BY"} | fields)


def make_official(**fields):
    return Official.objects.create(
        **{"name": f"Test Official {next(number)}", "country": "BY"} | fields
    )


def make_served_time_rule(**fields):
    return ServedTimeRule.objects.create(
        **{"country": "RU", "days_counted": "1.5", "source": fields.get("source") or make_source()}
        | fields
    )


def make_article(**fields):
    return Article.objects.create(
        **{"country": "BY", "number": str(next(number)), "title": "Test Article"} | fields
    )


def make_context(**fields):
    return Context.objects.create(**{"name": f"Test Protests {next(number)}"} | fields)


def make_tag(**fields):
    return Tag.objects.create(**{"name": f"test tag {next(number)}"} | fields)


# --- the person ---------------------------------------------------------------------------------


def make_prisoner(**fields):
    return Prisoner.objects.create(
        **{"display_name": f"Test Person {next(number)}", "sex": "male", "nationalities": ["BY"]}
        | fields
    )


def make_name(**fields):
    return _part(Name, {"text": f"Test Name {next(number)}", "kind": "spelling"}, fields)


def make_consent(**fields):
    """The person agreed in writing to be named."""
    plain = {"given_by": "person", "given_on": "2024-05-01", "scope": ["name"]}
    return _part(Consent, plain, fields)


def make_photo(**fields):
    """A row only; `prisoners.tests.pictures` makes one with a file."""
    n = next(number)
    return _part(
        Photo,
        {
            "file": f"photos/test-{n}.age",
            "original": fields.get("original") or make_evidence(),
            "sha256": sha256(str(n).encode()).hexdigest(),
            "width": 600,
            "height": 800,
            "credit": "Test Photographer",
            "licence": "CC BY 4.0",
        },
        fields,
    )


def make_relation(**fields):
    fields = {"other": fields.get("other") or make_prisoner()} | fields
    return _part(Relation, {}, fields)


def make_external_id(**fields):
    return _part(ExternalId, {"scheme": "test-list", "value": str(next(number))}, fields)


def make_not_same(**fields):
    return NotSame.objects.create(**{"left": make_prisoner(), "right": make_prisoner()} | fields)


def make_likely_pair(**fields):
    plain = {"value": 0.9, "bits": 3.2, "reasons": [["sex_same", 0.4, "", "", []]]}
    people = {"left": make_prisoner(), "right": make_prisoner()}
    return LikelyPair.objects.create(**people | plain | fields)


def make_merge(**fields):
    """What is written down about a merge; the records stay as they are."""
    kept, absorbed = make_prisoner(), make_prisoner()
    return Merge.objects.create(
        **{
            "kept": kept.record,
            "absorbed": absorbed.record,
            "absorbed_pk": absorbed.pk,
            "merged_by": User.objects.create(username=f"editor-{next(number)}"),
            "journal": [],
        }
        | fields
    )


# --- custody ------------------------------------------------------------------------------------


def make_detention(**fields):
    return _part(Detention, {"began_on": "2020-08-09"}, fields)


def make_stay(**fields):
    detention = fields.get("detention") or make_detention()
    return Stay.objects.create(
        **{
            "detention": detention,
            "facility": fields.get("facility") or make_facility(),
            "began_on": detention.began_on,
        }
        | fields
    )


def make_condition(**fields):
    return _part(
        Condition, {"kind": Condition.Kind.DENIED_LAWYER, "began_on": "2020-09-01"}, fields
    )


def make_contact(**fields):
    return _part(Contact, {"kind": Contact.Kind.LETTER, "happened_on": "2020-10-01"}, fields)


def make_death(**fields):
    return _part(Death, {"died_on": "2021-05-21", "death_class": Death.Class.IN_FACILITY}, fields)


# --- the case -----------------------------------------------------------------------------------


def make_prosecution(**fields):
    return _part(Prosecution, {"title": f"Test Case {next(number)}", "country": "BY"}, fields)


def make_charge(**fields):
    return Charge.objects.create(
        **{
            "prosecution": fields.get("prosecution") or make_prosecution(),
            "article": fields.get("article") or make_article(),
            "status": Charge.Status.CHARGED,
        }
        | fields
    )


def make_verdict(**fields):
    return Verdict.objects.create(
        **{
            "prosecution": fields.get("prosecution") or make_prosecution(),
            "decided_on": "2021-02-01",
        }
        | fields
    )


def make_sentence_part(**fields):
    return SentencePart.objects.create(
        **{"verdict": fields.get("verdict") or make_verdict(), "years": 3, "regime": "general"}
        | fields
    )


# --- recognition --------------------------------------------------------------------------------


def make_recognition(**fields):
    fields = {"organisation": fields.get("organisation") or make_organisation()} | fields
    return _part(Recognition, {"recognised_on": "2020-09-01", "criteria": ["pace_a"]}, fields)


def make_label(**fields):
    return _part(OfficialLabel, {"label": "extremist", "put_on": "2022-01-01"}, fields)


def _part(model, defaults, fields):
    fields = {"prisoner": fields.get("prisoner") or make_prisoner()} | fields
    return model.objects.create(**defaults | fields)
