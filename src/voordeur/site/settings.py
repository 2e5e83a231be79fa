"""Django's settings, from the environment; every default is safe for a real installation.

VOORDEUR_DATA     folder for database, files and keys (default: ./var)
DATABASE_URL      a PostgreSQL address; without it SQLite in the data folder
VOORDEUR_HOSTS    comma-separated host names
VOORDEUR_PUBLIC_URL  where residents reach it, for links and QR codes (default: https and the first of the host names)
VOORDEUR_SECRET   secret key; without it one is made once and kept in the data folder
VOORDEUR_PROXIES  how many reverse proxies of your own stand before it (default 0); needed for fair throttling
VOORDEUR_TODAY    a fixed "today" (ISO), for demonstrations and tests only
VOORDEUR_HTTP     "1" where the demo is served without TLS on this machine
BRP_URL           address of the population register's personen endpoint
BRP_KEY           its key
BRP_HEADERS       further headers for the gateway before it, as JSON
BAG_URL           a Locatieserver that says where an address lies (default: none, the address file alone)
ROUTING_URLS      a routing engine of one's own, as JSON: {"bike": "http://127.0.0.1:5000"}; see docs/rounds.md
ROUTING_HOSTS     comma-separated hosts beside this machine on which such an engine may stand
CARRIERS          who carries mail, texts and letters, with keys, as JSON by name; see docs/messages.md
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import date, timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("VOORDEUR_DATA", "var")).resolve()
FILES = DATA / "files"
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret() -> str:
    if value := os.environ.get("VOORDEUR_SECRET"):
        return value
    place = DATA / "secret"
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return place.read_text(encoding="ascii")


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("VOORDEUR_HOSTS", "localhost,127.0.0.1").split(",")
PLAIN_HTTP = os.environ.get("VOORDEUR_HTTP") == "1"
# What letters, cards and messages carry: scheme and host (and a path, where a proxy adds one), without a slash at the end.
_own = f"{'http' if PLAIN_HTTP else 'https'}://{ALLOWED_HOSTS[0]}"
PUBLIC_URL = os.environ.get("VOORDEUR_PUBLIC_URL", _own).rstrip("/")

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA / 'voordeur.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # secure_delete: a forgotten person's bytes are overwritten, not only unlinked.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }

INSTALLED_APPS = [
    "voordeur.site.apps.VoordeurConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "voordeur.accounts.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "voordeur.privacy.gate.GateMiddleware",
]
ROOT_URLCONF = "voordeur.site.urls"
WSGI_APPLICATION = "voordeur.site.wsgi.application"

_rooms = sorted(p for p in PACKAGE.glob("**/templates") if p.is_dir())
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": _rooms,
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "voordeur.shell.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "voordeur.templatetags.shell"],
        },
    }
]

AUTH_USER_MODEL = "voordeur.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "voordeur.accounts.adapter.ClosedDoor"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
# How many of our own proxies stand before the web server: only their X-Forwarded-For counts when sign-ins are throttled.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("VOORDEUR_PROXIES", "0"))
# How often the resident's door may be tried, with one code and from one place: a library or a telephone company is a place.
RESIDENT_DOOR_TRIES = {"code_an_hour": 6, "code_a_day": 20, "place_an_hour": 60}
# How often a visitor's calendar may be fetched in an hour, at one address and from one place: an office is a place.
CALENDAR_TRIES = {"key": 60, "place": 300}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Voordeur"
PASSWORD_RESET_TIMEOUT = 3 * 86_400  # seconds: how long the link for a first password works

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "voordeur_cache",
        # It counts sign-ins and knocks: with Django's 300, whoever tries often enough would push the counters out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Eight hours at the most, half an hour without use.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST = timedelta(hours=8)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
# Being put on the browsers' preload list is the decision of whoever owns the domain, not of a program below it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = sorted(p for p in PACKAGE.glob("**/static") if p.is_dir())
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Uploads go to a file at once: a large file never sits in memory.
FILE_UPLOAD_HANDLERS = ["voordeur.shell.uploads.BoundedUpload"]
LARGEST_UPLOAD = 250 * 2**20  # bytes; 100,000 lines of JSON are 40 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FORM_RENDERER = "voordeur.shell.forms.ShellRenderer"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

BRP_URL = os.environ.get("BRP_URL", "")
BRP_KEY = os.environ.get("BRP_KEY", "")
# What the municipality's gateway before the register wants to hear, as JSON: {"x-doelbinding": "…", "x-verwerking": "…"}.
BRP_HEADERS = json.loads(os.environ.get("BRP_HEADERS", "{}"))
# A Locatieserver that says where an address lies; empty: nobody is asked, and no address leaves this installation.
BAG_URL = os.environ.get("BAG_URL", "")
# A routing engine of one's own for each way of going about, and the hosts beside this machine that are one's own: which doors are
# rung says who is in arrears, so that goes to nobody else. Empty: travel is reckoned by straight lines.
ROUTING_URLS = json.loads(os.environ.get("ROUTING_URLS", "{}"))
ROUTING_HOSTS = [host for host in os.environ.get("ROUTING_HOSTS", "").split(",") if host]
# Who carries messages, by a name of one's own; a dated parameter says which of them an organisation uses.
CARRIERS = json.loads(os.environ.get("CARRIERS", "{}"))
FIXED_TODAY = date.fromisoformat(os.environ["VOORDEUR_TODAY"]) if os.environ.get("VOORDEUR_TODAY") else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
