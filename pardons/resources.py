"""Spreadsheets of clemency acts, numbers, people and contradictions, as staff import them."""

from pardons.importing.act_rows import AnnouncedCountResource, BeneficiaryResource
from pardons.importing.acts import ClemencyActResource
from pardons.importing.contradictions import ContradictionResource

__all__ = [
    "AnnouncedCountResource",
    "BeneficiaryResource",
    "ClemencyActResource",
    "ContradictionResource",
]
