"""`make run` as a person at a terminal meets it: start, Ctrl-C, a taken port, kill -9, start again."""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from config.embedded import Server
from config.fingerprint import ROOT

KEPT = "SELECT name FROM auth_group WHERE name LIKE 'kept%'"
OF_THIS_TEST_RUN = {
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DATABASE_ROLE_PREFIX",
    "DJANGO_SETTINGS_MODULE",
    "HTTPS",
    "DEBUG",
}


@pytest.fixture(scope="session")
def var():
    """A folder in place of var/, in which Rollcall was run once; that made the database.

    Not among pytest's folders, which the next pytest closes to everybody else: the database server
    is another user when root runs this.
    """
    folder = Path(tempfile.mkdtemp(prefix="rollcall-launch-"))
    folder.chmod(0o711)
    var = folder / "var"
    with first_start() as made:
        subprocess.run(["cp", "-a", made, var], check=True)
    yield var
    for launch in Launch.all:
        if launch.process.poll() is None:
            launch.end(signal.SIGKILL)
    Server(var / "postgres").stop()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(of_this_run(), ignore_errors=True)


@contextlib.contextmanager
def first_start():
    """The folder that the first start left behind: one start for all workers of a test run."""
    folder = of_this_run()
    folder.mkdir(mode=0o711, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            Launch(folder / "var").wait_until_it_answers().end(signal.SIGINT)
            (folder / "made").touch()
        yield folder / "var"


def of_this_run():
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    return Path(tempfile.gettempdir()) / f"rollcall-launch-{run}"


class Launch:
    """One `make run`, in a session of its own as a terminal gives it."""

    all = []

    def __init__(self, var, **environment):
        self.port = environment.get("PORT") or str(free_port())
        self.log = var.parent / f"launch-{self.port}.log"
        inherited = {name: os.environ[name] for name in os.environ.keys() - OF_THIS_TEST_RUN}
        settings = {"VAR_DIR": str(var), "PORT": self.port, "DEMO": "no", "WEB_WORKERS": "1"}
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.launch"],
                cwd=ROOT,
                env=inherited | settings | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.all.append(self)

    def wait_until_it_answers(self):
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/admin/login/", timeout=5)
            except OSError:  # refused while it starts, reset while the old one ends
                time.sleep(0.1)
            else:
                return self
        raise AssertionError(f"It does not answer:\n{self.log.read_text()}")

    def end(self, sent):
        """Send a signal to everything in the terminal, as Ctrl-C does; the exit status comes back."""
        os.killpg(self.process.pid, sent)
        return self.process.wait(timeout=30)

    def refused(self):
        """What it says when it does not start."""
        assert self.process.wait(timeout=30) == 1
        return self.log.read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_of(var):
    """The commands that run on this var/, gunicorn's and the database server's."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if str(var).encode() in command + environment and b"pytest" not in command:
            found.append(command.replace(b"\0", b" ").decode())
    return found


def execute(var, query):
    connection = psycopg2.connect(Server(var / "postgres").url())
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetchall() if cursor.description else None
    connection.close()
    return rows


def test_a_server_that_ends_it_leaves_no_process_behind(var):
    running = Launch(var).wait_until_it_answers()

    status = running.end(signal.SIGTERM)

    assert (status, processes_of(var)) == (0, [])


def test_killed_and_started_again_it_has_lost_nothing(var):
    """First the site is killed, then the site and the database server; at last it is ended."""
    killed = Launch(var).wait_until_it_answers()
    execute(var, "INSERT INTO auth_group (name) VALUES ('kept')")
    assert sum("config.worker" in command for command in processes_of(var)) == 1

    os.kill(killed.process.pid, signal.SIGKILL)

    # What works in the background ends with the site; the database server stays, for the next start.
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any("config." in each for each in processes_of(var)):
        time.sleep(0.1)
    assert [each for each in processes_of(var) if "config." in each] == []

    again = Launch(var, PORT=killed.port).wait_until_it_answers()
    assert execute(var, KEPT) == [("kept",)]
    execute(var, "UPDATE auth_group SET name = 'kept again' WHERE name = 'kept'")
    os.kill(int((var / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    again.end(signal.SIGKILL)

    recovered = Launch(var).wait_until_it_answers()
    assert execute(var, KEPT) == [("kept again",)]
    assert (recovered.end(signal.SIGINT), processes_of(var)) == (0, [])


def test_a_taken_port_is_one_sentence(var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = Launch(var, PORT=str(port)).refused()

    assert said == (
        f"Rollcall cannot start: port {port} is taken by another program (or a Rollcall that "
        f"already runs); try PORT={port + 1} make run.\n"
    )


def test_a_port_that_is_no_number_is_one_sentence(var):
    said = Launch(var, PORT="http").refused()

    assert said == (
        "Rollcall cannot start: PORT must be a number from 1 to 65535, and is 'http'.\n"
    )


def test_a_database_that_is_away_is_one_sentence(var):
    nowhere = f"postgresql://owner:secret@127.0.0.1:{free_port()}/rollcall"

    said = Launch(var, DATABASE_URL=nowhere).refused()

    assert said.startswith("Rollcall cannot start: the database does not answer: connection to")
    assert said.count("\n") == 1
    assert "secret" not in said


def test_what_is_missing_on_a_server_is_named():
    settings = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}

    done = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        cwd=ROOT,
        env=settings | {"ALLOWED_HOSTS": "register.example.org"},
        capture_output=True,
        text=True,
    )

    assert "ImproperlyConfigured: Set SECRET_KEY (" in done.stderr
    assert "DATABASE_URL (" in done.stderr
    assert "ALLOWED_HOSTS (" not in done.stderr
