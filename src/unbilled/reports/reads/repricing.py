"""What pricing open work anew would change, contract by contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation import figures
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Repricing:
    """A contract: how many sales would have another price, and what they charge before and after, before tax."""

    contract: str
    sale_count: int
    old_amount: Decimal
    new_amount: Decimal
    transaction_currency: str

    @property
    def sentence(self) -> str:
        """What becomes of it.

        >>> Repricing("C-1", 2, Decimal(900), Decimal(990), "EUR").sentence
        'C-1: 2 sales, 900.00 EUR become 990.00 EUR'
        """
        amounts = [
            figures.money_in(one, self.transaction_currency) for one in (self.old_amount, self.new_amount)
        ]
        return (
            f"{self.contract}: {figures.counted(self.sale_count, 'sales')}, {amounts[0]} become {amounts[1]}"
        )


def repricing(
    *, company_id: int, actual_ids: Sequence[int], method: str, value: Decimal | None = None
) -> list[Repricing]:
    """What would be charged of chosen open work at other prices, by contract; nothing is changed.

    Args:
        company_id: Company.
        actual_ids: Unbilled sales; whoever asks may see them.
        method: ``list``, ``price`` or ``percent``; see ``actuals.reads.new_prices``.
        value: Price or percentage.

    Source:
        docs/rules/billing.md#pricing-anew.
    """
    rows = SQL.rows(company_id=company_id, actual_ids=list(actual_ids), method=method, value=value)
    return [Repricing(**row) for row in rows]
