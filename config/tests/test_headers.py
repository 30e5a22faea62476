"""What stands on every answer, whichever page it is and whatever went wrong."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as site

pytestmark = pytest.mark.django_db


def broken(_request):
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken), path("admin/accounts/login/broken/", broken), *site]

PUBLIC = [
    "/en/",
    "/en/prisoners/",
    "/en/reports/",
    "/en/no-such-page/",  # 404
    "/en/prisoners/?on=nonsense",  # 400
    "/no-such-file.csv",
    "/broken/",  # 500
    "/static/none.css",
    "/favicon.ico",
]
STAFF = ["/admin/", "/admin/accounts/login/", "/admin/accounts/invitation/", "/admin/none/"]


def answer(address, **headers):
    client = Client(raise_request_exception=False)
    with override_settings(ROOT_URLCONF=__name__):
        return client.get(address, headers=headers)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_answer_lets_in_nothing_unsafe_and_leaves_nothing_behind(address):
    headers = answer(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", STAFF)
def test_a_page_for_staff_is_not_kept_by_the_browser(address):
    headers = answer(address).headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/admin/accounts/login/", "/admin/accounts/login/broken/"])
def test_logging_in_is_as_strict_as_the_public_pages(address):
    policy = answer(address).headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "connect-src 'self'" in policy


def test_a_host_that_is_not_ours_gets_a_strict_error():
    refused = answer("/en/", host="evil.example")

    assert refused.status_code == 400
    assert "unsafe" not in refused.headers["Content-Security-Policy"]


def test_what_others_may_frame_they_may_load():
    headers = answer("/en/reports/situation-today/embed/").headers

    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


def test_with_https_browsers_insist_on_it():
    with override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_SSL_REDIRECT=True):
        secure = Client().get("/en/", secure=True)
        plain = Client().get("/en/")

    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert plain.headers["Location"].startswith("https://")
