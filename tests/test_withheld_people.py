"""Withheld people are counted and cannot be told from others: no answer depends on what is hidden of them."""

import json
import os
import random
import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prisoners.tests.builders import (
    make_article,
    make_court,
    make_detention,
    make_facility,
    make_official,
    make_prisoner,
    make_prosecution,
    make_stay,
    make_verdict,
)
from register.publishing import publish, withhold
from reports.catalogue import REPORTS
from sources.tests.builders import make_citation, make_organisation
from tests.canaries.addresses import filter_queries
from tests.withheld import WHO, Hidden, Story, enter, seen

EXAMPLES = int(os.environ.get("WITHHELD_EXAMPLES", 25))
NAMES = ("Alesia Test", "Maryja Proba", "Ihar Uzor")
NATIVE = ("Алеся Тэст", "Марыя Проба", "Ігар Узор")
TEXTS = ("a teacher of Brest", "a nurse of Orsha", "the mother of two of Lida")

# Of an edition in which the name was public its counts by place and judge stay; nobody is shown at them.
COUNTED_THEN = re.compile(r"/en/(facilities|officials)/.*known=")

stories = st.builds(
    Story,
    sex=st.sampled_from(["female", "male", "unknown"]),
    arrested=st.sampled_from(["2020-08", "2021-02"]),
    released=st.sampled_from(["", "2024-09"]),
    occupations=st.sampled_from([(), ("journalist",), ("lawyer", "activist")]),
    is_recognised=st.booleans(),
    in_act=st.booleans(),
    was_open=st.booleans(),
)
hidden = st.builds(
    Hidden,
    name=st.sampled_from(NAMES),
    native=st.sampled_from(NATIVE),
    text=st.sampled_from(TEXTS),
    day=st.integers(2, 27),
    year_of_birth=st.integers(1980, 1989),
    place=st.integers(0, 1),
    judge=st.integers(0, 1),
)


@pytest.fixture
def around(db):
    """Both places and both judges are public through somebody else, in the same region."""
    shared = {
        "reviewer": User.objects.create_user("reviewer"),
        "places": [make_facility(name=f"Colony {n}", region="Minsk") for n in (1, 2)],
        "judges": [make_official(name=f"Judge {n}") for n in (1, 2)],
        "court": make_court(name="The court"),
        "article": make_article(number="342"),
        "organisation": make_organisation(name="The organisation"),
    }
    for n in (0, 1):
        other = make_prisoner(record_id=f"RC-000AB{n}", display_name=f"Open Person {n}")
        held = make_detention(prisoner=other, began_on="2020-09-05", country="BY", region="Minsk")
        make_stay(detention=held, facility=shared["places"][n])
        make_verdict(
            prosecution=make_prosecution(prisoner=other),
            court=shared["court"],
            judge=shared["judges"][n],
        )
        make_citation(other)
        publish([other.public_id], by=shared["reviewer"])
    return shared


def addresses(around):
    """Everything that lists, counts, exports, feeds or finds people, now and as known before."""
    words = [*NAMES, *NATIVE, *TEXTS, WHO]
    pages = [
        *("/en/", "/en/prisoners/", f"/en/prisoners/{WHO}/", "/en/pardons/", "/en/deaths/"),
        *(
            "/en/pardons/CA-0WTHHE/",
            "/en/facilities/",
            "/en/courts/",
            "/en/officials/",
            "/en/news/",
        ),
        *(f"/en/facilities/{place.pk}/" for place in around["places"]),
        *(f"/en/officials/{judge.pk}/" for judge in around["judges"]),
        *("/prisoners.csv", "/prisoners.json", "/data/package.zip", "/reports/corrections.atom"),
        *("/en/reports/corrections/", "/prisoners/merged.csv", "/be/prisoners/"),
    ]
    yield from pages
    for edition in (3, 4, 5):
        yield from (f"{page}?known={edition}" for page in pages[:12])
    for word in words:
        yield f"/prisoners.json?q={word}"
        yield f"/en/find/?q={word}"
    for sort in ("name", "-name", "arrested", "-arrested", "sentence", "silence"):
        yield f"/prisoners.json?sort={sort}"
    yield from (f"/prisoners.json?{query}" for query in filter_queries())
    for place in around["places"]:
        yield f"/prisoners.json?facility={place.pk}"
    for day in range(1, 29, 3):
        yield f"/prisoners.json?arrested_from=2020-08-{day:02}&arrested_to=2020-08-{day:02}"
        yield f"/reports/situation-today.json?on=2020-08-{day:02}"
        yield f"/reports/held-over-time.csv?to=2021-02-{day:02}"
    for slug in REPORTS:
        yield f"/reports/{slug}.json"
        yield f"/reports/{slug}.csv"
    for rows in ("facility", "sex", "occupation", "region", "month"):
        yield f"/en/explore/?rows={rows}&columns=sex"


