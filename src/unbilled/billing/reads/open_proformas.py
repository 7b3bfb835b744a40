"""Draft proformas, with what their confirmation would bill."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True, slots=True)
class OpenProforma:
    """A draft; the amount is what its confirmation bills or credits, chargeable and before tax."""

    proforma_id: int
    number: str
    contract_id: int
    contract: str
    customer_id: int
    customer: str
    created_on: date
    corrects: str | None
    detail_count: int
    transaction_amount: Decimal
    transaction_currency: str


def open_proformas(*, company_id: int, selection: Filter | None = None) -> list[OpenProforma]:
    """Drafts by number.

    Args:
        company_id: Company that bills.
        selection: By contract and customer, by project of a detail, and by the day they were created.

    Source:
        spec/operations.md 9, 10.
    """
    return [
        OpenProforma(**row) for row in SQL.rows(company_id=company_id, **(selection or Filter()).params())
    ]
