"""The published ledger. Everything public reads these tables and nothing else.

Version tables (`is_version_table`) are only inserted into and closed; a seal alone empties what it
seals in them (`register/sql/seals.sql`). The others
hold current rows: catalogues, what identifies, and alerts to staff.
"""

from register.models.act import ActEntry, AnnouncedCount, Beneficiary
from register.models.alert import Alert
from register.models.catalogue import (
    Article,
    Context,
    Court,
    Facility,
    Official,
    Organisation,
    ServedTimeRule,
    Source,
)
from register.models.change import Change
from register.models.claim import ClaimEntry
from register.models.custody import Detention, Stay
from register.models.derived import derived_models
from register.models.edition import Edition, Tombstone
from register.models.entry import Entry
from register.models.identity import Citation, ExternalId, Identity, Name, Text
from register.models.lag import Lag
from register.models.page import PageEntry
from register.models.parts import Condition, Contact, Death, OfficialLabel, Recognition, Relation
from register.models.photo import Photo
from register.models.presence import Presence
from register.models.profile import Profile
from register.models.prosecution import Charge, Prosecution, SentencePart, Verdict
from register.models.reach import Reach
from register.models.redirect import Redirect
from register.models.searching import PUBLISHED_NAMES, NameWord, SearchedName
from register.models.served import Served
from register.models.span import Span
from register.models.spell import Spell
from register.models.stamp import Stamp
from register.models.term import Term

__all__ = [
    "ActEntry",
    "Alert",
    "AnnouncedCount",
    "Article",
    "Beneficiary",
    "Change",
    "Charge",
    "Citation",
    "ClaimEntry",
    "Condition",
    "Contact",
    "Context",
    "Court",
    "Death",
    "Detention",
    "Edition",
    "Entry",
    "ExternalId",
    "Facility",
    "Identity",
    "Lag",
    "Name",
    "NameWord",
    "Official",
    "OfficialLabel",
    "Organisation",
    "PageEntry",
    "Photo",
    "Presence",
    "Profile",
    "Prosecution",
    "Recognition",
    "PUBLISHED_NAMES",
    "Reach",
    "Redirect",
    "Relation",
    "SearchedName",
    "SentencePart",
    "Served",
    "ServedTimeRule",
    "Source",
    "Span",
    "Spell",
    "Stamp",
    "Stay",
    "Term",
    "Text",
    "Tombstone",
    "Verdict",
    "derived_models",
]
