"""The clock of silence: days since the last known contact, as bounds.

A contact counts when it can have happened by the day asked. The last one was no earlier than the
earliest day of any contact that has surely happened by then.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Max, Q, Value
from django.db.models.functions import Least

from register.figures import Figure
from register.models import Contact, Entry
from register.readers.people import Person, people


@dataclass(frozen=True)
class Silent:
    person: Person
    days: Figure


def with_last_contact(contacts, on):
    """Per entry: `last_earliest` and `last_latest`, the bounds of the last contact by the day `on`.

    `last_earliest` is None when no contact has surely happened by then.
    """
    first, end = F("happened_on_days__startswith"), F("happened_on_days__endswith")
    after = on + timedelta(days=1)
    return (
        contacts.exclude(happened_on="")
        .filter(Q(happened_on_days__startswith__lte=on) | Q(happened_on_days__startswith=None))
        .values("entry_id", "entry__public_id")
        .annotate(
            last_earliest=Max(first, filter=Q(happened_on_days__endswith__lte=after)),
            end_latest=Max(Least(end, Value(after))),
        )
        .order_by("end_latest", "entry__public_id")
    )


def days_of_silence(row, on):
    """The bounds of one row of `with_last_contact` as a Figure."""
    last_latest = row["end_latest"] - timedelta(days=1)
    earliest = row["last_earliest"]
    return Figure((on - last_latest).days, earliest and (on - earliest).days, "days")


def longest_silences(asked, *, limit):
    """Those possibly held on the day asked who have been without contact longest, named or not."""
    held = Entry.objects.known(asked.known).possibly_held(asked.on)
    rows = with_last_contact(Contact.objects.filter(entry__in=held), asked.on)[:limit]
    names = people(row["entry__public_id"] for row in rows)
    return tuple(
        Silent(names[row["entry__public_id"]], days_of_silence(row, asked.on)) for row in rows
    )
