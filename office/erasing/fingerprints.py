"""By what an erased person is known again: keyed hashes, and nothing else.

Of each person are kept: ids in other lists and keys of lines, which are sure; each name with each year of
birth, sure too; and each name alone, for lines that do not say when somebody was born. A name goes
by how it sounds (`names.sounds`), so that another spelling or script, another order of the words or a
missing patronymic is the same person; and by its letters, for how words are read changes from version to
version, and the same spreadsheet must be known for ever. The key lies outside the database (`ERASURE_KEY`): who takes
the database alone cannot try names against the hashes.
"""

import hmac
from enum import StrEnum
from itertools import islice, product

from django.conf import settings

from names.parts import name_of
from names.sounds import loose, readings
from office.models import Fingerprint

MOST = 200  # of one name: words that can be read in several ways make many


class Match(StrEnum):
    NO, MAYBE, SURE = "", "maybe", "sure"


def keep(known):
    """Keep the fingerprints of somebody who is about to be erased; they come back, for the ledger."""
    said = {("id", *each) for each in known.external}
    for form in _forms_of(known.names):
        said |= {("born", form, year) for year in known.born}
        said.add(("name", form) if known.born else ("unborn", form))
    digests = sorted(_digest(settings.ERASURE_KEYS[0], each) for each in said)
    keep_digests(digests)
    return digests


def keep_digests(digests):
    Fingerprint.objects.bulk_create(
        [Fingerprint(digest=digest) for digest in digests], ignore_conflicts=True
    )


def matches(people):
    """A `Match` for each of many (names, years of birth, {(list, id)}); one query for all of them."""
    if not Fingerprint.objects.exists():  # how names sound is a fifth of the reading of a list
        return [Match.NO for _person in people]
    asked = [_asked(*person) for person in people]
    every = {said for sure, maybe in asked for said in sure | maybe}
    digests = {_digest(key, said): said for said in every for key in settings.ERASURE_KEYS}
    there = Fingerprint.objects.filter(pk__in=digests).values_list("pk", flat=True)
    kept = {digests[digest] for digest in there}
    return [
        Match.SURE if kept & sure else Match.MAYBE if kept & maybe else Match.NO
        for sure, maybe in asked
    ]


def _asked(names, born, external):
    """(what is sure when it is known, what may be)"""
    forms = _forms_of(names)
    sure = {("id", *each) for each in external}
    sure |= {("born", form, year) for form in forms for year in born}
    maybe = {("unborn", form) for form in forms}
    if not born:
        maybe |= {("name", form) for form in forms}
    return sure, maybe


def _forms_of(names):
    """How names sound and are written: words in the order of the alphabet, no patronymics, no single words."""
    found = set()
    for name in filter(None, names):
        parts = name_of(name)
        words = [word for n, word in enumerate(parts.words) if n != parts.patronymic]
        ways = product(*({loose(reading) for reading in readings(word)} for word in words))
        if len(words) > 1:
            found |= {" ".join(sorted(way)) for way in islice(ways, MOST)}
            found.add(f"={' '.join(sorted(word.text for word in words))}")
    return found


def _digest(key, said):
    return hmac.digest(key.encode(), repr(said).encode(), "sha256").hex()
