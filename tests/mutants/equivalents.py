"""Mutants that no test can tell from the statement, each with its reason."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .operators import Mutant

FILE = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True)
class Equivalent:
    """A change that makes no difference.

    Attributes:
        statement: Name of the statement's file without its ending.
        was: The line, without what surrounds it.
        becomes: The line as changed.
        why: Why nothing can notice.
    """

    statement: str
    was: str
    becomes: str
    why: str

    def is_of(self, mutant: Mutant) -> bool:
        return (self.statement, self.was, self.becomes) == (mutant.path.stem, mutant.was, mutant.becomes)


def read_equivalents(path: Path = FILE) -> list[Equivalent]:
    """What is listed: per statement and reason the lines as they stand and as changed."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    if silent := [row["statement"] for row in rows if not row.get("why", "").strip()]:
        raise ValueError(f"say why these make no difference: {silent}")
    return [
        Equivalent(row["statement"], was, becomes, row["why"])
        for row in rows
        for was, becomes in row["changes"]
    ]


def is_listed(mutant: Mutant, listed: Iterable[Equivalent]) -> bool:
    """Whether a mutant is among those that make no difference."""
    return any(one.is_of(mutant) for one in listed)


def gone(listed: Iterable[Equivalent], mutants: Iterable[Mutant]) -> list[Equivalent]:
    """What is listed for these statements and is none of their mutants any more."""
    made = {(mutant.path.stem, mutant.was, mutant.becomes) for mutant in mutants}
    statements = {statement for statement, _, _ in made}
    return [
        one
        for one in listed
        if one.statement in statements and (one.statement, one.was, one.becomes) not in made
    ]
