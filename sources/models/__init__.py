"""Working records of what was said, by whom, and where. Confidential until published."""

from sources.models.citation import Citation
from sources.models.claim import CountClaim
from sources.models.evidence import Evidence
from sources.models.organisation import Organisation
from sources.models.page import TextPage
from sources.models.record import Record, Root
from sources.models.source import Source

__all__ = [
    "Citation",
    "CountClaim",
    "Evidence",
    "Organisation",
    "Record",
    "Root",
    "Source",
    "TextPage",
]
