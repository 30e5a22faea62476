"""What an import does with the lines of a list: new, changed, held, refused, and again the same."""

import pytest

from office.importing import applying, counting, deciding
from office.models import Import, ImportLine, ImportRow
from office.tests.importing import LIST, ONE, faults, make_file, outcomes, read, write
from pardons.models import Beneficiary, ClemencyAct
from prisoners.models import (
    Charge,
    Death,
    Detention,
    ExternalId,
    Name,
    Prisoner,
    Prosecution,
    SentencePart,
    Verdict,
)
from prisoners.tests.builders import make_prisoner
from sources.models import Citation, Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder_of_files")]


def test_a_wide_line_becomes_a_person_with_all_that_it_says(tmp_path, editor):
    imported = write(make_file(tmp_path, [ONE]), by=editor)

    person = Prisoner.objects.get()
    assert (person.display_name, person.sex, person.born_on) == (
        "Test Person 17",
        "male",
        "1980-08-09",
    )
    assert set(person.names.values_list("text", "kind")) == {
        ("Test Person 17", "main"),
        ("Testy", "alias"),
    }
    assert person.external_ids.values_list("scheme", "value").get() == ("test-list", "007")
    assert person.detentions.get().began_on == "2020-08"
    part = SentencePart.objects.get(verdict__decided_on="2021-02-03")
    assert (part.kind, part.years, part.months) == ("imprisonment", 3, 6)
    assert (person.record.state, person.record.editors) == ("draft", [editor.pk])
    assert (imported.state, imported.counts["new"]) == ("done", 1)


def test_reading_a_file_writes_nothing(tmp_path):
    imported = read(make_file(tmp_path, [ONE]))

    assert (imported.state, outcomes(imported)) == ("ready", {2: "new"})
    assert not Prisoner.objects.exists()
    assert not Record.objects.exists()


def test_an_import_publishes_nothing(tmp_path):
    write(make_file(tmp_path, [ONE]))

    assert not Record.objects.filter(published_revision__isnull=False).exists()


def test_the_same_file_again_changes_nothing(tmp_path):
    path = make_file(
        tmp_path, [ONE, ONE | {"No.": "008", "name": "Somebody Else", "person.born_on": "1990"}]
    )
    write(path)
    before = list(Record.objects.order_by("pk").values_list("pk", "revision"))

    again = write(path)

    assert outcomes(again) == {2: "unchanged", 3: "unchanged"}
    assert list(Record.objects.order_by("pk").values_list("pk", "revision")) == before


def test_a_newer_version_changes_just_what_differs(tmp_path):
    write(make_file(tmp_path, [ONE]))
    newer = read(make_file(tmp_path, [ONE | {"detention.began_on": "2020-08-11"}]))

    changed = ImportRow.objects.get(of=newer)
    assert outcomes(newer) == {2: "changed"}
    assert (changed.table, changed.values, changed.before) == (
        "prisoners.detention",
        {"began_on": "2020-08-11"},
        {"began_on": "2020-08"},
    )

    applying.write(newer, by=None)
    assert Detention.objects.get().began_on == "2020-08-11"


def test_a_column_that_comes_later_adds_to_the_same_people(tmp_path):
    write(make_file(tmp_path, [ONE]))
    write(
        make_file(tmp_path, [ONE | {"contact.happened_on": "2022-01-05", "contact.kind": "letter"}])
    )

    assert Prisoner.objects.get().contacts.get().happened_on == "2022-01-05"


def test_what_staff_corrected_stays_and_the_difference_is_shown(tmp_path):
    write(make_file(tmp_path, [ONE]))
    Detention.objects.update(began_on="2020-08-12")

    newer = write(make_file(tmp_path, [ONE | {"detention.began_on": "2020-08-11"}]))

    assert Detention.objects.get().began_on == "2020-08-12"
    line = ImportLine.objects.get(of=newer)
    assert line.doubts == [["edited_here", "detention.began_on", "2020-08-12 ≠ 2020-08-11"]]


def test_what_staff_deleted_does_not_come_back(tmp_path):
    path = make_file(tmp_path, [ONE])
    write(path)
    Detention.objects.all().delete()

    assert outcomes(write(path)) == {2: "unchanged"}
    assert not Detention.objects.exists()


def test_what_a_line_does_not_say_any_more_stays_and_is_told(tmp_path):
    write(make_file(tmp_path, [ONE]))

    newer = write(make_file(tmp_path, [ONE | {"name": "Test Person 17"}]))

    line = ImportLine.objects.get(of=newer)
    assert Name.objects.filter(text="Testy").exists()
    assert (line.outcome, [doubt[:2] for doubt in line.doubts]) == (
        "unchanged",
        [["not_said_any_more", "name:2"]],
    )


