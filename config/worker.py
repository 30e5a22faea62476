"""The process that works through the queue beside `make run`; it ends when that does, however it ends."""

import os
import subprocess
import sys
import threading


def start():
    """Start it with a pipe that nobody writes to: the system closes it when the last holder is gone.

    In a session of its own: Ctrl-C is for the site, which then ends this too.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "config.worker"], stdin=subprocess.PIPE, start_new_session=True
    )


def main():
    threading.Thread(target=_end_with_the_pipe, daemon=True).start()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("db_worker", verbosity=0, startup_delay=False, reload=False)


def _end_with_the_pipe():
    """At once, whatever is being done: a reading goes on at the next start, a writing is all or nothing."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
