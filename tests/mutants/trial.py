"""Each mutant is put in place of its statement, in a fork of a process that has all tests and a database at hand."""

import json
import os
import re
import select
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from unbilled.documents import pdf
from unbilled.foundation.scratch import create, drop, server_address
from unbilled.foundation.statements import Statement

from .operators import FUNCTION, SOURCE, Mutant

# A statement that a change made endless is stopped by the server, a test that hangs otherwise by its parent.
STATEMENT_PATIENCE = "10s"
PATIENCE_SECONDS = 300.0
# Tests that commit need databases of their own: slow, and what they show is how two events wait for each other.
APART = {"own_database", "committed_books", "transactional_db", "live_server"}


@dataclass(frozen=True)
class Verdict:
    """How a mutant ended: ``killed`` or ``timeout`` by a test, or ``survived`` so many of them."""

    mutant: Mutant
    word: str
    test: str
    tests: int


class Stage:
    """Where statements stand: notes which are used, and hands out mutants in their place."""

    def __init__(self) -> None:
        self.used: set[Path] = set()
        self.placed: dict[Path, str] = {}

    @contextmanager
    def set_up(self) -> Iterator[None]:
        """Every loaded statement gives its text through this stage until the block ends."""

        def text(statement: Statement) -> str:
            self.used.add(statement.path)
            return self.placed.get(statement.path, vars(statement)["text"])

        def keep(statement: Statement, text: str) -> None:
            vars(statement)["text"] = text

        Statement.text = property(text, keep)  # type: ignore[assignment]
        try:
            yield
        finally:
            del Statement.text


@contextmanager
def set_before() -> Iterator[None]:
    """What was set in type before the forks is known in them, where nothing can be set; the rest counts as set.

    The compiler waits forever in a fork, and a test that met it there would seem to have noticed the mutant.
    """
    really, known, parent = pdf.attempted, dict[str, tuple[bytes, list[str]]](), os.getpid()

    def attempted(layout: str, content: Any, issued: datetime) -> tuple[bytes, list[str]]:
        asked = json.dumps([layout, content, str(issued)])
        if asked not in known:
            here = os.getpid() == parent
            known[asked] = really(layout, content, issued) if here else (b"", [])
        return known[asked]

    pdf.attempted = attempted
    try:
        yield
    finally:
        pdf.attempted = really


