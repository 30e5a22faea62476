"""Working records of people and what was done to them. Confidential until published."""

from prisoners.models.catalogue import Article, Context, Court, Facility, Official
from prisoners.models.consent import Consent
from prisoners.models.custody import Detention, Stay
from prisoners.models.death import Death
from prisoners.models.duplicates import DuplicateSearch, LikelyPair, NotSame, WordCount
from prisoners.models.merge import Merge
from prisoners.models.office_facts import Assignment, Tag, Tagging
from prisoners.models.person import ExternalId, Name, Prisoner, Relation
from prisoners.models.photo import Photo
from prisoners.models.prosecution import Charge, Prosecution, SentencePart, Verdict
from prisoners.models.recognition import OfficialLabel, Recognition
from prisoners.models.searching import NameToIndex, NameWord, SearchedName
from prisoners.models.served_time import ServedTimeRule
from prisoners.models.treatment import Condition, Contact

__all__ = [
    "Article",
    "Assignment",
    "Charge",
    "Condition",
    "Consent",
    "Contact",
    "Context",
    "Court",
    "Death",
    "Detention",
    "DuplicateSearch",
    "ExternalId",
    "Facility",
    "LikelyPair",
    "Merge",
    "Name",
    "NameToIndex",
    "NameWord",
    "NotSame",
    "Official",
    "OfficialLabel",
    "Photo",
    "Prisoner",
    "Prosecution",
    "Recognition",
    "Relation",
    "SearchedName",
    "SentencePart",
    "ServedTimeRule",
    "Stay",
    "Tag",
    "Tagging",
    "Verdict",
    "WordCount",
]
