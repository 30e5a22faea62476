"""kill -9 in the middle of an import: the database is as before or as after, never between."""

import csv
import os
import random
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection, connections

from office.importing import undoing
from office.models import Import
from prisoners.models import Detention, Name, Prisoner
from sources.models import Record

SEED = 20_261_123
PROFILE = "wide"


@pytest.fixture
def work(tmp_path, committed_db):
    return Work(tmp_path, committed_db)


class Work:
    """A file of invented people, and the command that imports it in a process of its own."""

    def __init__(self, folder, database):
        self.file, self.var = folder / "people.csv", folder / "var"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{database}",
            "VAR_DIR": str(self.var),
            "IMPORT_AT_ONCE_BYTES": "1",  # written beside the reading, as large files are
        }

    def write_file(self, people):
        with self.file.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(
                ["key", "name", "person.sex", "detention.began_on", "prosecution.case_number"]
            )
            for n in range(people):
                name = f"Person {_word(n)} {_word(n * 7919 + 13)}"
                writer.writerow([n, name, "male", f"20{n % 20:02}-05-0{n % 9 + 1}", f"{n:06}"])

    def start(self, *arguments):
        command = [sys.executable, "manage.py", "import_records", *arguments, "--write", "-v", "0"]
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment)

    def begin(self):
        return self.start(str(self.file), "--profile", PROFILE, "--list", "kill-list")

    def wait_until_it_is_gone(self):
        """The server notices that its client is gone when it answers it."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with connections["owner"].cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND application_name = 'rollcall-staff' AND pid <> %s AND state <> 'idle'",
                    [_own_pid()],
                )
                if not cursor.fetchone()[0]:
                    return
            time.sleep(0.05)
        raise AssertionError("the killed process still works in the database")


def _own_pid():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def _word(n):
    """A made-up word for a number, no two alike."""
    letters = "abcdefghiklmnoprstuw"
    return "".join(letters[n // 20**place % 20] for place in range(5)).title()


def clear():
    """Without people again: what the import made is taken back."""
    done = Import.objects.filter(state=Import.State.DONE).get()
    undoing.undo(done, by=None)


def how_long(work):
    began = time.monotonic()
    assert work.begin().wait() == 0
    return time.monotonic() - began


def kill_and_go_on(work, people, after):
    """Begin, kill after so many seconds, look; go on to the end, and look again."""
    before = Record.objects.count()  # public ids are never given out again
    process = work.begin()
    time.sleep(after)
    process.kill()
    process.wait()
    work.wait_until_it_is_gone()

    written = Prisoner.objects.count()
    assert written in (0, people)
    assert Detention.objects.count() == Name.objects.count() == written
    assert Record.objects.count() == before + written

    imported = Import.objects.exclude(state=Import.State.UNDONE).first()
    if imported is None:  # it was killed before anything
        assert work.begin().wait() == 0
    elif imported.state != Import.State.DONE:
        assert work.start("--resume", str(imported.pk)).wait() == 0
    assert Prisoner.objects.count() == Detention.objects.count() == people
    assert Record.objects.count() == before + people


def test_killed_at_a_random_moment_it_leaves_all_or_nothing_and_goes_on(work):
    work.write_file(1_200)
    whole = how_long(work)
    clear()

    kill_and_go_on(work, 1_200, whole * random.Random(SEED).uniform(0.4, 0.95))


@pytest.mark.soak
def test_ten_times_in_fifty_thousand_rows(work):
    work.write_file(50_000)
    moments = random.Random(SEED)
    whole = how_long(work)
    for number in range(10):
        clear()
        after = whole * moments.uniform(0.02, 1.0)
        kill_and_go_on(work, 50_000, after)
        print(f"\n{number + 1}: killed after {after:.0f} of some {whole:.0f} s, went on to its end")
