"""Every filter against its meaning in plain Python, on people made up at random."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from register.filters import EntryFilter
from register.models import Contact, Detention, Entry, Span
from register.tests import plain_filters as plain
from register.tests.builders import PUBLISHED_AT, make_public_id

pytestmark = pytest.mark.django_db

DAY = date(2020, 2, 29)
# Every example asks many queries: the first that fails is shown as it is.
RANDOMLY = settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])


def days_near(first, last):
    return st.dates(first, last)


@st.composite
def uncertain(draw, first=date(2020, 2, 10), last=date(2020, 3, 10), *, is_open=True):
    """A pair of days at most a week apart; now and then open on one side."""
    start = draw(days_near(first, last))
    end = start + timedelta(days=draw(st.sampled_from([0, 0, 1, 7])))
    if is_open:
        start, end = draw(st.sampled_from([(start, end)] * 8 + [(None, end), (start, None)]))
    return start, end


def some_of(*values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2)


births = uncertain(date(2000, 2, 20), date(2000, 3, 5))
people = st.builds(
    plain.Person,
    public_id=st.builds(make_public_id),
    sex=st.sampled_from(["female", "male", "unknown"]),
    nationalities=some_of("BY", "PL", "UA"),
    countries=some_of("BY", "RU"),
    occupations=some_of("activist", "student", "unknown"),
    condition_kinds=some_of("torture", "denied_lawyer"),
    sentence_kinds=some_of("imprisonment", "life", "fine"),
    sentence_days=st.sampled_from([None, 730, 731, 5387, 5388]),
    born=st.none() | births,
    died=st.none() | uncertain(is_open=False),
    death_class=st.sampled_from(["", "", "in_facility", "unknown"]),
    arrests=st.lists(uncertain(is_open=False), max_size=2),
    contacts=st.lists(uncertain(is_open=False), max_size=3),
    status=st.sampled_from([None, "in_custody", "in_custody", "maybe_in_custody", "released"]),
).map(lambda person: person if person.death_class else dead_or_alive(person))


def dead_or_alive(person):
    person.died = None
    return person


def publish(persons):
    """The persons as entries of edition 1, with the flat columns that publishing makes."""
    entries = Entry.objects.bulk_create(as_entry(person) for person in persons)
    pairs = list(zip(entries, persons, strict=True))
    Span.objects.bulk_create(
        Span(
            entry=entry,
            edition_from=1,
            status=person.status,
            begins=date(2020, 1, 1),
            ends=date(9999, 12, 31),
            held_from=date(2020, 1, 1),
            held_from_latest=date(2020, 1, 1),
        )
        for entry, person in pairs
        if person.status
    )
    for model, kind, name in [
        (Detention, "arrests", "began_on"),
        (Contact, "contacts", "happened_on"),
    ]:
        model.objects.bulk_create(
            model(entry=entry, edition_from=1, code=f"{n:032x}", **{name: f"[{first}..{end}]"})
            for n, (entry, person) in enumerate(pairs)
            for first, end in getattr(person, kind)
        )


def as_entry(person):
    facts = asdict(person)
    for name in ("born", "died", "arrests", "contacts", "status"):
        del facts[name]
    arrested = plain.last(person) if person.arrests else (None, None)
    return Entry(
        edition_from=1,
        digest="",
        published_at=PUBLISHED_AT,
        first_reported_on=date(2020, 1, 1),
        **facts,
        **ends("born", person.born),
        **ends("died", person.died),
        **ends("arrested", arrested),
        last_contact_earliest=max((first for first, _ in person.contacts), default=None),
        last_contact_latest=max((end for _, end in person.contacts), default=None),
    )


def ends(name, pair):
    first, final = pair or (None, None)
    return {f"{name}_earliest": first, f"{name}_latest": final}


def both(persons, meaning):
    """(who certainly fits, who possibly fits) by the plain meaning."""
    answers = {person.public_id: meaning(person) for person in persons}
    return (
        {public_id for public_id, (certain, _) in answers.items() if certain},
        {public_id for public_id, (_, possible) in answers.items() if possible},
    )


def asked(query):
    filters = EntryFilter(QueryDict(query), on=DAY)
    assert filters.is_valid(), filters.errors
    return (
        set(filters.certain.values_list("public_id", flat=True)),
        set(filters.qs.values_list("public_id", flat=True)),
    )


MEANINGS = {
    "status=in_custody": lambda p: plain.has_status(p, ["in_custody"]),
    "status=released&status=in_custody": lambda p: plain.has_status(p, ["released", "in_custody"]),
    "status=maybe_in_custody&status=in_custody": lambda p: plain.has_status(
        p, ["maybe_in_custody", "in_custody"]
    ),
    "status=unknown": lambda p: plain.has_status(p, ["unknown"]),
    "sex=female&sex=unknown": lambda p: plain.any_of([p.sex], ["female", "unknown"]),
    "nationality=PL&nationality=UA": lambda p: plain.any_of(p.nationalities, ["PL", "UA"]),
    "country=unknown": lambda p: plain.any_of(p.countries, ["unknown"]),
    "occupation=unknown&occupation=student": lambda p: plain.any_of(
        p.occupations, ["unknown", "student"]
    ),
    "condition=torture": lambda p: plain.any_of(p.condition_kinds, ["torture"]),
    "sentence_kind=unknown": lambda p: plain.any_of(p.sentence_kinds, ["unknown"]),
    "sentence_from=2": lambda p: plain.sentenced(p, 2, None),
    "sentence_from=14.75&sentence_to=14.75": lambda p: plain.sentenced(p, 14.75, 14.75),
    "age_from=20&age_to=20": lambda p: plain.aged(p, DAY, 20, 20),
    "age_from=20": lambda p: plain.aged(p, DAY, 20, 200),
    "age_to=19": lambda p: plain.aged(p, DAY, -200, 19),
    "age_at_arrest_from=20": lambda p: plain.aged_at_arrest(p, 20, 200),
    "age_at_arrest_to=19": lambda p: plain.aged_at_arrest(p, -200, 19),
    "arrested_from=2020-02-20&arrested_to=2020-02-27": lambda p: plain.arrested_between(
        p, date(2020, 2, 20), date(2020, 2, 27)
    ),
    "arrested_from=March 2020": lambda p: plain.arrested_between(
        p, date(2020, 3, 1), plain.FAR_OFF
    ),
    "silent=5": lambda p: plain.silent(p, DAY, 5),
    "silent=0": lambda p: plain.silent(p, DAY, 0),
    "died=yes": lambda p: plain.died(p, DAY),
    "died=in_facility": lambda p: (
        plain.died(p, DAY) if p.death_class == "in_facility" else (False, False)
    ),
    "died=no": lambda p: tuple(not fits for fits in reversed(plain.died(p, DAY))),
    "not_known=birth": lambda p: (p.born is None,) * 2,
}


@RANDOMLY
@given(persons=st.lists(people, min_size=1, max_size=30))
def test_every_filter_means_what_it_says(persons, django_db_blocker):
    with transaction.atomic():
        publish(persons)
        for query, meaning in MEANINGS.items():
            assert (query, *asked(query)) == (query, *both(persons, meaning))
        transaction.set_rollback(True)


def filter_of(query):
    name = query.partition("=")[0]
    return name.removesuffix("_from").removesuffix("_to")


@RANDOMLY
@given(
    persons=st.lists(people, min_size=1, max_size=30),
    queries=st.lists(st.sampled_from(sorted(MEANINGS)), min_size=2, max_size=4),
)
def test_filters_together_ask_for_all_of_them(persons, queries, django_db_blocker):
    with transaction.atomic():
        publish(persons)
        queries = list({filter_of(query): query for query in queries}.values())
        certain, possible = asked("&".join(queries))
        meant = [both(persons, MEANINGS[query]) for query in queries]
        transaction.set_rollback(True)

    assert possible == set.intersection(*(possible for _, possible in meant))
    assert certain == set.intersection(*(certain for certain, _ in meant))
    assert certain <= possible
