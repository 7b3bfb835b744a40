"""Every invariant in one question, which the server plans once: it is asked after some two thousand tests."""

from functools import cache
from weakref import WeakSet

from django.db import connection
from psycopg import Connection

from unbilled.foundation.invariants import Invariant, all_invariants
from unbilled.foundation.statements import Statement

QUESTION = "every_invariant"
ASKED: WeakSet[Connection] = WeakSet()


def untrue() -> list[Invariant]:
    """The invariants that do not hold."""
    with connection.cursor() as cursor:
        if connection.connection not in ASKED:
            cursor.execute(f"prepare {QUESTION} as {question()}", {})
            ASKED.add(connection.connection)
        cursor.execute(f"execute {QUESTION}")
        return [invariants()[name] for (name,) in cursor.fetchall()]


def refuse_untrue() -> None:
    """Fail unless all that must be true about books is true, and show what is not."""
    broken = untrue()
    assert not broken, "\n".join(f"{one.sentence}: {one.offenders()[:5]}" for one in broken)


@cache
def invariants() -> dict[str, Invariant]:
    return {one.name: one for one in all_invariants()}


@cache
def question() -> str:
    return "\nunion all\n".join(
        f"select '{name}' where exists (\n{text_of(one)}\n)" for name, one in invariants().items()
    )


def text_of(invariant: Invariant) -> str:
    asked = invariant.find.__self__  # type: ignore[attr-defined]
    assert isinstance(asked, Statement)
    return asked.text.strip().removesuffix(";")
