"""What lists said before, and the rows that a person has: what a line finds and what it would change.

Three values meet in each field: what the list says now, what it said when it was last read, and what
stands in the record. Only where the first two differ is anything to do, and only where the last two
agree is it done: what staff have corrected stays, and the difference is shown.
"""

from collections import defaultdict
from dataclasses import dataclass

from core.partial_dates import parse_edtf
from office.importing.targets import is_date, link_up
from office.models import ImportedLine
from prisoners.models import (
    Charge,
    Condition,
    Contact,
    Death,
    Detention,
    ExternalId,
    Name,
    OfficialLabel,
    Prosecution,
    Recognition,
    SentencePart,
    Stay,
    Verdict,
)

UNSAID = (None, "", "unknown", [], False)

# By which fields a row of one list is known for the same as one that was here. Dates agree where
# they may be the same day; of fields in one group one has to be said on both sides and agree.
KNOWN_BY = {
    Name: [("text",)],
    ExternalId: [("scheme",), ("value",)],
    Detention: [("began_on",)],
    Stay: [("facility_id", "place")],
    Prosecution: [("case_number", "opened_on")],
    Charge: [("article_id",)],
    Verdict: [("instance",), ("decided_on",)],
    SentencePart: [("kind",)],
    Condition: [("kind",), ("began_on",)],
    Contact: [("kind",), ("happened_on",)],
    Recognition: [("organisation_id",)],
    OfficialLabel: [("label",)],
    Death: [],
}


@dataclass(frozen=True)
class Known:
    """A working row that a line became, and what the list said of it: {field: value}."""

    ident: str
    said: dict
    owner: str


def said_before(list_name, keys):
    """{key: {place: Known}} of what became of these lines when the list was last read."""
    return {
        line.key: {
            place: Known(ident, said, line.owner)
            for place, (_table, ident, said) in line.rows.items()
        }
        for line in ImportedLine.objects.filter(list_name=list_name, key__among=keys)
    }


def rows_of(pks):
    """{pk of a prisoner: {model: [row]}} of what these people have."""
    found = defaultdict(lambda: defaultdict(list))
    if pks:
        for model in KNOWN_BY:
            for row in model.objects.filter(prisoner__among=pks).order_by("pk"):
                found[row.prisoner_id][model].append(row)
    return found


def alike(row, here, parent):
    """The row among `here` that says the same thing as `row`; None when it is a new one."""
    if row.model not in KNOWN_BY:
        return None
    if parent:
        link = f"{link_up(row.model)[0]}_id"
        here = [each for each in here if getattr(each, link) == parent]
    for each in here:
        if all(_agree(each, row, group) for group in KNOWN_BY[row.model]):
            return each
    return None


def is_said(value):
    return value not in UNSAID


def _agree(here, row, group):
    said = False
    for name in group:
        there, stated = getattr(here, name), row.values.get(name)
        if is_said(there) and is_said(stated):
            if not same(row.model, name, there, stated):
                return False
            said = True
    return said


def same(model, name, there, stated):
    """Whether two values of a field agree; of dates, whether they may be the same day."""
    if is_date(model._meta.get_field(name.removesuffix("_id"))):
        return parse_edtf(there).overlaps(parse_edtf(stated))
    return str(there) == str(stated)
