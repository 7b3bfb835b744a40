"""Credit invoices: what was billed is taken back, whole or by lines, from the correction to the credit note."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.accounting.events.post_invoices import PostedInvoice
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.ledger.rules import InvoiceUnknown
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.post_proposals import post_proposals

SQL = statement(__file__)
PROPOSALS = statement(__file__, "proposals")


@dataclass(frozen=True)
class CreditedInvoices:
    """What crediting did.

    Attributes:
        proposals: Numbers of the proposals of the credit notes, which are those of the corrections; none where nothing
            was charged.
        line_count: Lines that are credited.
        amounts: What is taken back, before tax, by currency; negative.
        posted: The credit notes, when they were posted as well.
    """

    proposals: list[str]
    line_count: int
    amounts: dict[str, Decimal]
    posted: list[PostedInvoice]


@event("process.credit_invoices")
def credit_invoices(
    act: Act,
    *,
    invoice_ids: Sequence[int],
    reason: str,
    post: bool = False,
    actual_ids: Sequence[int] | None = None,
) -> CreditedInvoices:
    """Credit posted invoices in full, or chosen lines of them; all or nothing.

    The proforma of each is revised, and its correction confirmed and proposed with every quantity at zero:
    the work is open again, and the credit note is ready to be posted. Lines that are not chosen stay billed.

    Args:
        act: Who, for which company, on which day.
        invoice_ids: Posted invoices.
        reason: Why; printed on the credit notes.
        post: Post the credit notes too.
        actual_ids: Billed sales behind the lines that are credited; ``None`` credits all.

    Raises:
        InvoiceUnknown: There is no such invoice.
        ContractClosed: What was billed is of a closed contract.
        CorrectionOpen: A draft corrects what was billed already.
        NothingToCorrect: All it billed is credited already.
        SaleNotBilled: A chosen line is credited already.
        DayOutsideYears: No fiscal year has the day of the act.
        PeriodClosed, PeriodOnHold, NoOpenPeriod: With ``post``, the books do not take it.
        InvoiceDateTooEarly: With ``post``, a later credit note is there.
        Refusal: With ``post``, whatever else keeps ``post_proposals`` from issuing them.

    Source:
        docs/rules/billing.md#crediting-invoices; docs/rules/invoices.md#credit-notes.
    """
    asked = sorted(set(invoice_ids))
    found = {row["invoice_id"]: row["proforma_id"] for row in SQL.rows(act, invoice_ids=asked)}
    missing = [one for one in asked if one not in found]
    if missing:
        raise InvoiceUnknown(invoice_ids=missing)
    created = revise_proformas(
        act,
        proforma_ids=list(found.values()),
        reason=reason,
        actual_ids=actual_ids,
    )
    corrections = [one.proforma_id for one in created]
    confirmed = confirm_and_propose(
        act,
        proforma_ids=corrections,
    )
    proposals = PROPOSALS.rows(act, proforma_ids=corrections)
    amounts: dict[str, Decimal] = {}
    for row in proposals:
        currency = row["transaction_currency"]
        amounts[currency] = amounts.get(currency, Decimal(0)) + row["net_amount"]
    posted = []
    if post and proposals:
        posted = post_proposals(
            act,
            proposal_ids=[row["proposal_id"] for row in proposals],
            invoice_date=act.on,
        )
    return CreditedInvoices(
        proposals=[row["number"] for row in proposals],
        line_count=sum(one.line_count for one in confirmed),
        amounts=amounts,
        posted=posted,
    )
