"""The published names as the search box finds them: indexed in the transaction that writes them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS

from names.index import hear
from register.models import PUBLISHED_NAMES, Identity, Name


def forget(public_ids):
    PUBLISHED_NAMES.remove(public_ids, using=DEFAULT_DB_ALIAS)


@contextmanager
def followed(public_ids):
    """Index these people by the names that are public now, at the end of the block.

    Whose names are the same as before is left alone. Hearing names is work for Python and the block
    is work for PostgreSQL, so both are done at once.
    """
    now = set(_rows(DEFAULT_DB_ALIAS, public_id__among=public_ids))
    kept = PUBLISHED_NAMES.names.objects.filter(public_id__among=public_ids)
    changed = {public_id for public_id, _ in now ^ set(kept.values_list("public_id", "written"))}
    if not changed:
        yield
        return
    rows = sorted(row for row in now if row[0] in changed)
    with ThreadPoolExecutor(max_workers=1) as thread:
        heard = thread.submit(hear, [written for _, written in rows])
        yield
        heard.result()
    PUBLISHED_NAMES.replace(changed, rows, using=DEFAULT_DB_ALIAS)


def rebuild(*, using):
    """Index every published name anew; how many they are."""
    PUBLISHED_NAMES.rebuild(_rows(using).iterator(), using=using)
    return PUBLISHED_NAMES.names.objects.using(using).count()


def _rows(using, **of_people):
    """(public id, written name), each once; none of people whose names are withheld."""
    shown = Identity.objects.using(using).filter(is_withheld=False, **of_people)
    forms = (
        Name.objects.using(using)
        .filter(**of_people)
        .exclude(public_id__in=Identity.objects.filter(is_withheld=True).values("public_id"))
    )
    return (
        shown.exclude(display_name="")
        .order_by()
        .values_list("public_id", "display_name")
        .union(forms.order_by().values_list("public_id", "text"))
    )
