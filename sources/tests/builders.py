"""Rows for tests: plainly invented, complete, every field of them replaceable by keyword."""

from datetime import UTC, datetime
from hashlib import sha256
from itertools import count

from sources.models import Citation, CountClaim, Evidence, Organisation, Source, TextPage

# One count for the builders of all apps, so that two rows of one test never share a name.
number = count(1)


def make_organisation(**fields):
    return Organisation.objects.create(**{"name": f"Test Organisation {next(number)}"} | fields)


def make_source(**fields):
    n = next(number)
    return Source.objects.create(
        **{
            "key": f"test-source-{n}",
            "title": f"Test Source {n}",
            "publisher": "Test Publisher",
            "url": f"https://news.example/{n}",
            "published_on": "2020-08-10",
        }
        | fields
    )


def make_evidence(**fields):
    n = next(number)
    return Evidence.objects.create(
        **{
            "source": fields.get("source") or make_source(),
            "file": f"evidence/test-{n}.pdf",
            "sha256": sha256(str(n).encode()).hexdigest(),
            "captured_at": datetime(2020, 8, 10, tzinfo=UTC),
        }
        | fields
    )


def make_claim(**fields):
    """ "178 released", as of 9 December 2024."""
    return CountClaim.objects.create(
        **{
            "measure": CountClaim.Measure.RELEASED_BY_PARDON,
            "value": 178,
            "value_stated": "178",
            "as_of_on": "2024-12-09",
            "speaker": "Test Speaker",
        }
        | fields
    )


def make_page(**fields):
    n = next(number)
    return TextPage.objects.create(
        **{"slug": f"test-page-{n}", "title": f"Test Page {n}", "body": "A test text."} | fields
    )


def make_citation(root=None, row=None, **fields):
    """A source for the record of `root` (a prisoner, an act, a claim, a page) or for one row of it."""
    root = root or make_claim()
    return Citation.objects.create(
        **{
            "record_id": root.public_id,
            "row": row and row.code,
            "source": fields.get("source") or make_source(),
        }
        | fields
    )
