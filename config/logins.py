"""Settings of who gets in: allauth as docs/logins.md describes it, cookies, mail."""

from datetime import timedelta

from config import env

HTTPS = env.yes("HTTPS", True)
# Where all pages for staff are, those of logging in too: their cookies go nowhere else.
STAFF_PATH = "/admin/"
# A host of its own for them: there is nothing else on it then, and they are nowhere else.
ADMIN_HOST = env.text("ADMIN_HOST")
# No page for staff before a second factor is set up and was used in this session.
REQUIRE_MFA = env.yes("REQUIRE_MFA", True)
NO_SECOND_FACTOR = (
    "A second factor is not required here (REQUIRE_MFA=no). That is for demonstrations: "
    "whoever guesses or steals one password reads everything."
)
# What colleagues see of each other.
STAFF_SHOWN_AS = env.one_of("STAFF_SHOWN_AS", "name", "alias")
INVITATION_LASTS = timedelta(hours=env.number("INVITATION_HOURS", 72))

# --- cookies ------------------------------------------------------------------------------------

# Browsers take a cookie named __Host- from this very host only, and only for all of its paths. Beside
# public pages the path is worth more: what no public page is sent, no public page can leak.
_is_alone = HTTPS and bool(ADMIN_HOST)
_prefix = "__Host-" if _is_alone else "__Secure-" if HTTPS else ""
SESSION_ENGINE = "office.logins.session_keys"
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
DEVICE_COOKIE_NAME = f"{_prefix}device"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/" if _is_alone else STAFF_PATH
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Browsers keep no cookie longer than 400 days.
DEVICE_COOKIE_AGE = 400 * 24 * 60 * 60
# What is said to staff may name people; a cookie of its own would carry it to every path.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- allauth ------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "office.logins.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# The session ends with the browser.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Per address, or per device where one is known (office/logins/adapters.py); the last three are ours.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip",
    "login_failed_here": "5/5m/key,20/h/key",
    "login_failed_anywhere": "50/h/key",
    "second_factor_failed": "10/h/key",
}
MFA_ADAPTER = "office.logins.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "office.logins.forms.AuthenticateForm",
    "add_webauthn": "office.logins.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
# Clocks of telephones are off by half a minute.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Rollcall"
# How many proxies stand in front and say in X-Forwarded-For for whom they ask.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1 if HTTPS else 0)

# --- mail, where there is a server for it ---------------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.yes("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "rollcall@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
# Tells the owner of an account by mail what changes about its factors.
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_HOST)
