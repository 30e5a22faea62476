"""Where PostgreSQL guesses wrongly how a count is made at a million people, it is told."""

from django.db import connections, router

from core.planned import planned
from register.models import Entry

# Where groups are taken to be many, rows would be sorted for them, by texts and lists of texts: of
# everybody recorded that costs three times as much as to hash them.
HASHED = {"enable_sort": "off", "enable_incremental_sort": "off"}
# Each worker would read all of a side that only fits together as a whole.
ALONE = {"max_parallel_workers_per_gather": "0"}
# Workers share what is one pass over everybody, whatever handing over their groups is taken to cost; and
# hashes that fit into the processor's own memory are quicker than larger ones.
SHARED = {"parallel_setup_cost": "0", "parallel_tuple_cost": "0", "work_mem": "16MB"}


def counted(settings):
    """Within the transaction of an answer: these settings for what is asked of the register here."""
    return planned(connections[router.db_for_read(Entry)], settings)
