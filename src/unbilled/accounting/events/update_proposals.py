"""Update proposals: dates, terms, tax groups and dimensions, until they are posted."""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.events.tax_proposals import tax_proposals
from unbilled.accounting.reads.lock_proposals import lock_proposals
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.rules import NOT_OPEN, WRONG_DATES, InvoiceDateTooEarly
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted, refuse_rest
from unbilled.foundation.statements import statement

DATES = statement(__file__, "dates")
REOPENED = statement(__file__, "reopened")
SQL = statement(__file__)


class ProposalPosted(Refusal):
    """A posted proposal is ink."""

    sentence = "Only proposals that are not posted can be changed: {records}."
    subject = "proposal_ids"
    remedy = "Correct a posted invoice with a credit note."


@event("accounting.update_proposals")
def update_proposals(
    act: Act,
    *,
    proposal_ids: Sequence[int],
    invoice_date: date | None = None,
    due_date: date | None = None,
    terms_id: int | None = None,
    accounting_date: date | None = None,
    tax_group_id: int | None = None,
    item_tax_group_id: int | None = None,
    dimension_set_id: int | None = None,
) -> int:
    """Change unposted proposals; what is not given stays. All or nothing.

    Draft journal lines of what a correction puts back follow its accounting date when it becomes later.
    Tax is computed again when a tax group or a date changes. Lines that mirror a billed sale keep their
    original's tax whatever is given; lines of a correction that are billed again keep its tax date.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals that are not posted.
        invoice_date: Date of issue; a due date set by hand before is dropped with the old date.
        due_date: Day payment is due, instead of the terms' answer.
        terms_id: Terms of payment.
        accounting_date: Date for the books.
        tax_group_id: Sales tax group of all lines.
        item_tax_group_id: Item sales tax group of all lines.
        dimension_set_id: Dimensions of the customer balance entry.

    Returns:
        How many proposals were changed.

    Raises:
        ProposalPosted: A proposal is posted, or does not exist.
        InvoiceDateOutsideYears: The invoice date lies in no fiscal year.
        InvoiceDateTooLate: It lies further after the act's day than the company allows.
        InvoiceDateTooEarly: It lies before the last one of the number series that will number the proposal.
        DueDateTooEarly: The due date lies before the invoice date.
        DayOutsideYears: No fiscal year has the accounting date.
        PeriodClosed: Its period is closed, and the company does not let postings move.
        PeriodOnHold: It is on hold, and postings do not move.
        NoOpenPeriod: Postings may move, and no later period is open.
        AccountingDateBeforeAccruals: It lies before that of an accrual that the proposal releases.
        TaxNotDetermined: A chargeable line has no tax group or no item tax group, or they share no code.
        TaxRateMissing: A code has no rate on the tax date.

    Source:
        docs/rules/proposals.md#changing-proposals; docs/rules/invoices.md#invoice-date;
        docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#rounding.
    """
    lock_proposals(act, proposal_ids=proposal_ids)
    changed = SQL.values(
        act,
        proposal_ids=list(proposal_ids),
        invoice_date=invoice_date,
        due_date=due_date,
        terms_id=terms_id,
        accounting_date=accounting_date,
        dimension_set_id=dimension_set_id,
    )
    refuse_rest(ProposalPosted, proposal_ids, changed, proposal_names(act, states=True))
    if any((invoice_date, due_date, accounting_date)):
        faults = DATES.rows(
            act,
            proposal_ids=list(proposal_ids),
            is_issue_dated=bool(invoice_date or due_date),
            is_booked=accounting_date is not None,
        )
        accepted(faults, *NOT_OPEN, *WRONG_DATES, InvoiceDateTooEarly, subject="proposal_ids")
    if accounting_date:
        REOPENED.values(act, proposal_ids=list(proposal_ids), accounting_date=accounting_date)
    if any((invoice_date, accounting_date, tax_group_id, item_tax_group_id)):
        tax_proposals(
            act,
            proposal_ids=proposal_ids,
            tax_group_id=tax_group_id,
            item_tax_group_id=item_tax_group_id,
        )
    return len(changed)
