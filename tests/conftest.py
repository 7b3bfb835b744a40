"""What tests share: books to work in, whose truths are checked when a test ends."""

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import pytest_django.fixtures
import typer.testing
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from ground import Ground, StandingBooks
from truths import refuse_untrue
from unbilled.foundation.scratch import scratch_database
from unbilled.lab.scenarios.books import Books
from unbilled.web.overview import pages as overview

pytest_plugins = ["gallery"]

# The tree of the commands is built once: a process gives one command, a test run some thousands.
typer.testing._get_command = cache(typer.testing._get_command)

# Files beside pages are looked for once: every browser would look for all of them.
FILES: dict[str, Any] = {}
find_files = WhiteNoiseMiddleware.add_files_from_finders


def find_files_once(serving: WhiteNoiseMiddleware) -> None:
    if not FILES:
        find_files(serving)
        FILES.update(serving.files)
    serving.files.update(FILES)


WhiteNoiseMiddleware.add_files_from_finders = find_files_once

# Books need the database of the tests, though they ask for no transaction by the names that the plugin knows.
pytest_django.fixtures._get_databases_for_setup = lambda items: ({"default"}, set())

# What takes a page long is not kept for the next test.
overview.KEPT_AFTER = 600

GROUND = Ground()


@pytest.fixture
def books(
    request: pytest.FixtureRequest, ground: Ground, django_db_blocker: DjangoDbBlocker
) -> Iterator[Books]:
    """Books in a transaction of their own; every invariant must hold at the end."""
    if asks_for_a_transaction(request.node):
        request.getfixturevalue("db")
        yield from kept_books(Books())
        return
    with django_db_blocker.unblock():
        ground.enter(django_db_blocker)
        try:
            yield from kept_books(StandingBooks(ground))
        finally:
            ground.end()


@pytest.fixture(scope="session")
def ground(django_db_setup: None) -> Iterator[Ground]:
    """What tests of books stand on."""
    yield GROUND
    GROUND.leave()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whatever has a transaction or a database of its own does not stand on the ground."""
    names = getattr(item, "fixturenames", ())
    if "books" not in names or asks_for_a_transaction(item):
        GROUND.leave()


def asks_for_a_transaction(item: pytest.Item) -> bool:
    """Whether a test asks for a transaction beside the books'."""
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def empty_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a migrated, empty database: that of the tests, which is made only if some of them ask for it."""
    name = str(connection.settings_dict["NAME"])
    if name.startswith(TEST_DATABASE_PREFIX):
        yield name
        return
    name = f"unbilled_empty_{os.getpid()}"
    with django_db_blocker.unblock(), scratch_database(name):
        yield name


@pytest.fixture
def own_database(empty_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the empty database in which transactions are real, so that two connections see them."""
    with django_db_blocker.unblock():
        connection.close()  # a database that somebody is connected to cannot be copied
        with scratch_database(f"{empty_database}_copy", empty_database):
            yield


@pytest.fixture
def committed_books(own_database: None) -> Iterator[Books]:
    """Books that are really committed; every invariant must hold at the end."""
    yield from kept_books(Books())


def kept_books(kept: Books) -> Iterator[Books]:
    """Books to work in, and at the end of it the check that everything true about books is true."""
    yield kept
    refuse_untrue()
