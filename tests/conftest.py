"""What tests share: books to work in, whose truths are checked when a test ends."""

import os
from collections.abc import Iterator
from functools import cache

import pytest
import typer.testing
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from pytest_django.plugin import DjangoDbBlocker

from unbilled.foundation.invariants import all_invariants
from unbilled.foundation.scratch import scratch_database
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.verify import findings_of

pytest_plugins = ["gallery"]

# The tree of the commands is built once: a process gives one command, a test run some thousands.
typer.testing._get_command = cache(typer.testing._get_command)


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    """Books in a transaction of their own; every invariant must hold at the end."""
    yield from kept_books()


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
    yield from kept_books()


def kept_books() -> Iterator[Books]:
    """Books to work in, and at the end of it the check that everything true about books is true."""
    kept = Books()
    yield kept
    broken = [finding for finding in findings_of(all_invariants()) if not finding.holds]
    assert not broken, "\n".join(f"{one.invariant.sentence}: {one.offenders[:5]}" for one in broken)
