"""Prosecutions with their charges and verdicts, and the sentence parts of each verdict."""

from prisoners.admin.part import Part
from prisoners.models import Charge, Prosecution, SentencePart, Verdict


class ChargeRows(Part):
    model = Charge
    rows_on_add = 2
    fields = ["article", "status", "status_on", "as_stated", "staff_note"]
    more = ("as_stated", "staff_note")


class SentencePartRows(Part):
    model = SentencePart
    rows_on_add = 2
    fields = [
        "kind",
        "years",
        "months",
        "regime",
        "amount",
        "currency",
        "days",
        "as_stated",
        "staff_note",
    ]
    more = ("days", "as_stated", "staff_note")


class VerdictRows(Part):
    model = Verdict
    inlines = [SentencePartRows]
    fields = [
        "decided_on",
        "court",
        "judge",
        "instance",
        "outcome",
        "is_in_absentia",
        "is_in_force",
        "court_stated",
        "sentence_stated",
        "note",
        "staff_note",
    ]
    more = (
        "is_in_absentia",
        "is_in_force",
        "court_stated",
        "sentence_stated",
        "note",
        "staff_note",
    )


class ProsecutionRows(Part):
    model = Prosecution
    inlines = [ChargeRows, VerdictRows]
    fields = [
        "title",
        "opened_on",
        "case_number",
        "country",
        "wanted_on",
        "is_political",
        "charges_stated",
        "staff_note",
    ]
    more = ("wanted_on", "is_political", "charges_stated", "staff_note")
