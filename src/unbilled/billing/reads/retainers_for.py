"""What a draft could deduct of retainers, for whoever decides how much it does."""

from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class RetainerFor:
    """A retainer of the draft's customer, and how much of it the draft deducts, or would; hours of prepaid hours."""

    retainer_id: int
    name: str
    amount: Decimal


def retainers_for(*, company_id: int, proforma_id: int) -> list[RetainerFor]:
    """Retainers that are available to a draft, oldest first, up to what it charges before tax.

    A draft that deducts some already says what it deducts of each of those, and nothing of the others.

    Args:
        company_id: Company that bills.
        proforma_id: The draft.

    Source:
        docs/rules/retainers.md#applying.
    """
    return [RetainerFor(**row) for row in SQL.rows(company_id=company_id, proforma_id=proforma_id)]
