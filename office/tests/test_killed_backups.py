"""kill -9 in the middle of a backup or a restore: a good one, or one that is known to be none."""

import os
import random
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections

from office.backup.manifest import BadBackup
from office.backup.reading import check
from office.tests.backups import a_system, keep_file, written
from prisoners.models import Prisoner
from prisoners.tests.builders import make_prisoner
from register.publishing import publish

SEED = 20_261_123


@pytest.fixture(scope="module")
def content(django_db_blocker, tmp_path_factory):
    """A backup of two hundred published people and a file."""
    with django_db_blocker.unblock(), a_system(tmp_path_factory.mktemp("full")):
        people = [make_prisoner(display_name=f"Test Person {n}") for n in range(200)]
        publish([each.public_id for each in people], by=User.objects.create(username="reviewer"))
        keep_file("evidence/one.pdf", b"%PDF one" * 100_000)
        return written(None)


@pytest.fixture
def system(content, django_db_blocker, tmp_path):
    """An empty system of this test's own, the backup beside it."""
    (tmp_path / "backup").write_bytes(content)
    with django_db_blocker.unblock(), a_system(tmp_path / "var") as database:
        yield System(tmp_path, database)


class System:
    """Commands in processes of their own, and what is left of a system when they are killed."""

    def __init__(self, folder, database):
        self.folder, self.var = folder, folder / "var"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{database}",
            "VAR_DIR": str(self.var),
            "EVIDENCE_KEY_FILE": settings.EVIDENCE_KEY_FILE,
        }

    def run(self, *arguments, kill_after=None):
        """Whether it ended by itself and well."""
        command = [sys.executable, "manage.py", *map(str, arguments), "-v", "0"]
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            stderr=subprocess.DEVNULL if kill_after else None,
        )
        try:
            return process.wait(timeout=kill_after or 120) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            self._wait_until_it_is_gone()
            return False

    def restore(self, **options):
        return self.run("restore", self.folder / "backup", "--without-erasures", **options)

    def _wait_until_it_is_gone(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with connections["owner"].cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> pg_backend_pid() AND application_name LIKE 'rollcall-owner%'"
                )
                if not cursor.fetchone()[0]:
                    return
            time.sleep(0.05)
        raise AssertionError("the killed process still works in the database")

    def is_marked(self):
        return (self.var / "restoring").exists()


def end_of(system, kill_after):
    """Kill a restore, look at what is left, and end it."""
    if system.restore(kill_after=kill_after):
        assert not system.is_marked()
    else:
        people = Prisoner.objects.count()
        assert people in (0, 200)
        # Nothing is there that could be taken for a system: empty, or marked.
        assert system.is_marked() or (people, _files(system)) in ((0, 0), (200, 1))
        if system.is_marked() or not people:
            assert system.restore()
    assert (Prisoner.objects.count(), _files(system), system.is_marked()) == (200, 1, False)


def _files(system):
    return len([path for path in (system.var / "media").rglob("*") if path.is_file()])


def a_backup(system, number, kill_after):
    path = system.folder / f"new-{number}"
    is_done = system.run("backup", path, "--unencrypted", kill_after=kill_after)
    assert is_done == path.exists()
    for left in (path, path.with_name(f"{path.name}.partial")):
        if left.exists():
            is_good = _is_good(left)
            assert is_good or left != path
    return is_done


def _is_good(path):
    with path.open("rb") as file:
        try:
            return check(file, []).manifest is not None
        except BadBackup:
            return False


def test_a_killed_restore_is_known_for_one_and_done_again(system):
    chance = random.Random(SEED)
    end_of(system, chance.uniform(2, 6))


@pytest.mark.soak
def test_restores_and_backups_killed_again_and_again(content, django_db_blocker, tmp_path):
    chance = random.Random(SEED)
    for number in range(20):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "backup").write_bytes(content)
        with django_db_blocker.unblock(), a_system(folder / "var") as database:
            system = System(folder, database)
            end_of(system, chance.uniform(1, 8))
            a_backup(system, number, chance.uniform(1, 6))
