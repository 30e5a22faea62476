"""Nothing confidential is public: marks in every confidential field, and a crawl that looks for them."""

import logging
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connections, transaction
from django.test import Client

from config.local import VAR
from core import seeing
from prisoners.models import Detention
from register.models import NameWord, PageEntry
from tests.canaries import crawl as crawling
from tests.canaries.addresses import filter_queries, from_resolver
from tests.canaries.marks import Marks
from tests.canaries.planting import plant_open
from tests.canaries.tables import marks_in_tables, readable
from tests.canaries.world import make_world
from tests.site import log_of, site_on

HERE = ("testserver", "")
LANGUAGES = ("en", "be", "ru")
POSTGRES_LOG = VAR / "postgres-test" / "server.log"
# Beside yes and no, and links, which say whether and of what.
NO_MARK_FITS = {
    "prisoners.Merge.absorbed_state": "A state of a record, such as those that are public.",
    "prisoners.Consent.given_by": "Its codes are words: person, family, lawyer.",
    "prisoners.Consent.scope": "Its codes are words: name, photo, health.",
}


@pytest.fixture
def world(committed_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_world()


@pytest.fixture
def logged():
    """Everything that the site logs, as one text."""
    lines = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def addresses(world, languages=("en",), formats=("/prisoners.json",)):
    slugs = [*PageEntry.objects.using("public").values_list("slug", flat=True)]
    yield from from_resolver(world.public_ids, slugs, languages)
    for query in filter_queries():
        yield from (f"{path}?{query}" for path in formats)


def break_rules_of_rows(world):
    """What a database says when it refuses a row: the row."""
    held = world.plantings["open"].rows[Detention]
    for wrong in ({"end_reason": "pardon"}, {"country": "too long for two letters"}):
        with seeing.as_system(), pytest.raises(DatabaseError), transaction.atomic():
            Detention.objects.filter(pk=held.pk).update(**wrong)


def test_no_mark_is_found_by_a_crawl_in_logs_and_in_tables(world, logged, capsys):
    log_began = _size(POSTGRES_LOG)
    client = Client(raise_request_exception=False)
    crawl = crawling.Crawl(crawling.of_client(client), world.marks, HERE)

    break_rules_of_rows(world)
    crawl.run(addresses(world))
    crawl.open("/en/prisoners/?q=" + "x" * 9000)

    with capsys.disabled():
        print("\n" + crawl.said())
    assert crawl.leaks == {}
    assert crawl.statuses[500] == 0
    assert crawl.statuses[200] > 80
    assert world.marks.found_in("\n".join(logged).encode()) == []
    assert world.marks.found_in(_since(POSTGRES_LOG, log_began)) == []
    assert marks_in_tables(world.marks) == {}
    assert [table for table in readable() if not table.startswith("register_")] == []
    assert hidden_words(world) == []


@pytest.mark.django_db
def test_every_confidential_field_holds_a_mark(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    marks = Marks()
    plant_open(marks, User.objects.create_user("editor"))

    assert marks.unmarked.keys() == {f"open {label}" for label in NO_MARK_FITS}


def test_an_error_page_tells_nothing(world, logged):
    """The table that the site asks first is taken away: whatever fails is answered without its rows."""
    with connections["owner"].cursor() as cursor:
        user = connections["public"].settings_dict["USER"]
        cursor.execute(f'REVOKE SELECT ON register_entry, register_edition FROM "{user}"')
    client = Client(raise_request_exception=False)
    answers = [
        client.get(path)
        for path in ("/en/", "/en/prisoners/", "/en/reports/explore/", "/en/no-such-page/")
    ]
    answers += [
        client.post("/en/prisoners/"),
        client.get("/prisoners.csv?on=2021-02-30"),
        client.get("/en/", headers={"host": "elsewhere.example"}),
        Client(enforce_csrf_checks=True, raise_request_exception=False).post("/admin/login/"),
    ]

    assert {answer.status_code for answer in answers} >= {400, 403, 404, 500}
    for answer in answers:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert world.marks.found_in(body) == []
        assert b"Traceback" not in body
        assert b"register_entry" not in body
    assert world.marks.found_in("\n".join(logged).encode()) == []


@pytest.mark.soak
@pytest.mark.browser
def test_no_mark_is_found_on_the_running_site(world, committed_db, monkeypatch, settings, capsys):
    monkeypatch.setenv("MEDIA_ROOT", str(settings.MEDIA_ROOT))
    monkeypatch.setenv("ACCESS_LOG", "paths")
    log_began = _size(POSTGRES_LOG)
    with site_on(committed_db) as address:
        hosts = (address.removeprefix("http://"), "")
        get = crawling.of_server(address)
        crawl = crawling.Crawl(get, world.marks, hosts, is_quick=False, most=12_000)
        formats = ("/en/prisoners/", "/prisoners.json", "/prisoners.csv", "/prisoners.xlsx")
        crawl.run(addresses(world, LANGUAGES, formats))
        for path in _files(settings.MEDIA_ROOT):
            crawl.open(f"/media/{path}")
            crawl.open(f"/static/{path}")
        log = log_of(address)

    with capsys.disabled():
        print("\n" + crawl.said())
    assert crawl.leaks == {}
    assert crawl.statuses[500] == 0
    assert world.marks.found_in(log) == []
    assert world.marks.found_in(_since(POSTGRES_LOG, log_began)) == []


def hidden_words(world):
    """Words of hidden names under which the search box would find something."""
    hidden = [
        one.person.display_name.lower()
        for kind, one in world.plantings.items()
        if kind not in ("open", "secret", "sealed")
    ]
    return [
        *NameWord.objects.using("public").filter(text__in=hidden).values_list("text", flat=True)
    ]


def _files(folder):
    folder = Path(folder)
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]


def _size(path):
    return path.stat().st_size if path.exists() else 0


def _since(path, began):
    if not path.exists():
        return b""
    with open(path, "rb") as file:
        file.seek(began)
        return file.read()
