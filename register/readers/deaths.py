"""Deaths as known at the edition asked, the latest first."""

from dataclasses import dataclass
from datetime import timedelta

from register.figures import Figure
from register.models import Death, Entry
from register.readers.people import Person, people
from register.readers.situation import died_in_custody


@dataclass(frozen=True)
class DeathLine:
    row: Death
    person: Person


@dataclass(frozen=True)
class Deaths:
    in_custody: Figure
    lines: tuple[DeathLine, ...]


def read_deaths(asked):
    entries = Entry.objects.known(asked.known)
    rows = Death.objects.filter(entry__in=entries.filter(died_earliest__lte=asked.on))
    return Deaths(died_in_custody(entries, asked.on), death_lines(rows))


def death_lines(rows):
    """Lines for some deaths, the latest first, in three queries however many there are."""
    rows = sorted(rows.select_related("entry", "facility"), key=_last_day, reverse=True)
    persons = people(row.entry.public_id for row in rows)
    lines = (DeathLine(row, persons[row.entry.public_id]) for row in rows)
    # Whoever was withheld since is counted, and not shown with a day and a place.
    return tuple(
        line for line in lines if line.row.entry.is_withheld or not line.person.is_withheld
    )


def _last_day(row):
    days = row.died_on_days
    return (days.upper - timedelta(days=1) if days.upper else days.lower).toordinal() if days else 0
