"""Hostile texts in every text field: published, downloaded, and looked at in a browser. Nothing runs."""

import csv
import io
import re
import zipfile
from collections import Counter
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse

from core import seeing
from core.formulas import RUN
from office.demo_users import make_groups
from register.models import PageEntry
from register.publishing import publish
from tests.canaries.addresses import from_resolver
from tests.hostile.rows import plant_hostile
from tests.site import site_on
from tests.staff import make_editor, sign_in
from tests.working_rows import ROWS

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
FILE_NAME = re.compile(r'attachment; filename="[A-Za-z0-9._-]+"')


def planted(number):
    staff = User.objects.create_user("author")
    plantings = [plant_hostile(n, staff) for n in range(number)]
    reviewer = User.objects.create_user("reviewer")
    for one in plantings:
        people = [i for i in one.public_ids if i.startswith("RC-")]
        publish(people, by=reviewer)
        publish([i for i in one.public_ids if i not in people], by=reviewer)
    return plantings


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def cells_of_csv(content):
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


def cells_of(path, content):
    if path.endswith(".csv"):
        return cells_of_csv(content)
    if path.endswith(".xlsx"):
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        return [
            str(cell.value)
            for sheet in sheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type != "n"
        ]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        return [cell for name in tables for cell in cells_of_csv(archive.read(name))]


@pytest.mark.django_db
def test_no_cell_of_a_download_runs(media, client):
    planted(3)
    running, read = {}, 0

    for path in ("/prisoners.csv", "/prisoners.xlsx", "/data/package.zip", "/reports/claims.csv"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert FILE_NAME.fullmatch(answer["Content-Disposition"])
        cells = cells_of(path, body_of(answer))
        read += len(cells)
        running[path] = [
            c for c in cells if RUN.match(c) and not NUMBER.fullmatch(c) and not c.startswith("'")
        ]

    assert running == dict.fromkeys(running, [])
    assert read > 1_000


@pytest.mark.soak
def test_every_public_address_answers_whatever_words_are_published(
    committed_db, media, client, capsys
):
    """Feeds, pictures and files too: what they are made with ends at other signs than a page does."""
    with seeing.as_system():
        ids = [public_id for one in planted(3) for public_id in one.public_ids]
    pages = PageEntry.objects.values_list("slug", flat=True)
    statuses = Counter()

    for path in from_resolver(ids, pages):
        answer = client.get(path)
        body_of(answer)
        statuses[answer.status_code] += 1

    with capsys.disabled():
        print(f"\n{statuses.total()} addresses of a register of hostile words: {dict(statuses)}")
    assert {*statuses} <= {200, 204, 301, 302, 400, 404, 410}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["x\r\nSet-Cookie: a=b", "x\ny", "../../etc/passwd", "{{ 7*7 }}"])
def test_what_is_asked_makes_no_header_and_no_path(client, text):
    for path in ("/prisoners.csv", "/prisoners.json", "/en/prisoners/", "/reports/claims.json"):
        for name in ("q", "on", "known", "lang", "sort", "table", "excel", "region"):
            answer = client.get(path, {name: text})
            assert answer.status_code in (200, 400), (path, name)
            assert "a=b" not in str(answer.headers)
            if disposition := answer.get("Content-Disposition"):
                assert FILE_NAME.fullmatch(disposition)


def public_pages(plantings):
    ids = [public_id for one in plantings for public_id in one.public_ids]
    pages = from_resolver(ids, [])
    return [path for path in pages if path.startswith("/en/") and path.endswith("/")]


def staff_pages(plantings):
    """The list, the form and the history of every working model that has them."""
    for model in ROWS:
        meta = model._meta
        for page, arguments in [
            ("changelist", []),
            *(("change", [one.rows[model].pk]) for one in plantings),
            ("history", [plantings[0].rows[model].pk]),
        ]:
            try:
                yield reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=arguments)
            except NoReverseMatch:
                continue


def look(browser, address, paths, user=None):
    """What Chromium did that it should not have: (page, what)."""
    context, faults, looked = browser.new_context(locale="en-GB"), [], 0
    page = context.new_page()
    page.set_default_timeout(60_000)
    at = {"path": ""}

    def fault(what):
        faults.append((at["path"], what))

    page.on("dialog", lambda dialog: (fault(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: fault(f"error {error}"))
    page.on("console", lambda said: said.type == "error" and fault(f"console {said.text}"))
    page.on(
        "request",
        lambda asked: (
            urlsplit(asked.url).netloc not in ("", urlsplit(address).netloc)
            and fault(f"asked {asked.url}")
        ),
    )
    if user:
        sign_in(page, address, user)
    for path in paths:
        at["path"] = path
        answer = page.goto(address + path)
        looked += answer.status == 200
        if answer.status >= 500:
            fault(f"status {answer.status}")
        if page.evaluate("window.hostile"):
            fault("a script ran")
    context.close()
    return looked, [(path, what) for path, what in faults if "status of 40" not in what]


def trial(committed_db, browser, monkeypatch, media, number, step):
    monkeypatch.setenv("MEDIA_ROOT", str(media))
    with seeing.as_system():
        plantings = planted(number)
    make_groups()
    user = make_editor()
    with site_on(committed_db) as address:
        public = look(browser, address, public_pages(plantings)[::step])
        office = look(browser, address, [*staff_pages(plantings)][::step], user)
    return public, office


@pytest.mark.browser
def test_nothing_runs_in_a_browser(committed_db, browser, monkeypatch, media):
    public, office = trial(committed_db, browser, monkeypatch, media, number=1, step=17)

    assert (public[1], office[1]) == ([], [])
    assert public[0] > 1
    assert office[0] > 1


@pytest.mark.soak
@pytest.mark.browser
def test_nothing_runs_in_a_browser_on_any_page(committed_db, browser, monkeypatch, media, capsys):
    public, office = trial(committed_db, browser, monkeypatch, media, number=3, step=1)

    with capsys.disabled():
        print(f"\n{public[0]} public pages and {office[0]} pages of the office looked at")
    assert (public[1], office[1]) == ([], [])
