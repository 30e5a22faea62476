"""Catalogues of translations: locale/*/LC_MESSAGES/django.po, compiled to .mo where they changed.

Babel writes the .mo files, so that nobody needs the GNU tools to run or test Rollcall; they are not
kept in the repository. docs/translating.md says how a catalogue comes about.
"""

import os
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def catalogues():
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def compile_changed():
    """Write each .mo that is missing or older than its .po; raises PoFileError for a bad file."""
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            compile_one(po, mo)


def compile_one(po, mo):
    """A reader of `mo` sees the old file or the new one, never half of it."""
    catalogue = read(po)
    with tempfile.NamedTemporaryFile(dir=mo.parent, suffix=".new", delete=False) as new:
        write_mo(new, catalogue)
    os.chmod(new.name, 0o644)
    os.replace(new.name, mo)


def read(po):
    with open(po, "rb") as file:
        return read_po(file, locale=po.parent.parent.name, abort_invalid=True)


def main():
    try:
        compile_changed()
    except (PoFileError, UnicodeDecodeError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
