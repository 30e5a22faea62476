"""A file on its way into the records: brought, looked at, decided, written, undone."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from openpyxl import load_workbook

from office.demo_users import make_groups
from office.importing import background
from office.importing.line import REASONS
from office.models import Import, ImportLine, ImportRow
from office.tests.uploads import bring, download, make_profile, read, receipt, sheet, to, write
from prisoners.models import Death, Detention, Prisoner
from prisoners.tests.builders import make_prisoner
from register.models import Entry
from sheets import open_sheet
from sources.models import Record

pytestmark = pytest.mark.django_db
ONE = "1,Test Person One,male,1980-01-05,2020-08-09,"
TWO = "2,Test Person Two,female,1981-02-06,2020-08-10,"
DEAD = "3,Test Person Three,male,1982-03-07,2020-08-11,2021-05"
NAMELESS = "4,,male,,,"


@pytest.fixture
def editor(client):
    make_groups()
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    client.force_login(user)
    make_profile()
    return user


def test_a_file_is_read_and_nothing_of_it_is_written(client, editor):
    imported = read(client, sheet(ONE, DEAD, NAMELESS))

    page = receipt(client, imported)
    assert "Read, nothing is written yet" in page
    assert "Arrested on: 9 August 2020" in page
    assert imported.started_by == editor
    assert not Prisoner.objects.exists()


def test_every_outcome_has_a_tab_that_says_why(client, editor):
    write(client, read(client, sheet(ONE, TWO, "9,Test Person Nine,,,,")))
    again = read(client, sheet(ONE, TWO.replace("1981-02-06", "1981-02-07"), DEAD, NAMELESS))

    changed = receipt(client, again, "changed")
    assert "<del>6 February 1981</del> → <ins>7 February 1981</ins>" in changed
    assert "Row 2" in receipt(client, again, "unchanged")
    assert "Says that somebody died." in receipt(client, again, "held")
    assert "the line names nobody" in receipt(client, again, "refused")
    assert "Test Person Nine" in receipt(client, again, "vanished")


def test_more_than_three_rows_of_a_line_unfold(client, editor):
    columns = "key,name,aliases,person.sex,detention.began_on,condition.kind,condition.began_on"
    imported = read(
        client, sheet("1,Test Person,Alias A;Alias B,male,2020,torture,2020", columns=columns)
    )

    page = receipt(client, imported, "new")

    assert page.index("Torture") < page.index("<summary>4 more</summary>") < page.index("Alias B")


def test_a_written_import_is_in_the_records_and_public_nowhere(client, editor):
    imported = write(client, read(client, sheet(ONE)))

    assert (imported.state, imported.written_by) == ("done", editor)
    assert Prisoner.objects.get().display_name == "Test Person One"
    assert not Entry.objects.exists()


def test_before_it_is_written_the_page_says_in_numbers_what_will_happen(client, editor):
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


def test_many_refused_rows_need_a_tick(client, editor):
    imported = read(client, sheet(ONE, NAMELESS, "5,,,,,", "6,,,,,"))

    client.post(to("write", imported))
    assert not Prisoner.objects.exists()
    assert "Write it although 3 of 4 lines are refused." in (
        client.get(to("write", imported)).content.decode()
    )
    client.post(to("write", imported), {"although_many_are_refused": "1"})
    assert Prisoner.objects.count() == 1


def test_a_given_up_import_leaves_its_receipt(client, editor):
    imported = read(client, sheet(ONE))

    client.post(to("drop", imported))

    imported.refresh_from_db()
    assert (imported.state, imported.lines.count()) == ("dropped", 0)
    assert "Given up before anything was written" in receipt(client, imported)


def test_asking_changes_nothing(client, editor):
    imported = read(client, sheet(ONE))

    for step in ("write", "drop"):
        assert client.get(to(step, imported)).status_code == 200

    assert Import.objects.get().state == "ready"
    assert not Prisoner.objects.exists()


# --- held lines -----------------------------------------------------------------------------------


def test_a_held_line_is_taken(client, editor):
    imported = read(client, sheet(ONE, DEAD))

    client.post(to("decide", imported, 3), {"become": "take"})

    assert ImportLine.objects.get(number=3).outcome == "new"
    write(client, imported)
    assert Death.objects.get().died_on == "2021-05"


def test_a_held_line_is_left_out(client, editor):
    imported = read(client, sheet(ONE, DEAD))

    client.post(to("decide", imported, 3), {"become": "drop"})
    write(client, imported)

    assert not Death.objects.exists()
    assert "0 wait, 1 left out" in receipt(client, imported, "held")


def test_a_held_line_is_written_at_once_when_the_others_are_written(client, editor):
    imported = write(client, read(client, sheet(ONE, DEAD)))

    client.post(to("decide", imported, 3), {"become": "take"})

    assert Death.objects.get().prisoner.display_name == "Test Person Three"


def test_all_lines_that_are_held_for_one_reason_are_taken_at_once(client, editor):
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
def likely(client, editor):
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


def test_two_people_cannot_decide_the_same_line(client, editor):
    imported = read(client, sheet(ONE, DEAD))
    client.post(to("decide", imported, 3), {"become": "drop"})

    answer = client.post(to("decide", imported, 3), {"become": "take"}, follow=True)

    assert "This line does not wait for a decision any more." in answer.content.decode()


# --- refused rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_refused_rows_are_downloaded_mended_and_imported(client, editor, kind, tmp_path):
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


def test_cells_that_were_left_out_have_a_list_of_their_own(client, editor):
    imported = read(client, sheet(ONE.replace("male", "m?")))

    assert "m?" in receipt(client, imported, "cells")
    assert b"m?" in download(client, imported, "cells", "csv")


def test_what_is_said_otherwise_than_staff_corrected_has_a_list_of_its_own(client, editor):
    write(client, read(client, sheet(ONE, TWO)))
    Detention.objects.filter(began_on="2020-08-09").update(began_on="2020-08-11")

    again = read(client, sheet(ONE.replace("2020-08-09", "2020-08-12"), TWO))

    page = receipt(client, again, "told")
    assert "Staff changed this since the list was last read; what they wrote stays." in page
    assert "2020-08-11 ≠ 2020-08-12" in page
    assert page.count("<strong>Row ") == 1


def test_formulas_in_refused_rows_do_not_run(client, editor):
    imported = read(client, sheet("4,,=1+1,,,"))

    file = download(client, imported, "refused", "csv")

    assert b'"\'=1+1"' in file


@pytest.mark.parametrize("what", ["refused.exe", "new.csv", "held.xlsx"])
def test_other_downloads_are_not_there(client, editor, what):
    imported = read(client, sheet(ONE))

    assert client.get(f"{to('receipt', imported)}{what}").status_code == 404


# --- undoing --------------------------------------------------------------------------------------


def test_a_written_import_is_undone(client, editor):
    imported = write(client, read(client, sheet(ONE)))

    asked = client.get(to("undo", imported)).content.decode()
    client.post(to("undo", imported))

    assert "1 record that it made is removed." in asked
    imported.refresh_from_db()
    assert (imported.state, imported.undone_by) == ("undone", editor)
    assert not Prisoner.objects.exists()


def test_what_stands_in_the_way_of_undoing_is_named(client, editor):
    imported = write(client, read(client, sheet(ONE)))
    person = Prisoner.objects.get()
    Record.objects.filter(pk=person.public_id).update(changed_at="2199-01-01T00:00Z")

    page = client.get(to("undo", imported)).content.decode()
    client.post(to("undo", imported))

    assert f"{person.public_id}: changed since" in page
    assert "Undo it" not in page
    assert Import.objects.get().state == "done"


# --- review ---------------------------------------------------------------------------------------


def test_the_new_records_are_sent_to_review(client, editor):
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


def test_a_reviewer_approves_the_receipt_as_a_batch(client, editor):
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


def test_whoever_wrote_an_import_does_not_approve_it(client, editor):
    editor.groups.add(*Group.objects.filter(name__in=["reviewers", "publishers"]))
    imported = write(client, read(client, sheet(ONE)))
    client.post(to("submit", imported))

    answer = client.post(
        reverse("admin:office_review_draw_import", args=[imported.pk]), follow=True
    )

    assert "No record of this import waits for your review." in answer.content.decode()


# --- where else it is seen ------------------------------------------------------------------------


def test_a_record_names_the_imports_that_made_and_changed_it(client, editor):
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


def test_the_dashboard_says_what_waits(client, editor):
    imported = read(client, sheet(ONE, DEAD))

    page = client.get(reverse("admin:index")).content.decode()

    assert "Imports to be written" in page
    assert f"{to('receipt', imported)}?tab=held" in page


def test_the_menu_and_the_list_lead_to_the_screens(client, editor):
    imported = read(client, sheet(ONE))
    address = reverse("admin:office_import_changelist")

    assert address in client.get(reverse("admin:index")).content.decode()
    page = client.get(address).content.decode()
    assert "New 1" in page
    change = client.get(reverse("admin:office_import_change", args=[imported.pk]))
    assert change.url == to("receipt", imported)


# --- size -----------------------------------------------------------------------------------------


def many(number):
    return sheet(
        *(f"{n},Test Person {n},x?,198{n % 10},2020-08-09,2021" for n in range(number)),
        *(f"x{n},,,,," for n in range(number)),
    )


@pytest.mark.parametrize("tab", ["new", "changed", "unchanged", "held", "refused", "cells", "told", "vanished"])  # fmt: skip
def test_a_page_has_fifty_lines_and_asks_as_much_for_one_as_for_fifty(
    client, editor, tab, django_assert_max_num_queries
):
    imported = read(client, many(60))

    with django_assert_max_num_queries(22):
        page = receipt(client, imported, tab)

    assert page.count("<strong>Row ") + page.count("<tr><td>") <= 50
    if tab in ("held", "refused", "cells"):
        assert "Page 1 of 2" in page
        assert "Page 2 of 2" in receipt(client, imported, tab, "2")


@pytest.mark.parametrize("page", ["0", "-1", "9999", "x", "", "\0", "1e9"])
def test_a_page_that_is_not_there_is_the_nearest_one(client, editor, page):
    imported = read(client, sheet(ONE))

    assert "Row 2" in receipt(client, imported, "new", page)


# --- rights ---------------------------------------------------------------------------------------

SEEN = ["receipt"]
DONE = ["write", "drop", "undo", "submit", "accept"]


def staff(client, *permissions):
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def answers(client, imported):
    """{screen: status} of every screen and step, asked and done."""
    found = {"upload": client.get(reverse("admin:office_import_upload")).status_code}
    found["blank"] = client.get(reverse("admin:office_import_blank")).status_code
    refused = client.get(to("refused", imported, "refused", "csv"))
    b"".join(refused)  # reading it to the end closes the file
    found["refused"] = refused.status_code
    found["receipt"] = client.get(to("receipt", imported)).status_code
    found |= {step: client.post(to(step, imported)).status_code for step in DONE}
    found["decide"] = client.post(to("decide", imported, 2), {"become": "drop"}).status_code
    found["batch"] = client.post(
        reverse("admin:office_review_draw_import", args=[imported.pk])
    ).status_code
    return found


def test_whoever_has_no_right_sees_and_does_nothing(client, editor):
    imported = read(client, sheet(ONE, DEAD))
    staff(client, "change_prisoner", "view_prisoner", "change_importprofile")

    assert set(answers(client, imported).values()) == {403}
    assert Import.objects.get().state == "ready"


def test_whoever_may_look_does_nothing(client, editor):
    imported = read(client, sheet(ONE, DEAD))
    staff(client, "view_import")

    found = answers(client, imported)

    assert {name for name, status in found.items() if status == 200} == {"receipt", "refused"}
    assert {status for name, status in found.items() if name not in ("receipt", "refused")} == {403}


def test_who_may_not_change_people_does_not_send_them_to_review(client, editor):
    imported = write(client, read(client, sheet(ONE)))
    staff(client, "run_import", "view_import")

    assert "to review" not in receipt(client, imported)
    assert client.post(to("submit", imported)).status_code == 403


def test_nobody_who_is_not_signed_in_sees_anything(client, editor):
    imported = read(client, sheet(ONE))
    client.logout()

    for screen in (to("receipt", imported), reverse("admin:office_import_upload")):
        assert client.get(screen).status_code == 302


def test_steps_are_not_taken_by_following_a_link(client, editor):
    imported = read(client, sheet(ONE, DEAD))

    for step in ("submit", "accept"):
        assert client.get(to(step, imported)).status_code == 405
    assert client.get(to("decide", imported, 3)).status_code == 405


# --- files and profiles that cannot be read -------------------------------------------------------


def refusal(answer):
    """The sentences on the form."""
    assert answer.status_code == 400
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n\n", "There is nothing in the file but empty rows."),
        (b"key,key\n1,2\n", "Column “key” is there twice (A and B). Rename or delete one of them."),
        (b"PK\x03\x04 not a workbook", None),
        (b"key,name\n1,\x00\x00\n", None),
        (b"[1, 2", None),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_on_the_form(client, editor, content, sentence):
    said = refusal(bring(client, content))

    assert len(said) == 1
    assert sentence in (None, said[0])
    assert not ImportRow.objects.exists()


def test_no_file_is_one_sentence(client, editor):
    answer = client.post(reverse("admin:office_import_upload"), {"profile": "test-list"})

    assert refusal(answer) == ["This field is required."]


def test_a_file_that_breaks_off_is_said_on_the_form_and_kept_on_a_receipt(client, editor):
    content = sheet(ONE, *(f"{n},x,,,,," for n in range(2, 300)), "300,\x01,,,,")

    said = refusal(bring(client, content))

    assert said == [Import.objects.get().remarks[-1]["text"]]
    assert Import.objects.get().state == "failed"
    assert "Bring the file again" in receipt(client, Import.objects.get())


@pytest.mark.parametrize(
    "name", ["a/b\\c.csv", "x" * 400 + ".csv", "né\u202e\u0007.csv", "ß" * 300]
)
def test_names_of_files_do_no_harm(client, editor, name):
    imported = read(client, sheet(ONE), name=name)

    assert len(imported.file_name) <= 250
    assert "\u0007" not in imported.file_name


def test_markup_in_a_file_is_text(client, editor):
    hostile = "<script>alert(1)</script>"
    imported = read(
        client,
        sheet(f"{hostile},{hostile},{hostile},,2020,2021", f"z,,{hostile},,,"),
        name="<b>.csv",
    )

    for tab in ("new", "held", "refused", "cells"):
        page = receipt(client, imported, tab)
        assert "<script>alert" not in page
        assert "<b>.csv" not in page


def test_a_profile_that_is_not_there_is_one_sentence(client, editor):
    said = refusal(bring(client, sheet(ONE), profile="no-such-profile"))

    assert len(said) == 1


def test_a_profile_that_names_no_list_asks_for_it(client, editor):
    assert refusal(bring(client, sheet(ONE), profile="wide")) == [
        "Say whose list it is: this profile does not."
    ]

    imported = read(client, sheet(ONE), profile="wide", list_name="memorial")

    assert (imported.list_name, 'list = "memorial"' in imported.profile_text) == ("memorial", True)
    assert write(client, imported).counts["new"] == 1


def test_an_unknown_import_is_not_found(client, editor):
    nowhere = "00000000-0000-4000-8000-000000000000"

    for step in ("receipt", "write", "drop", "undo"):
        assert client.get(reverse(f"admin:office_import_{step}", args=[nowhere])).status_code == 404


def test_an_empty_sheet_explains_its_columns_and_can_be_filled_in(client, editor):
    book = load_workbook(BytesIO(client.get(reverse("admin:office_import_blank")).content))
    columns = [cell.value for cell in book["Rows"][1]]
    explained = {name.value: meaning.value for name, meaning in book["Columns"].iter_rows()}

    assert list(explained) == columns
    assert explained["detention.began_on"].startswith("Detention: arrested on. A date")
    imported = read(
        client,
        sheet(
            ",".join("Test Person" if c == "name" else "" for c in columns),
            columns=",".join(columns),
        ),
        profile="wide",
        list_name="blank",
    )
    assert imported.remarks == []


# --- writing that fails ---------------------------------------------------------------------------


def test_a_writing_that_fails_puts_the_import_back_and_says_why(client, editor, monkeypatch):
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


def test_a_newer_file_of_the_list_that_was_written_meanwhile_is_told(client, editor):
    older, newer = read(client, sheet(ONE)), read(client, sheet(ONE, TWO))
    write(client, newer)

    answer = client.post(to("write", older), follow=True)

    assert "Another file of this list was imported since this one was read." in (
        answer.content.decode()
    )
    assert Import.objects.get(pk=older.pk).state == "ready"