def differences(client, asked, story, one, other, around):
    """The addresses whose answers differ between the two registers."""
    answers = []
    for each in (one, other):
        with transaction.atomic():
            enter(story, each, around)
            answers.append(seen(client, asked))
            transaction.set_rollback(True)
    return {
        address: (answers[0][address], answers[1][address])
        for address in asked
        if not (story.was_open and COUNTED_THEN.match(address))
        and answers[0][address] != answers[1][address]
    }


@pytest.mark.parametrize("was_open", [False, True])
def test_two_registers_that_hide_different_things_look_the_same(client, around, was_open):
    """A few addresses of all, drawn with a fixed seed; the long trial asks all of them, of many people."""
    asked = random.Random(6).sample([*addresses(around)], 30)
    story = Story("female", "2020-08", "2024-09", ("lawyer",), True, True, was_open)
    one = Hidden(NAMES[0], NATIVE[0], TEXTS[0], 3, 1981, 0, 0)
    other = Hidden(NAMES[1], NATIVE[1], TEXTS[1], 25, 1988, 1, 1)

    assert differences(client, asked, story, one, other, around) == {}


def test_no_list_of_an_older_edition_says_which_person_its_facts_are_of(client, around):
    """Beside a place, a day or a number of days even the id would: in no list, file or report of then it stands."""
    story = Story("female", "2020-08", "", ("lawyer",), True, False, True)
    enter(story, Hidden(NAMES[0], NATIVE[0], TEXTS[0], 3, 1981, 0, 0), around)
    then = "known=3&on=2024-12-09"
    place, judge = around["places"][0], around["judges"][0]
    of_the_log = f"known=3&facility={place.pk}&from=2020-01-01&to={timezone.localdate()}"
    asked = [
        *(f"/prisoners.{kind}?{then}&facility={place.pk}" for kind in ("csv", "json", "xlsx")),
        *(f"/en/prisoners/?{then}&sort={sort}" for sort in ("arrested", "silence", "custody")),
        f"/en/prisoners/?{then}&arrested_from=2020-08-03&arrested_to=2020-08-03",
        f"/data/package.zip?{then}&facility={place.pk}",
        f"/en/facilities/{place.pk}/?{then}",
        f"/en/officials/{judge.pk}/?{then}",
        f"/en/?{then}",
        f"/en/reports/corrections/?{of_the_log}",
        f"/reports/corrections.csv?{of_the_log}&table=log",
        *(f"/en/reports/{slug}/?{then}" for slug in REPORTS if slug != "corrections"),
    ]

    answers = seen(client, asked)

    assert {status for status, _text in answers.values()} == {200}
    assert [address for address, (_status, text) in answers.items() if WHO in text] == []
    assert '"public_id":null' in answers[asked[1]][1]


@pytest.mark.parametrize(("first", "second"), [("female", "male"), ("male", "female")])
def test_the_place_of_a_row_without_id_does_not_lead_back_to_the_id(client, db, first, second):
    """Of two who are withheld since, whichever has the lower id: the order is the one of what is shown."""
    people = [
        make_prisoner(record_id="RC-0WTHH1", display_name="Test Person 1", sex=first),
        make_prisoner(record_id="RC-0WTHH2", display_name="Test Person 2", sex=second),
    ]
    reviewer = User.objects.create_user("reviewer")
    for person, began_on in zip(people, ["2020-09-05", "2020-09-04"], strict=True):
        ended = {"ended_on": "2021-05", "end_reason": "pardon"} if person.sex == "male" else {}
        make_detention(prisoner=person, began_on=began_on, **ended)
        make_citation(person)
    publish([person.public_id for person in people], by=reviewer)
    for person in people:
        withhold(person, reason="at risk")
    then = "known=1&on=2024-12-09"

    rows = json.loads(client.get(f"/prisoners.json?{then}").getvalue())
    page = client.get(f"/en/prisoners/?{then}&sort=arrested").content.decode()

    assert [(row["public_id"], row["sex"]) for row in rows] == [(None, "female"), (None, "male")]
    assert re.findall(r'class="state">([^<]*)<', page) == ["Maybe in custody", "Released: pardon"]


@pytest.mark.soak
def test_no_answer_depends_on_what_is_hidden(client, around, capsys):
    asked, asked_of = [*addresses(around)], []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        database=None,
    )
    @given(story=stories, one=hidden, other=hidden)
    def trial(story, one, other):
        asked_of.append(story)
        assert differences(client, asked, story, one, other, around) == {}

    trial()

    with capsys.disabled():
        print(f"\n{len(asked_of)} pairs of registers, {len(asked)} addresses in each")
