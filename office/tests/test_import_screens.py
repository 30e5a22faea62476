"""A file on its way into the records: brought, looked at, written."""

import pytest
from django.urls import reverse

from office.importing import background
from office.models import Import
from office.tests.uploads import DEAD, NAMELESS, ONE, TWO, read, receipt, sheet, to, write
from prisoners.models import Prisoner
from register.models import Entry

pytestmark = pytest.mark.django_db


def test_a_file_is_read_and_nothing_of_it_is_written(client, importer):
    imported = read(client, sheet(ONE, DEAD, NAMELESS))

    page = receipt(client, imported)
    assert "Read, nothing is written yet" in page
    assert "Arrested on: 9 August 2020" in page
    assert imported.started_by == importer
    assert not Prisoner.objects.exists()


def test_every_outcome_has_a_tab_that_says_why(client, importer):
    write(client, read(client, sheet(ONE, TWO, "9,Test Person Nine,,,,")))
    again = read(client, sheet(ONE, TWO.replace("1981-02-06", "1981-02-07"), DEAD, NAMELESS))

    changed = receipt(client, again, "changed")
    assert "<del>6 February 1981</del> → <ins>7 February 1981</ins>" in changed
    assert "Row 2" in receipt(client, again, "unchanged")
    assert "Says that somebody died." in receipt(client, again, "held")
    assert "the line names nobody" in receipt(client, again, "refused")
    assert "Test Person Nine" in receipt(client, again, "vanished")


def test_more_than_three_rows_of_a_line_unfold(client, importer):
    columns = "key,name,aliases,person.sex,detention.began_on,condition.kind,condition.began_on"
    imported = read(
        client, sheet("1,Test Person,Alias A;Alias B,male,2020,torture,2020", columns=columns)
    )

    page = receipt(client, imported, "new")

    assert page.index("Torture") < page.index("<summary>4 more</summary>") < page.index("Alias B")


def test_a_written_import_is_in_the_records_and_public_nowhere(client, importer):
    imported = write(client, read(client, sheet(ONE)))

    assert (imported.state, imported.written_by) == ("done", importer)
    assert Prisoner.objects.get().display_name == "Test Person One"
    assert not Entry.objects.exists()


def test_before_it_is_written_the_page_says_in_numbers_what_will_happen(client, importer):
    write(client, read(client, sheet(TWO)))
    imported = read(client, sheet(ONE, DEAD, NAMELESS))

    page = client.get(to("write", imported)).content.decode()

    for sentence in (
        "1 line makes new records.",
        "1 line stays held until somebody decides.",
        "1 line is refused and left out.",
        "1 line of the list is not in this file; its record stays as it is.",
    ):
        assert sentence in page


def test_many_refused_rows_need_a_tick(client, importer):
    imported = read(client, sheet(ONE, NAMELESS, "5,,,,,", "6,,,,,"))

    client.post(to("write", imported))
    assert not Prisoner.objects.exists()
    assert "Write it although 3 of 4 lines are refused." in (
        client.get(to("write", imported)).content.decode()
    )
    client.post(to("write", imported), {"although_many_are_refused": "1"})
    assert Prisoner.objects.count() == 1


def test_a_given_up_import_leaves_its_receipt(client, importer):
    imported = read(client, sheet(ONE))

    client.post(to("drop", imported))

    imported.refresh_from_db()
    assert (imported.state, imported.lines.count()) == ("dropped", 0)
    assert "Given up before anything was written" in receipt(client, imported)


def test_asking_changes_nothing(client, importer):
    imported = read(client, sheet(ONE))

    for step in ("write", "drop"):
        assert client.get(to(step, imported)).status_code == 200

    assert Import.objects.get().state == "ready"
    assert not Prisoner.objects.exists()


# --- where else it is seen ---


def test_a_record_names_the_imports_that_made_and_changed_it(client, importer):
    first = write(client, read(client, sheet(ONE), name="first.csv"))
    second = read(client, sheet(ONE.replace("1980-01-05", "1980-01-06")), name="second.csv")
    write(client, second)
    person = Prisoner.objects.get()

    form = client.get(reverse("admin:prisoners_prisoner_change", args=[person.pk]))
    history = client.get(reverse("admin:office_history", args=[person.public_id]))

    page = " ".join(form.content.decode().split())
    assert f'Made by the import <a href="{to("receipt", first)}">first.csv</a>' in page
    assert f'Changed by the import <a href="{to("receipt", second)}">second.csv</a>' in page
    assert "import of second.csv" in history.content.decode()


def test_the_dashboard_says_what_waits(client, importer):
    imported = read(client, sheet(ONE, DEAD))

    page = client.get(reverse("admin:index")).content.decode()

    assert "Imports to be written" in page
    assert f"{to('receipt', imported)}?tab=held" in page


def test_the_menu_and_the_list_lead_to_the_screens(client, importer):
    imported = read(client, sheet(ONE))
    address = reverse("admin:office_import_changelist")

    assert address in client.get(reverse("admin:index")).content.decode()
    page = client.get(address).content.decode()
    assert "New 1" in page
    change = client.get(reverse("admin:office_import_change", args=[imported.pk]))
    assert change.url == to("receipt", imported)


# --- size ---


def many(number):
    return sheet(
        *(f"{n},Test Person {n},x?,198{n % 10},2020-08-09,2021" for n in range(number)),
        *(f"x{n},,,,," for n in range(number)),
    )


@pytest.mark.parametrize("tab", ["new", "changed", "unchanged", "held", "refused", "cells", "told", "vanished"])  # fmt: skip
def test_a_page_has_fifty_lines_and_asks_as_much_for_one_as_for_fifty(
    client, importer, tab, django_assert_max_num_queries
):
    imported = read(client, many(60))

    with django_assert_max_num_queries(22):
        page = receipt(client, imported, tab)

    assert page.count("<strong>Row ") + page.count("<tr><td>") <= 50
    if tab in ("held", "refused", "cells"):
        assert "Page 1 of 2" in page
        assert "Page 2 of 2" in receipt(client, imported, tab, "2")


@pytest.mark.parametrize("page", ["0", "-1", "9999", "x", "", "\0", "1e9"])
def test_a_page_that_is_not_there_is_the_nearest_one(client, importer, page):
    imported = read(client, sheet(ONE))

    assert "Row 2" in receipt(client, imported, "new", page)


# --- writing that fails ---


def test_a_writing_that_fails_puts_the_import_back_and_says_why(client, importer, monkeypatch):
    imported = read(client, sheet(ONE))

    def refuse(*args, **kwargs):
        raise background.applying.CannotWrite("Another import is being written.")

    monkeypatch.setattr(background.applying, "write", refuse)
    answer = client.post(to("write", imported), follow=True)

    imported.refresh_from_db()
    assert (imported.state, imported.written_by) == ("ready", None)
    assert answer.content.decode().count("Another import is being written.") == 2
    monkeypatch.undo()
    assert write(client, imported).remarks == []


def test_a_newer_file_of_the_list_that_was_written_meanwhile_is_told(client, importer):
    older, newer = read(client, sheet(ONE)), read(client, sheet(ONE, TWO))
    write(client, newer)

    answer = client.post(to("write", older), follow=True)

    assert "Another file of this list was imported since this one was read." in (
        answer.content.decode()
    )
    assert Import.objects.get(pk=older.pk).state == "ready"
