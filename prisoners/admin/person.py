"""Rows about the person: names, recognition, labels, relations, other lists, whose case it is."""

from prisoners.admin.part import Part
from prisoners.models import (
    Assignment,
    ExternalId,
    Name,
    OfficialLabel,
    Recognition,
    Relation,
)


class NameRows(Part):
    model = Name
    rows_on_add = 2
    fields = ["text", "kind", "language", "script", "staff_note"]
    more = ("staff_note",)


class RecognitionRows(Part):
    model = Recognition
    is_folded = True
    fields = [
        "organisation",
        "recognised_on",
        "withdrawn_on",
        "as_stated",
        "criteria",
        "staff_note",
    ]
    more = ("criteria", "staff_note")


class OfficialLabelRows(Part):
    model = OfficialLabel
    is_folded = True
    fields = ["label", "put_on", "taken_off_on", "staff_note"]
    more = ("staff_note",)


class RelationRows(Part):
    model = Relation
    fk_name = "prisoner"
    is_folded = True
    fields = ["other", "kind", "is_confidential", "staff_note"]
    more = ("staff_note",)


class ExternalIdRows(Part):
    model = ExternalId
    is_folded = True
    fields = ["scheme", "value", "is_confidential", "staff_note"]
    more = ("staff_note",)


class AssignmentRows(Part):
    model = Assignment
    is_folded = True
    fields = ["user", "note"]
