"""Merge, undo, merge again, with everything in place: no fact is lost, and both public ids answer."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from pardons.tests.builders import make_act, make_beneficiary
from prisoners.merging import Choices, MergeRefused, merge, undo, values
from prisoners.merging.choices import ABSORBED, BOTH, KEPT
from prisoners.merging.comparison import compare
from prisoners.merging.links import rows_of
from prisoners.models import Prisoner
from prisoners.tests import builders as make
from prisoners.tests.snapshots import everything
from register.publishing import publish
from sources.models import Citation, Record
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db

READER = Client()
ENDED = {"ended_on": "2021-01", "end_reason": "released"}
PERSON = st.fixed_dictionaries(
    {
        "display_name": st.sampled_from(["Test One", "Test Two", ""]),
        "sex": st.sampled_from(["male", "female", "unknown"]),
        "born_on": st.sampled_from(["", "1980", "1980-05-06"]),
        "occupations": st.lists(st.sampled_from(["artist", "student"]), unique=True),
        "affiliation": st.sampled_from(["", "Test Union", "Test Party"]),
        "summary": st.sampled_from(["", "A summary.", "Another summary."]),
        "notes": st.sampled_from(["", "Ask again.", "Call."]),
    }
)
# kind of row: how one is made for a person, out of a number from 0 to 2
ROWS = {
    "name": lambda p, n: make.make_name(prisoner=p, text=f"Name {n}"),
    "held": lambda p, n: make.make_detention(
        prisoner=p, began_on=f"201{n}", region=f"Region {p.pk % 2}", **({} if n else ENDED)
    ),
    "stay": lambda p, n: make.make_stay(
        detention=make.make_detention(prisoner=p, began_on=f"200{n}"), began_on=f"200{n}"
    ),
    "case": lambda p, n: make.make_prosecution(prisoner=p, title=f"Case {n}"),
    "sentence": lambda p, n: make.make_sentence_part(
        verdict=make.make_verdict(prosecution=make.make_prosecution(prisoner=p, title=f"V {n}")),
        years=n + 1,
    ),
    "condition": lambda p, n: make.make_condition(prisoner=p, note=f"Note {n}"),
    "contact": lambda p, n: make.make_contact(prisoner=p, happened_on=f"2019-0{n + 1}"),
}
KINDS = st.lists(
    st.tuples(st.sampled_from(sorted(ROWS)), st.integers(0, 2), st.booleans()),
    max_size=4,
    unique_by=lambda drawn: drawn[:2],
)
SIDE = st.fixed_dictionaries(
    {
        "person": PERSON,
        "rows": KINDS,
        "cited": st.lists(st.sampled_from(["", "born_on", "sex", "affiliation"]), unique=True),
        "is_dead": st.booleans(),
        "is_pardoned": st.booleans(),
        "knows_other": st.booleans(),
        "is_public": st.booleans(),
    }
)


@settings(
    max_examples=8,
    deadline=None,
    # Without shrinking: an example takes a second, and what failed is small already.
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kept=SIDE, absorbed=SIDE, data=st.data())
def test_no_fact_is_lost_and_both_public_ids_answer(kept, absorbed, data):
    with transaction.atomic():
        _try(kept, absorbed, data)
        transaction.set_rollback(True)


def _try(kept, absorbed, data):
    editor = User.objects.create(username="editor")
    reviewer = User.objects.create(username="reviewer")
    act, friend = make_act(), make.make_prisoner()
    people = [_make(side, act, friend) for side in (kept, absorbed)]
    ids = [person.public_id for person in people]
    public = [
        person.public_id
        for person, side in zip(people, (kept, absorbed), strict=True)
        if side["is_public"]
    ]
    others = [act.public_id, friend.public_id]
    first = publish([*public, *others], by=reviewer).edition
    said_then = _said(first)
    before, facts, sources = everything(), _facts(*people), _sources(*ids)

    choices = _choose(people, data)
    was_public = absorbed["is_public"]
    for _time in range(2):
        try:
            done = merge(kept=ids[0], absorbed=ids[1], by=editor, choices=choices)
        except MergeRefused:  # such as a stay outside the detention that was said to be the same
            assert everything() == before
            reject()

        one = Prisoner.objects.get(record=ids[0])
        told = {
            (lost["model"], lost["field"], said)
            for lost in done.lost
            for said in _parts(lost["value"])
        }
        assert facts - _facts(one) - told == set()
        assert sources <= _sources(ids[0])

        publish([ids[0]], by=reviewer)
        assert _answers(*ids) == [200, 301 if was_public else 404]
        assert _people(None) & set(ids) == {ids[0]}
        assert _said(first) == said_then

        undo(merge=done, by=editor)
        assert _but_for_decisions(everything()) == _but_for_decisions(before)
        publish(ids, by=reviewer)
        assert _answers(*ids) == [200, 200]
        was_public = True
        assert _said(first) == said_then


def _make(side, act, friend):
    person = make.make_prisoner(**side["person"])
    for kind, n, is_cited in side["rows"]:
        row = ROWS[kind](person, n)
        if is_cited:
            make_citation(person, row, source=make_source())
    for field in side["cited"]:
        make_citation(person, field=field, source=make_source())
    if side["is_dead"]:
        make.make_death(prisoner=person, died_on=f"202{5 + person.pk % 3}")
    if side["is_pardoned"]:
        make_beneficiary(act=act, prisoner=person)
    if side["knows_other"]:
        make.make_relation(prisoner=person, other=friend)
        make.make_relation(prisoner=friend, other=person)
    return person


def _choose(people, data):
    """Any answer that the screen offers, and always one where it asks for one."""
    found = compare(*people)
    fields = {
        line.name: data.draw(
            st.sampled_from([KEPT, ABSORBED, *([BOTH] if line.can_be_united else [])])
        )
        for line in found.differing
    }
    same, taken = {}, set()
    for group in found.groups:
        for line in group.absorbed:
            offered = [option.value for option in line.options]
            free = [value for value in offered if (group.label, value.split(":")[0]) not in taken]
            value = data.draw(st.sampled_from(offered if line.must_choose else ["", *free]))
            if value:
                there, _colon, preferred = value.partition(":")
                taken.add((group.label, there))
                same[line.key] = (int(there), preferred)
    return Choices(fields=fields, same=same)


def _facts(*people):
    """{(table, field, value)} of all that is known of these people."""
    rows = [row for person in people for found in rows_of(person).values() for row in found]
    return {
        (row._meta.label_lower, field.name, said)
        for row in [*people, *rows]
        for field in values.own_fields(type(row))
        if not values.is_unknown(row, field)
        for said in _parts(values.stated(row, field))
    }


def _parts(stated):
    """A list is as many facts as it has items, a united text as many as it has parts."""
    return re.split(r", |\n\n", stated)


def _sources(*public_ids):
    return set(Citation.objects.filter(record__in=public_ids).values_list("source", flat=True))


def _answers(*public_ids):
    return [READER.get(f"/en/prisoners/{each}/").status_code for each in public_ids]


def _rows(edition):
    query = {"on": "2021-06-01"} | ({"known": edition} if edition else {})
    return json.loads(READER.get("/prisoners.json", query).getvalue())


def _people(edition):
    return {row["public_id"] for row in _rows(edition)}


def _said(edition):
    """What a permalink to the list of an edition counts: who, and how they are held."""
    said = (
        "public_id",
        "status",
        "sentence_days",
        "days_in_custody_at_most",
        "death_class",
        "acts",
    )
    return [[row[name] for name in said] for row in _rows(edition)]


def _but_for_decisions(found):
    """Whether a record is public changes with every publication."""
    return {label: rows for label, rows in found.items() if label != Record._meta.label}
