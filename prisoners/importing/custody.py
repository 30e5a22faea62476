"""The detention that a line about a person tells of, and the stays in it."""

import re

from django.utils.translation import gettext as _

from prisoners.models import Detention, Stay
from sources.importing import cells
from sources.importing.parts import Part

# "expelled" means pardoned or released, and taken out of the country; an act that says pardon is
# named in the column end_reason.
END_REASONS = {
    "pardon": "pardon",
    "expelled": "expulsion",
    "served": "full_term",
    "died": "death",
}
STATUS_IN_CUSTODY = re.compile(
    r"(?:sentenced|in custody(?: \(?as of)?) \(?(\d{4}(?:-\d{2}){0,2})\b", re.IGNORECASE
)


def custody(line):
    """One detention and the stays in it."""
    released = line.read("release_date", cells.partial_date) or ""
    died = line.read("death_date", cells.partial_date) or ""
    kind = line.read("release_kind", _release_kind) or ""
    reason = line.read("end_reason", cells.code, choices=Detention.EndReason) or ""
    ended = released or (died if kind == "died" else "")
    terms_of_release = Detention.ReleaseTerms.EXPELLED if kind == "expelled" else ""
    place = cells.text(line.row, "arrest_place")
    values = {
        "form": line.read("form", cells.code, choices=Detention.Form) or Detention.Form.CUSTODY,
        "began_on": line.read("arrest_date", cells.partial_date) or "",
        "ended_on": ended,
        "end_reason": _reason_of(ended, reason or END_REASONS.get(kind, "")),
        "release_terms": terms_of_release or _terms_of(ended, kind),
        "last_confirmed_on": "" if ended else _last_confirmed(line),
        "place": place,
        "region": line.regions.find(place, line.country),
        "country": line.country,
        "context_id": line.read("context", line.context_pk),
    }
    return [
        Part("detention", Detention, values, known_by=("began_on",)),
        *_stays(line),
    ]


def _release_kind(value):
    if value and value not in END_REASONS:
        raise cells.CellRefused(_("not one of: %(choices)s") % {"choices": ", ".join(END_REASONS)})
    return value


def _reason_of(ended, reason):
    return (reason or Detention.EndReason.RELEASED) if ended else ""


def _terms_of(ended, kind):
    """Nobody is called free because nothing was said; the dead have no terms."""
    return Detention.ReleaseTerms.UNKNOWN if ended and kind != "died" else ""


def _last_confirmed(line):
    """The day of the last confirmation: of its own column, or of a status that says custody."""
    if day := line.read("last_confirmed_on", cells.partial_date):
        return day
    said = STATUS_IN_CUSTODY.match(cells.text(line.row, "status_as_of"))
    return said[1] if said else ""


def _stays(line):
    parts = []
    for number, name in enumerate(cells.several(line.row, "facility"), 1):
        facility = line.facilities.find(name, line.country)
        values = {"facility_id": facility, "place": "" if facility else name}
        parts.append(
            Part(
                f"stay:{number}",
                Stay,
                values,
                within=("detention", "detention"),
                known_by=("facility_id", "place"),
            )
        )
    return parts
