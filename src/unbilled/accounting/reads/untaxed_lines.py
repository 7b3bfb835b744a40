"""Sales lines of the journals whose tax nobody could tell: their proposal would be refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Untaxed:
    """Lines with tax groups that share no code; a group is empty where they have none."""

    tax_group: str
    item_tax_group: str
    actual_ids: list[int]

    def __str__(self) -> str:
        return f"tax group {self.tax_group or 'none'} and item tax group {self.item_tax_group or 'none'} share no code"


def untaxed_lines(*, company_id: int, actual_ids: Sequence[int]) -> list[Untaxed]:
    """Chargeable draft sales lines to which no tax code applies, by their groups.

    Source:
        docs/rules/tax.md#codes-that-apply.
    """
    return [Untaxed(**row) for row in SQL.rows(company_id=company_id, actual_ids=list(actual_ids))]
