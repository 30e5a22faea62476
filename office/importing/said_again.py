"""Lines that say word for word what they said when their list was last read: they change nothing.

Reading them, looking up what they became and comparing both would come to that too, and takes most of the
time of a list that comes again. They are known by a digest, which is kept of a line of which everything was
understood and taken. It covers the profile, the language, in which labels are read, and the code that
reads, so that whatever is new in these reads every line again.
"""

import hashlib
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from office.importing.line import Line
from office.models import ImportedLine

READ_BY = ("core", "names", "office/importing", "prisoners", "sheets", "sources", "pardons")


class SaidAgain:
    """For the lines of one file, read by one profile."""

    def __init__(self, imported, profile):
        self.list_name, self.is_open = imported.list_name, bool(profile.continues)
        said = f"{_code()} {get_language()} {profile.text}"
        self._digest = hashlib.blake2b(said.encode(), digest_size=16)

    def digest(self, cells):
        """32 hexadecimal digits, the same for cells that say the same in whatever order."""
        found = self._digest.copy()
        for name, text in sorted(cells.items()):
            if text:
                found.update(f"{name}\0{text}\0".encode())
        return found.hexdigest()

    def among(self, digests, batch):
        """{number: Line} of those of a batch that are known; `digests` are {number: digest}.

        Where a line may go on with the person of the line before, every line is read.
        """
        if self.is_open:
            return {}
        # By the digest alone: with the name of the list besides, all of its lines would be gone through.
        known = ImportedLine.objects.filter(digest__among=[UUID(each) for each in digests.values()])
        known = {
            digest.hex: found
            for name, digest, *found in known.values_list(
                "list_name", "digest", "key", "owner", "name_key"
            )
            if name == self.list_name
        }
        return {
            number: _line(number, cells, *known[digests[number]])
            for number, cells in batch
            if digests[number] in known
        }


def _line(number, cells, key, owner, name_key):
    return Line(number, cells, key=key, public_id=owner, name_key=name_key, is_again=True)


@cache
def _code():
    """Of the code that reads, with its vocabularies."""
    found = hashlib.sha256()
    for folder in READ_BY:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in (".py", ".toml") and "tests" not in path.parts:
                found.update(path.read_bytes())
    return found.hexdigest()
