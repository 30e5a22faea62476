"""People counted by the profile that the register keeps of them for a day (register.models.Profile)."""

from django.db import connections, router

from register.inlined import inlined
from register.models import Profile
from reports.custody import CUSTODY, rows_of, spans

# The entries are counted by digest; what it stands for is read once for each.
COUNTS = """
WITH counted AS (
    SELECT min(profile.id) AS id, {held} AS held_as, count(*) AS people
      FROM ({profiles}) profile {joins}
     GROUP BY profile.digest, 2
)
SELECT content, held_as, people FROM counted JOIN register_profile USING (id)
"""
OF_THE_HELD = "LEFT JOIN ({held}) held ON held.entry_id = profile.entry_id"


def on_the_day(question, subject, entries):
    """The Profiles of the day of the question, of some entries (None: of all)."""
    return rows_of(Profile, question, entries).filter(
        subject=subject, begins__lte=question.on, ends__gt=question.on
    )


def read_profiles(question, subject, entries, *, with_held=False):
    """[(content, status of custody on the day or None, people)] of some entries (None: of all)."""
    profiles = on_the_day(question, subject, entries)
    connection = connections[router.db_for_read(Profile)]
    with connection.cursor() as cursor:
        parts = {
            "profiles": inlined(profiles.values("id", "digest", "entry_id"), cursor),
            "held": "NULL",
            "joins": "",
        }
        if with_held:
            held = spans(question).filter(
                status__in=CUSTODY, begins__lte=question.on, ends__gt=question.on
            )
            parts["joins"] = OF_THE_HELD.format(
                held=inlined(held.values("entry_id", "status"), cursor)
            )
            parts["held"] = "held.status"
        cursor.execute(COUNTS.format(**parts), {})
        return cursor.fetchall()
