"""The backlog: open unbilled sales, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True, slots=True)
class OpenSale:
    """An open unbilled sale, with the names people know; amounts are before tax, in contract currency."""

    actual_id: int
    transaction_date: date
    contract_id: int
    contract: str
    contract_line_id: int
    contract_line: str
    customer_id: int
    customer: str
    project_id: int
    project: str
    task: str | None
    role: str | None
    category: str | None
    resource: str | None
    description: str | None
    transaction_class: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    transaction_amount: Decimal
    transaction_currency: str
    billing_type: str
    billing_status: str
    limit_status: str
    limit_reason: str
    proforma_id: int | None
    proforma: str | None


def backlog(
    *,
    company_id: int,
    selection: Filter | None = None,
    classes: Sequence[str] | None = None,
    billing_types: Sequence[str] | None = None,
    billing_statuses: Sequence[str] | None = None,
    after: OpenSale | tuple[date, int] | None = None,
    size: int = 200,
) -> list[OpenSale]:
    """A page of open unbilled sales, by date and identity.

    Args:
        company_id: Company that bills.
        selection: By contract, project, customer and day of the work.
        classes: Transaction classes; None takes all, as in the other filters.
        billing_types: ``chargeable``, ``non_chargeable``, ``complimentary``.
        billing_statuses: ``not_ready``, ``ready_to_invoice``, ``customer_invoice_created``.
        after: Last sale of the page before, or its date and identity.
        size: Sales on a page.

    Source:
        docs/rules/billing.md#backlog; docs/rules/lists.md#pages.
    """
    after_date, after_id = (
        (after.transaction_date, after.actual_id) if isinstance(after, OpenSale) else after or (None, None)
    )

    def words(chosen: Sequence[str] | None) -> list[str] | None:
        return None if chosen is None else list(chosen)

    return [
        OpenSale(**row)
        for row in SQL.rows(
            company_id=company_id,
            **(selection or Filter()).params(),
            classes=words(classes),
            billing_types=words(billing_types),
            billing_statuses=words(billing_statuses),
            after_date=after_date,
            after_id=after_id,
            size=size,
        )
    ]
