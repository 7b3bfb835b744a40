"""Invariants: SQL files whose names are true sentences and which return what makes them false.

Each room keeps its own under ``<room>/invariants``; their headers say what holds, what breaks when it
does not, and what the rows show.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from unbilled.foundation.statements import Statement

HEADINGS = ("holds", "breaks", "shows")


class InvariantUnreadable(ValueError):
    """An invariant's header lacks a line."""


@dataclass(frozen=True)
class Invariant:
    """One truth about the books; ``find`` asks for the rows that make it false."""

    name: str
    room: str
    holds: str
    breaks: str
    shows: str
    find: Callable[[], list[dict[str, Any]]]

    @property
    def sentence(self) -> str:
        """The name as a sentence.

        >>> Invariant("every_voucher_balances", "ledger", "", "", "", None).sentence
        'every voucher balances'
        """
        return self.name.replace("_", " ")

    def offenders(self) -> list[dict[str, Any]]:
        """The rows that make it false; none when it holds.

        Whole tables are read. One that the planner thinks empty, as it has just been filled, it would read again for
        each row of another, which takes hours; so it may not, but where it has no other way.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local enable_nestloop = off")
            found = self.find()
            cursor.execute("set local enable_nestloop to default")
        return found


def read_invariant(path: Path) -> Invariant:
    """Read an invariant with its header.

    Raises:
        InvariantUnreadable: The header lacks ``holds``, ``breaks`` or ``shows``.
    """
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    heading = ""
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        key, colon, said = line.removeprefix("--").partition(":")
        if colon and key.strip() in HEADINGS:
            heading = key.strip()
            header[heading] = said.strip()
        elif heading:
            header[heading] += f" {line.removeprefix('--').strip()}"
    missing = [name for name in HEADINGS if not header.get(name)]
    if missing:
        raise InvariantUnreadable(f"{path.name} lacks {', '.join(missing)} in its header.")
    return Invariant(
        name=path.stem, room=path.parent.parent.name, find=Statement(path=path, text=text).rows, **header
    )


def all_invariants() -> Iterator[Invariant]:
    """The invariants of all installed rooms, floor by floor, by name."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("unbilled."):
            for path in sorted((Path(config.path) / "invariants").glob("*.sql")):
                yield read_invariant(path)
