"""Large files: queued, worked off by a process of its own, which may be killed at any moment."""

import os
import signal
import subprocess
import sys
import time
from itertools import permutations

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from config.fingerprint import ROOT
from office.importing import background, originals, progress, receipts
from office.models import Import
from office.tests.uploads import make_profile, read, receipt, sheet, to
from prisoners.models import Prisoner
from tests.staff import make_editor

WORDS = ["".join(each) for each in permutations("aeioklmnr", 5)]
LINES = [f"{n},{WORDS[n]} {WORDS[-n - 1]},,,2020-08-09," for n in range(2000)]


@pytest.fixture
def queue(settings):
    """What is queued waits for a worker, however small it is."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.IMPORT_AT_ONCE_BYTES = 0


@pytest.fixture
def editor(client):
    make_profile()
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def at_work(queue, committed_db, editor):
    """Starts a worker on this test's database; they are killed when the test ends."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{committed_db}",
        "PYTHONWARNINGS": "",
    }
    command = [sys.executable, "manage.py", "db_worker", "--interval", "0.1", "--no-startup-delay"]
    workers = []

    def start():
        workers.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def wait_until(is_so, imported, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        imported.refresh_from_db()
        if is_so(imported):
            return
        time.sleep(0.02)
    raise AssertionError(
        f"still {imported.state}, {imported.lines.count()} of {imported.total} lines"
    )


def kill(worker):
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def test_a_killed_worker_leaves_all_or_nothing_and_the_next_one_goes_on(client, at_work):
    imported = read(client, sheet(*LINES))
    assert imported.state == "reading"

    first = at_work()
    wait_until(lambda i: i.lines.count() >= 1000, imported)
    kill(first)
    imported.refresh_from_db()
    kept = imported.lines.count()
    assert (imported.state, kept % 1000, kept < 2000) == ("reading", 0, True)
    second = at_work()
    wait_until(lambda i: i.state == "ready", imported)
    assert imported.lines.count() == imported.counts["new"] == 2000

    client.post(to("write", imported))
    wait_until(lambda i: (progress.how_far(i) or (0, 0))[0] > 0, imported)
    kill(second)
    imported.refresh_from_db()
    assert (imported.state, Prisoner.objects.count()) == ("writing", 0)
    at_work()
    wait_until(lambda i: i.state == "done", imported)
    assert Prisoner.objects.count() == 2000


@pytest.mark.django_db
def test_a_small_file_is_read_while_one_waits(client, editor):
    assert read(client, sheet(LINES[0])).state == "ready"


@pytest.mark.django_db
def test_a_large_file_waits_for_the_worker_and_its_page_renews_itself(client, editor, queue):
    imported = read(client, sheet(LINES[0]))

    page = client.get(to("receipt", imported))

    assert (imported.state, page["Refresh"]) == ("reading", "3")
    assert "<progress" in page.content.decode()
    assert DBTaskResult.objects.get().args_kwargs["args"][0] == str(imported.pk)


@pytest.mark.django_db
def test_the_page_shows_how_far_it_is(client, editor, queue, monkeypatch):
    imported = read(client, sheet(LINES[0]))
    monkeypatch.setattr(progress, "how_far", lambda _imported: (500, 3000))

    page = receipt(client, imported)

    assert 'value="500" max="3000"' in page
    assert "500 of 3000 lines" in page


def test_how_far_it_is_is_seen_from_another_session(committed_db):
    imported = Import(file_name="list.csv")

    with progress.told(imported) as tell:
        tell(500, 3000)
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%% 500/3000'"
            )
            assert cursor.fetchone() == (1,)
        assert progress.how_far(imported) is None, "a session does not see itself"


@pytest.mark.django_db
def test_a_task_that_comes_twice_does_nothing(client, editor, queue):
    imported = read(client, sheet(LINES[0]))

    for _each in range(2):
        background.read.call(str(imported.pk))
    assert Import.objects.get().state == "ready"
    client.post(to("write", imported))
    for _each in range(2):
        background.write.call(str(imported.pk))

    assert Import.objects.get().state == "done"
    assert Prisoner.objects.count() == 1


@pytest.mark.django_db
def test_what_a_killed_worker_left_is_queued_once(client, editor, queue):
    imported = read(client, sheet(LINES[0]))
    DBTaskResult.objects.update(status="RUNNING")

    assert [background.take_up(), background.take_up()] == [1, 0]

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]
    background.read.call(str(imported.pk))
    assert background.take_up() == 0


@pytest.mark.django_db
def test_what_somebody_gave_up_while_it_was_read_leaves_no_lines(
    client, editor, queue, monkeypatch
):
    imported = read(client, sheet(*LINES[:3]))
    rehearse = receipts.applying.rehearse

    def meanwhile(*args, **kwargs):
        client.post(to("drop", imported))
        return rehearse(*args, **kwargs)

    monkeypatch.setattr(receipts.applying, "rehearse", meanwhile)
    background.read.call(str(imported.pk))

    imported.refresh_from_db()
    assert (imported.state, imported.lines.count(), imported.rows.count()) == ("dropped", 0, 0)


@pytest.mark.django_db
def test_a_file_that_is_gone_is_said_on_the_receipt(client, editor, queue):
    imported = read(client, sheet(LINES[0]))
    originals.forget(imported)

    background.read.call(str(imported.pk))

    assert Import.objects.get().state == "failed"
    assert "There is no such file." in receipt(client, imported)
