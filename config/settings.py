"""Every setting comes from the environment; docs/settings.md is the list."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pghistory
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from config import env
from config.keys import age_public_keys
from config.logins import *  # noqa: F403  (settings)
from config.logins import ADMIN_HOST, HTTPS
from config.unfold import UNFOLD  # noqa: F401  (a setting)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

env.refuse_missing("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
DEBUG = env.yes("DEBUG", False)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") + [ADMIN_HOST] * bool(ADMIN_HOST)
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "core",
    "sources",
    "prisoners",
    "pardons",
    "register",
    "reports",
    "office",
    # After the office, whose db_worker first takes up what a killed one left.
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "config.middleware.Headers",
    "config.middleware.ClosedWhileRestoring",
    "config.readers.Security",
    "config.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.Hosts",
    "config.readers.Readers",
    "config.middleware.PublicDatabase",
    "office.logins.session_keys.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.sealing.middleware.SealedCases",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "office.logins.gate.Gate",
    "pghistory.middleware.HistoryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- database: three logins ---------------------------------------------------------------------
# "owner" makes tables and nothing else uses it; "default" is the staff's login; "public" may read
# the register's tables only. config/roles.py says what each may do.

ROLE_PREFIX = env.text("DATABASE_ROLE_PREFIX", "rollcall")
_owner = env.text("DATABASE_URL")
_staff = env.with_login(_owner, f"{ROLE_PREFIX}_staff", secret=SECRET_KEY)
_public = env.with_login(_owner, f"{ROLE_PREFIX}_public", secret=SECRET_KEY)
_staff = env.text("STAFF_DATABASE_URL", _staff)
_public = env.text("PUBLIC_DATABASE_URL", _public)
# Compiling a plan costs more than it saves on every query that the register asks.
# pgtrigger asks each time which triggers to pass over, and costs a failed subtransaction while nothing
# says: within a long transaction that is more than everything else that a trigger does.
_triggers = {"pgtrigger.ignore": "{}"}
_session = {"jit": "off", "lock_timeout": "10s"}
_kept = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

DATABASES = {
    "default": env.database(
        _staff, options=_session | _triggers | {"application_name": "rollcall-staff"}, **_kept
    ),
    "public": env.database(
        _public,
        options=_session | {"application_name": "rollcall-public", "statement_timeout": "15s"},
        **_kept,
    ),
    "owner": env.database(
        _owner, options={"jit": "off", "application_name": "rollcall-owner"} | _triggers
    ),
}
DATABASE_ROUTERS = ["config.routers.PublicRouter"]
# Where pages outside the admin read; ordinary tests point it at "default" to see their own rows.
PUBLIC_DATABASE = "public"
# Passwords of the demonstration's editor and reviewer, for the person who runs it.
DEMO_LOGINS_FILE = VAR_DIR / "demo_logins.txt"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)  # core/history.py says which are
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=True)

# --- work in the background ---------------------------------------------------------------------

# Queued in the database; `manage.py db_worker` does it, which `make run` starts too.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Files below this size are read, and written, while the person waits for the page.
IMPORT_AT_ONCE_BYTES = env.number("IMPORT_AT_ONCE_BYTES", 1_000_000)

# --- what is kept -------------------------------------------------------------------------------

# Pages, counts, answers and charts in the memory of each process (register/views/keeping.py); attempts
# to get in, counted by all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": env.number("KEPT_ENTRIES", 2_000)},
    },
    # Who fits the filters of a report: up to 250 kB each at a million people, so only the last few.
    "sets": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "sets",
        "OPTIONS": {"MAX_ENTRIES": 16},
    },
    "limits": {"BACKEND": "office.logins.limits.LimitsCache"},
}

# --- files that leave -----------------------------------------------------------------------------

# How long, and how often, an export can be fetched that a second person approved.
EXPORT_HOURS = env.number("EXPORT_HOURS", 48)
EXPORT_DOWNLOADS = env.number("EXPORT_DOWNLOADS", 3)

# --- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("be", _("Belarusian")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")

# --- static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").exists() else []
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "core.kept.storage.EncryptedStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# --- kept files: evidence, originals of photos, spreadsheets on their way in --------------------

# Where the age keys lie that open them, and whom else they are encrypted to (docs/evidence.md).
EVIDENCE_KEY_FILE = env.text("EVIDENCE_KEY_FILE")
EVIDENCE_RECIPIENTS = age_public_keys("EVIDENCE_RECIPIENTS")
EVIDENCE_MOST_BYTES = env.number("EVIDENCE_MOST_BYTES", 500_000_000)
PHOTO_MOST_BYTES = env.number("PHOTO_MOST_BYTES", 20_000_000)
PHOTO_MOST_PIXELS = env.number("PHOTO_MOST_PIXELS", 60_000_000)

# --- safety -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Alpine, which the admin is written in, evaluates expressions that stand in its HTML.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": [SELF, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
    }
}
# Pages of logging in are as strict as public ones; passkeys are asked for by a script of ours.
LOGIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "connect-src": [SELF]}
}
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # config.readers.Security is Django's middleware, with less to insist on for an onion
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_SSL_REDIRECT = env.yes("SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "config.discreet.DiscreetFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": None if DEBUG else "discreet",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A page that is not there is no fault of ours.
    "loggers": {"django.request": {"level": "ERROR"}},
}

# --- readers ------------------------------------------------------------------------------------

# The same site as an onion service, such as http://abc.onion, which browsers over Tor are told of.
ONION_LOCATION = env.onion("ONION_LOCATION")
ALLOWED_HOSTS += [urlsplit(ONION_LOCATION).netloc] * bool(ONION_LOCATION)
# /.well-known/security.txt: whom to tell about a hole in the site, and until when that holds.
SECURITY_CONTACT = env.contacts("SECURITY_CONTACT")
SECURITY_EXPIRES = env.day("SECURITY_EXPIRES") or datetime.now(UTC) + timedelta(days=180)

# --- the register -------------------------------------------------------------------------------

# Days for which custody is presumed after it was last known, when no end is reported.
PRESUMPTION_DAYS = env.number("PRESUMPTION_DAYS", 180)
# From this many days without a sign of life somebody counts as incommunicado.
INCOMMUNICADO_DAYS = env.number("INCOMMUNICADO_DAYS", 90)
# How much of a spreadsheet is read at most (sheets/limits.py).
SHEET_MOST_BYTES = env.number("SHEET_MOST_BYTES", 200_000_000)
SHEET_MOST_INFLATED_BYTES = env.number("SHEET_MOST_INFLATED_BYTES", 2_000_000_000)
SHEET_MOST_ROWS = env.number("SHEET_MOST_ROWS", 2_000_000)
SHEET_MOST_COLUMNS = env.number("SHEET_MOST_COLUMNS", 1_000)
SHEET_LONGEST_CELL = env.number("SHEET_LONGEST_CELL", 100_000)
# Readers' messages: whether there is a form for them, and the keys (age) that they are encrypted to.
TIPS_FORM = env.yes("TIPS_FORM", True)
TIPS_PUBLIC_KEY = age_public_keys("TIPS_PUBLIC_KEY")
# Under which licence the data is given away, as the Open Definition names it (such as CC-BY-4.0).
DATA_LICENCE = env.text("DATA_LICENCE", "")
# What makes the fingerprints of erased people, and seals the list of erasures (docs/erasing.md). It must
# outlast every SECRET_KEY: with another key nobody is known again.
ERASURE_KEYS = [
    key
    for key in (
        env.text("ERASURE_KEY"),
        *env.names("ERASURE_KEY_FALLBACKS"),
        SECRET_KEY,
        *SECRET_KEY_FALLBACKS,
    )
    if key
]
ERASURE_LEDGER = Path(env.text("ERASURE_LEDGER", str(VAR_DIR / "erasures")))
# While this file is there a backup is being restored, and the site does not answer (docs/backup.md).
RESTORE_MARK = VAR_DIR / "restoring"
# Public keys of age to which backups are encrypted.
BACKUP_RECIPIENTS = env.names("BACKUP_RECIPIENTS")
# Days within which a request for removal is answered.
REMOVAL_DAYS = env.number("REMOVAL_DAYS", 30)
# What signs the links of cited figures: the first key makes them, all of them are accepted.
CITATION_KEYS = [
    key
    for key in (
        env.text("CITATION_KEY"),
        *env.names("CITATION_KEY_FALLBACKS"),
        SECRET_KEY,
        *SECRET_KEY_FALLBACKS,
    )
    if key
]
