"""Credit invoices: what was billed is taken back whole, from the correction to the credit note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from unbilled.accounting.events.post_invoices import PostedInvoice, post_invoices
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.documents.reads.invoice_papers import InvoiceNotPosted
from unbilled.foundation.statements import statement
from unbilled.process.events.confirm_and_propose import confirm_and_propose

SQL = statement(__file__)
PROPOSALS = statement(__file__, "proposals")


@dataclass(frozen=True)
class CreditedInvoices:
    """What crediting did.

    Attributes:
        proposals: Numbers of the proposals of the credit notes, which are those of the corrections.
        line_count: Lines that are credited.
        amounts: What is taken back, before tax, by currency; negative.
        posted: The credit notes, when they were posted as well.
    """

    proposals: list[str]
    line_count: int
    amounts: dict[str, Decimal]
    posted: list[PostedInvoice]


@transaction.atomic
def credit_invoices(
    *,
    company_id: int,
    invoice_ids: Sequence[int],
    reason: str,
    credited_on: date,
    credited_by: int,
    recorded_at: datetime,
    post: bool = False,
) -> CreditedInvoices:
    """Credit posted invoices in full; all or nothing.

    The proforma of each is revised, and its correction confirmed and proposed with every quantity at zero:
    the work is open again, and the credit note is ready to be posted.

    Args:
        company_id: Company that invoices.
        invoice_ids: Posted invoices.
        reason: Why; printed on the credit notes.
        credited_on: Company date of the correction, and with ``post`` the date of issue.
        credited_by: Person who credits.
        recorded_at: Moment of the act.
        post: Post the credit notes too.

    Raises:
        InvoiceNotPosted: There is no such invoice.
        CorrectionOpen: A draft corrects what was billed already.
        NothingToCorrect: All it billed is credited already.
        PeriodClosed: With ``post``, the books do not take the date.
        InvoiceDateTooEarly: With ``post``, a later credit note is there.

    Source:
        docs/rules/billing.md#crediting-invoices; docs/rules/invoices.md#credit-notes.
    """
    asked = sorted(set(invoice_ids))
    found = {
        row["invoice_id"]: row["proforma_id"] for row in SQL.rows(company_id=company_id, invoice_ids=asked)
    }
    missing = [one for one in asked if one not in found]
    if missing:
        raise InvoiceNotPosted(invoice_ids=missing)
    created = revise_proformas(
        company_id=company_id,
        proforma_ids=list(found.values()),
        created_on=credited_on,
        created_by=credited_by,
        reason=reason,
    )
    corrections = [one.proforma_id for one in created]
    confirmed = confirm_and_propose(
        company_id=company_id,
        proforma_ids=corrections,
        confirmed_on=credited_on,
        confirmed_by=credited_by,
        recorded_at=recorded_at,
    )
    proposals = PROPOSALS.rows(company_id=company_id, proforma_ids=corrections)
    amounts: dict[str, Decimal] = {}
    for row in proposals:
        currency = row["transaction_currency"]
        amounts[currency] = amounts.get(currency, Decimal(0)) + row["net_amount"]
    posted = []
    if post:
        posted = post_invoices(
            company_id=company_id,
            proposal_ids=[row["proposal_id"] for row in proposals],
            invoice_date=credited_on,
            posted_at=recorded_at,
            posted_by=credited_by,
        )
    return CreditedInvoices(
        proposals=[row["number"] for row in proposals],
        line_count=sum(one.line_count for one in confirmed),
        amounts=amounts,
        posted=posted,
    )
