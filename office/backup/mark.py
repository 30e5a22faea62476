"""The mark of a restore that has not ended: while it is there, the site does not answer."""

import os
from pathlib import Path

from django.conf import settings

SENTENCE = (
    "A backup is being restored here, or was not restored to its end. "
    "Run `manage.py restore` again, or give up with `manage.py restore --drop`."
)


def path():
    return Path(settings.RESTORE_MARK)


def is_there():
    return path().exists()


def put():
    path().parent.mkdir(parents=True, exist_ok=True)
    with open(path(), "w") as file:
        file.write(SENTENCE + "\n")
        file.flush()
        os.fsync(file.fileno())


def take_away():
    path().unlink(missing_ok=True)
