"""The synthetic register: invented people, written by COPY and published as the register does it."""

import random
import time

from django.db import connections, transaction

from benchmarks import catalogues
from benchmarks.people import Crowd

SEED = 20_240_815
PEOPLE_PER_COPY = 5_000


def load(count, say):
    """Write `count` people into the working tables. Returns the number of their dependent rows.

    As the owner, without triggers: history, revisions and rules across rows are not what is
    measured, and the records that triggers would make are written too.
    """
    chance = random.Random(SEED)
    crowd = Crowd(chance, count)
    began = time.monotonic()
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        catalogues.load(cursor, chance, count)
        for number in range(1, count + 1):
            crowd.add_person(number)
            if number % PEOPLE_PER_COPY == 0 or number == count:
                crowd.flush(cursor)
                say(f"written {number:,} of {count:,} people, {time.monotonic() - began:.0f} s")
        crowd.set_sequences(cursor)
    analyze()
    return crowd.rows_beside_people()


def analyze():
    """What autovacuum does within a minute of a large change."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
