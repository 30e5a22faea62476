"""News: text pages whose address begins with "news-", the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Min, OuterRef, Subquery
from django.utils.translation import get_language

from register.models import PageEntry

PREFIX = "news-"


@dataclass(frozen=True)
class Note:
    """One note; `published_at` is when it was first published."""

    slug: str
    title: str
    language: str
    published_at: datetime


def read_news(asked, most=None):
    """Notes in the reader's language, else in the register's own."""
    wanted = [get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE]
    first = (
        PageEntry.objects.filter(public_id=OuterRef("public_id"))
        .values("public_id")
        .annotate(first=Min("published_at"))
        .values("first")
    )
    pages = (
        PageEntry.objects.known(asked.known)
        .filter(slug__startswith=PREFIX, language__in=wanted)
        .annotate(first_published_at=Subquery(first))
        .defer("body")
    )
    notes = {}
    for page in sorted(pages, key=lambda page: wanted.index(page.language)):
        note = Note(page.slug, page.title, page.language, page.first_published_at)
        notes.setdefault(page.slug, note)
    return sorted(notes.values(), key=lambda note: (note.published_at, note.slug), reverse=True)[
        :most
    ]
