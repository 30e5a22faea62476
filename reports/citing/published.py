"""A figure as it was published, signed into its own link (DESIGN §7).

The link holds all that is needed to say it again, so that it survives erasure and later code. It is
signed together with the report and the query that it was made for: none of them can be changed.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from register.figures import Figure

NAME = "cited"  # of the part of the query that holds it
NOT_SIGNED = (NAME, "print")  # how a page is shown is no part of what it says
SMALLEST_SET = 10  # a hash of fewer ids would tell who they are to somebody who guesses


@dataclass(frozen=True)
class Published:
    """`withheld` is how many of those counted have no name here; `records` a keyed hash of their ids.

    Both are None where the figure is no count of records; `records` also for small sets.
    """

    cited_on: date
    version: int
    figure: Figure
    withheld: int | None = None
    records: str | None = None

    def are_records(self, public_ids):
        """Whether exactly these ids were counted; None where the link does not say."""
        if not self.records:
            return None
        return any(
            constant_time_compare(self.records, _hash(public_ids, key))
            for key in settings.CITATION_KEYS
        )


def hash_of(public_ids):
    """The keyed hash of a set of ids; None of a small one."""
    if len(public_ids) < SMALLEST_SET:
        return None
    return _hash(public_ids, settings.CITATION_KEYS[0])


def _hash(public_ids, key):
    ids = "\n".join(sorted(public_ids))
    return salted_hmac("reports.citing.records", ids, key, algorithm="sha256").hexdigest()[:32]


def sealed(published, slug, query):
    """The text that goes into the link; `query` is all (name, value) pairs beside it."""
    figure = published.figure
    parts = (
        published.cited_on.isoformat(),
        published.version,
        figure.at_least,
        figure.at_most,
        published.withheld,
        published.records,
        figure.unit,
    )
    text = "_".join("" if part is None else str(part) for part in parts)
    return f"{text}.{_signer().signature(_bound(text, slug, query))}"


def opened(text, slug, query):
    """The Published of a link; raises BadSignature when the link is not as it was made."""
    value, _dot, signature = text.rpartition(".")
    _signer().unsign(f"{_bound(value, slug, query)}.{signature}")
    cited_on, version, least, most, withheld, records, unit = value.split("_", 6)
    return Published(
        date.fromisoformat(cited_on),
        int(version),
        Figure(_number(least), _number(most), unit),
        _number(withheld),
        records or None,
    )


def read_published(slug, query):
    """The Published that a QueryDict holds; None where it holds none. Raises BadSignature."""
    text = query.get(NAME, "")
    if not text:
        return None
    if not re.fullmatch(r"[\w.-]{1,300}", text, re.ASCII):
        raise BadSignature
    pairs = [(name, value) for name in query for value in query.getlist(name)]
    return opened(text, slug, pairs)


def _bound(text, slug, query):
    """What is signed: the text with the report and the question, in whatever order it was asked."""
    pairs = sorted([name, value] for name, value in query if name not in NOT_SIGNED)
    return json.dumps([slug, pairs, text])


def _signer():
    first, *others = settings.CITATION_KEYS
    return Signer(key=first, fallback_keys=others, salt="reports.citing.1", sep=".")


def _number(text):
    if not text:
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
