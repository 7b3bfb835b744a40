"""Sums: what a file holds by person, project, month and class, to hold beside the report of the tracker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from operator import add
from typing import NamedTuple

# What becomes of a row; rows that cannot be read have no hours to sum.
OUTCOMES = ("new", "replaced", "known", "set aside")

Key = tuple[str, str, str, str, str]
NOTHING = Decimal(0)
PLACES = {outcome: place for place, outcome in enumerate(OUTCOMES)}


class SummedLine(NamedTuple):
    """Hours, or the worth of expenses, material or fees, of one person on one project in one month.

    ``unit`` is ``hours``, a currency, or that of material whose price list says what it costs; ``total`` is
    what the file has, which is the sum of what became of its rows.
    """

    resource: str
    project: str
    month: str
    transaction_class: str
    unit: str
    total: Decimal
    new: Decimal
    replaced: Decimal
    known: Decimal
    set_aside: Decimal


@dataclass
class Sums:
    """Sums under way."""

    by_key: dict[Key, list[Decimal]] = field(default_factory=dict)

    def add(self, key: Key, outcome: str, figure: Decimal) -> None:
        """Add a row of the file."""
        sums = self.by_key.get(key)
        if sums is None:
            sums = self.by_key[key] = [NOTHING] * len(OUTCOMES)
        sums[PLACES[outcome]] += figure

    def take(self, other: "Sums") -> None:
        """Add other sums to these."""
        for key, sums in other.by_key.items():
            mine = self.by_key.get(key)
            self.by_key[key] = list(map(add, mine, sums)) if mine else sums.copy()

    def lines(self) -> Iterator[SummedLine]:
        """One line per person, project, month, class and unit, in that order."""
        for key in sorted(self.by_key):
            sums = self.by_key[key]
            yield SummedLine._make((*key, sum(sums, NOTHING), *sums))


def totals(lines: Iterable[SummedLine]) -> list[SummedLine]:
    """The sums of lines, per class and unit."""
    whole = Sums()
    for line in lines:
        for outcome, figure in zip(
            OUTCOMES, (line.new, line.replaced, line.known, line.set_aside), strict=True
        ):
            whole.add(("", "", "", line.transaction_class, line.unit), outcome, figure)
    return list(whole.lines())
