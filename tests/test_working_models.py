"""Every field is on one side: it counts, it identifies, or it is confidential (DESIGN §5)."""

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from core.facts import Facts, Texts, fact_fields
from sources.models import Record
from tests.working_rows import working_models

# Of every working row: its number here, its permanent code, what staff say among themselves.
NEVER = {"id", "code", "staff_note"}

# model: the fields that the register has no column for
CONFIDENTIAL = {
    "sources.Citation": {"record", "is_confidential"},
    "sources.CountClaim": {"key", "record", "about"},
    "sources.Evidence": {"source", "file", "sha256", "captured_at", "captured_by", "custody_log"}
    | {"name", "kind", "size", "record"},
    "sources.Organisation": {"is_confidential"},
    "sources.Source": {"is_confidential", "organisation"},
    "sources.TextPage": {"record"},
    "prisoners.Article": {"is_confidential"},
    "prisoners.Assignment": {"prisoner", "user", "note", "assigned_at"},
    "prisoners.Charge": {"prisoner"},
    "prisoners.Condition": {"prisoner"},
    "prisoners.Consent": {
        *("prisoner", "given_by", "given_by_name", "given_on", "way", "scope"),
        *("until_on", "withdrawn_on", "review_on", "evidence"),
    },
    "prisoners.Contact": {"prisoner"},
    "prisoners.Context": {"is_confidential"},
    "prisoners.Court": {"is_confidential"},
    "prisoners.Death": {"prisoner"},
    "prisoners.Detention": {"prisoner"},
    "prisoners.ExternalId": {"prisoner", "is_confidential", "is_joined"},
    "prisoners.Facility": {"is_confidential"},
    "prisoners.Merge": {
        *("kept", "absorbed", "reason", "merged_by", "merged_at", "absorbed_state", "absorbed_pk"),
        *("journal", "lost", "undone_by", "undone_at", "not_restored"),
    },
    "prisoners.Name": {"prisoner"},
    "prisoners.NotSame": {"left", "right", "judged_by", "judged_at", "note", "bits_then"},
    "prisoners.Official": {"is_confidential"},
    "prisoners.OfficialLabel": {"prisoner"},
    "prisoners.Photo": {"prisoner", "basis", "file", "original"},
    "prisoners.Prisoner": {
        *("record", "publication_basis", "basis_note", "basis_review_on"),
        *("embargo_ends_on", "embargo_reason"),
        *("is_name_withheld", "is_minor_shown", "withheld_reason"),
        *("sealed_fields", "sealed_reason", "sealed_review_on"),
        *("notes", "family_contacts", "informants", "tags"),
    },
    "prisoners.Prosecution": {"prisoner", "case_number"},
    "prisoners.Recognition": {"prisoner"},
    "prisoners.Relation": {"prisoner", "other", "is_confidential"},
    "prisoners.SentencePart": {"prisoner"},
    "prisoners.ServedTimeRule": {"is_confidential"},
    "prisoners.Stay": {"prisoner"},
    "prisoners.Tag": {"name"},
    "prisoners.Verdict": {"prisoner"},
    "pardons.AnnouncedCount": {"act"},
    "pardons.Beneficiary": {"act", "prisoner"},
    "pardons.ClemencyAct": {"record", "key"},
}

