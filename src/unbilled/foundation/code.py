"""Code in the database, as it is written: functions and triggers live in files beside the models.

A room's ``functions/<noun>.sql`` holds one function, ``<room>_<noun>``; its ``guards.py`` names what the database
refuses. ``installing`` brings what is installed in line with this (``docs/decisions/0002-guards.md``).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

CHECKSUM = "foundation_code_checksum"
LONGEST_NAME = 63


class NameTooLong(ValueError):
    """PostgreSQL would cut a name off, and what is installed would have another than what is written."""


def _named(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise NameTooLong(f"{name} has more than {LONGEST_NAME} characters.")


@dataclass(frozen=True)
class Function:
    """A function in the database; ``definition`` creates or replaces it."""

    name: str
    definition: str

    def __post_init__(self) -> None:
        _named(self.name)


@dataclass(frozen=True)
class Trigger:
    """A trigger on a table.

    Args:
        name: Its name, which no other trigger has.
        table: The table it watches.
        fires: On what: ``after insert``.
        per: For what: ``for each row when (old.status = 'posted')``, with the transition tables it reads.
        function: What it calls.
    """

    name: str
    table: str
    fires: str
    per: str
    function: str

    def __post_init__(self) -> None:
        _named(self.name)

    @property
    def definition(self) -> str:
        """The statement that creates it."""
        return (
            f"create trigger {self.name} {self.fires} on {self.table} {self.per} "
            f"execute function {self.function}()"
        )


@dataclass(frozen=True)
class Code:
    """Everything that is written: functions, each after those it calls, then triggers."""

    functions: tuple[Function, ...]
    triggers: tuple[Trigger, ...]

    @property
    def parts(self) -> tuple[Function | Trigger, ...]:
        """All of it, in the order in which it can be created."""
        return (*self.functions, *self.triggers)

    @property
    def checksum(self) -> str:
        """What tells this code from that of another version."""
        text = "\n".join(one.definition for one in self.parts)
        return hashlib.sha256(text.encode()).hexdigest()


def trigger_function(name: str, body: str, settings: str = "") -> Function:
    """A function for triggers.

    Args:
        name: Its name.
        body: PL/pgSQL from ``declare`` or ``begin`` to ``end``.
        settings: ``set`` clauses that hold while it runs.
    """
    attributes = f"language plpgsql {settings}".strip()
    return Function(
        name, f"create or replace function {name}() returns trigger {attributes} as $$\n{body.strip()}\n$$"
    )


def function_files() -> Iterator[tuple[str, Path]]:
    """The function files of all installed rooms, floor by floor, each with its room."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("unbilled."):
            for path in sorted((Path(config.path) / "functions").glob("*.sql")):
                yield config.label, path


def written() -> Code:
    """The code of this version: rooms' functions and guards, and a function that returns its checksum."""
    from unbilled.foundation.guards import all_guards

    guards = all_guards()
    functions = [
        *(
            Function(f"{room}_{path.stem}", path.read_text(encoding="utf-8"))
            for room, path in function_files()
        ),
        *(function for guard in guards for function in guard.functions),
    ]
    triggers = tuple(trigger for guard in guards for trigger in guard.triggers)
    code = Code(tuple(_callees_first(functions)), triggers)
    return Code((*code.functions, _checksum_function(code.checksum)), triggers)


def _callees_first(functions: list[Function]) -> Iterator[Function]:
    """PostgreSQL refuses a function that calls one that is not there yet."""
    by_name = {function.name: function for function in functions}
    calls = {
        name: [word for word in re.findall(r"\w+", one.definition) if word in by_name and word != name]
        for name, one in by_name.items()
    }
    return (by_name[name] for name in TopologicalSorter(calls).static_order())


def _checksum_function(checksum: str) -> Function:
    """What a command asks before anything else: of which version is the code in this database?"""
    return Function(
        CHECKSUM,
        f"create or replace function {CHECKSUM}() returns text language sql immutable as $$ select '{checksum}' $$",
    )
