"""Detentions with their stays, how somebody is held, signs of life, death."""

from prisoners.admin.part import Part
from prisoners.models import Condition, Contact, Death, Detention, Stay


class StayRows(Part):
    model = Stay
    rows_on_add = 2
    fields = ["facility", "began_on", "ended_on", "place", "region", "staff_note"]
    more = ("place", "region", "staff_note")


class DetentionRows(Part):
    model = Detention
    inlines = [StayRows]
    fields = [
        "began_on",
        "ended_on",
        "end_reason",
        "release_terms",
        "last_confirmed_on",
        "context",
        "place",
        "region",
        "country",
        "form",
        "note",
        "staff_note",
    ]
    more = ("form", "note", "staff_note")


class ConditionRows(Part):
    model = Condition
    is_folded = True
    fields = ["kind", "began_on", "ended_on", "is_open", "facility", "note", "staff_note"]
    more = ("facility", "note", "staff_note")


class ContactRows(Part):
    model = Contact
    is_folded = True
    fields = ["happened_on", "kind", "note", "staff_note"]
    more = ("note", "staff_note")


class DeathRows(Part):
    model = Death
    is_folded = True
    more = ("staff_note",)