def test_lines_that_are_gone_are_reported_and_their_people_stay(tmp_path):
    other = ONE | {"No.": "008", "name": "Somebody Else", "person.born_on": "1990"}
    write(make_file(tmp_path, [ONE, other]))

    newer = write(make_file(tmp_path, [ONE]))

    assert (newer.counts["vanished"], counting.vanished(newer)) == (1, ["008"])
    assert Prisoner.objects.count() == 2


def test_leading_zeros_and_the_word_none_are_text(tmp_path):
    write(
        make_file(tmp_path, [{"No.": "000123", "name": "None", "prosecution.case_number": "0042"}])
    )

    person = Prisoner.objects.get()
    assert person.display_name == "None"
    assert person.prosecutions.get().case_number == "0042"
    assert ExternalId.objects.get().value == "000123"


def test_a_bad_cell_is_named_and_does_not_hide_the_rest_of_its_row(tmp_path):
    imported = write(
        make_file(tmp_path, [ONE | {"person.born_on": "9/8/1980", "person.sex": "maybe"}])
    )

    found = faults(imported)
    assert [(number, column, value) for number, column, value, _why in found] == [
        (2, "person.sex", "maybe"),
        (2, "person.born_on", "9/8/1980"),
    ]
    assert "female" in found[0][3]
    assert "day" in found[1][3]
    assert Prisoner.objects.get().detentions.count() == 1


def test_a_row_that_breaks_a_rule_stays_out_and_the_rest_is_taken(tmp_path):
    imported = write(make_file(tmp_path, [ONE | {"detention.ended_on": "2019"}]))

    assert not Detention.objects.exists()
    assert Verdict.objects.exists()
    assert faults(imported)[0][3] == "The detention ends before it can begin. Check both dates."


def test_what_only_the_database_sees_refuses_its_line_alone(tmp_path):
    dead = ONE | {"death.died_on": "2019"}
    good = {"No.": "8", "name": "Somebody Else"}

    imported = write(make_file(tmp_path, [dead, good]))

    assert outcomes(imported) == {2: "refused", 3: "new"}
    assert faults(imported)[0][3] == "This person cannot be arrested after death. Check both dates."
    assert Prisoner.objects.get().display_name == "Somebody Else"


def test_a_line_without_a_key_or_a_name_is_refused(tmp_path):
    imported = read(make_file(tmp_path, [{"No.": "", "name": "A"}, {"No.": "1", "name": ""}]))

    assert outcomes(imported) == {2: "refused", 3: "refused"}
    assert [why for *_where, why in faults(imported)] == [
        "the key of the line is missing",
        "the line names nobody",
    ]


def test_a_key_that_is_there_twice_is_refused_the_second_time(tmp_path):
    imported = read(make_file(tmp_path, [ONE, ONE | {"name": "Somebody Else"}]))

    assert outcomes(imported) == {2: "new", 3: "refused"}


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({"death.died_on": "2022"}, "death"),
        ({"detention.ended_on": "2022"}, "release"),
        ({"detention.began_on": "2190-01-01"}, "future_date"),
    ],
)
def test_what_is_never_silently_taken_is_held(tmp_path, said, doubt):
    imported = write(make_file(tmp_path, [ONE | said]), accept=())

    assert outcomes(imported) == {2: "held"}
    assert doubt in {kind for kind, *_rest in ImportLine.objects.get().doubts}
    assert not Prisoner.objects.exists()


def test_all_of_one_doubt_are_taken_at_once(tmp_path, editor):
    imported = read(make_file(tmp_path, [ONE | {"death.died_on": "2022"}]))

    assert deciding.accept(imported, ["death"], by=editor) == 1
    applying.write(Import.objects.get(pk=imported.pk), by=editor)

    assert Death.objects.get().died_on == "2022"
    assert ImportLine.objects.get().decided_by == editor


def test_a_held_line_is_taken_after_the_import_was_written(tmp_path, editor):
    imported = write(make_file(tmp_path, [ONE | {"death.died_on": "2022"}]), accept=())

    deciding.decide(ImportLine.objects.get(of=imported), by=editor)

    assert Death.objects.get().died_on == "2022"
    assert outcomes(imported) == {2: "new"}


def test_taking_one_held_line_leaves_the_other_lines_as_they_are(tmp_path, editor):
    other = {"No.": "008", "name": "Other Sample"}
    imported = write(make_file(tmp_path, [ONE | {"death.died_on": "2022"}, other]), accept=())
    ImportLine.objects.filter(number=3).update(cells=other)

    deciding.decide(ImportLine.objects.get(of=imported, number=2), by=editor)

    assert ImportLine.objects.get(number=2).cells == {}
    assert ImportLine.objects.get(number=3).cells == other


