"""What the environment leaves open on a developer's machine: keys and a database of its own."""

import os
import secrets
import sys
from pathlib import Path

from config.embedded import Server
from core.kept.keys import new_identity, write_keys

VAR = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var").absolute()


def server():
    return Server(VAR / "postgres")


def fill_in():
    """Set what is missing in the environment; start the embedded server when no database is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key()
        os.environ.setdefault("HTTPS", "no")
    if not os.environ.get("EVIDENCE_KEY_FILE"):
        os.environ["EVIDENCE_KEY_FILE"] = str(evidence_key())
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = server().join()


def secret_key():
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text()


def evidence_key():
    """Where the key of kept files lies; made once."""
    path = VAR / "evidence_key"
    if not path.exists():
        write_keys(path, [new_identity()])
    return path


def main():
    """`make db` and `make stop`."""
    if sys.argv[1:] == ["start"]:
        server().keep()
        print(f"PostgreSQL runs until `make stop`: {server().join()}")
    elif sys.argv[1:] == ["stop"]:
        server().stop()
    else:
        sys.exit("usage: python -m config.local start|stop")


if __name__ == "__main__":
    main()
