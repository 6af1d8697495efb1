"""Django settings, read from the environment, safe by default.

Serves: every process (web, worker, command line, tests). Refuses: to keep a secret in the repository, to talk to
any outside host unless an environment variable names it.

| variable | meaning | default |
| --- | --- | --- |
| WHATMATTERS_HOME | folder for the database, files, keys and journals | `var/` beside the code |
| WHATMATTERS_DATABASE_URL | `postgresql://user:password@host:port/name` | embedded SQLite in HOME |
| WHATMATTERS_ADDRESS | the public address, such as `https://care.example.org` | `http://127.0.0.1:8000` |
| WHATMATTERS_PRODUCTION | `1` turns on HTTPS-only cookies and the production checks | off |
| WHATMATTERS_PROXIES | how many proxies of yours stand before it, whose `X-Forwarded-For` is believed | `0` |
| WHATMATTERS_NHS_LOGIN_ISSUER, _CLIENT_ID, _KEY_FILE | persons sign in through NHS login; PEM file | off |
| WHATMATTERS_CIS2_ISSUER, _CLIENT_ID, _KEY_FILE | staff sign in through NHS Care Identity; PEM file | off |
| WHATMATTERS_EMBEDDED_DATABASE | `1` says that SQLite is meant for production: one machine, one file | off |
| WHATMATTERS_SMTP_URL | `smtp://user:password@host:port` (`smtps://` for TLS) | e-mails wait in HOME/mail as files |
| WHATMATTERS_MAIL_FROM | the address that e-mails come from | `whatmatters@` the host of the public address |
| WHATMATTERS_SMS_ADAPTER | the class that sends text messages (`foundation/messages/README.md`) | files in HOME/sms |
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from whatmatters.foundation.nhsuk.page_policy import CONTENT_SECURITY_POLICY as PAGES_MAY

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HOME = Path(os.environ.get("WHATMATTERS_HOME") or BASE_DIR / "var")
HOME.mkdir(parents=True, exist_ok=True)
PRODUCTION = os.environ.get("WHATMATTERS_PRODUCTION") == "1"
ADDRESS = os.environ.get("WHATMATTERS_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
DEBUG = False


def _secret_key() -> str:
    """The signing key: from the environment, else made once and kept, readable by this user only."""
    if given := os.environ.get("WHATMATTERS_SECRET_KEY"):
        return given
    kept = HOME / "secret_key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept.read_text()


def _mail_host() -> str:
    """The host that our e-mails come from; a machine without a name is `localhost`."""
    host = urlsplit(ADDRESS).hostname or ""
    return host if host.strip("0123456789.:") else "localhost"


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "whatmatters.foundation.kernel",
    "whatmatters.foundation.nhsuk",
    "whatmatters.foundation.messages",
    "whatmatters.foundation.people",
    "whatmatters.foundation.accounts",
    "whatmatters.foundation.site",
    "whatmatters.care_plans",
    "whatmatters.social_prescribing.directory",
    "whatmatters.overview",
    "whatmatters.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "whatmatters.foundation.nhsuk.page_headers.PageHeadersMiddleware",
    "whatmatters.foundation.nhsuk.notices.NoticeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "whatmatters.foundation.accounts.middleware.ActorMiddleware",
    "whatmatters.project.navigation.NavigationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whatmatters.project.errors.ErrorPages",
]

SMTP_URL = os.environ.get("WHATMATTERS_SMTP_URL", "")
MAIL_FROM = os.environ.get("WHATMATTERS_MAIL_FROM") or f"whatmatters@{_mail_host()}"
SMS_ADAPTER = os.environ.get("WHATMATTERS_SMS_ADAPTER", "whatmatters.foundation.messages.channels.sms.FileSmsAdapter")

# The tables that wire components together (importers, exporters, kinds of message, …).
WIRING = "whatmatters.project.wiring"

ROOT_URLCONF = "whatmatters.project.urls"
WSGI_APPLICATION = "whatmatters.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "whatmatters.project.jinja.environment",
            "context_processors": ["whatmatters.foundation.nhsuk.page_furniture.page_furniture"],
        },
    },
]


def _database() -> dict[str, object]:
    url = os.environ.get("WHATMATTERS_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "whatmatters.sqlite3",
            # A file, not memory: the tests then meet the same locks and the same journal as the product.
            "TEST": {"NAME": HOME / f"test-{os.getpid()}.sqlite3"},
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a transaction that reads, then writes, must hold the write lock from its start.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: a change that was confirmed survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "TEST": {"NAME": f"test_whatmatters_{os.getpid()}"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Values go beside the statement, and the server plans a statement once that is asked again and again.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("pl", "Polski"), ("ur", "اردو")]
LOCALE_PATHS = [BASE_DIR / "whatmatters" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# Made by set-up from npm's packages, beside the code: it belongs to this version of it, not to the data in HOME.
STATICFILES_DIRS = [("frontend", BASE_DIR / "var" / "frontend")]
PRINT_FONTS = BASE_DIR / "var" / "fonts"
# Before files are gathered (tests, a first try) they are served as they are.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whatmatters.foundation.nhsuk.storage.FrontEndStorage"},
}
# Uploads live outside the web root and are only ever given out by a checked view.
MEDIA_ROOT = HOME / "media"
MEDIA_URL = ""
FILE_UPLOAD_PERMISSIONS = 0o600
# The most that one page may be sent, in bytes: the largest file that any page takes, and what goes with it.
LARGEST_UPLOAD = 30_000_000
FILE_UPLOAD_HANDLERS = [
    "whatmatters.foundation.kernel.uploads.RefuseLargeUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

AUTH_USER_MODEL = "accounts.Account"
# Scrypt is hard on memory and in Python itself; PBKDF2 stays readable for accounts brought in from elsewhere.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Parts that answer without signing in; every other view sends a stranger to the sign-in page (kernel/doors.py).
OPEN_TO_STRANGERS = {"choose-language", "gallery"}

LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/today"
# How many proxies of our own stand before the web server: whose word on where a request comes from we take.
TRUSTED_PROXIES = int(os.environ.get("WHATMATTERS_PROXIES", "0"))


def _outside_doors() -> dict[str, dict[str, str]]:
    """The outside providers that the environment names: issuer, our client id, and the file of our private key."""
    named = {}
    for name, prefix in (("nhs-login", "WHATMATTERS_NHS_LOGIN"), ("cis2", "WHATMATTERS_CIS2")):
        if issuer := os.environ.get(f"{prefix}_ISSUER"):
            client_id, key_file = os.environ[f"{prefix}_CLIENT_ID"], os.environ[f"{prefix}_KEY_FILE"]
            named[name] = {"issuer": issuer, "client_id": client_id, "key_file": key_file}
    return named


OUTSIDE_DOORS = _outside_doors()

SESSION_ENGINE = "whatmatters.foundation.accounts.session_engine"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "whatmatters_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "whatmatters.project.errors.csrf_failure"
CSRF_COOKIE_AGE = None  # ends with the browser, as the session does
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = False
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = PAGES_MAY
# True where the people are invented: every page then says so.
DEMONSTRATION = os.environ.get("WHATMATTERS_DEMONSTRATION") == "1"

# Reads are journalled here before a page is shown, and taken into the database within a second (ADR 0003).
AUDIT_FOLDER = HOME / "audit"
AUDIT_DRAINS_IN_BACKGROUND = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "whatmatters.project.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
