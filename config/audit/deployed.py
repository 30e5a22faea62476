"""Django's own checks of a site in production."""

import os
import subprocess
import sys

from config import local
from config.audit.outcome import ROOT, Outcome, explained
from config.check import PRODUCTION


def deployed():
    """`check --deploy` with the settings of production: no warning, none silenced without a reason."""
    local.fill_in()
    environment = os.environ | PRODUCTION
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    lines = [line for line in checked.stderr.splitlines() if ": (" in line]
    if checked.returncode and not lines:
        lines = [f"check --deploy failed: {checked.stderr.strip()[-300:]}"]
    asked = "from django.conf import settings; print(*settings.SILENCED_SYSTEM_CHECKS)"
    silenced = subprocess.check_output(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, text=True
    ).split()
    found = dict.fromkeys(silenced, "a check is silenced")
    findings, number = explained("silenced", found)
    return Outcome("check --deploy", "settings of production", lines + findings, number)
