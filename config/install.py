"""The first step of every make target: `.venv` with what requirements.txt pins, and the languages.

Runs on the system's Python, whichever that is, so it is written in the oldest Python that can say
what is wrong.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
REQUIREMENTS = os.path.join(ROOT, "requirements.txt")
STAMP = os.path.join(VENV, "installed")


def main():
    if sys.version_info < (3, 11):
        sys.exit(f"Rollcall needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")
    with open(REQUIREMENTS, "rb") as file:
        wanted = f"{hashlib.sha256(file.read()).hexdigest()} {sys.version}"
    if installed() != wanted:
        install(wanted)
    compile_translations()


def install(wanted):
    print("Installing what requirements.txt lists into .venv ...", flush=True)
    if not has_pip() or (installed() and installed().split(" ", 1)[1] != sys.version):
        make_venv()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call(pip + ["--require-hashes", "--requirement", REQUIREMENTS]):
        sys.exit("Rollcall cannot start: pip could not install the packages, for the reason above.")
    with open(STAMP, "w") as file:
        file.write(wanted)


def compile_translations():
    if subprocess.call([PYTHON, "-m", "config.translations"], cwd=ROOT):
        sys.exit("Rollcall cannot start: a translation in locale/ has a fault, named above.")


def installed():
    try:
        with open(STAMP) as file:
            return file.read()
    except OSError:
        return ""


def has_pip():
    try:
        return subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv():
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        sys.exit("Python's venv module is missing; on Debian: apt-get install python3-venv.")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except OSError as error:
        sys.exit(f"Rollcall cannot start: {VENV} cannot be made ({error.strerror}).")


if __name__ == "__main__":
    main()
