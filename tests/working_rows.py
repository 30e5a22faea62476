"""One row of every working model, and a change of it that nothing refuses."""

from django.apps import apps
from django.contrib.auth.models import User
from pghistory.models import Event

import pardons.models as acts
import prisoners.models as people
import sources.models as said
from pardons.tests import builders as make_acts
from prisoners.models.computed import Computed
from prisoners.tests import builders as make_people
from sources.tests import builders as make_said


def make_assignment(**fields):
    return people.Assignment.objects.create(
        **{
            "prisoner": fields.get("prisoner") or make_people.make_prisoner(),
            "user": fields.get("user")
            or User.objects.create(username=f"editor-{next(make_said.number)}"),
        }
        | fields
    )


NOTE = {"staff_note": "Ask again."}

# model: (builder, fields to change)
ROWS = {
    said.Citation: (make_said.make_citation, NOTE),
    said.CountClaim: (make_said.make_claim, NOTE),
    said.Evidence: (make_said.make_evidence, {"custody_log": "Copied."}),
    said.Organisation: (make_said.make_organisation, NOTE),
    said.Source: (make_said.make_source, NOTE),
    said.TextPage: (make_said.make_page, NOTE),
    people.Article: (make_people.make_article, NOTE),
    people.Assignment: (make_assignment, {"note": "Ask again."}),
    people.Charge: (make_people.make_charge, NOTE),
    people.Condition: (make_people.make_condition, NOTE),
    people.Consent: (make_people.make_consent, NOTE),
    people.Contact: (make_people.make_contact, NOTE),
    people.Context: (make_people.make_context, NOTE),
    people.Court: (make_people.make_court, NOTE),
    people.Death: (make_people.make_death, NOTE),
    people.Detention: (make_people.make_detention, NOTE),
    people.ExternalId: (make_people.make_external_id, NOTE),
    people.Facility: (make_people.make_facility, NOTE),
    people.Merge: (make_people.make_merge, {"reason": "Ask again."}),
    people.Name: (make_people.make_name, NOTE),
    people.NotSame: (make_people.make_not_same, {"note": "Ask again."}),
    people.Official: (make_people.make_official, NOTE),
    people.OfficialLabel: (make_people.make_label, NOTE),
    people.Photo: (make_people.make_photo, NOTE),
    people.Prisoner: (make_people.make_prisoner, {"notes": "Ask again."}),
    people.Prosecution: (make_people.make_prosecution, NOTE),
    people.Recognition: (make_people.make_recognition, NOTE),
    people.Relation: (make_people.make_relation, NOTE),
    people.SentencePart: (make_people.make_sentence_part, NOTE),
    people.ServedTimeRule: (make_people.make_served_time_rule, NOTE),
    people.Stay: (make_people.make_stay, NOTE),
    people.Tag: (make_people.make_tag, {"name": "another tag"}),
    people.Verdict: (make_people.make_verdict, NOTE),
    acts.AnnouncedCount: (make_acts.make_announced_count, NOTE),
    acts.Beneficiary: (make_acts.make_beneficiary, NOTE),
    acts.ClemencyAct: (make_acts.make_act, NOTE),
}


def working_models():
    """Every model with a table of its own in which staff enter something."""
    return {
        model
        for app in ("sources", "prisoners", "pardons")
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, Event | Computed) and not model._meta.proxy
    }
