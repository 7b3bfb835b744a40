"""What a company and its customers lack of what the law wants on an invoice, told before one is posted."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class LegalGap:
    """What a record lacks.

    Attributes:
        kind: ``company`` or ``customer``.
        record: Its code or account.
        lacks: The fields that are empty.
    """

    kind: str
    record: str
    lacks: list[str]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} has no {' and no '.join(self.lacks)}"


def legal_gaps(*, company_id: int, accounts: Sequence[str] | None = None) -> list[LegalGap]:
    """Records without which no invoice is posted, and what they lack.

    Args:
        company_id: The company.
        accounts: Only these customers; None takes the company and all of its customers.

    Source:
        docs/rules/invoices.md#legal-data
    """
    asked = None if accounts is None else list(accounts)
    return [LegalGap(**row) for row in SQL.rows(company_id=company_id, accounts=asked)]
