"""Invoice proposals, with the names people know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ListedProposal:
    """A proposal in a list; amounts in contract currency, zero while it has no lines.

    The invoice date is that of the day of posting when it has none, the due date that of the terms.
    """

    proposal_id: int
    number: str
    contract: str
    customer: str
    status: str
    invoice_date: date | None
    due_date: date | None
    accounting_date: date
    terms: str | None
    corrects: str | None
    line_count: int
    net_amount: Decimal
    tax_amount: Decimal
    transaction_currency: str


def proposals(
    *, company_id: int, selection: Filter | None = None, statuses: Sequence[str] | None = None
) -> list[ListedProposal]:
    """Proposals, by number.

    Args:
        company_id: Company that invoices.
        selection: By contract and customer, by project of a detail, and by accounting date.
        statuses: ``header_only``, ``populated``, ``posted``; None takes all.

    Source:
        docs/rules/proposals.md#proposing; docs/rules/proposals.md#lines.
    """
    return [
        ListedProposal(**row)
        for row in SQL.rows(
            company_id=company_id,
            **(selection or Filter()).params(),
            statuses=None if statuses is None else list(statuses),
        )
    ]
