"""Questions to public pages and data: any address, with names that it takes and some that none takes."""

from datetime import date
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from register.filters import EntryFilter
from register.models import Entry
from reports.catalogue import REPORTS
from reports.explore.dimensions import DIMENSIONS
from tests.canaries.addresses import fillings_of_patterns
from tests.fuzzing.trial import Question
from tests.fuzzing.values import values

LANGUAGES = ("en", "be", "ru", "xx")
# Pictures and workbooks of thousands of people take seconds of the processor: asked for, and not as often.
HEAVY = (".xlsx", ".zip", ".png", ".svg")


def questions():
    """A strategy of questions to everything that is public."""
    paths = _paths()
    pairs = st.one_of(st.sampled_from(sorted(offered())), st.tuples(_names(), values))
    foreign = st.tuples(values, values)
    queries = st.one_of(
        st.lists(pairs, max_size=5), st.lists(st.one_of(pairs, foreign), max_size=3)
    ).map(urlencode_any)
    read = st.builds(Question, st.sampled_from(["get"] * 9 + ["head"]), paths, queries)
    written = st.builds(
        Question,
        st.sampled_from(["post", "put", "patch", "delete", "options"]),
        paths,
        data=st.one_of(st.dictionaries(_names(), values, max_size=3).map(str), values),
        kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x"]),
    )
    return st.integers(0, 39).flatmap(lambda chance: written if chance in (17, 33) else read)


def _paths():
    people = [*Entry.objects.known().values_list("public_id", flat=True)[:40]]
    light, heavy = [], []
    for fillings in fillings_of_patterns(people, ["method", "no-such-page"], LANGUAGES):
        addresses = [*fillings]
        of_kind = heavy if addresses[0].endswith(HEAVY) else light
        of_kind.append(st.sampled_from(addresses))
    made_up = st.builds(
        lambda folder, value: f"/{folder}{quote(value[:500], errors='replace')}",
        st.sampled_from(["", "en/", "en/prisoners/", "en/reports/", "be/facilities/", "photos/"]),
        values,
    )
    often = st.one_of(*light)
    seldom = {17: st.one_of(*heavy), 23: made_up, 42: made_up, 69: made_up}
    return st.integers(0, 99).flatmap(lambda chance: seldom.get(chance, often))


def _names():
    """Every name that the list and any report reads from a query string."""
    names = {*EntryFilter({}, on=date(2024, 12, 9)).form.names}
    for report in REPORTS.values():
        names |= {*report.question.names()}
    return st.sampled_from(
        sorted(names | {"q", "excel", "lang", "open", "table", "size", "titled", "cited", "format"})
    )


def offered():
    """(name, value) of everything that filters and reports offer."""
    form = EntryFilter({}, on=date(2024, 12, 9)).form
    for name, field in form.fields.items():
        for value, _label in getattr(field, "choices", ()):
            if value:
                yield name, str(value)
    for axis in DIMENSIONS:
        yield from (("rows", axis), ("columns", axis))
    yield from (("on", "2024-12-09"), ("on", "2021-01"), ("known", "1"), ("lang", "be"))
    yield from (("sort", "name"), ("sort", "-arrested"), ("page", "2"), ("open", "region"))


def urlencode_any(pairs):
    return urlencode([(name[:2000], value[:2000]) for name, value in pairs], errors="replace")
