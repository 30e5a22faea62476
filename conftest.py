import os
import re
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.utils import translation

from config import translations
from register.tests import derived, erased
from tests import databases
from tests.site import site_on


def pytest_configure():
    """Tests that are started without make have the languages too."""
    translations.compile_changed()


def pytest_sessionfinish():
    databases.drop_left()


@pytest.fixture(autouse=True)
def reader_of_english():
    """Each test begins in English; a request in another language leaves that language behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """A database of this process's own; ordinary tests roll their rows back in it."""
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        with databases.using(name):
            derived.install()
            erased.install()
            yield
        databases.drop(name)


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker, settings):
    """A database of this test's own, where rows are committed and all three logins are real.

    For what rolled-back rows cannot show: sessions side by side, deferred rules, rights.
    """
    settings.PUBLIC_DATABASE = "public"
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        with databases.using(name):
            yield name
        databases.drop(name)


@pytest.fixture
def kept_as_in_production(db, settings):
    """The cache of production, empty. Tests that roll back never commit, so the stamp is written at once."""
    in_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": in_memory, "sets": in_memory | {"LOCATION": "sets"}}
    for name in settings.CACHES:
        caches[name].clear()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS write_stamp IMMEDIATE")
    yield
    cache.clear()


@pytest.fixture(scope="session")
def empty_server(django_db_blocker):
    """The address of a site in which nothing has been entered yet."""
    with django_db_blocker.unblock():
        yield from _served(databases.clone_of_empty())


@pytest.fixture(scope="session")
def demo_server(django_db_blocker):
    """The address of a site with the published demonstration register. Tests only read it."""
    with django_db_blocker.unblock():
        yield from _served(databases.clone_of_demo())


@pytest.fixture
def own_demo_server(django_db_blocker):
    """The same for one test that writes: nobody else sees what it enters."""
    with django_db_blocker.unblock():
        yield from _served(databases.clone_of_demo())


@pytest.fixture
def scene_server(django_db_blocker):
    """The demonstration register before the act of 9 December 2024 is entered."""
    with django_db_blocker.unblock():
        yield from _served(databases.clone_before_the_scene())


def _served(database):
    with site_on(database) as address:
        yield address
    databases.drop(database)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    named = os.environ.get("CHROMIUM")
    # The one without windows takes half the time.
    chromium = named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not chromium:
        pytest.fail(
            "Browser tests need Chromium: apt-get install chromium-headless-shell, or set CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser):
    """A page that fails its test when it asks another host for something or the console complains."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    elsewhere, complaints = [], []
    page.on("request", lambda request: _is_local(request.url) or elsewhere.append(request.url))
    page.on("console", lambda said: said.type == "error" and complaints.append(_text(said)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert (elsewhere, complaints) == ([], [])


def _is_local(url):
    return re.match(r"(http://(127\.0\.0\.1|localhost):|data:|blob:|about:)", url)


def _text(said):
    return f"{said.text} ({said.location['url']})"
