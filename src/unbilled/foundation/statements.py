"""SQL statements: a ``.sql`` file beside the ``.py`` that runs it, read once at import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from django.db import OperationalError, connection, transaction
from psycopg import Cursor
from psycopg.errors import QueryCanceled

if TYPE_CHECKING:
    from unbilled.foundation.acts import Act


PARAMETER = re.compile(r"%(?:\((\w+)\)s|%)")
"""A parameter of a statement, or the sign of one twice, which is the sign."""
AS_JOINED = ("set join_collapse_limit = 1;\n", "\n;\nreset join_collapse_limit")
"""What stands before and behind a query whose joins are made in their order, in one message to the database."""


@dataclass(frozen=True)
class Statement:
    """One SQL statement with its header of ``-- key: value`` lines.

    An act handed to it gives the statement ``company_id``, ``act_id`` and ``acted_on``.

    Attributes:
        path: Its file.
        text: What stands there.
        is_kept: Its plan is kept by the connection; see ``kept``.
    """

    path: Path
    text: str
    is_kept: bool = False

    @property
    def kept(self) -> Statement:
        """The same with a plan that is made a few times for a connection, and then kept, whatever the values.

        For what is asked of one record over and over again, such as while a draft is edited: finding the best way to it
        takes longer than going it. Not for sets, whose size decides the plan, nor where what is not asked is null.

        Source: docs/rules/performance.md#kept-plans.
        """
        return replace(self, is_kept=True)

    def kept_for_one(self, records: Sized) -> Statement:
        """The same, with its plan kept where it is asked of a single record."""
        return self.kept if len(records) == 1 else self

    def rows_as_joined(self, **params: Any) -> list[dict[str, Any]]:
        """Run a query of many joins in the order in which it has them, and return its rows.

        Whatever order would be best is not looked for: of fifteen joins on keys that takes ten times what they take.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"{AS_JOINED[0]}{self.text}{AS_JOINED[1]}", params)
            cursor.nextset()
            return _dictionaries(cursor)

    def rows_within(self, milliseconds: int, /, **params: Any) -> list[dict[str, Any]] | None:
        """Run a query and return its rows, or nothing where that would take longer."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"set local statement_timeout = {milliseconds:d};\n{self.text}\n;\nreset statement_timeout",
                    params,
                )
                cursor.nextset()
                return _dictionaries(cursor)
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                return None
            raise

    def rows(self, act: Act | None = None, /, **params: Any) -> list[dict[str, Any]]:
        """Run it and return its rows as dictionaries, in the statement's order."""
        with connection.cursor() as cursor:
            self._run(cursor, _params(act, params))
            return _dictionaries(cursor)

    def rows_of_many(self, act: Act | None = None, /, **params: Any) -> list[dict[str, Any]]:
        """Run it with its parameters beside the text, and return its rows.

        For parameters of megabytes: within the text they would be quoted, sent and read as a part of it.
        """
        with _parameters_apart(), connection.cursor() as cursor:
            cursor.execute(self.text, _params(act, params))
            return _dictionaries(cursor)

    def tuples(
        self, act: Act | None = None, /, *, size: int = 2_000, **params: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Run it and yield its rows as tuples, a few in memory at a time: for what has a million."""
        with connection.cursor() as cursor:
            cursor.execute(self.text, _params(act, params))
            while some := cursor.fetchmany(size):
                yield from some

    def row(self, act: Act | None = None, /, **params: Any) -> dict[str, Any]:
        """Run it and return its only row."""
        [row] = self.rows(act, **params)
        return row

    def values(self, act: Act | None = None, /, **params: Any) -> list[Any]:
        """Run it and return its first column."""
        with connection.cursor() as cursor:
            self._run(cursor, _params(act, params))
            return [row[0] for row in cursor.fetchall()]

    def execute(self, act: Act | None = None, /, **params: Any) -> int:
        """Run it and return how many rows it wrote."""
        with connection.cursor() as cursor:
            self._run(cursor, _params(act, params))
            return int(cursor.rowcount)

    def _run(self, cursor: Any, params: dict[str, Any]) -> None:
        if not self.is_kept:
            cursor.execute(self.text, params)
            return
        name, preparing, executing = _named(self.text)
        known = _prepared.setdefault(cursor.connection, set())
        if name not in known:
            cursor.connection.execute(preparing)
            known.add(name)
        cursor.execute(executing, params)

    def stream(self, size: int = 2_000, /, **params: Any) -> Iterator[dict[str, Any]]:
        """Run it inside a transaction and yield its rows a few at a time."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(self.text, params)
            names: list[str] = []
            while chunk := cursor.fetchmany(size):
                names = names or [column[0] for column in cursor.description]
                for row in chunk:
                    yield dict(zip(names, row, strict=True))

    def until(self, part: str, end: str, instead: Mapping[str, str] | None = None) -> Statement:
        """The same up to one of its parts, with another end: what it finds out before it writes.

        Args:
            part: How the part begins that is left out, with all behind it.
            end: What comes in its place.
            instead: Further words by what stands for them.
        """
        kept, found, _ = self.text.partition(part)
        assert found, f"{self.path.name} has no part {part!r}"
        for word, other in (instead or {}).items():
            assert word in kept, f"{self.path.name} has no {word!r}"
            kept = kept.replace(word, other)
        return Statement(path=self.path, text=kept + end)


_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""Statements that a connection has a plan for."""


@cache
def _named(text: str) -> tuple[str, str, str]:
    """A name for a statement, and the statements that give it that name and run it by it."""
    places = list(dict.fromkeys(found for found in PARAMETER.findall(text) if found))
    numbered = PARAMETER.sub(lambda one: f"${places.index(one[1]) + 1}" if one[1] else "%", text)
    name = f"kept_{sha256(text.encode()).hexdigest()[:16]}"
    given = ", ".join(f"%({place})s" for place in places)
    return name, f"prepare {name} as\n{numbered}", f"execute {name}({given})" if places else f"execute {name}"


@contextmanager
def _parameters_apart() -> Iterator[None]:
    """Cursors that are opened send the parameters of a statement apart from it."""
    connection.ensure_connection()
    opened = connection.connection
    usual, opened.cursor_factory = opened.cursor_factory, Cursor
    try:
        yield
    finally:
        opened.cursor_factory = usual


def _dictionaries(cursor: Any) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _params(act: Act | None, params: dict[str, Any]) -> dict[str, Any]:
    written = {name: _written(value) for name, value in params.items()}
    if act is None:
        return written
    return {"company_id": act.company_id, "act_id": act.act_id, "acted_on": act.on, **written}


def _written(value: Any) -> Any:
    """Whole numbers as the text of their array: the driver takes five times as long, looking at each by itself.

    A line has some twenty-five identities in such lists on its way. Statements name the type of what they are given.
    """
    if type(value) is list and set(map(type, value)) == {int}:
        return "{" + ",".join(map(str, value)) + "}"
    return value


def statement(python_file: str, step: str = "") -> Statement:
    """Load the statement beside a Python file: ``x.py`` has ``x.sql``, a further step ``x.step.sql``."""
    stem = Path(python_file).with_suffix("")
    path = stem.with_name(f"{stem.name}.{step}.sql" if step else f"{stem.name}.sql")
    return Statement(path=path, text=path.read_text(encoding="utf-8"))
