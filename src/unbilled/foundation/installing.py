"""Installing code in the database: what differs from what is written is replaced, what nobody wrote goes.

Nothing is believed that a record says: the written code is created in a schema of its own, PostgreSQL is asked for
both definitions, and the schema is rolled back. So a changed body, a disabled trigger or a dropped one is found
whoever did it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import InternalError, NotSupportedError, connection, transaction

from unbilled.foundation.code import CHECKSUM, Code, written
from unbilled.foundation.invariants import Invariant
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = 7_204_001
MISSING, ALTERED, STRAY = "missing", "altered", "stray"


class SomethingDependsOnIt(Refusal):
    """A view or a function of the operator's own hangs on what another version brings otherwise."""

    sentence = "The tables and functions cannot be those of this version while {found}."
    remedy = "Drop what is not of Unbilled, run `unbilled migrate`, and create it again."


IN_USE = ("2BP01", "0A000")  # others depend on it; a column that a view shows


@contextmanager
def naming_what_depends() -> Iterator[None]:
    """Say what of an operator's own is in the way.

    Raises:
        SomethingDependsOnIt: A view, a function or the like hangs on what is changed.
    """
    try:
        yield
    except (InternalError, NotSupportedError) as error:
        cause = error.__cause__
        detail = getattr(getattr(cause, "diag", None), "message_detail", None)
        if getattr(cause, "sqlstate", "") not in IN_USE or not detail:
            raise
        raise SomethingDependsOnIt(found=", ".join(detail.strip().splitlines())) from error


@dataclass(frozen=True)
class Definition:
    """A function or trigger as PostgreSQL tells it."""

    kind: str
    name: str
    table_name: str
    arguments: str
    signature: str
    definition: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same one, however it is defined."""
        return self.kind, self.name, self.table_name, self.arguments

    @property
    def drop(self) -> str:
        """The statement that takes a trigger away."""
        return f"drop trigger {_quoted(self.name)} on {_quoted(self.table_name)}"


@dataclass(frozen=True)
class Difference:
    """Code that is not installed as it is written: ``missing``, ``altered`` or ``stray``."""

    what: str
    wanted: Definition | None
    found: Definition | None

    @property
    def of(self) -> Definition:
        """What differs."""
        definition = self.wanted or self.found
        assert definition is not None
        return definition

    @property
    def in_the_way(self) -> Definition | None:
        """What must be dropped first: all but a function whose signature stays, so that what hangs on it stays too."""
        if self.wanted and self.found and self.found.kind == "function":
            return None if self.found.signature == self.wanted.signature else self.found
        return self.found


@dataclass(frozen=True)
class Installed:
    """How many functions and triggers were installed, and how many strays were dropped."""

    installed: int
    dropped: int


def install_code() -> Installed:
    """Bring the functions and triggers of the schema in line with what is written; all or nothing.

    Run again, it does nothing. Its own functions are replaced in place unless their signature changed; functions and
    triggers that no file names are dropped, but for those of extensions and of other applications.

    Returns:
        What was done.

    Source:
        docs/decisions/0002-guards.md
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        code = written()
        found = differences(code)
        leaving = [one.in_the_way for one in found if one.in_the_way]
        coming = {(one.of.kind, one.of.name) for one in found if one.wanted}
        for text in (
            # Triggers first, for they hang on functions; these at once, for they may hang on each other.
            *(one.drop for one in leaving if one.kind == "trigger"),
            *_drop_functions([one for one in leaving if one.kind == "function"]),
            *(one.definition for one in code.functions if ("function", one.name) in coming),
            *(one.definition for one in code.triggers if ("trigger", one.name) in coming),
        ):
            cursor.execute(text)
    return Installed(
        installed=sum(one.wanted is not None for one in found),
        dropped=sum(one.what == STRAY for one in found),
    )


def take_guards_away() -> None:
    """Drop every trigger, so that a migration may change any column and any row, and what says the code is whole.

    Whoever does this installs the code again; until then commands refuse the database.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_schema()")
        for found in _definitions(cursor.fetchone()[0]):
            if found.kind == "trigger":
                cursor.execute(found.drop)
        cursor.execute(f"drop function if exists {CHECKSUM}()")


def is_of_this_version() -> bool:
    """Whether the code in the database says that it is the one written; a look at one row."""
    [checksum] = [one for one in written().functions if one.name == CHECKSUM]
    with connection.cursor() as cursor:
        cursor.execute(
            "select prosrc from pg_proc where proname = %s and pronamespace = current_schema()::regnamespace",
            [CHECKSUM],
        )
        found = cursor.fetchall()
    return [source in checksum.definition for (source,) in found] == [True]


def differences(code: Code | None = None) -> list[Difference]:
    """What of the code is not installed as written.

    Args:
        code: What should be installed; by default, everything written.
    """
    code = code or written()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_schema(), 'unbilled_written_' || pg_backend_pid()")
        home, scratch = cursor.fetchone()
        cursor.execute(_in_a_schema_of_its_own(code, home, scratch))
        wanted, found = _definitions(scratch), _definitions(home)
        transaction.set_rollback(True)
    return list(_compared({one.key: one for one in wanted}, {one.key: one for one in found}))


def _in_a_schema_of_its_own(code: Code, home: str, scratch: str) -> str:
    """The script that creates everything written in a scratch schema, on empty tables of the same columns."""
    tables = dict.fromkeys(trigger.table for trigger in code.triggers)
    return ";\n".join(
        (
            f"create schema {scratch}",
            f"select set_config('search_path', '{scratch}, ' || current_setting('search_path'), true)",
            "set local check_function_bodies = off",
            *(f"create table {scratch}.{table} (like {_quoted(home)}.{table})" for table in tables),
            *(one.definition for one in code.parts),
        )
    )


def _definitions(schema: str) -> list[Definition]:
    from django.apps import apps

    # Applications of others, such as one that keeps jobs, bring functions with their migrations.
    prefixes = [
        f"{config.label}_"
        for config in apps.get_app_configs()
        if not config.name.startswith(("unbilled.", "django."))
    ]
    return [Definition(**row) for row in SQL.rows(schema=schema, foreign_prefixes=prefixes)]


def _compared(wanted: dict[Any, Definition], found: dict[Any, Definition]) -> Iterator[Difference]:
    for key, one in wanted.items():
        if key not in found:
            yield Difference(MISSING, one, None)
        elif one.definition != found[key].definition:
            yield Difference(ALTERED, one, found[key])
    for key, one in found.items():
        if key not in wanted:
            yield Difference(STRAY, None, one)


def _drop_functions(leaving: list[Definition]) -> list[str]:
    named = ", ".join(f"{_quoted(one.name)}({one.arguments})" for one in leaving)
    return [f"drop routine {named}"] if leaving else []


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _offenders() -> list[dict[str, Any]]:
    return [
        {"kind": one.of.kind, "name": one.of.name, "table": one.of.table_name, "is": one.what}
        for one in differences()
    ]


CODE_IS_AS_WRITTEN = Invariant(
    name="the_code_in_the_database_is_as_written",
    room="foundation",
    holds="Every function and trigger is installed as the files of this version say, and no other is there.",
    breaks="The database may let pass what breaks the books, or figure by another rule: run `unbilled migrate`.",
    shows="kind, name, table, is (missing, altered or stray)",
    find=_offenders,
)
