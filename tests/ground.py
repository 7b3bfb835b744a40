"""The ground that tests of books stand on: a world that the test before has described stands already.

To describe a world takes longer than most tests do with it, and the tests of a file mostly describe the same one. So
what a test describes first (``given``, and the steps right after it) is kept in the transaction of the tests, with a
savepoint after each; the next test that says the same finds it there, whatever it does afterwards being undone. The
first statement of a test that is not such a description takes everything away that the test has not described.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import Error
from pytest_django.plugin import DjangoDbBlocker

from unbilled.intake.company_files.world import World
from unbilled.lab.scenarios.books import Books

PLACE = "ground_%s"


@dataclass(frozen=True)
class Level:
    """Something described: what was said, and what books knew and answered after it."""

    said: tuple[str, str]
    books: dict[str, Any]
    answer: Any


class Ground:
    """One transaction of many tests, and the levels that stand in it."""

    def __init__(self) -> None:
        self.blocker: DjangoDbBlocker | None = None
        self.levels: list[Level] = []
        self._outer: transaction.Atomic | None = None
        self._reached: int | None = (
            None  # levels that the test has described; None once it has done something else
        )

    def enter(self, blocker: DjangoDbBlocker) -> None:
        """Begin a test: nothing is described yet."""
        self.blocker = blocker
        if self._outer is None:
            self._outer = transaction.atomic()
            self._outer.__enter__()
            self._mark(0)
        self._reached = 0
        connection.execute_wrappers.append(self._seen)

    def end(self) -> None:
        """End a test: whatever it did beyond what it described is undone."""
        connection.execute_wrappers.remove(self._seen)
        connection.run_on_commit = []
        try:
            self._return(len(self.levels))
        except Error:  # the test lost the connection
            self.leave()

    def leave(self) -> None:
        """End the transaction, for a test that needs one of its own."""
        if self._outer is None:
            return
        assert self.blocker is not None
        outer, self._outer, self.levels = self._outer, None, []
        with self.blocker.unblock():
            connection.needs_rollback = True
            outer.__exit__(None, None, None)
            if connection.connection and connection.connection.closed:
                connection.close()

    def stand(self, books: "StandingBooks", said: tuple[str, str], build: Callable[[], Any]) -> Any:
        """Describe something on top of what is described: it stands already, or it is built."""
        if self._reached is None:
            return build()
        reached = self._reached
        if reached == len(self.levels) or self.levels[reached].said != said:
            self._cut(reached)
            self._reached = None
            answer = build()
            self.levels.append(deepcopy(Level(said, books.known, answer)))
            self._mark(reached + 1)
        else:
            level = deepcopy(self.levels[reached])
            vars(books).update(level.books)
            answer = level.answer
        self._reached = reached + 1
        return answer

    def _seen(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if self._reached is not None:
            self._cut(self._reached)
            self._reached = None
        return execute(sql, params, many, context)

    def _cut(self, height: int) -> None:
        """Take away what stands above a height."""
        if height < len(self.levels):
            self._return(height)
            del self.levels[height:]

    def _mark(self, height: int) -> None:
        connection.connection.execute(f"savepoint {PLACE % height}")

    def _return(self, height: int) -> None:
        connection.connection.execute(f"rollback to savepoint {PLACE % height}")


class StandingBooks(Books):
    """Books whose first descriptions may stand already."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._stand = ground.stand

    @property
    def known(self) -> dict[str, Any]:
        """What they know of the world and of the last step."""
        return {name: known for name, known in vars(self).items() if name != "_stand"}

    def given(self, text: str | Mapping[str, Any]) -> World:
        if not isinstance(text, str) or self._play is not None:
            return super().given(text)
        given = super().given
        self._stand(self, ("given", text), lambda: given(text) and None)
        return self.world

    def do(self, text: str | list[Any]) -> Any:
        if not isinstance(text, str) or self._play is None:
            return super().do(text)
        do = super().do
        return self._stand(self, ("do", text), lambda: do(text))
