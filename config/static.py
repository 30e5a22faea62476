import fcntl

from django.conf import settings
from django.core.management import call_command

from config import fingerprint


def collect():
    """Copy, hash and compress the static files, unless these very files were collected already."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    stamp = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}.collected")
    wanted = fingerprint.of_static()
    with open(stamp, "a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if file.read() != wanted:
            call_command("collectstatic", interactive=False, verbosity=0)
            file.truncate(0)
            file.write(wanted)
