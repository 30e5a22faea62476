"""`manage.py draft_profile`: what it guesses of an unknown spreadsheet, and what it asks."""

import csv
import io
import tomllib

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from office.importing import drafting, originals, profiles
from office.models import Import
from office.tests.importing import make_file, write
from prisoners.models import Name, Prisoner

pytestmark = pytest.mark.django_db

# Rows of public lists, as facts: the US Office of the Pardon Attorney, the National Archive of Catalonia.
PARDONS = """\
president,grant_date,name,district,sentenced,offense,terms_of_grant,further_count
Test President,"January 17, 2017",Test Person One,Northern Test,"12 years' imprisonment; $350,000 restitution (February 27, 1989)",Embezzlement,,
Test President,"January 17, 2017","Test Person Two, aka Tess",Southern Test,1994,Theft,N/A,
Test President,"January 17, 2017","Test Person Two, aka Tess",Eastern Test,1996,Arson,,1
Test President,"December 8, 2008",Test Person Three,Western Test,"Three years' probation (May 1, 1999)",False statement,,
Test President,"December 8, 2008",Test Person Four,Western Test,"30 days hereafter (June 2, 1999)",False statement,,
"""
COURT_CASES = """\
Cognoms,Nom,Sexe,Tipus,Procediment,Num_causa,Any_inici,Any_final,Pena,Commutacio,Num
PROVA U,Anna,Dona,Consells de guerra,Sumaríssim,001,1939,1940,Dotze anys i un dia de reclusió temporal,--,10
PROVA DOS,Joan,Home,Consells de guerra,Sumaríssim,002,1939,1939,Mort,Executat,20
PROVA TRES,Pere,Home,Consells de guerra,Sumaríssim,003,1940,--,Trenta anys de reclusió major,Vint anys/ Indultat,30
PROVA QUATRE,Maria,Dona,Diligències prèvies,Ordinari,004,1941,1942,Absolt,--,40
"""
RUSSIAN = """\
Список политзаключённых;;;;;;;;;;;;;;
по состоянию на 01.02.2022;;;;;;;;;;;;;;
№ п/п;ФИО;Пол;Дата рождения;Дата задержания;Статьи УК;Дата приговора;Наказание;Судья;Место содержания;Примечания;Где работал раньше;Дети;Отчество;Дата
1;Пробный Иван Иванович;муж.;1/2/1980;9/8/2020;ст. 342 ч. 1;01.02.2021;3 года колонии общего режима;Проверкин;Колония № 2;нет данных;завод;да;Иванович;01/02/2021
2;Пробная Анна Сергеевна;жен.;25/12/1975;10/8/2020;ст. 293 ч. 2;нет данных;5 лет;Образцов;Колония № 4;;школа;2 сына;Сергеевна;02/02/2021
3;Тестова Ольга Петровна;ж;1990;август 2020;ст. 342;2021-03-04;4 года усиленного режима;Образцов;;болеет;;нет;Петровна;03/02/2021
4;Тестов Олег Олегович;мужик;н/д;11/8/2020;ст. 342 ч. 1;01.04.2021;2 года 6 месяцев;Проверкин;Колония № 4;;;не знаем;Олегович;05/06/2021
5;Примерный Пётр Ильич;м;13/5/1988;12/8/2020;ст. 364;05.04.2021;7 лет и что-то ещё;Проверкин;Тюрьма № 4;;;да;Ильич;05/07/2021
"""


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr(originals, "FOLDER", tmp_path / "imports")
    monkeypatch.setattr(profiles, "FOLDER", tmp_path)


def drafted(path):
    found = drafting.draft(path, file_name=path.name, list_name="test-list")
    return found, profiles.read(found.text, "test-list")


def file_of(folder, text, encoding="utf-8"):
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(PARDONS, "utf-8"), (COURT_CASES, "utf-8-sig"), (RUSSIAN, "windows-1251")],
)
def test_a_draft_can_be_imported_with_at_once(tmp_path, text, encoding):
    path = file_of(tmp_path, text, encoding)
    found, _profile = drafted(path)

    imported = write(path, found.text)

    assert imported.state == Import.State.DONE
    assert Prisoner.objects.exists()


def test_the_list_of_the_demonstration_becomes_a_profile_that_imports_everybody(tmp_path):
    path = settings.BASE_DIR / "demo" / "belarus" / "prisoners.csv"
    found, profile = drafted(path)

    imported = write(path, found.text)

    assert profile.key == ("person_key",)
    assert (found.lines, imported.counts["refused"]) == (106, 0)
    assert Prisoner.objects.count() == 106


def test_columns_of_a_russian_list_find_their_targets(tmp_path):
    found, profile = drafted(file_of(tmp_path, RUSSIAN, "windows-1251"))

    assert {name: way.to[0] for name, (way,) in profile.columns.items()} == {
        "ФИО": "name",
        "Пол": "person.sex",
        "Дата рождения": "person.born_on",
        "Дата задержания": "detention.began_on",
        "Статьи УК": "charges",
        "Дата приговора": "verdict.decided_on",
        "Наказание": "sentence",
        "Судья": "verdict.judge",
        "Место содержания": "stay.facility",
        "Примечания": "note",
        "Дети": "person.has_minor_children",
    }
    assert profile.key == ("№ п/п",)
    assert profile.order == "surname-first"
    assert profile.vocabulary == ("ru", "iso")
    assert profile.missing == {"нет данных", "н/д"}
    assert profile.ignore == {"Где работал раньше", "Отчество", "Дата"}


