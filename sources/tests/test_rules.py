import pytest
from django.apps import apps

from sources.models import CountClaim
from sources.rules import REFUSALS
from sources.tests.builders import (
    make_citation,
    make_claim,
    make_evidence,
    make_page,
    make_source,
)
from sources.tests.refusals import ALL_WAYS, refusal_of, refusals

pytestmark = pytest.mark.django_db


def citation_once():
    claim = make_claim()
    first = make_citation(claim)
    return make_citation(claim), {"source": first.source}


def evidence_file_once():
    return make_evidence(), {"file": make_evidence().file.name}


def page_once_per_language():
    return make_page(), {"slug": make_page().slug}


BLANK = "This field cannot be blank."

# name of the constraint: (a saved row, fields that break the rule)
BROKEN = {
    "citation_once": citation_once,
    "citation_contradiction_states_a_value": lambda: (
        make_citation(),
        {"stance": "contradicts"},
    ),
    "claim_says_something": lambda: (make_claim(), {"value_stated": ""}),
    "claim_period_in_order": lambda: (
        make_claim(),
        {"period_start_on": "2024-12-10", "as_of_on": "2024-12-09"},
    ),
    "evidence_of_a_source_or_record": lambda: (make_evidence(), {"source": None}),
    "evidence_sha256_is_a_hash": lambda: (make_evidence(), {"sha256": "not a hash"}),
    "evidence_file_once": evidence_file_once,
    "page_once_per_language": page_once_per_language,
    "page_has_a_text": lambda: (make_page(), {"body": ""}),
}


# Where another rule speaks first.
SAID_OTHERWISE = {
    "claim_says_something": {"form": BLANK},
    "page_has_a_text": {"form": BLANK},
    "evidence_file_once": {"update": str(REFUSALS["evidence_never_overwritten"])},
    "evidence_sha256_is_a_hash": {"update": str(REFUSALS["evidence_never_overwritten"])},
}


def constraints_of(app):
    return {
        constraint.name: constraint
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_is_kept_in_forms_and_in_bulk(name):
    row, changes = BROKEN[name]()
    sentence = str(constraints_of("sources")[name].violation_error_message)

    found = refusals(row, changes)

    assert found == dict.fromkeys(ALL_WAYS, sentence) | SAID_OTHERWISE.get(name, {})


def test_a_source_is_not_derived_from_itself():
    source = make_source()

    found = refusals(source, {"derived_from": source}, ways=["form", "update"])

    assert set(found.values()) == {"A source cannot be derived from itself."}


def test_only_a_merged_record_names_another_and_it_always_does():
    records = [make_claim().record, make_claim().record]

    for changes in ({"state": "merged"}, {"merged_into": records[1]}):
        found = refusals(records[0], changes, ways=["form", "update"])
        assert found == dict.fromkeys(
            ["form", "update"], "A merged record says which record it became part of."
        )


def test_every_rule_of_a_row_is_tried():
    alone = {"source_not_derived_from_itself", "record_merged_into_another"}
    assert set(BROKEN) | alone == set(constraints_of("sources"))


def test_evidence_is_never_overwritten():
    evidence = make_evidence()

    for change in ({"sha256": "0" * 64}, {"file": "evidence/other.pdf"}):
        assert "never overwritten" in refusals(evidence, change, ways=["update"])["update"]
    assert refusals(evidence, {"custody_log": "Copied."}, ways=["update"])["update"] == ""


def test_a_public_id_never_changes():
    claim = make_claim()

    assert refusals(claim, {"record": make_claim().record}, ways=["update"])["update"] == (
        "A public id never changes."
    )


def test_a_public_id_is_never_used_again():
    claim = make_claim()
    public_id = claim.public_id
    claim.delete()

    assert refusal_of(lambda: make_claim(record_id=public_id)) == (
        f"The public id {public_id} was given out before. Choose another."
    )


def test_a_record_is_never_deleted():
    claim = make_claim()
    record = claim.record
    claim.delete()

    assert "never deleted" in refusal_of(record.delete)


def test_what_is_public_is_withdrawn_before_it_is_deleted():
    claim = make_claim()
    record = type(claim.record).objects.filter(pk=claim.public_id)
    record.update(state="published", published_revision=1)

    assert refusal_of(claim.delete) == (
        f"{claim.public_id} is public. Withdraw it before you delete it."
    )
    record.update(state="withdrawn")
    assert refusal_of(claim.delete) == ""


def test_citations_go_with_their_record():
    cited, other = make_citation(), make_citation()

    type(cited.record.countclaim).objects.filter(record=cited.record).delete()

    assert list(type(cited).objects.all()) == [other]


def test_a_new_root_is_complete_before_its_record_is_made():
    CountClaim(value_stated="178").full_clean()
