"""What an erasure would take, found by doing it and taking that back; and where the name would stay."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.text import capfirst

from core import seeing
from names.parts import words_of
from office.erasing import plan
from office.erasing.erase import erase_now
from office.erasing.person import known_of
from office.models import FileToErase
from sources.models import Source

MOST = 100


@dataclass(frozen=True)
class Rehearsed:
    """`ids` go together; `shared` are sources that stay because others rest on them; `mentions` are
    (what, how many rows) in which a whole name still stands."""

    ids: list
    files: list
    shared: list
    mentions: list


class _TakenBack(Exception):
    """Ends a rehearsal."""


def rehearse(record):
    """What erasing the person of `record` would take, as a `Rehearsed`; nothing is changed."""
    ids = [record.pk, *record.all_absorbed().values_list("pk", flat=True)]
    names = [name for name in known_of(ids).names if len(words_of(name)) > 1]
    sources = set(Source.objects.filter(citations__record__in=ids).values_list("pk", flat=True))
    try:
        with seeing.as_system(), transaction.atomic():
            erase_now(record, reason="other")
            found = Rehearsed(
                ids=ids,
                files=list(FileToErase.objects.values_list("name", flat=True)),
                shared=list(Source.objects.filter(pk__in=sources)[:MOST]),
                mentions=list(_mentions(names)),
            )
            raise _TakenBack
    except _TakenBack:
        return found


def _mentions(names):
    if not names:
        return
    patterns = [f"%{name}%" for name in names]
    with connection.cursor() as cursor:
        for model in plan.tables():
            if model._meta.app_label not in (
                "sources",
                "prisoners",
                "pardons",
                "register",
                "office",
            ):
                continue
            cursor.execute(
                f'SELECT count(*) FROM "{model._meta.db_table}" t WHERE t::text ILIKE ANY(%s)',
                [patterns],
            )
            if rows := cursor.fetchone()[0]:
                yield capfirst(model._meta.verbose_name_plural), rows