def test_a_held_line_is_left_out_once(tmp_path, editor):
    imported = write(make_file(tmp_path, [ONE | {"death.died_on": "2022"}]), accept=())
    line = ImportLine.objects.get(of=imported)

    deciding.decide(line, by=editor, is_dropped=True)

    with pytest.raises(deciding.CannotDecide):
        deciding.decide(line, by=editor)
    assert not Prisoner.objects.exists()


def test_a_second_death_of_one_person_changes_nothing_and_is_told(tmp_path):
    again = {"name": ONE["name"], "further": "yes"}
    lines = [
        ONE | {"death.died_on": "2022-05-06", "death.place": "Test Town"},
        again | {"No.": "008", "death.died_on": "2022-05"},
        again | {"No.": "009", "death.died_on": "2023"},
    ]

    imported = write(make_file(tmp_path, lines), 'continues = "further"' + LIST)

    assert Death.objects.get().died_on == "2022-05-06"
    told = {line.number: line.doubts for line in imported.lines.filter(number__gt=2)}
    assert told == {3: [], 4: [["other_death", "death", "Died on: 2023"]]}


def test_a_death_that_is_known_otherwise_here_stays_and_is_told(tmp_path):
    person = make_prisoner(display_name="Test Person 17")
    Death.objects.create(prisoner=person, died_on="2021")
    line = {"No.": "1", "public_id": person.public_id, "death.died_on": "2022"}

    imported = write(make_file(tmp_path, [line]))

    assert Death.objects.get().died_on == "2021"
    assert imported.lines.get().doubts == [["other_death", "death", "Died on: 2022"]]


def test_an_act_is_made_once_and_its_people_are_its_beneficiaries(tmp_path):
    profile = LIST + '[always]\n"act.key" = "pardon-{act.announced_on}"\n"act.kind" = "pardon"\n'
    lines = [
        {"No.": "1", "name": "Test Person 1", "act.announced_on": "2017-01-17"},
        {"No.": "2", "name": "Another Person", "act.announced_on": "17 January 2017"},
    ]

    write(make_file(tmp_path, lines), profile)

    act = ClemencyAct.objects.get(key="pardon-2017-01-17")
    assert Beneficiary.objects.filter(act=act, prisoner__isnull=False).count() == 2
    assert outcomes(write(make_file(tmp_path, lines), profile)) == {2: "unchanged", 3: "unchanged"}


def test_an_act_whose_key_takes_up_what_a_line_does_not_say_stays_out(tmp_path):
    profile = (
        LIST
        + """
        [always]
        "act.key" = "pardons-{act.announced_on}"
        "act.kind" = "pardon"
    """
    )
    lines = [
        {"No.": "1", "name": "Test Person 1", "act.authority": "President", "act.announced_on": ""},
        {"No.": "2", "name": "Test Person 2", "act.authority": "President", "act.announced_on": "2020"},
    ]  # fmt: skip

    imported = write(make_file(tmp_path, lines), profile)

    assert outcomes(imported) == {2: "new", 3: "new"}
    assert [act.key for act in ClemencyAct.objects.all()] == ["pardons-2020"]
    assert Beneficiary.objects.get().prisoner.display_name == "Test Person 2"
    assert faults(imported)[0] == (
        2, "act.key", "pardons-{act.announced_on}", "the line does not say: act.announced_on",
    )  # fmt: skip


def test_charges_are_articles_where_they_are_written_and_else_are_listed(tmp_path):
    profile = LIST + '[always]\n"prosecution.country" = "BY"\n[columns]\n"articles" = "charges"\n'
    line = {"No.": "1", "name": "Test Person 1", "articles": "ст. 361-4 ч. 1, ст. 368; ч. 1"}

    imported = write(make_file(tmp_path, [line]), profile)

    charges = Charge.objects.order_by("pk")
    assert [str(each.article) for each in charges] == ["BY CC 361-4(1)", "BY CC 368"]
    assert Prosecution.objects.get().charges_stated == line["articles"]
    assert faults(imported) == [(2, "articles", "ч. 1", "not understood; kept word for word")]


def test_the_list_itself_is_cited_for_everybody_in_it(tmp_path):
    profile = LIST + '[source]\nkey = "the-list"\ntitle = "The list"\n'

    write(make_file(tmp_path, [ONE]), profile)

    citation = Citation.objects.get()
    assert (citation.source.key, citation.record) == ("the-list", Prisoner.objects.get().record)