def test_words_that_match_no_code_are_asked_about_with_their_counts(tmp_path):
    found, profile = drafted(file_of(tmp_path, RUSSIAN, "windows-1251"))

    assert profile.columns["Пол"][0].values == {
        "муж.": "male",
        "жен.": "female",
        "м": "male",
        "ж": "female",
    }
    assert '#     "мужик" = ""    1 cell' in found.text
    assert '#     "2 сына" = ""    1 cell' in found.text


def test_day_and_month_are_put_in_order_only_where_the_column_proves_it(tmp_path):
    found, profile = drafted(file_of(tmp_path, RUSSIAN, "windows-1251"))

    assert profile.columns["Дата рождения"][0].dates == "day-month"
    assert profile.columns["Дата задержания"][0].dates == ""
    assert "4 cells such as “9/8/2020” can be read both ways" in found.text


def test_dates_that_prove_both_orders_are_said_to_be_mixed(tmp_path):
    dates = ["25/12/2020", "12/25/2020", "13/1/2020"]
    lines = [{"name": f"Test Person {n}", "born": text} for n, text in enumerate(dates)]

    found, profile = drafted(make_file(tmp_path, lines))

    assert profile.columns["born"][0].dates == ""
    assert "2 cells can only be day-month and 1 only month-day" in found.text


def test_a_sentence_in_catalan_chooses_its_vocabulary_and_the_steps(tmp_path):
    _found, profile = drafted(file_of(tmp_path, COURT_CASES))

    assert profile.vocabulary == ("ca", "iso")
    assert profile.columns["Pena"][0].to == ("sentence",)
    assert profile.columns["Commutacio"][0].to == ("steps",)
    assert (profile.columns["Cognoms"][0].to, profile.columns["Nom"][0].to) == (
        ("surname",),
        ("given_name",),
    )


def test_sentences_that_are_not_understood_are_listed(tmp_path):
    found, _profile = drafted(file_of(tmp_path, PARDONS))

    assert "“30 days hereafter (June 2, 1999)” (1)" in found.text


def test_where_no_column_is_a_key_several_are_proposed(tmp_path):
    found, profile = drafted(file_of(tmp_path, PARDONS))

    assert profile.key == ("name", "grant_date", "sentenced")
    assert "? No column by itself names a line." in found.text
    assert 'continues = "further_count"' in found.text


def test_lines_that_nothing_tells_apart_have_no_key(tmp_path):
    found, profile = drafted(make_file(tmp_path, [{"name": "Test Person 1", "sex": "m"}] * 3))

    assert profile.key == ()
    assert "? No columns tell all lines apart." in found.text


def test_a_sheet_without_names_says_so(tmp_path):
    found, _profile = drafted(
        make_file(tmp_path, [{"x": "1", "y": "2020"}, {"x": "2", "y": "2021"}])
    )

    assert "? No column names the person" in found.text


def test_the_table_of_ours_is_known_by_its_columns(tmp_path):
    held = {"code": "", "prisoner": "RC-7K3M9Q", "began_on": "2020-08", "country": "BY"}

    _found, profile = drafted(make_file(tmp_path, [held, held | {"country": "RU"}]))

    assert profile.rows == "detentions"


def test_separators_are_found(tmp_path):
    lines = [
        {"name": f"Test Person {word}", "aliases": f"Testy {word}, Tess {word}"}
        for word in ("Alpha", "Beta", "Gamma")
    ]
    path = make_file(tmp_path, lines)
    found, profile = drafted(path)

    write(path, found.text)

    assert profile.columns["aliases"][0].split == ","
    assert Name.objects.filter(kind="alias").count() == 6


def test_hostile_names_of_columns_and_cells_do_not_break_the_draft(tmp_path):
    names = ['a"b', "c\\d", "[e]", "f = 'g'", "#h", "i.j", "\u202ek", "ü" * 300, "'''", '"""']
    cells = ['"""', "\\u0000", "#\n= 1", "'", "\u2028[x]", "“”", "{", "\t", "\u202e", "x" * 5000]
    lines = [dict(zip(names, cells[n:] + cells[:n], strict=True)) for n in range(5)]
    path = make_file(tmp_path, lines)

    found, profile = drafted(path)

    with path.open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    assert set(profile.columns) | profile.ignore | set(profile.key) == {
        " ".join(name.split()) for name in header
    }


def test_the_command_writes_a_file_and_never_over_another(tmp_path):
    path = file_of(tmp_path, RUSSIAN, "windows-1251")
    said = io.StringIO()

    call_command("draft_profile", str(path), out="mine", list="memorial", stdout=said)
    with pytest.raises(CommandError, match="is there already; --force"):
        call_command("draft_profile", str(path), out="mine")
    call_command("draft_profile", str(path), out="mine", force=True, stdout=io.StringIO())

    assert "5 lines, 11 columns have a place, 3 have none yet" in said.getvalue()
    assert tomllib.loads((tmp_path / "mine.toml").read_text(encoding="utf-8"))["list"] == "list"


def test_a_file_that_cannot_be_read_leaves_no_profile(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")

    with pytest.raises(CommandError):
        call_command("draft_profile", str(path))
    with pytest.raises(CommandError, match="is not a file"):
        call_command("draft_profile", str(tmp_path / "nothing.csv"))

    assert not list(tmp_path.glob("*.toml"))
