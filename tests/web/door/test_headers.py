"""What is sent with every page, and the settings behind a proxy that speaks TLS."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from browsing import logged_in
from unbilled.people.models import Person

DEPLOYED = """
import django, sys
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
print(settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,
      settings.SECURE_SSL_REDIRECT, settings.SERVED_TO_THIS_MACHINE)
"""


@pytest.mark.parametrize("page", ["/", "/log-in/", "/account/", "/nothing/here/", "/static/web/unbilled.css"])
def test_every_answer_tells_the_browser_what_it_may_not(db: None, page: str) -> None:
    answer = logged_in().get(page)
    answer.close()

    sent = answer.headers
    assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    if not page.startswith("/static"):
        assert sent["X-Frame-Options"] == "DENY"
    assert sent["Referrer-Policy"] == "same-origin"
    assert sent["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_not_for_scripts_nor_for_other_sites(db: None) -> None:
    Person.objects.create_user("mia", password="three odd lanterns")
    browser = Client(headers={"host": "localhost"})
    browser.get("/log-in/")
    browser.post("/log-in/", {"name": "mia", "password": "three odd lanterns"})

    assert set(browser.cookies) == {"sessionid", "csrftoken"}
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def said(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", DEPLOYED],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "unbilled.config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployed_behind_a_proxy_nothing_is_to_be_said(db: None) -> None:
    told = said(UNBILLED_BEHIND_TLS_PROXY="1", UNBILLED_HOSTS="books.example")

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1] == "__Host-session True True True False"


def test_without_it_pages_are_served_in_plain_http(db: None) -> None:
    told = said(UNBILLED_SERVED_TO="this machine")

    assert told.returncode == 1
    assert "security.W008" in told.stderr


@pytest.mark.parametrize("proto", ["http", "https"])
def test_behind_the_proxy_only_tls_is_answered(db: None, settings: object, proto: str) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]

    answer = logged_in().get("/log-in/", headers={"x-forwarded-proto": proto})

    expected = "/" if proto == "https" else "https://localhost/log-in/"
    assert answer.headers["Location"] == expected
