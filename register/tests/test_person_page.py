"""The page of one person, on published rows."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from register.asked import read_asked
from register.figures import Figure
from register.models import Condition, Death, Identity, Recognition, Stay, Tombstone
from register.readers.person import NotInRegister, Withdrawn, read_person
from register.tests.builders import (
    make_article,
    make_beneficiary,
    make_citation,
    make_contact,
    make_court,
    make_detention,
    make_edition,
    make_entry,
    make_facility,
    make_identity,
    make_name,
    make_official,
    make_organisation,
    make_prosecution,
    make_sentence_part,
    make_source,
    make_span,
    make_text,
    make_verdict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editions():
    make_edition(number=1)
    make_edition(number=2)


def read(public_id, query="on=2024-12-09"):
    return read_person(public_id, read_asked(QueryDict(query)))


def shown(client, public_id, query="on=2024-12-09"):
    return client.get(f"/en/prisoners/{public_id}/?{query}")


def text_of(response):
    """What a reader reads, on one line."""
    words = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    return re.sub(r" ([,.;:])", r"\1", words)


# --- status and days ----------------------------------------------------------------------------


def test_status_is_that_of_the_day_asked():
    entry = make_entry()
    make_span(entry=entry, begins=date(2021, 1, 1), ends=date(2022, 1, 1))
    make_span(entry=entry, status="released", begins=date(2022, 1, 1), reason="pardon")

    held = read(entry.public_id, "on=2021-12-31").status
    freed = read(entry.public_id, "on=2022-01-01").status
    before = read(entry.public_id, "on=2020-12-31").status

    assert [held.code, freed.code, before.code] == ["in_custody", "released", "unknown"]
    assert freed.words == "Released: pardon"


def test_days_in_custody_are_certain_days_at_least_and_possible_days_at_most():
    entry = make_entry()
    make_span(
        entry=entry, status="maybe_in_custody", begins=date(2021, 1, 1), ends=date(2021, 1, 11)
    )
    make_span(entry=entry, begins=date(2021, 1, 11), ends=date(2022, 1, 1))

    page = read(entry.public_id, "on=2021-01-11")

    assert page.days == Figure(1, 11, "days")


def test_the_page_says_from_when_custody_is_presumed(client):
    entry = make_entry()
    make_span(entry=entry, presumed_from=date(2021, 3, 2))

    after, before = (
        text_of(shown(client, entry.public_id, f"on={day}")) for day in ("2021-03-02", "2021-03-01")
    )

    assert "Presumed from 2 March 2021 on" in after
    assert "Presumed" not in before


# --- the clock of silence -----------------------------------------------------------------------


def test_silence_runs_from_the_last_contact_by_the_day_asked():
    entry = make_entry(status="in_custody")
    make_contact(entry=entry, happened_on="2024-11-09")
    make_contact(entry=entry, happened_on="2024-11-29")
    make_contact(entry=entry, happened_on="2024-12-25")

    assert read(entry.public_id).silence == Figure(10, 10, "days")


def test_a_contact_in_an_uncertain_month_gives_bounds():
    entry = make_entry(status="in_custody")
    make_contact(entry=entry, happened_on="2024-10")

    assert read(entry.public_id).silence == Figure(39, 69, "days")


def test_a_contact_that_may_lie_after_the_day_does_not_shorten_the_upper_bound():
    entry = make_entry(status="in_custody")
    make_contact(entry=entry, happened_on="2024-11-09")
    make_contact(entry=entry, happened_on="2024-12")

    assert read(entry.public_id).silence == Figure(0, 30, "days")


def test_incommunicado_is_more_than_the_threshold_for_sure(settings):
    settings.INCOMMUNICADO_DAYS = 90
    entry = make_entry(status="in_custody")
    make_contact(entry=entry, happened_on="2024-09-09")

    on_the_day = read(entry.public_id, "on=2024-12-08").is_incommunicado
    the_day_after = read(entry.public_id, "on=2024-12-09").is_incommunicado

    assert (on_the_day, the_day_after) == (False, True)


def test_nobody_recorded_as_in_contact_is_not_called_silent(client):
    entry = make_entry(status="in_custody")

    assert read(entry.public_id).silence is None
    assert "No contact is recorded." in text_of(shown(client, entry.public_id))


# --- sources ------------------------------------------------------------------------------------


def cite(entry, row=None, field="", **fields):
    return make_citation(
        public_id=entry.public_id, row=row.code if row else None, field=field, **fields
    )


def test_sources_are_numbered_once_each_in_the_order_of_the_record():
    entry = make_entry()
    detention = make_detention(entry=entry)
    first, second = make_source(), make_source()
    cite(entry, source=first)
    cite(entry, detention, "began_on", source=second)
    cite(entry, detention, "ended_on", source=first)

    references = read(entry.public_id).references

    assert [(s.number, s.source) for s in references.sources] == [(1, first), (2, second)]
    assert [s.number for s in references.at(detention.code, "began_on").sources] == [2]
    assert [s.number for s in references.at(detention.code, "ended_on").sources] == [1]


def test_a_fact_without_a_source_of_its_own_stands_on_those_of_the_record():
    entry = make_entry()
    cited, uncited = make_detention(entry=entry), make_detention(entry=entry)
    for _source in range(3):
        cite(entry)
    cite(entry, cited)

    references = read(entry.public_id).references

    assert references.at(uncited.code).general == "1–3"
    assert references.at(None, "sex").general == "1–3"
    assert references.at(cited.code).general == ""
    assert references.at(uncited.code, "began_on").general == ""


def test_a_judge_is_named_only_where_a_source_stands_behind_the_verdict(client):
    entry = make_entry()
    judges = [make_official(), make_official()]
    sourced, _unsourced = [make_verdict(entry=entry, judge=judge) for judge in judges]
    make_citation(public_id=entry.public_id, row=sourced.code, field="judge", stance="supports")

    page = text_of(shown(client, entry.public_id))

    assert f"judge {judges[0].name}" in page
    assert judges[1].name not in page


def test_what_other_sources_say_stands_beside_the_adopted_value(client):
    entry = make_entry()
    detention = make_detention(entry=entry, began_on="2021-01-02")
    cite(entry, detention)
    cite(entry, detention, "began_on", stance="contradicts", stated_value="2021-01-03")
    cite(entry, detention, "began_on", stance="contradicts", stated_value="late 2020")

    page = text_of(shown(client, entry.public_id))

    assert "2 January 2021" in page
    assert "Other sources say: “3 January 2021” Source 2; “late 2020” Source 3" in page


# --- editions -----------------------------------------------------------------------------------


def two_versions():
    """Somebody who was held as known at edition 1, and freed as known at edition 2."""
    old = make_entry(name="Test Person 17", edition_to=2)
    make_span(entry=old, edition_to=2)
    new = make_entry(public_id=old.public_id, edition_from=2)
    make_span(entry=new, edition_from=2, status="released")
    return old.public_id


def test_a_past_edition_shows_what_was_known_then(client):
    public_id = two_versions()

    then, now = read(public_id, "known=1"), read(public_id)

    assert (then.status.code, now.status.code) == ("in_custody", "released")
    history = shown(client, public_id).content.decode()
    assert f'href="/en/prisoners/{public_id}/?known=1"' in history
    assert f'href="/en/prisoners/{public_id}/?known=2"' in history


def test_before_its_first_edition_an_entry_leads_to_it(client):
    entry = make_entry(edition_from=2)

    answer = shown(client, entry.public_id, "known=1")

    assert answer.status_code == 404
    assert "?known=2" in answer.content.decode()
    with pytest.raises(NotInRegister):
        read("RC-000000")


def test_a_withdrawn_record_is_gone_in_every_edition_with_date_and_reason(client):
    entry = make_entry(edition_to=2, name="Test Person 17")
    Tombstone.objects.create(
        public_id=entry.public_id, withdrawn_on=date(2025, 1, 2), reason="error", edition=2
    )

    for query in ("", "known=1"):
        answer = shown(client, entry.public_id, query)

        assert answer.status_code == 410
        assert "2 January 2025. Reason: Published in error" in text_of(answer)
        assert "Test Person 17" not in text_of(answer)
    with pytest.raises(Withdrawn):
        read(entry.public_id)


# --- withheld -----------------------------------------------------------------------------------


def test_a_withheld_page_shows_what_counts_and_no_source(client):
    entry = make_entry(is_withheld=True, status="in_custody")
    make_detention(entry=entry, began_on="2021-01", region="Minsk")

    page = shown(client, entry.public_id)

    assert page.status_code == 200
    assert "Name withheld" in text_of(page)
    assert "January 2021, Minsk" in text_of(page)
    assert 'id="sources"' not in page.content.decode()


def test_an_edition_from_before_the_name_was_withheld_tells_only_what_counts(client):
    entry = make_entry(status="in_custody", name="Test Person 17")
    make_detention(entry=entry, began_on="2021-01-09", region="Minsk")
    Identity.objects.filter(public_id=entry.public_id).delete()
    make_identity(public_id=entry.public_id, is_withheld=True)

    page = text_of(shown(client, entry.public_id, "known=1&on=2021-02-01"))

    assert "Name withheld In custody" in page
    assert "9 January 2021" not in page
    assert "Minsk" not in page


# --- the shape of the page ----------------------------------------------------------------------


def full_person(rows):
    """Somebody with `rows` of everything."""
    entry = make_entry(status="in_custody")
    make_identity_texts(entry)
    for n in range(rows):
        detention = make_detention(entry=entry, began_on=f"202{n}-01-01")
        Stay.objects.create(
            code=uuid4(), edition_from=1, entry=entry, detention=detention, facility=make_facility()
        )
        case = make_prosecution(entry=entry)
        case.charges.create(code=uuid4(), edition_from=1, entry=entry, article=make_article())
        verdict = make_verdict(entry=entry, prosecution=case, court=make_court())
        make_sentence_part(entry=entry, verdict=verdict)
        Condition.objects.create(
            code=uuid4(), edition_from=1, entry=entry, kind="torture", began_on="2021"
        )
        make_contact(entry=entry)
        Recognition.objects.create(
            code=uuid4(), edition_from=1, entry=entry, organisation=make_organisation()
        )
        make_name(public_id=entry.public_id, kind="spelling")
        make_text(public_id=entry.public_id, code=detention.code, field="place", text="Minsk")
        cite(entry, detention)
        make_beneficiary(prisoner_id=entry.public_id)
        other = make_entry()
        entry.relations.create(
            code=uuid4(), edition_from=1, kind="sibling", other_id=other.public_id
        )
    Death.objects.create(code=uuid4(), edition_from=1, entry=entry, died_on="2025")
    return entry


def make_identity_texts(entry):
    Identity.objects.filter(public_id=entry.public_id).update(born_on="1980", summary="Test")


def test_a_full_page_asks_no_more_questions_than_a_short_one(client):
    short, long = full_person(1), full_person(4)
    shown(client, short.public_id)

    counts = []
    for entry in (short, long):
        with CaptureQueriesContext(connection) as queries:
            assert shown(client, entry.public_id).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 35


def test_the_name_stands_in_the_readers_script_and_in_its_own(client):
    entry = make_entry(name="Vitold Ashurak")
    make_name(public_id=entry.public_id, text="Vitold Ashurak", kind="main", script="Latn")
    make_name(public_id=entry.public_id, text="Вітольд Ашурак", kind="native", language="be")
    make_name(public_id=entry.public_id, text="Витольд Ашурок", kind="spelling", language="ru")

    english = shown(client, entry.public_id).content.decode()
    belarusian = client.get(f"/be/prisoners/{entry.public_id}/").content.decode()

    assert "<h1>Vitold Ashurak</h1>" in english
    assert '<p class="native" lang="be">Вітольд Ашурак</p>' in english
    assert "<h1>Вітольд Ашурак</h1>" in belarusian
    assert 'class="native"' not in belarusian


def test_a_person_without_a_known_name_has_a_page(client):
    entry = make_entry(name="")

    assert "Name not known" in text_of(shown(client, entry.public_id))


def test_what_staff_typed_is_shown_as_text(client):
    entry = make_entry(name="<script>alert(1)</script>")
    detention = make_detention(entry=entry)
    make_text(
        public_id=entry.public_id, code=detention.code, field="note", text="<img src=x onerror=y>"
    )

    page = shown(client, entry.public_id).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_permalink_pins_the_day_and_the_edition(client):
    entry = make_entry(name="Test Person 17")

    page = shown(client, entry.public_id).content.decode()

    address = f"http://testserver/en/prisoners/{entry.public_id}/?on=2024-12-09&amp;known=2"
    assert f'<a href="{address}">{address}</a>' in page
