"""Working records found by name. Confidential: for staff screens, duplicates and imports only."""

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from core import seeing
from core.public_ids import public_id_in
from names import keys
from names.index import AT_ONCE
from names.likeness import Kind
from names.search import LIMIT
from names.search import search as search_index
from prisoners.models import ExternalId, Name, NameToIndex, Prisoner
from prisoners.models.searching import WORKING_NAMES

MOST_FOUND = 500
LOCK = 7_236_003  # any number: whoever indexes changed names holds this advisory lock


def search(text, *, limit=LIMIT, among=None):
    """The people whose names are most like `text`, best first: a list of `names.search.Found`.

    `among` is a queryset of prisoners to search in, all of them when it is None.
    """
    index_changed_names()
    if among is not None:
        ids = among.order_by().values("record_id").query
        among = ids.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
    found = search_index(
        WORKING_NAMES, text, using=DEFAULT_DB_ALIAS, limit=limit, among=among
    ).people
    # The index knows everybody; a sealed case is not there for everybody who asks.
    ids = [person.public_id for person in found]
    seen = set(Prisoner.objects.filter(record__in=ids).values_list("record_id", flat=True))
    return [person for person in found if person.public_id in seen]


def found_by(text):
    """The public ids of the people whom a text names: by their ids here or in a list, or by name.

    "Test Person (RC-7K3M9Q)", as a person is shown in other forms, names that person.
    """
    if public_id := public_id_in(text, "RC"):
        return [public_id]
    elsewhere = ExternalId.objects.filter(value__iexact=text.strip()).order_by("pk")
    if ids := list(elsewhere.values_list("prisoner__record_id", flat=True)[:MOST_FOUND]):
        return list(dict.fromkeys(ids))
    found = search(text, limit=MOST_FOUND)
    return [person.public_id for person in found if person.likeness.kind is not Kind.WEAK]


def is_sure(public_id, text):
    """Whether the text has the id in it, or is this person's name letter for letter."""
    if public_id_in(text, "RC") == public_id:
        return True
    found = {person.public_id: person.likeness for person in search(text)}
    return public_id in found and found[public_id].kind is Kind.EXACT


def index_changed_names():
    """Index the names that have changed. What somebody else is just indexing is left to them."""
    portions = 0
    while _index_some():
        portions += 1
    if portions:
        WORKING_NAMES.settle(using=DEFAULT_DB_ALIAS)
    if portions > 1:
        keys.forget()


@seeing.as_system()
@transaction.atomic
def _index_some():
    """At most AT_ONCE people; whether there were any."""
    if not NameToIndex.objects.exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return False
    ids = list(NameToIndex.objects.values_list("pk", flat=True)[:AT_ONCE])
    # First forgotten, then read: a change that is committed in between is noted again.
    NameToIndex.objects.filter(pk__in=ids).delete()
    people = Prisoner.objects.filter(record__in=ids)
    forms = Name.objects.filter(prisoner__record__in=ids)
    WORKING_NAMES.replace(ids, _rows(people, forms), using=DEFAULT_DB_ALIAS, settles=False)
    return bool(ids)


def rebuild(*, using):
    """Index every name anew, as the owner of the tables; how many they are."""
    with transaction.atomic(using=using):
        NameToIndex.objects.using(using).all().delete()
        rows = _rows(Prisoner.objects.using(using).all(), Name.objects.using(using).all())
        WORKING_NAMES.rebuild(rows.iterator(), using=using)
    return WORKING_NAMES.names.objects.using(using).count()


def _rows(people, forms):
    """(public id, written name), each once."""
    shown = people.exclude(display_name="").order_by().values_list("record_id", "display_name")
    return shown.union(forms.order_by().values_list("prisoner__record_id", "text"))
