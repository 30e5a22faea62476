"""The site as it runs in production, for browser tests: gunicorn, hashed files, three logins."""

import contextlib
import os
import socket
import subprocess
import sys
import time

from django.test import override_settings

from config import fingerprint, static
from config import settings as production
from config.local import VAR

ROOT = fingerprint.ROOT
STATIC_ROOT = VAR / "test-static"


@contextlib.contextmanager
def site_on(database, **settings):
    """Serve `database`; gives the address, such as http://127.0.0.1:41234."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{database}",
        "STATIC_ROOT": str(STATIC_ROOT),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "PYTHONWARNINGS": "",
        **settings,
    }
    _collect_static()
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    log_path = _log_at(port)
    with open(log_path, "w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port, process, log_path)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)
    log_path.unlink()


def log_of(address):
    """What the server at this address has written so far."""
    return _log_at(address.rpartition(":")[2]).read_bytes()


def _log_at(port):
    return VAR / f"test-site-{port}.log"


def _wait_for(port, process, log_path):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The site did not start:\n{log_path.read_text()}")


def _collect_static():
    with override_settings(STATIC_ROOT=STATIC_ROOT, STORAGES=production.STORAGES):
        static.collect()
