"""Published people for tests of citing, and what may happen to them afterwards."""

from urllib.parse import urlsplit

from django.db import connections

from prisoners.merging import Choices, merge
from prisoners.merging.choices import key_of
from prisoners.tests.builders import make_detention, make_prisoner
from register.publishing import publish

REPORT = "/en/reports/situation-today/"
DAY = "2021-06-01"


def held(name, began_on="2021-01-01"):
    prisoner = make_prisoner(display_name=name, sex="male")
    make_detention(prisoner=prisoner, began_on=began_on, last_confirmed_on="2021-07-01")
    return prisoner


def ten_and_a_doubt(reviewer):
    """Ten people who are in custody on the day, and one more who may be; gives the ten."""
    surely = [held(f"Test Person {number}") for number in range(10)]
    maybe = held("Test Doubt", began_on="2021-06")
    publish([one.public_id for one in (*surely, maybe)], by=reviewer)
    return surely


def cited_link(client, query=f"on={DAY}"):
    """The signed link, as path and query."""
    page = client.get(f"{REPORT}cite/?{query}")
    assert page.status_code == 200
    parts = urlsplit(page.context["permalink"])
    return f"{parts.path}?{parts.query}"


def opened(client, link):
    page = client.get(link)
    assert page.status_code == 200
    return page.context["cited"]


def lines(since):
    return {line.kind: (line.records, line.least, line.most) for line in since.lines}


def correct(prisoner, reviewer):
    """What was reported as an arrest in January was one in August."""
    detention = prisoner.detentions.get()
    detention.began_on, detention.last_confirmed_on = "2021-08-01", "2021-08-01"
    detention.save()
    publish([prisoner.public_id], by=reviewer)


def merge_into(absorbed, kept, editor, reviewer):
    """They were entered twice, with the same detention."""
    there, row = kept.detentions.get(), absorbed.detentions.get()
    same = Choices(same={key_of(row): (there.pk, "kept")})
    merge(kept=kept.public_id, absorbed=absorbed.public_id, by=editor, choices=same)
    publish([kept.public_id], by=reviewer)


def erase(prisoner):
    """As the owner of the tables: nothing of the record is left in the register."""
    with connections["owner"].cursor() as cursor:
        entry = "SELECT id FROM register_entry WHERE public_id = %s"
        for table in ("register_span", "register_spell", "register_stay", "register_detention"):
            cursor.execute(f"DELETE FROM {table} WHERE entry_id IN ({entry})", [prisoner.public_id])
        for table in ("register_entry", "register_identity", "register_name"):
            cursor.execute(f"DELETE FROM {table} WHERE public_id = %s", [prisoner.public_id])
