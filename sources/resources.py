"""Spreadsheets of sources, organisations and count claims, as staff import them."""

from sources.importing.catalogue import OrganisationResource, SourceResource
from sources.importing.claims import CountClaimResource

__all__ = ["CountClaimResource", "OrganisationResource", "SourceResource"]
