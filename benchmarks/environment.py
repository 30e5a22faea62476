"""Programs that only the benchmarks use, in a Python environment of their own under var/."""

import hashlib
import subprocess
import sys
from pathlib import Path

from config.local import VAR

FOLDER = VAR / "bench-environment"
REQUIREMENTS = Path(__file__).with_name("requirements-bench.txt")


def program(name):
    """The path of a program of that environment, which is made when it is wanted first."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    made = FOLDER / "installed"
    if not made.exists() or made.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], check=True)
        pip = [FOLDER / "bin" / "pip", "install", "--quiet", "--requirement", REQUIREMENTS]
        subprocess.run(pip, check=True)
        made.write_text(wanted)
    return FOLDER / "bin" / name
