"""A browser that people would use, at a site with a busy company; left out where no Chromium is installed."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker
from sites import Site, opened_at, served

from every_list import busy
from unbilled.lab.scenarios.books import Books

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("UNBILLED_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


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
def site(chromium: Any, committed_books: Books) -> Iterator[Site]:
    """A company with work in every state, served."""
    yield from served(busy(committed_books))


@pytest.fixture
def page_of(chromium: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """Open a page for a person, in a window and a theme of choice."""
    opened = []

    def page(path: str, name: str = "accountant", **look: Any) -> Any:
        found = opened_at(site, chromium, path, name, **look)
        opened.append(found.context)
        return found

    yield page
    for context in opened:
        context.close()
    connection.close()


@pytest.fixture
def page_for(works: Site, chromium: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[..., Any]]:
    """Open a page for somebody, of the company that a module serves for all its tests."""
    opened = []

    def page(path: str, name: str, **look: Any) -> Any:
        found = opened_at(works, chromium, f"/c/LARK/{path}", name, **look)
        opened.append(found.context)
        return found

    with django_db_blocker.unblock():
        yield page
        for context in opened:
            context.close()
        connection.close()
