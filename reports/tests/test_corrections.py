"""The log of changes: what each edition changed, why, and nothing that tells who is withheld."""

import csv
import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import exactly
from register.models import Change, Identity
from register.publishing.changes import fact_codes
from register.publishing.roots import ROOT_KINDS
from register.tests.builders import make_edition, make_entry
from reports.measures.corrections import REPORT
from reports.measures.corrections.words import fact_in_words
from reports.tests import registers
from reports.tests.builders import ask

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
YEAR = {"on": "2025-12-31", "from_": "2025-01-01", "to": "2025-12-31"}


def edition(number, day="2025-01-01"):
    moment = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    return make_edition(number=number, published_at=moment)


def change(number, kind="corrected", **fields):
    public_id = fields.pop("public_id", None) or make_entry().public_id
    return Change.objects.create(
        edition=number, public_id=public_id, root="prisoner", kind=kind, **fields
    )


def changes(number):
    return exactly(number, "changes")


def answer(**query):
    return REPORT.answer(ask(REPORT, **YEAR | query))


def test_changes_stand_in_the_month_of_their_edition_and_add_up():
    edition(1, "2025-01-31")
    edition(2, "2025-02-01")
    change(1, "new")
    change(2)
    change(2, "withdrawn", why="risk")

    counted = answer()

    rows = {row["month"]: (row["new"], row["corrected"], row["withdrawn"]) for row in counted.rows}
    assert rows == {
        "2025-01": (changes(1), changes(0), changes(0)),
        "2025-02": (changes(0), changes(1), changes(1)),
        "total": (changes(1), changes(1), changes(1)),
    }
    assert [headline.figure for headline in counted.headlines] == [
        changes(1), changes(1), changes(0), changes(0), changes(1),
    ]  # fmt: skip


def test_changes_of_a_later_edition_or_of_other_days_are_not_counted():
    for number, day in ((1, "2024-12-31"), (2, "2025-01-01"), (3, "2025-06-01")):
        edition(number, day)
        change(number)

    assert answer().headlines[0].figure == changes(2)
    assert answer(known="2").headlines[0].figure == changes(1)
    assert answer(from_="2024-01-01").headlines[0].figure == changes(3)


def test_a_reason_that_nobody_gave_is_a_row_of_its_own():
    edition(1)
    change(1)
    change(1, why="error")

    rows = answer().table("reasons").rows

    assert [(row.cells["why"], row.cells["changes"]) for row in rows] == [
        ("not_said", changes(1)),
        ("error", changes(1)),
        ("total", changes(2)),
    ]


def test_the_filters_of_the_list_choose_whose_changes_are_counted():
    edition(1)
    change(1, public_id=make_entry(sex="female").public_id)
    change(1)

    assert answer(sex="female").headlines[0].figure == changes(1)


def test_the_log_says_which_facts_differ_and_leads_to_the_record(client):
    edition(1)
    one = change(1, facts=["detention.ended_on", "death.added", "entry.sex", "texts"])

    page = client.get("/en/reports/corrections/?on=2025-12-31").content.decode()

    assert "detention: ended on; death: added; sex; names, texts or sources" in page
    assert f'href="/en/prisoners/{one.public_id}/?' in page


def test_what_changed_is_hidden_as_soon_as_a_name_is_withheld(client, kept_as_in_production):
    edition(1)
    one = change(1, facts=["death.added"])
    address = "/reports/corrections.csv?on=2025-12-31&table=log"
    assert "death.added" in client.get(address).content.decode()

    Identity.objects.filter(pk=one.public_id).update(is_withheld=True, display_name="")

    row = next(csv.DictReader(io.StringIO(client.get(address).content.decode())))
    assert (row["public_id"], row["kind"], row["facts"]) == (one.public_id, "corrected", "")
    assert "death" not in client.get("/reports/corrections.atom").content.decode()


def test_every_code_of_the_log_has_words():
    codes = {code for kind in ROOT_KINDS for code in fact_codes(kind)}

    assert len(codes) > 100
    assert all(fact_in_words(code) for code in codes)


def test_the_feed_has_the_last_changes_and_one_item_for_all_new_records(client):
    edition(1, "2025-01-01")
    edition(2, "2025-02-01")
    for _record in range(3):
        change(1, "new")
    one = change(2, why="error", facts=["detention.ended_on"])

    response = client.get("/reports/corrections.atom")
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml"
    assert [
        (entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}summary").text) for entry in entries
    ] == [
        (f"{one.public_id}: Corrected", "Published in error · detention: ended on"),
        ("3 new records", "Edition 1"),
    ]
    assert entries[0].find(f"{ATOM}updated").text == "2025-02-01T12:00:00+00:00"


def test_the_feed_speaks_other_languages_and_refuses_what_is_none(client):
    edition(1)
    change(1)

    assert "Выпраўлена" in client.get("/reports/corrections.atom?lang=be").content.decode()
    assert client.get("/reports/corrections.atom?lang=xx").status_code == 400


KINDS = st.sampled_from(Change.Kind.values)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(1, 5), KINDS, st.integers(0, 2)), max_size=12))
def test_months_headlines_and_records_agree_with_counting_one_by_one(made):
    with registers.example():
        ids = [make_entry().public_id for _number in range(3)]
        for number in range(2, 6):
            edition(number, f"2025-0{number}-01")
        for number, kind, who in made:
            change(number, kind, public_id=ids[who])
        counted, question = answer(), ask(REPORT, **YEAR)
        records = REPORT.counted(question)

    for headline, kind in zip(
        counted.headlines, ["corrected", "withdrawn", "merged", "erased", "new"], strict=True
    ):
        assert headline.figure == changes(sum(its == kind for _number, its, _who in made))
        assert headline.figure == counted.rows[-1][kind]
    for who, public_id in enumerate(ids):
        corrected = sum(its == "corrected" and one == who for _number, its, one in made)
        assert records.get(public_id, (0, 0)) == (corrected, corrected)
