"""Django's settings; everything an operator sets comes from ``UNBILLED_*`` variables."""

import fcntl
import os
import secrets
from importlib.resources import files
from pathlib import Path

from unbilled.foundation import database


def _secret_key() -> str:
    """The key kept in the home, made on first use; only its owner reads it.

    It is written beside its place and moved there whole, so that nobody finds half of it; an empty one is made again.
    """
    with database.usable(database.home()) as home:
        path = home / "secret_key"
        if kept := _kept(path):
            return kept
        folder = os.open(home, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)  # two that begin at once end with the same key
            if kept := _kept(path):
                return kept
            fresh = secrets.token_urlsafe(50)
            beside = path.with_name(f".{path.name}.unfinished")
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(fresh)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            return fresh
        finally:
            os.close(folder)


def _kept(path: Path) -> str:
    return path.read_text(errors="replace").strip() if path.exists() else ""


SECRET_KEY = os.environ.get("UNBILLED_SECRET_KEY") or _secret_key()
DEBUG = bool(os.environ.get("UNBILLED_DEBUG"))
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, os.environ.get("UNBILLED_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "unbilled.foundation",
    "unbilled.companies",
    "unbilled.people",
    "unbilled.runs",
    "unbilled.kit",
    "unbilled.tax",
    "unbilled.masterdata",
    "unbilled.agreements",
    "unbilled.work",
    "unbilled.actuals",
    "unbilled.billing",
    "unbilled.ledger",
    "unbilled.accounting",
    "unbilled.documents",
    "unbilled.reports",
    "unbilled.process",
    "unbilled.intake",
    "unbilled.lab",
    "unbilled.web",
    "unbilled.web.door",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "unbilled.web.headers.content_security_policy",
    "unbilled.web.answers.WhileTheDatabaseIsAway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unbilled.web.door.guard.Guard",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CSRF_FAILURE_VIEW = "unbilled.web.answers.forbidden"
ROOT_URLCONF = "unbilled.config.urls"
WSGI_APPLICATION = "unbilled.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database.settings_for_django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["unbilled.web.door.names.ByName"]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "overview"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "static/"
STATICFILES_DIRS = [("inter", str(files("fontpkg_inter") / "files"))]
# Served from the packages as installed: nothing to collect, and a browser asks each time whether it is new.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}
# What went wrong is written to standard error, also when no page shows it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR"}},
}
