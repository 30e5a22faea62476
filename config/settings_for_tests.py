"""The settings of a test run: our settings, on a PostgreSQL that may lose everything.

TEST_DATABASE_URL names the owner's login on a server to use instead of the embedded one; databases
and logins that begin with `rollcall_test` are made there.
"""

import os

from config.embedded import THROWAWAY, Server
from config.local import VAR, evidence_key

# Databases come and go, and each drop goes through all buffers.
SMALL = THROWAWAY | {"shared_buffers": "256MB"}
TEST_URL = os.environ.get("TEST_DATABASE_URL") or Server(VAR / "postgres-test", SMALL).join()

os.environ.update(
    SECRET_KEY="a secret key for tests, which need the same one in every process",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    DATABASE_URL=TEST_URL,
    STAFF_DATABASE_URL="",
    PUBLIC_DATABASE_URL="",
    DATABASE_ROLE_PREFIX="rollcall_test",
    HTTPS="no",
    REQUIRE_MFA="no",  # tests of the second factor say otherwise
    EVIDENCE_KEY_FILE=str(evidence_key()),
    DEBUG="no",
    # Playwright keeps an event loop in the thread that tests run in.
    DJANGO_ALLOW_ASYNC_UNSAFE="yes",
)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, MIDDLEWARE, STORAGES  # noqa: E402

# Ordinary tests roll their rows back, so public pages must read in the same transaction.
PUBLIC_DATABASE = "default"
for database in DATABASES.values():
    database["CONN_MAX_AGE"] = 0
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Nothing is collected for tests: each test client would read all of it. WhiteNoise warns when the folder
# is missing.
STATIC_ROOT = VAR / "test-no-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Tests that roll back make the same editions again, with other people in them.
# Nor is any attempt to log in counted, but by tests of the limits.
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    for name in ("default", "sets", "limits")
}
# Django's test client puts the key of a session into the cookie; tests of what really stands there say so.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MIDDLEWARE = [
    {
        "office.logins.session_keys.Sessions": "django.contrib.sessions.middleware.SessionMiddleware"
    }.get(each, each)
    for each in MIDDLEWARE
]
DEMO_LOGINS_FILE = VAR / "test_demo_logins.txt"
# What is queued is done at once; tests of the queue itself say so.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["tests.hashers.QuickHasher"]
