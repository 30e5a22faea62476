"""Spreadsheets of people, what happens to them, and places, as staff import them."""

from prisoners.importing.person_rows import ConditionResource, ContactResource, DeathResource
from prisoners.importing.places import (
    ContextResource,
    CourtResource,
    FacilityReportResource,
    FacilityResource,
)
from prisoners.importing.prisoners import PrisonerResource

__all__ = [
    "ConditionResource",
    "ContactResource",
    "ContextResource",
    "CourtResource",
    "DeathResource",
    "FacilityReportResource",
    "FacilityResource",
    "PrisonerResource",
]
