"""A browser that people would use, at a site with a busy company; left out where no Chromium is installed."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.testcases import LiveServerThread

from browsing import logged_in
from every_list import busy
from unbilled.lab.scenarios.books import Books

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("UNBILLED_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Site:
    """A site that is served, and what went wrong in its pages.

    Attributes:
        address: Where it is.
        books: The books that it shows.
        faults: Errors of scripts, requests to other hosts, and breaches of the content security policy.
    """

    address: str
    books: Books
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Note what goes wrong."""

        def said(message: Any) -> None:
            if message.type == "error" and "the server responded with a status of 4" not in message.text:
                self.faults.append(message.text)

        page.on("console", said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(self.address) else self.faults.append(asked.url),
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium, or name one with UNBILLED_CHROMIUM")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # The driver's loop runs in this thread, in which tests read the books: by one connection, loop or none.
    held, connections._connections = connections["default"], threading.local()  # type: ignore[misc]
    connections["default"] = held
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    if before is not None:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def site(chromium: Any, committed_books: Books, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A company with work in every state, served."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    busy(committed_books)
    server = LiveServerThread("127.0.0.1", lambda handler: handler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    found = Site(f"http://127.0.0.1:{server.port}", committed_books)
    yield found
    server.terminate()
    assert found.faults == []


@pytest.fixture
def page_of(chromium: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """Open a page for a person, in a window and a theme of choice."""
    opened = []

    def page(
        path: str, name: str = "accountant", *, width: int = 1280, height: int = 720, theme: str = "light"
    ) -> Any:
        cookie = logged_in(name).cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.address}])
        found = context.new_page()
        site.watch(found)
        found.goto(site.address + path)
        found.wait_for_load_state("networkidle")
        opened.append(context)
        return found

    yield page
    for context in opened:
        context.close()
    connection.close()