# What the register's tables have beside facts and texts.
VERSION = {"id", "public_id", "edition_from", "edition_to", "digest", "published_at"}
PART = {"id", "code", "entry"}
OF_PERSON = PART | {"edition_from", "edition_to"}
DERIVED = {"id", "entry", "edition_from", "edition_to"}
BOOKKEEPING = {
    "ActEntry": VERSION,
    "AnnouncedCount": PART,
    "Article": {"id"},
    "Beneficiary": PART | {"prisoner_id"},
    "Alert": {"id", "kind", "place", "edition", "times", "first_at", "last_at"},
    "Change": {"id", "edition", "public_id", "root", "kind", "why", "facts"},
    "Charge": OF_PERSON,
    "Citation": {"id", "public_id"},
    "ClaimEntry": VERSION | {"about_id"},
    "Condition": OF_PERSON,
    "Contact": OF_PERSON,
    "Context": {"id"},
    "Court": {"id"},
    "Death": OF_PERSON,
    "Detention": OF_PERSON,
    "Edition": {"number", "published_at", "kind", "roots"},
    "Entry": VERSION
    | {
        # made from facts of the parts when it is published
        *("is_withheld", "first_reported_on", "born_earliest", "born_latest"),
        *("arrested_earliest", "arrested_latest", "released_earliest", "released_latest"),
        *("died_earliest", "died_latest", "death_class"),
        *("last_contact_earliest", "last_contact_latest", "sentence_days", "sentence_kinds"),
        "first_arrested_earliest",
        *("countries", "regions", "contexts", "facilities", "courts", "articles"),
        *("condition_kinds", "recognised_by"),
    },
    "ExternalId": {"id", "public_id", "code"},
    "Facility": {"id"},
    "Identity": {"public_id", "is_withheld", "sort_key"},
    "Lag": DERIVED
    | {
        *("organisation", "earliest", "latest", "days_least", "days_most"),
        *("is_after", "may_be_after"),
    },
    "Name": {"id", "public_id", "code"},
    "NameWord": {"id", "spelt", "text", "sounds", "classes", "keys", "uses"},
    "Official": {"id"},
    "OfficialLabel": OF_PERSON,
    "Organisation": {"id"},
    "PageEntry": VERSION,
    "Photo": {"public_id", "code", "content"},
    "Presence": DERIVED | {"reading", "facility", "begins", "ends"},
    "Profile": DERIVED | {"subject", "begins", "ends", "digest", "content"},
    "Prosecution": OF_PERSON,
    "Reach": DERIVED
    | {
        *("condition", "kind", "facility_id", "sure_from", "sure_until", "maybe_from"),
        *("maybe_until", "sure_unless_person", "sure_unless_kind", "sure_unless_facility"),
        *("sure_unless_both", "maybe_unless_person", "maybe_unless_kind"),
        *("maybe_unless_facility", "maybe_unless_both"),
    },
    "Recognition": OF_PERSON,
    "Redirect": {"id", "public_id", "into", "edition_from", "edition_to"},
    "Relation": OF_PERSON | {"other_id"},
    "SearchedName": {"id", "public_id", "written", "words", "keys"},
    "SentencePart": OF_PERSON,
    "Served": DERIVED
    | {
        *("basis", "released_earliest", "released_latest", "is_surely_sentenced"),
        *("percent_least", "percent_most"),
    },
    "ServedTimeRule": {"id"},
    "Source": {"id"},
    "Span": {
        *("id", "entry", "edition_from", "edition_to"),
        *("status", "begins", "ends", "presumed_from", "held_from", "held_from_latest"),
        *("reason", "terms", "status_before", "status_after", "reason_after"),
        *("sex", "countries_key", "regions_key", "recognised_by_key"),
    },
    "Spell": DERIVED
    | {
        *("is_dated", "begins_earliest", "begins_latest"),
        *("is_ended", "ends_earliest", "ends_latest", "end_reason"),
    },
    "Stamp": {"id", "value"},
    "Stay": OF_PERSON,
    "Text": {"id", "public_id", "code", "field", "text"},
    "Term": {
        *("id", "entry", "edition_from", "edition_to", "basis", "begins", "ends"),
        *("kind_least", "kind_most", "days_least", "days_most"),
        *("tried_earliest", "tried_latest", "country", "regime"),
    },
    "Tombstone": {"public_id", "withdrawn_on", "reason", "edition"},
    "Verdict": OF_PERSON | {"prison", "prison_days"},
}

WORKING = sorted(working_models() - {Record}, key=lambda model: model._meta.label)
REGISTER = sorted(apps.get_app_config("register").get_models(), key=lambda model: model.__name__)


def names(fields):
    return {field.name for field in fields}


def public_names(model):
    return names(fact_fields(model, Facts)) | names(fact_fields(model, Texts))


def all_names(model):
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return names(field for field in fields if not getattr(field, "generated", False))


def declared(model, kind):
    """The abstract classes of facts or texts that a model inherits."""
    return {
        ancestor
        for ancestor in model.__mro__
        if issubclass(ancestor, kind) and ancestor not in (kind, model)
    }


@pytest.mark.parametrize("model", WORKING, ids=lambda model: model._meta.label)
def test_every_field_is_public_or_confidential(model):
    confidential = CONFIDENTIAL[model._meta.label]

    assert all_names(model) - NEVER == public_names(model) | confidential
    assert public_names(model) & confidential == set()


@pytest.mark.parametrize("model", WORKING, ids=lambda model: model._meta.label)
def test_a_field_counts_or_identifies_and_never_both(model):
    assert names(fact_fields(model, Facts)) & names(fact_fields(model, Texts)) == set()


@pytest.mark.parametrize("model", REGISTER, ids=lambda model: model.__name__)
def test_the_register_has_no_column_beside_facts_texts_and_versions(model):
    assert all_names(model) - public_names(model) == BOOKKEEPING[model.__name__]


def test_facts_are_kept_in_the_register_with_the_same_fields():
    in_register = {facts: model for model in REGISTER for facts in declared(model, Facts)}

    for model in WORKING:
        for facts in declared(model, Facts):
            assert names(fact_fields(model, facts)) <= all_names(in_register[facts]), facts


def test_what_identifies_is_never_in_a_version():
    versions = [model for model in REGISTER if getattr(model, "is_version_table", False)]

    assert [model for model in versions if declared(model, Texts)] == []


def test_every_constraint_speaks_to_the_person_typing():
    for model in working_models():
        for constraint in model._meta.constraints:
            sentence = str(constraint.violation_error_message)
            assert re.fullmatch(r"[A-Z“].{12,}[.]", sentence), f"{constraint.name}: {sentence}"


def test_every_rule_that_triggers_keep_has_a_sentence():
    root = Path(settings.BASE_DIR)
    written = "".join(
        path.read_text()
        for app in ("core", "sources", "prisoners", "pardons", "office")
        for path in [*(root / app).rglob("*.sql"), *(root / app).rglob("models/*.py")]
    )
    raised = set(re.findall(r"""refuse\('(\w+)'|rule="(\w+)\"""", written + _of_pardons()))
    raised = {one or other for one, other in raised}
    said = {
        name: sentence
        for app in apps.get_app_configs()
        for name, sentence in getattr(app, "refusals", {}).items()
    }

    assert raised == set(said)
    for sentence in said.values():
        assert callable(sentence) or str(sentence).endswith(".")


def _of_pardons():
    import pardons.models

    return inspect.getsource(pardons.models)
