"""Lines that wait for a decision, refused rows that come back, and what follows an import."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from office.importing.line import REASONS
from office.models import Import, ImportLine
from office.tests.uploads import DEAD, ONE, TWO, download, read, receipt, sheet, to, write
from prisoners.models import Death, Detention, Prisoner
from prisoners.tests.builders import make_prisoner
from sheets import open_sheet
from sources.models import Record

pytestmark = pytest.mark.django_db


# --- held lines ---


def test_a_held_line_is_taken(client, importer):
    imported = read(client, sheet(ONE, DEAD))

    client.post(to("decide", imported, 3), {"become": "take"})

    assert ImportLine.objects.get(number=3).outcome == "new"
    write(client, imported)
    assert Death.objects.get().died_on == "2021-05"


def test_a_held_line_is_left_out(client, importer):
    imported = read(client, sheet(ONE, DEAD))

    client.post(to("decide", imported, 3), {"become": "drop"})
    write(client, imported)

    assert not Death.objects.exists()
    assert "0 wait, 1 left out" in receipt(client, imported, "held")


def test_a_held_line_is_written_at_once_when_the_others_are_written(client, importer):
    imported = write(client, read(client, sheet(ONE, DEAD)))

    client.post(to("decide", imported, 3), {"become": "take"})

    assert Death.objects.get().prisoner.display_name == "Test Person Three"


def test_all_lines_that_are_held_for_one_reason_are_taken_at_once(client, importer):
    future = "5,Test Person Five,male,,2199-01-01,"
    both = "6,Test Person Six,male,,2199-01-01,2021"
    imported = read(client, sheet(DEAD, future, both))
    assert "Take the 1 line that is held for this alone" in receipt(client, imported, "held")

    client.post(to("accept", imported), {"kind": "death"})
    assert sorted(imported.lines.filter(outcome="held").values_list("key", flat=True)) == ["5", "6"]
    assert "Take all 2 lines that are held for this alone" in receipt(client, imported, "held")
    client.post(to("accept", imported), {"kind": "future_date"})

    assert not imported.lines.filter(outcome="held").exists()


@pytest.fixture
def likely(client, importer):
    """An import of one line that may be about one of two people who are here."""
    for _each in range(2):
        make_prisoner(display_name="Test Person One", sex="male", born_on="1980-01-05")
    return read(client, sheet(ONE))


def test_a_held_line_shows_whom_it_may_be_about_and_why(client, likely):
    page = receipt(client, likely, "held")

    for person in Prisoner.objects.all():
        assert person.public_id in page
    assert "The birth agrees" in page


def test_a_held_line_goes_to_the_person_that_was_chosen(client, likely):
    chosen = Prisoner.objects.last()

    client.post(to("decide", likely, 2), {"become": chosen.public_id})
    write(client, likely)

    assert Detention.objects.get().prisoner == chosen
    assert Prisoner.objects.count() == 2


def test_a_held_line_becomes_a_new_person(client, likely):
    client.post(to("decide", likely, 2), {"become": "new"})
    write(client, likely)

    assert Prisoner.objects.count() == 3


@pytest.mark.parametrize("become", ["", "RC-222222", "take", "\0", "new'--"])
def test_a_decision_that_was_not_offered_is_refused(client, likely, become):
    answer = client.post(to("decide", likely, 2), {"become": become})

    assert answer.status_code == 404
    assert ImportLine.objects.get().outcome == "held"


def test_two_people_cannot_decide_the_same_line(client, importer):
    imported = read(client, sheet(ONE, DEAD))
    client.post(to("decide", imported, 3), {"become": "drop"})

    answer = client.post(to("decide", imported, 3), {"become": "take"}, follow=True)

    assert "This line does not wait for a decision any more." in answer.content.decode()


# --- refused rows ---


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_refused_rows_are_downloaded_mended_and_imported(client, importer, kind, tmp_path):
    imported = write(client, read(client, sheet(ONE, "4,,male,1984,2020-08-12,")))

    file = download(client, imported, "refused", kind)
    path = tmp_path / f"refused.{kind}"
    path.write_bytes(file)
    with open_sheet(path) as opened:
        columns, rows = opened.columns, [cells for _number, cells in opened.rows()]
    mended = [rows[0] | {"name": "Test Person Four"}]
    text = "\n".join(",".join(row[column] for column in columns) for row in mended)
    again = read(client, sheet(text, columns=",".join(columns)))

    assert columns[-1] == REASONS
    assert columns[:2] == ["key", "name"]
    assert rows[0][REASONS] == "the line names nobody."
    assert again.remarks == []
    assert write(client, again).counts["new"] == 1
    assert Prisoner.objects.filter(display_name="Test Person Four").exists()


def test_cells_that_were_left_out_have_a_list_of_their_own(client, importer):
    imported = read(client, sheet(ONE.replace("male", "m?")))

    assert "m?" in receipt(client, imported, "cells")
    assert b"m?" in download(client, imported, "cells", "csv")


def test_what_is_said_otherwise_than_staff_corrected_has_a_list_of_its_own(client, importer):
    write(client, read(client, sheet(ONE, TWO)))
    Detention.objects.filter(began_on="2020-08-09").update(began_on="2020-08-11")

    again = read(client, sheet(ONE.replace("2020-08-09", "2020-08-12"), TWO))

    page = receipt(client, again, "told")
    assert "Staff changed this since the list was last read; what they wrote stays." in page
    assert "2020-08-11 ≠ 2020-08-12" in page
    assert page.count("<strong>Row ") == 1


def test_formulas_in_refused_rows_do_not_run(client, importer):
    imported = read(client, sheet("4,,=1+1,,,"))

    file = download(client, imported, "refused", "csv")

    assert b'"\'=1+1"' in file


@pytest.mark.parametrize("what", ["refused.exe", "new.csv", "held.xlsx"])
def test_other_downloads_are_not_there(client, importer, what):
    imported = read(client, sheet(ONE))

    assert client.get(f"{to('receipt', imported)}{what}").status_code == 404


# --- undoing ---


def test_a_written_import_is_undone(client, importer):
    imported = write(client, read(client, sheet(ONE)))

    asked = client.get(to("undo", imported)).content.decode()
    client.post(to("undo", imported))

    assert "1 record that it made is removed." in asked
    imported.refresh_from_db()
    assert (imported.state, imported.undone_by) == ("undone", importer)
    assert not Prisoner.objects.exists()


def test_what_stands_in_the_way_of_undoing_is_named(client, importer):
    imported = write(client, read(client, sheet(ONE)))
    person = Prisoner.objects.get()
    Record.objects.filter(pk=person.public_id).update(changed_at="2199-01-01T00:00Z")

    page = client.get(to("undo", imported)).content.decode()
    client.post(to("undo", imported))

    assert f"{person.public_id}: changed since" in page
    assert "Undo it" not in page
    assert Import.objects.get().state == "done"


# --- review ---


def test_the_new_records_are_sent_to_review(client, importer):
    make_prisoner(display_name="Somebody else, a draft")
    imported = write(client, read(client, sheet(ONE, TWO)))
    assert "Send 2 new records to review" in receipt(client, imported)

    client.post(to("submit", imported))

    ready = Record.objects.ready_for_review()
    assert sorted(ready.values_list("prisoner__display_name", flat=True)) == [
        "Test Person One",
        "Test Person Two",
    ]
    assert "new records to review" not in receipt(client, imported)


def test_a_reviewer_approves_the_receipt_as_a_batch(client, importer):
    other = make_prisoner(display_name="Somebody else")
    Record.objects.filter(pk=other.public_id).update(state="ready")
    imported = write(client, read(client, sheet(ONE, TWO)))
    client.post(to("submit", imported))
    reviewer = User.objects.create_user("reviewer", is_staff=True)
    reviewer.groups.set(Group.objects.filter(name__in=["reviewers", "publishers"]))
    client.force_login(reviewer)

    assert "Review 2 records of this import as a batch" in receipt(client, imported)
    batch = client.post(reverse("admin:office_review_draw_import", args=[imported.pk]))

    page = client.get(batch.url).content.decode()
    assert "Test Person One" in page
    assert "Approve and publish 2 records" in page


def test_whoever_wrote_an_import_does_not_approve_it(client, importer):
    importer.groups.add(*Group.objects.filter(name__in=["reviewers", "publishers"]))
    imported = write(client, read(client, sheet(ONE)))
    client.post(to("submit", imported))

    answer = client.post(
        reverse("admin:office_review_draw_import", args=[imported.pk]), follow=True
    )

    assert "No record of this import waits for your review." in answer.content.decode()
