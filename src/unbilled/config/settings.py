"""Django's settings; everything an operator sets comes from ``UNBILLED_*`` variables."""

import fcntl
import os
import secrets
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

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
    "procrastinate.contrib.django",
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
    "unbilled.web.customer",
    "django_htmx",
]
MIDDLEWARE = [
    "unbilled.web.headers.content_security_policy",
    "unbilled.web.answers.WhileTheDatabaseIsAway",
    "django.middleware.security.SecurityMiddleware",
    "unbilled.web.headers.packed",
    "unbilled.web.headers.leading_on",
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
            # Icons of the package lucide, each drawn once.
            "libraries": {"lucide": "unbilled.kit.templatetags.icons"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database.settings_for_django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["unbilled.web.door.names.ByName"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "log_in"
LOGIN_REDIRECT_URL = "overview"

SESSION_ENGINE = "unbilled.web.door.sessions"
SESSION_COOKIE_AGE = int(float(os.environ.get("UNBILLED_SESSION_HOURS") or 12) * 3600)
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
EINVOICE_RULES = os.environ.get("UNBILLED_EINVOICE_RULES", "")
"""Folder of the rules of electronic invoices, as their owners published them; empty: our own checks alone."""
SMTP = os.environ.get("UNBILLED_SMTP", "")
"""Server that takes our mail, such as ``smtp+starttls://user:password@mail.example.com``; empty: nothing is mailed."""
MAIL_FROM = os.environ.get("UNBILLED_MAIL_FROM", "")
"""Address that mail comes from; ``{company}`` in it is the company's code."""
PUBLIC_ADDRESS = os.environ.get("UNBILLED_ADDRESS", "")
"""Where customers reach this server; empty: they have no pages."""
DROP_FOLDER = os.environ.get("UNBILLED_DROP_FOLDER", "")
"""Folder from which others fetch documents; ``delivered`` in the home when empty."""
ACCESS_POINT = os.environ.get("UNBILLED_ACCESS_POINT", "")
"""Folder with the outbox and inbox of the access point; ``access-point`` in the home when empty."""
SERVED_TO_THIS_MACHINE = os.environ.get("UNBILLED_SERVED_TO") == "this machine"
"""Set by ``unbilled serve`` on loopback: only there the demonstration's people are let in without a password."""

# Optional log-in with a provider of OpenID Connect, which says the e-mail address of whoever comes.
OIDC_ISSUER = os.environ.get("UNBILLED_OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("UNBILLED_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("UNBILLED_OIDC_CLIENT_SECRET", "")
OIDC_NAME = os.environ.get("UNBILLED_OIDC_NAME") or urlsplit(OIDC_ISSUER).hostname or ""
OIDC_TRUSTS_EMAIL = os.environ.get("UNBILLED_OIDC_TRUSTS_EMAIL", "") not in ("", "0", "no")
"""Whether addresses are believed that the provider does not call verified, as some in-house providers never do."""

# A proxy that speaks TLS stands in front: it says so, and of which address it passes something on. Whoever reaches the
# server past it could say the same, so nothing is believed unless the operator sets it.
BEHIND_PROXY = os.environ.get("UNBILLED_BEHIND_TLS_PROXY", "") not in ("", "0", "no")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # A cookie of such a name is taken from this host alone, and only over TLS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# What other hosts of the domain do is for its owner to promise, not for these pages.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Jobs of workers are kept in the same database, so what is asked for and the job for it are written together.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["unbilled.runs.worker"]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FILE_UPLOAD_HANDLERS = [
    "unbilled.web.imports.receiving.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "static/"
STATICFILES_DIRS = [("inter", str(files("fontpkg_inter") / "files"))]
# Served from the packages as installed: nothing to collect, and a browser asks each time whether it is new.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".ttf": "font/ttf", ".woff2": "font/woff2"}
WHITENOISE_IMMUTABLE_FILE_TEST = r"/inter-[0-9.]+\.woff2$"
# What went wrong is written to standard error, also when no page shows it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR"}},
}
