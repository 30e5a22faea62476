"""The packages: are they those that requirements.txt pins, unchanged, and without a known hole?"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from importlib import metadata

from packaging.markers import Marker

from config.audit.outcome import ROOT, Outcome, explained

REQUIREMENTS = ROOT / "requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: ; ([^\\]+))?", re.MULTILINE)
# Where pip-audit asks; what it finds there is about names and versions only.
ADVISORIES = "https://pypi.org/pypi/pip/json"


def pinned():
    """{name: version} of what requirements.txt names for this machine."""
    return {
        name.lower(): version
        for name, version, marker in PINNED.findall(REQUIREMENTS.read_text())
        if not marker or Marker(marker.strip()).evaluate()
    }


def as_pinned():
    """Every pinned package is installed in its version, and its files are those that its wheel brought.

    pip compared each wheel with the hash in requirements.txt; the wheel's own list of hashes says
    whether a file was changed since.
    """
    findings, files = [], 0
    packages = pinned()
    for name, version in packages.items():
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            findings.append(f"{name} {version} is not installed")
            continue
        if package.version != version:
            findings.append(f"{name}: {package.version} is installed, {version} is pinned")
        for file in package.files or ():
            if file.hash and file.hash.mode == "sha256":
                files += 1
                if not _is_as_recorded(file):
                    findings.append(f"{name}: {file} is not as its wheel brought it")
    return Outcome("packages as pinned", f"{len(packages)} packages, {files} files", findings)


def _is_as_recorded(file):
    path = file.locate()
    if not path.is_file():
        return False
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value


def known_holes():
    """What the advisories say of the pinned versions; "not asked" where they cannot be reached."""
    looked_at = f"{len(pinned())} packages"
    try:
        with urllib.request.urlopen(ADVISORIES, timeout=10):  # noqa: S310  a fixed address
            pass
    except (urllib.error.URLError, OSError):
        return Outcome("pip-audit", looked_at, note="not asked: no connection to the advisories")
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(REQUIREMENTS)]
    asked = subprocess.run(
        [*command, "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"],
        capture_output=True,
        text=True,
    )
    try:
        answer = json.loads(asked.stdout)
    except ValueError:
        last = asked.stderr.strip().splitlines()[-1:] or ["no answer"]
        return Outcome("pip-audit", looked_at, note=f"not asked: {last[0][:120]}")
    passed_over = [one for one in answer["dependencies"] if "skip_reason" in one]
    if len(passed_over) == len(answer["dependencies"]):
        return Outcome(
            "pip-audit", looked_at, note="not asked: no advisories at the registry in use"
        )
    found = {
        f"{one['name']} {one['version']}: {hole['id']}": (
            f"{one['name']} {one['version']}: {hole['id']}, mended in {hole['fix_versions']}"
        )
        for one in answer["dependencies"]
        for hole in one.get("vulns", ())
    }
    findings, number = explained("holes", found)
    note = f"not asked about {len(passed_over)} of them" if passed_over else ""
    return Outcome("pip-audit", looked_at, findings, number, note)
