"""The public CSV of all rows against `psql \\copy` of the same SELECT; memory; hanging up."""

import os
import subprocess
import tempfile
import time
from threading import Event, Thread

from django.conf import settings
from django.db import connections
from django.http import QueryDict

from benchmarks.measure import Measure, ms
from config import embedded
from config.routers import public_database
from register.filters import EntryFilter
from register.models import Edition
from register.ordered import connection, selects_of_list

PATH = "/prisoners.csv?on=2024-12-09"
RATIO_BUDGET = 1.3
FIRST_BYTE_BUDGET = 1.0
FLAT = 20  # megabytes that a worker may gain: the chunks that wait and what the allocator keeps
CANCELLED_WITHIN = 5  # seconds


def measure(site):
    site.stream(PATH)  # so that both find the same pages in memory
    with _watching(site) as gained:
        first, whole, size = min((site.stream(PATH) for _ in range(2)), key=lambda seen: seen[1])
    psql = min(_psql_copy() for _ in range(2))
    return [
        Measure(
            "CSV of all rows against `psql \\copy`",
            f"{ms(whole)} against {ms(psql)}: {whole / psql:.2f} × ({size / 1e6:.0f} MB)",
            f"≤ {RATIO_BUDGET} ×",
            whole / psql <= RATIO_BUDGET,
        ),
        Measure(
            "first byte of it", ms(first), f"< {FIRST_BYTE_BUDGET:.0f} s", first < FIRST_BYTE_BUDGET
        ),
        Measure(
            "memory of the server while it streams",
            f"+{gained():.0f} MB",
            f"flat: ≤ {FLAT} MB",
            gained() <= FLAT,
        ),
        _hang_up(site),
    ]


def whole_file(site):
    """Seconds for all of it."""
    return site.stream(PATH)[1]


def _psql_copy():
    """Seconds that psql takes for the same SELECTs, as the same login."""
    login = settings.DATABASES["public"]
    with public_database(), connection().cursor() as cursor:
        filters = EntryFilter(QueryDict("on=2024-12-09"), on=_day(), edition=None)
        filters.is_valid()
        given = {
            "person": "http://127.0.0.1/en/prisoners/",
            "pinned": "/?on=2024-12-09&known=1",
            "shown_edition": Edition.objects.latest("number").number,
        }
        selects = selects_of_list(cursor, filters, "", given=given)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        for rows in selects:
            script.write(f"\\copy ({' '.join(rows.split())}) TO '/dev/null' CSV HEADER\n")
        script.flush()
        began = time.monotonic()
        subprocess.run(
            [
                embedded._bin("psql"),
                *("-q", "-v", "ON_ERROR_STOP=1", "-h", login["HOST"], "-p", str(login["PORT"])),
                *("-U", login["USER"], "-d", login["NAME"], "-f", script.name),
            ],
            check=True,
            env=os.environ | {"PGPASSWORD": login["PASSWORD"], "PGOPTIONS": "-c jit=off"},
        )
        return time.monotonic() - began


def _day():
    from datetime import date

    return date(2024, 12, 9)


class _watching:
    """Samples the server's memory; the call gives the megabytes gained at most."""

    def __init__(self, site):
        self.site, self._ended = site, Event()

    def __enter__(self):
        self._before = self._most = self.site.memory()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return lambda: self._most - self._before

    def _watch(self):
        while not self._ended.wait(0.1):
            self._most = max(self._most, self.site.memory())

    def __exit__(self, *error):
        self._ended.set()
        self._thread.join()


def _hang_up(site):
    site.hang_up(PATH)
    began = time.monotonic()
    while _copies() and time.monotonic() - began < 4 * CANCELLED_WITHIN:
        time.sleep(0.02)
    seconds = time.monotonic() - began
    return Measure(
        "query cancelled after the reader hangs up",
        ms(seconds),
        f"≤ {CANCELLED_WITHIN} s",
        seconds <= CANCELLED_WITHIN,
    )


def _copies():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query ILIKE 'COPY (%'"
        )
        return cursor.fetchone()[0]
