"""`make run`: from nothing to a working register on this machine, and nothing left when it ends.

gunicorn runs in this very process: when it is killed its workers notice and end, so does the process
that works in the background, and the database server is found and used by the next start.
"""

import contextlib
import os
import shutil
import signal
import socket
import sys
import time

from config import env, local, worker
from config.embedded import ServerError

DISK_NEEDED = 500 * 1024 * 1024


class CannotStart(Exception):
    """One sentence for the person at the terminal."""


def main():
    # A plain `kill` ends this as Ctrl-C does, also before gunicorn takes over.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        host, port = _address()
        _check_var()
        _check_port(host, port)
        local.fill_in()
        if env.yes("DEMO", True):
            # A demonstration is looked at with the passwords that are printed below.
            os.environ.setdefault("REQUIRE_MFA", "no")
        logins = _prepare()
    except (CannotStart, ServerError) as error:
        sys.exit(f"Rollcall cannot start: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    _say(host, port, logins)
    _serve()


def _address():
    host = os.environ.get("HOST") or "127.0.0.1"
    port = os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise CannotStart(f"PORT must be a number from 1 to 65535, and is {port!r}.")
    return host, int(port)


def _check_var():
    try:
        local.VAR.mkdir(parents=True, exist_ok=True)
        probe = local.VAR / ".probe"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(local.VAR).free
    except OSError as error:
        raise CannotStart(f"{local.VAR} cannot be written to ({error.strerror}).") from None
    if free < DISK_NEEDED:
        raise CannotStart(
            f"the disk of {local.VAR} has {free // 2**20} MB left, and {DISK_NEEDED // 2**20} MB are needed."
        )


def _check_port(host, port):
    """Refuse a taken port, but give the workers of a run that was just killed time to end."""
    deadline = time.monotonic() + 3
    while True:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                return
        except socket.gaierror:
            raise CannotStart(f"HOST is {host!r}, which is no address of this machine.") from None
        except PermissionError:
            raise CannotStart(f"port {port} needs more rights; try PORT=8000 make run.") from None
        except OSError as error:
            if error.errno != 98:
                raise CannotStart(f"{host}:{port} cannot be used ({error.strerror}).") from None
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"port {port} is taken by another program (or a Rollcall that already runs); "
                    f"try PORT={port + 1} make run."
                ) from None
            time.sleep(0.2)


def _prepare():
    """Bring database and files up to date; gives the demo logins, if there are any."""
    import django

    django.setup()
    from django.db import OperationalError, connections

    from config import database, demo, static  # these need a configured Django
    from office.backup import mark
    from office.demo_users import demo_logins

    if mark.is_there():
        raise CannotStart(mark.SENTENCE)
    try:
        if not database.is_prepared():
            print("Preparing the database …", flush=True)
            database.prepare()
        demo.load_if_empty()
    except OperationalError as error:
        raise CannotStart(f"the database does not answer: {' '.join(str(error).split())}") from None
    finally:
        connections.close_all()
    static.collect()
    return demo_logins().items()


def _say(host, port, logins):
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    print(f"\n  The register    {address}/\n  For staff       {address}/admin/")
    for name, password in logins:
        print(f"  demo login      {name} / {password}")
    print("\n  Ctrl-C stops it.\n", flush=True)


def _serve():
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "-c", "python:config.gunicorn", "config.wsgi"]
    background = worker.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            run()
    finally:
        background.kill()
        background.wait()


if __name__ == "__main__":
    main()