class _End:
    """What comes after a test when nothing does and the database must stay: only the session remains."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


class Trial:
    """A pytest plugin: runs every test once to see which statements it uses, then tries the mutants.

    Args:
        mutants: What to try.
        workers: How many at once, each with a database of its own.
        limit: How many seconds of tests a mutant has to survive; the nearest tests come first.
        tell: Is given each verdict when it falls.
    """

    def __init__(
        self, mutants: Iterable[Mutant], workers: int, limit: float, tell: Callable[[Verdict], None]
    ) -> None:
        self.mutants = list(mutants)
        self.workers = workers
        self.limit = limit
        self.tell = tell
        self.verdicts: list[Verdict] = []
        self.broken: list[str] = []
        self._stage = Stage()
        self._failure = ""
        self._seconds: dict[pytest.Item, float] = {}
        self._users: dict[Path, list[pytest.Item]] = defaultdict(list)
        self._killers: dict[Path, Counter[pytest.Item]] = defaultdict(Counter)

    def pytest_sessionstart(self) -> None:
        connection.settings_dict["TEST"]["NAME"] = f"test_unbilled_mutants_{os.getpid()}"

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _works_on_books(item)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.pluginmanager.unregister(name="terminalreporter")
        with self._stage.set_up(), set_before():
            self._rehearse(session)
            if not self.broken:
                self._try_all(session)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failure = report.longreprtext or "failed"

    def _run(self, item: pytest.Item, session: pytest.Session) -> str:
        """Run one test and return how it failed, or nothing."""
        self._failure = ""
        item.ihook.pytest_runtest_protocol(item=item, nextitem=_End(session))
        return self._failure

    def _rehearse(self, session: pytest.Session) -> None:
        """Every test once, without a mutant: it must pass, and is remembered for the statements that it uses.

        The first of them once before, or it would be charged with the time in which the database is made. Each
        describes its world itself: of one that stands from the test before nobody would see what described it.
        """
        for item in session.items[:1]:
            self._run(item, session)
        for number, item in enumerate(session.items, 1):
            _tell(f"rehearsal {number} of {len(session.items)}")
            _leave_ground(session)
            self._stage.used.clear()
            began = time.monotonic()
            if failure := self._run(item, session):
                self.broken.append(f"{item.nodeid}\n{failure}")
                return
            self._seconds[item] = time.monotonic() - began
            for path in self._stage.used:
                self._users[path].append(item)
        _leave_ground(session)
        connection.close()

    def _chosen(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that use a statement: those that killed most come first, then the nearest and quickest."""
        killers = self._killers[mutant.path]
        paths = callers_of(mutant.function, self._users) if mutant.function else [mutant.path]
        items = sorted(
            {item for path in paths for item in self._users[path]},
            key=lambda item: (-killers[item], distance(item.path, mutant), self._seconds[item]),
        )
        found, seconds = [], 0.0
        for item in items:
            seconds += self._seconds[item]
            if found and seconds > self.limit:
                break
            found.append(item)
        return found

    def _try_all(self, session: pytest.Session) -> None:
        """Mutants one after another, as many at a time as there are workers."""
        template = str(connection.settings_dict["NAME"])
        free = [f"{template}_{number}" for number in range(self.workers)]
        for name in free:
            create(name, template, "wal_log")
        try:
            self._queue(session, list(free))
        finally:
            for name in free:
                drop(name)

    def _queue(self, session: pytest.Session, free: list[str]) -> None:
        waiting, running = list(reversed(self.mutants)), dict[int, _Child]()
        while waiting or running:
            while waiting and free:
                mutant, database = waiting.pop(), free.pop()
                if mutant.function:
                    _install(mutant.text, database)
                child = self._start(mutant, self._chosen(mutant), database, session)
                running[child.channel] = child
            ready, _, _ = select.select(list(running), [], [], 1.0)
            for channel, child in list(running.items()):
                if channel in ready or child.is_late():
                    del running[channel]
                    free.append(child.database)
                    self._note(child, child.end(late=channel not in ready))
                    if child.mutant.function:
                        _install(child.mutant.path.read_text(encoding="utf-8"), child.database)

    def _start(
        self, mutant: Mutant, items: list[pytest.Item], database: str, session: pytest.Session
    ) -> "_Child":
        reading, writing = os.pipe()
        sys.stdout.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(writing)
            return _Child(mutant, items, database, pid, reading, time.monotonic() + PATIENCE_SECONDS)
        try:  # from here on it is the fork, which never returns
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            connection.settings_dict["NAME"] = database
            options = connection.settings_dict["OPTIONS"]
            options["options"] = f"{options.get('options', '')} -c statement_timeout={STATEMENT_PATIENCE}"
            self._stage.placed = {mutant.path: mutant.text}
            word, place = "survived", len(items)
            for number, item in enumerate(items):
                if os.getppid() != parent:
                    break  # nobody waits for it any more
                if failure := self._run(item, session):
                    word, place = "timeout" if "QueryCanceled" in failure else "killed", number
                    break
            os.write(writing, f"{word} {place}".encode())
        finally:
            os._exit(0)

    def _note(self, child: "_Child", ending: str) -> None:
        word, _, place = ending.partition(" ")
        tests, at = child.items, int(place or 0)
        by = tests[at] if word != "survived" and at < len(tests) else None
        if by:
            self._killers[child.mutant.path][by] += 1
        self.verdicts.append(Verdict(child.mutant, word, by.nodeid if by else "", len(tests)))
        self.tell(self.verdicts[-1])
        alive = sum(verdict.word == "survived" for verdict in self.verdicts)
        _tell(f"mutant {len(self.verdicts)} of {len(self.mutants)}, {alive} survived")


@dataclass(frozen=True)
class _Child:
    mutant: Mutant
    items: list[pytest.Item]
    database: str
    pid: int
    channel: int
    deadline: float

    def is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def end(self, late: bool) -> str:
        """What it wrote before it ended; a fork that died of its mutant wrote nothing, and killed it too."""
        if late:
            os.kill(self.pid, signal.SIGKILL)
        told = os.read(self.channel, 100).decode()
        os.close(self.channel)
        os.waitpid(self.pid, 0)
        return "timeout 0" if late else told or "killed 0"


def distance(test: Path, mutant: Mutant) -> int:
    """How far a test stands from a statement: its own file, its room, the scenarios, anything else."""
    if test.stem == f"test_{mutant.stem}":
        return 0
    if test.parent.name == mutant.room:
        return 1
    return 2 if test.parent.name == "scenarios" else 3


def callers_of(function: str, statements: Iterable[Path]) -> list[Path]:
    """The statements that call a function, be it by way of other functions."""
    texts = {
        path: path.read_text(encoding="utf-8") for path in (*statements, *SOURCE.glob("*/functions/**/*.sql"))
    }
    found: list[Path] = []
    names = [function]
    for name in names:
        for path in [path for path, text in texts.items() if re.search(rf"\b{name}\s*\(", text)]:
            text = texts.pop(path)
            names += FUNCTION.findall(text)
            found.append(path)
    return found


def _install(text: str, database: str) -> None:
    """Put a function into a database, instead of the one there."""
    with psycopg.connect(**server_address(database), autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(text.encode())


def _works_on_books(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "books"}) and not fixtures & APART


def _leave_ground(session: pytest.Session) -> None:
    for plugin in session.config.pluginmanager.get_plugins():
        if ground := getattr(plugin, "GROUND", None):
            ground.leave()


def _tell(text: str) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[K{text}")
        sys.stdout.flush()
