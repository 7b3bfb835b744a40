"""What entries would take of limits, once they are approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.billing.reads.limited_work import limited_contracts
from unbilled.foundation.figures import money_in
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ExpectedUse:
    """A limit: what is left of it, and what entries that it is about are worth, in contract currency."""

    limit_name: str
    limit_amount: Decimal
    left_amount: Decimal
    expected_amount: Decimal
    transaction_currency: str
    entry_count: int

    @property
    def over_amount(self) -> Decimal:
        """By how much they exceed it; zero where all of them are within."""
        return max(self.expected_amount - self.left_amount, Decimal(0))

    @property
    def sentence(self) -> str:
        """What becomes of it.

        >>> ExpectedUse("contract C-1", Decimal(900), Decimal(200), Decimal(150), "EUR", 1).sentence
        'Limit of contract C-1, 900.00 EUR: 200.00 EUR left, this takes 150.00 EUR.'
        >>> ExpectedUse("contract C-1", Decimal(900), Decimal(200), Decimal(250), "EUR", 1).sentence
        'Limit of contract C-1, 900.00 EUR: 200.00 EUR left, this would take 250.00 EUR, 50.00 EUR too much.'
        """
        limit, left, expected, over = (
            money_in(one, self.transaction_currency)
            for one in (self.limit_amount, self.left_amount, self.expected_amount, self.over_amount)
        )
        takes = f"would take {expected}, {over} too much" if self.over_amount else f"takes {expected}"
        return f"Limit of {self.limit_name}, {limit}: {left} left, this {takes}."


def expected_use(*, company_id: int, entry_ids: Sequence[int]) -> list[ExpectedUse]:
    """Of every limit that entries count against, what is left and what they would take, level by level.

    Args:
        company_id: Company.
        entry_ids: Entries that are submitted; each is worth what it would be by the terms of now.

    Source:
        docs/rules/billing.md#limits.
    """
    contract_ids = limited_contracts(company_id=company_id)
    if not contract_ids:
        return []
    rows = SQL.rows(company_id=company_id, entry_ids=list(entry_ids), contract_ids=contract_ids)
    return [ExpectedUse(**row) for row in rows]


def expected_excess(*, company_id: int, entry_ids: Sequence[int]) -> dict[str, int]:
    """Which limits submitted work would exceed: by sentence, of how many entries it is true.

    Args:
        company_id: Company.
        entry_ids: Entries that are submitted.

    Source:
        docs/rules/billing.md#limits.
    """
    return {
        f"approved, would exceed the limit of {one.limit_name}, "
        f"{money_in(one.limit_amount, one.transaction_currency)}, "
        f"by {money_in(one.over_amount, one.transaction_currency)}": one.entry_count
        for one in expected_use(company_id=company_id, entry_ids=entry_ids)
        if one.over_amount
    }
