"""Proformas and their details, with the names people know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)
DETAILS = statement(__file__, "details")


@dataclass(frozen=True)
class ListedProforma:
    """A proforma in a list; the amount is before tax, and on a correction what it adds to what was billed."""

    proforma_id: int
    number: str
    contract: str
    customer: str
    status: str
    created_on: date
    confirmed_on: date | None
    corrects: str | None
    reason: str
    detail_count: int
    transaction_amount: Decimal
    transaction_currency: str


@dataclass(frozen=True)
class ListedDetail:
    """A detail of a proforma; on a correction the quantity is what remains billed, the source what was billed."""

    line_no: int
    contract_line: str
    project: str | None
    transaction_class: str
    transaction_date: date
    name: str
    description: str | None
    entry: str | None
    is_correction: bool
    quantity: Decimal
    source_quantity: Decimal
    unit: str
    unit_price: Decimal
    transaction_amount: Decimal
    source_amount: Decimal
    transaction_currency: str
    billing_type: str


def proformas(
    *,
    company_id: int,
    selection: Filter | None = None,
    statuses: Sequence[str] | None = None,
    proforma_id: int | None = None,
    most: int | None = None,
) -> list[ListedProforma]:
    """Proformas, the latest first.

    Args:
        company_id: Company that bills.
        selection: By contract and customer, by project of a detail, and by the day they were created.
        statuses: ``draft``, ``confirmed``; None takes all.
        proforma_id: Only this one; None takes all.
        most: How many at most; None takes all.
    """
    return [
        ListedProforma(**row)
        for row in SQL.rows(
            company_id=company_id,
            **(selection or Filter()).params(),
            statuses=None if statuses is None else list(statuses),
            proforma_id=proforma_id,
            most=most,
        )
    ]


def proforma_details(*, company_id: int, proforma_id: int) -> list[ListedDetail]:
    """The details of a proforma, by line number.

    Args:
        company_id: Company that bills.
        proforma_id: The proforma.

    Source:
        docs/rules/billing.md#proformas.
    """
    return [ListedDetail(**row) for row in DETAILS.rows(company_id=company_id, proforma_id=proforma_id)]
