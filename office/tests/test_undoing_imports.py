"""A whole import is taken back while nothing was changed since; else it says what stands in the way."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from core import seeing
from office.importing import undoing
from office.models import ImportedLine, SealedCase
from office.tests.importing import LIST, ONE, make_file, outcomes, write
from pardons.models import ClemencyAct
from prisoners.models import Detention, Prisoner
from prisoners.tests.builders import make_prisoner
from sources.models import Record, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]


@pytest.fixture
def editor():
    return get_user_model().objects.create(username="importer")


def later(imported):
    """The moment of an import lies before what comes now, as it does outside of one test transaction."""
    Record.objects.update(changed_at=imported.written_at)


def test_undone_everything_is_as_it_was(tmp_path, editor):
    profile = LIST + '[source]\nkey = "the-list"\ntitle = "The list"\n[always]\n"act.key" = "a"\n'
    imported = write(make_file(tmp_path, [ONE | {"act.announced_on": "2022"}]), profile)
    later(imported)

    undone = undoing.undo(imported, by=editor)

    assert (undone.state, undone.undone_by) == ("undone", editor)
    assert not Prisoner.objects.exists()
    assert not ClemencyAct.objects.exists()
    assert not Source.objects.exists()
    assert not ImportedLine.objects.exists()


def test_after_that_the_file_can_be_imported_again(tmp_path, editor):
    path = make_file(tmp_path, [ONE])
    imported = write(path)
    later(imported)
    undoing.undo(imported, by=editor)

    assert outcomes(write(path)) == {2: "new"}
    assert Prisoner.objects.count() == 1


def test_changed_values_get_back_those_that_they_had(tmp_path, editor):
    write(make_file(tmp_path, [ONE]))
    newer = write(make_file(tmp_path, [ONE | {"detention.began_on": "2020-08-11"}]))
    later(newer)

    undoing.undo(newer, by=editor)

    assert Detention.objects.get().began_on == "2020-08"
    assert ImportedLine.objects.get().rows["detention"][2]["began_on"] == "2020-08"


def test_a_person_who_was_here_stays_with_what_was_typed(tmp_path, editor):
    person = make_prisoner(display_name="Test Person 17", born_on="1980-08-09", sex="unknown")
    imported = write(make_file(tmp_path, [ONE | {"public_id": person.public_id}]))
    later(imported)

    undoing.undo(imported, by=editor)

    person = Prisoner.objects.get()
    assert (person.sex, person.born_on, person.detentions.count()) == ("unknown", "1980-08-09", 0)


def test_what_was_changed_since_stands_in_the_way(tmp_path, editor):
    imported = write(make_file(tmp_path, [ONE]))
    later(imported)
    public_id = Prisoner.objects.get().public_id
    Record.objects.update(changed_at="2190-01-01T00:00Z")

    assert undoing.obstacles(imported) == [undoing.Obstacle(public_id, "changed since")]
    with pytest.raises(undoing.CannotUndo, match="changed since"):
        undoing.undo(imported, by=editor)
    assert Prisoner.objects.exists()


def test_a_newer_file_of_the_list_is_undone_first(tmp_path, editor):
    first = write(make_file(tmp_path, [ONE]))
    second = write(make_file(tmp_path, [ONE | {"person.sex": "female"}]))
    type(first).objects.filter(pk=first.pk).update(written_at="2020-01-01T00:00Z")
    first.refresh_from_db()

    assert undoing.Obstacle("", "a newer file of the same list was imported; undo that first") in (
        undoing.obstacles(first)
    )
    later(second)
    undoing.undo(second, by=editor)
    assert Prisoner.objects.get().sex == "male"


def test_only_what_was_written_can_be_undone(tmp_path, editor):
    imported = write(make_file(tmp_path, [ONE]))
    later(imported)
    undoing.undo(imported, by=editor)

    with pytest.raises(undoing.CannotUndo):
        undoing.undo(imported, by=editor)


def test_nobody_puts_back_what_they_do_not_see(tmp_path, editor):
    """Of a case that was sealed since, not even the id is said to somebody whom the case does not name."""
    member = get_user_model().objects.create(username="member")
    imported = write(make_file(tmp_path, [ONE]))
    sealed = SealedCase.objects.create(record=Record.objects.get(), reason="He is in danger.")
    sealed.people.add(member)

    with seeing.as_person(editor.pk):
        assert [each.public_id for each in undoing.obstacles(imported)] == [""]
        with pytest.raises(undoing.CannotUndo, match="somebody who does has to undo it"):
            undoing.undo(imported, by=editor)
    assert Prisoner.objects.count() == 0
    with seeing.as_person(member.pk):
        assert Prisoner.objects.count() == 1
        later(imported)
        undoing.undo(imported, by=member)
    with seeing.as_system():
        assert not Prisoner.objects.exists()


def test_what_was_undone_waits_for_nobody(tmp_path, admin_client):
    imported = write(make_file(tmp_path, [ONE]))
    Record.objects.update(state=Record.State.READY)
    later(imported)
    undoing.undo(imported, by=None)

    queue = admin_client.get(reverse("admin:office_review_queue"))

    assert (queue.status_code, queue.context["rows"]) == (200, [])
    assert admin_client.get(reverse("admin:index")).status_code == 200
