"""The machine that the figures are of, in one line."""

import os
import platform

from django.db import connections
from django.utils import timezone


def described():
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
        cursor.execute("SHOW shared_buffers")
        buffers = cursor.fetchone()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; PostgreSQL {server} "
        f"(shared_buffers {buffers}, fsync off); Python {platform.python_version()}; "
        f"{timezone.localdate()}; load average at the start {os.getloadavg()[1]:.1f}"
    )


def _processor():
    with open("/proc/cpuinfo") as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()
