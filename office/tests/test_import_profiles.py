"""Profiles in the admin: looked at, copied, edited; and those that are shipped."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from office.importing import profiles
from office.importing.admin.profile_list import all_profiles, shipped_text
from office.importing.targets import TABLES
from office.models import ImportProfile
from office.tests.uploads import PROFILE, make_profile, read, sheet, write
from prisoners.models import Detention
from prisoners.tests.builders import make_prisoner
from tests.staff import make_editor

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:office_importprofile_changelist", "admin:office_importprofile_add"


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def save(client, text, name="own-list", address=None):
    return client.post(address or reverse(ADD), {"name": name, "text": text})


def test_all_profiles_are_listed_with_where_they_are_from(client, editor):
    make_profile("own-list")
    make_profile("wide", shipped_text("wide"))

    page = client.get(reverse(LIST)).content.decode()

    assert {each.name: each.origin for each in all_profiles() if each.pk or each.name == "catalonia"} == {
        "own-list": "saved here",
        "wide": "saved here, instead of the shipped one",
        "catalonia": "shipped",
    }  # fmt: skip
    for name in ("own-list", "wide", "catalonia"):
        assert f"<td>{name}</td>" in page


def test_a_shipped_profile_is_looked_at_and_copied(client, editor):
    page = client.get(reverse("admin:office_import_shipped", args=["catalonia"])).content.decode()
    form = client.get(reverse(ADD), {"copy": "catalonia"}).context["adminform"].form

    assert "anc-military-courts" in page
    assert form.initial == {"name": "catalonia", "text": shipped_text("catalonia")}


def test_a_saved_profile_is_used_in_place_of_the_shipped_one(client, editor):
    save(client, PROFILE, name="catalonia")

    assert profiles.load("catalonia").title == "Test list"


def test_a_saved_profile_is_edited(client, editor):
    profile = make_profile()
    address = reverse("admin:office_importprofile_change", args=[profile.pk])

    assert "Test list" in client.get(address).content.decode()
    save(client, PROFILE.replace("Test list", "Better list"), "test-list", address)

    assert profiles.load("test-list").title == "Better list"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title =", "This is not TOML"),
        ("titel = 'x'", "titel: “titel” is not one of: accept"),
        ("[columns]\na = 'person.sexe'", "columns.a: “person” has no field “sexe”. It has: sex"),
        ("[columns]\na = {to = 1}", "columns.a.to must be a list of texts."),
        ("vocabulary = ['xx']", "vocabulary: There is no vocabulary “xx”."),
        ("[words.kinds]\nx = ['a']", "vocabulary: “x” cannot stand under [kinds]."),
        ("[file]\nheader_row = 'x'", "file.header_row is the number of a row."),
        ('key = ["a\\u0000"]', "A profile may not hold the sign U+0000."),
        ("[steps]\npardoned = 1", "[steps.pardoned] must be a table."),
        ("[source]\nkey = 'a'\nnothing = 'b'", "source.nothing: “nothing” is not one of: "),
        (
            "[source]\nkey = 'a'\nkind = 'hearsay'",
            "source.kind: Value 'hearsay' is not a valid choice.",
        ),
        ("[source]\nurl = 'nowhere'", "source.url: Enter a valid URL."),
        ("accept = ['all']", "accept: “all” is not one of: future_date"),
        (
            "[always]\n'act.key' = 'x-{act.day}'",
            "always.act.key: “act” has no field “day”. It has:",
        ),
        ("[always]\n'act.key' = 'x-{name}'", "always.act.key: “name” is no field of a row."),
        ("[always]\n'act.key' = 'x-{}'", "always.act.key: “” is no target."),
        ("[always]\n'act.key' = 'x-{'", "always.act.key: A brace is not closed in “x-{”."),
    ],
)
def test_a_profile_that_is_wrong_is_not_saved_and_the_sentence_stands_beside_it(
    client, editor, text, sentence
):
    answer = save(client, text)

    said = answer.context["adminform"].form.errors["text"]
    assert len(said) == 1
    assert said[0].startswith(sentence)
    assert not ImportProfile.objects.exists()


def test_a_saved_profile_that_a_newer_version_refuses_says_so_in_the_list(client, editor):
    make_profile("old", "no_such_section = 1")

    page = client.get(reverse(LIST)).content.decode()

    assert "no_such_section: “no_such_section” is not one of" in page


@pytest.mark.parametrize("name", ["no-such-profile", "x" * 300])
def test_a_shipped_profile_that_is_not_there_is_not_found(client, editor, name):
    address = reverse("admin:office_import_shipped", args=["NAME"]).replace("NAME", name)

    assert client.get(address).status_code == 404


def test_whoever_has_no_right_sees_no_profile(client):
    user = User.objects.create_user("somebody", is_staff=True)
    client.force_login(user)
    shipped = reverse("admin:office_import_shipped", args=["wide"])

    assert {client.get(to).status_code for to in (reverse(LIST), reverse(ADD), shipped)} == {403}


def test_whoever_may_import_sees_profiles_and_changes_none(client):
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="run_import"))
    client.force_login(user)

    page = client.get(reverse(LIST)).content.decode()

    assert "copy=" not in page
    assert save(client, PROFILE).status_code == 403


# --- shipped ones ---------------------------------------------------------------------------------


def test_every_shipped_profile_can_be_read():
    assert [each.fault for each in all_profiles() if each.fault] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_working_table_has_a_profile(table):
    name = f"table-{table.replace('_', '-')}"

    assert (profiles.load(name).rows, profiles.load(name).list_name) == (table, name)


def test_one_table_is_imported_by_its_profile(client, editor):
    person = make_prisoner()

    content = sheet(f"{person.public_id},2020-08-09", columns="prisoner,began_on")
    imported = write(client, read(client, content, profile="table-detentions"))

    assert imported.counts["refused"] == 0
    assert Detention.objects.get().prisoner == person


def test_the_same_table_again_changes_nothing_and_misses_nothing(client, editor):
    person = make_prisoner()
    content = sheet(f"{person.public_id},2020-08-09", columns="prisoner,began_on")
    write(client, read(client, content, profile="table-detentions"))

    again = read(client, content, profile="table-detentions")

    assert (again.counts["unchanged"], again.counts["vanished"]) == (1, 0)
