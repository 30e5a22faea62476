"""What is no archive of ours, or was changed, is refused with what is wrong, and nothing of it comes in."""

import hashlib
import io
import json
import zipfile

import pytest
from django.db import connections
from django.test import override_settings

from office.archive import tables
from office.tests.archives import export, refused
from prisoners.tests.builders import make_detention, make_stay
from tests import databases


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory):
    """An archive with a person, a detention and a stay."""
    folder = tmp_path_factory.mktemp("archive")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        name = databases.clone_of_empty()
        with databases.using(name):
            make_stay(detention=make_detention(began_on="2020-08", ended_on=""))
            export(folder / "small.zip")
        databases.drop(name)
    return folder / "small.zip"


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    """One database for all: every test leaves it as empty as it was."""
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        yield name
        databases.drop(name)


@pytest.fixture
def small_archive(written, empty, django_db_blocker, settings, tmp_path):
    """That archive, and an empty database to put it in, in which nothing may be afterwards."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with django_db_blocker.unblock(), databases.using(empty):
        yield written
        with connections["owner"].cursor() as cursor:
            for table in tables.archived_tables(connections["owner"]):
                cursor.execute(
                    f"""
                    SELECT (SELECT count(*) FROM {table.name}),
                           (SELECT count(*) FROM pg_trigger
                             WHERE tgrelid = %s::regclass AND tgenabled = 'D')
                    """,
                    [table.name],
                )
                assert cursor.fetchone() == (0, 0), table.name


def rewritten(path, to, change):
    """A copy of an archive; `change` takes its members as {name: bytes} and changes them."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return to


def without_its_hash(members, name, content):
    """Put `content` in place of a member and make the manifest agree."""
    members[name] = content
    said = json.loads(members["manifest.json"])
    for table in said["tables"]:
        if name == f"tables/{table['table']}.csv":
            table["bytes"], table["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    members["manifest.json"] = json.dumps(said).encode()


def test_what_is_no_archive_is_said_to_be_none(small_archive, tmp_path):
    path = tmp_path / "no.zip"
    for content in (
        b"",
        b"not a zip",
        b"PK\x05\x06" + b"\0" * 18,
        small_archive.read_bytes()[:-99],
    ):
        path.write_bytes(content)
        refused(path, "no archive")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", '{"kind": "another", "format": 1}')
    refused(path, "no archive that Rollcall wrote")
    refused(tmp_path / "nowhere.zip", "No such file")


def test_a_member_that_was_changed_is_named(small_archive, tmp_path):
    def change(members):
        members["tables/prisoners_prisoner.csv"] += b"x"

    refused(
        rewritten(small_archive, tmp_path / "changed.zip", change),
        "tables/prisoners_prisoner.csv was changed after the archive was written",
    )


def test_a_broken_member_is_named(small_archive, tmp_path):
    content = bytearray(small_archive.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("tables/prisoners_prisoner.csv")
    middle = member.header_offset + len(member.filename) + 60
    content[middle : middle + 8] = b"\xff" * 8
    (tmp_path / "broken.zip").write_bytes(content)

    refused(tmp_path / "broken.zip", "tables/prisoners_prisoner.csv cannot be read")


@pytest.mark.parametrize("name", ["../outside.csv", "/etc/passwd", "files/../../x", "a\\b", "C:x"])
def test_no_name_leads_out_of_its_folder(small_archive, tmp_path, name):
    path = rewritten(
        small_archive, tmp_path / "slip.zip", lambda members: members.update({name: b""})
    )

    refused(path, "leads out of its folder")


def test_a_file_of_the_manifest_does_not_lead_out_either(small_archive, tmp_path):
    def change(members):
        said = json.loads(members["manifest.json"])
        said["files"] = [{"file": "../../outside", "bytes": 0, "sha256": ""}]
        members["manifest.json"] = json.dumps(said).encode()

    refused(
        rewritten(small_archive, tmp_path / "slip.zip", change), "no archive that Rollcall wrote"
    )


def test_a_member_more_or_less_is_not_taken(small_archive, tmp_path):
    more = rewritten(small_archive, tmp_path / "a.zip", lambda m: m.update({"more.csv": b""}))
    less = rewritten(small_archive, tmp_path / "b.zip", lambda m: m.pop("tables/auth_user.csv"))

    refused(more, "“more.csv” is in one of them only")
    refused(less, "“tables/auth_user.csv” is in one of them only")


def test_an_archive_bomb_is_not_unpacked(small_archive, tmp_path):
    path = rewritten(
        small_archive, tmp_path / "bomb.zip", lambda m: m.update({"bomb": b"\0" * 30_000_000})
    )

    refused(path, "unpacks to far more")


def test_another_version_is_told_by_what_differs(small_archive, tmp_path):
    def rename_column(members):
        said = json.loads(members["manifest.json"])
        table = next(t for t in said["tables"] if t["table"] == "prisoners_tag")
        table["columns"][-1] = "title"
        members["manifest.json"] = json.dumps(said).encode()

    def other_types(members):
        said = json.loads(members["manifest.json"]) | {"schema": "0" * 64}
        members["manifest.json"] = json.dumps(said).encode()

    refused(
        rewritten(small_archive, tmp_path / "a.zip", rename_column),
        "another version of Rollcall .*: only one of the two has a column name in prisoners_tag",
    )
    refused(rewritten(small_archive, tmp_path / "b.zip", other_types), "its columns differ")


def test_rules_across_rows_hold_for_what_comes_in(small_archive, tmp_path):
    def change(members):
        name = "tables/prisoners_detention.csv"
        without_its_hash(members, name, members[name].replace(b",2020-08,", b",2029-08,"))
        name = "tables/prisoners_stay.csv"
        stays = members[name].decode().splitlines()
        columns, row = stays[0].split(","), stays[1].split(",")
        row[columns.index("began_on")] = "2021"
        without_its_hash(members, name, "\n".join([stays[0], ",".join(row), ""]).encode())

    refused(
        rewritten(small_archive, tmp_path / "rule.zip", change),
        "The database refuses the content of the archive. A stay lies outside its detention",
    )


def test_a_link_to_a_row_that_is_not_there_is_refused(small_archive, tmp_path):
    def change(members):
        name = "tables/prisoners_prisoner.csv"
        lines = members[name].splitlines(keepends=True)
        without_its_hash(members, name, lines[0])
        said = json.loads(members["manifest.json"])
        next(t for t in said["tables"] if t["table"] == "prisoners_prisoner")["rows"] = 0
        members["manifest.json"] = json.dumps(said).encode()

    refused(
        rewritten(small_archive, tmp_path / "link.zip", change),
        "what it refers to is gone",
    )
