"""Post invoices: proposals become numbered documents, and the ledger takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.accounting.rules import AccountMissing, PeriodClosed, ProfileNotFound
from unbilled.companies.events.draw_dated_numbers import Block, DrawnBlock, draw_dated_numbers
from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.companies.rules import ExchangeRateMissing
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

LOCK = statement(__file__, "lock")
CLAIM = statement(__file__, "claim")
SQL = statement(__file__)
PREFIXES = {"invoice": "", "credit_note": "C"}


class ProposalNotPopulated(Refusal):
    """Only a proposal that has its lines can be posted, and only once."""

    sentence = "Proposals {proposal_ids} have no lines yet, are posted already, or do not exist."
    subject = "proposal_ids"
    remedy = "Post the journal lines that the proposal waits for, then populate it."


class CustomerOnHold(Refusal):
    """Nothing is invoiced to a customer on hold."""

    sentence = "Customer {customers} is on hold."
    subject = "proposal_ids"
    remedy = "Take the customer off hold, then post again."


class InvoiceDateTooEarly(Refusal):
    """Numbers of a series follow the dates."""

    sentence = "Invoices dated {dates} would come after one dated {last_dates} in their number series."
    subject = "proposal_ids"
    remedy = "Choose an invoice date that is not before the last one of the series."


@dataclass(frozen=True)
class PostedInvoice:
    """A posted document; amounts in the transaction currency, negative on a credit note."""

    invoice_id: int
    number: str
    document_class: str
    customer_id: int
    net_amount: Decimal
    tax_amount: Decimal
    gross_amount: Decimal
    transaction_currency: str


@event("accounting.post_invoices")
def post_invoices(
    act: Act,
    *,
    proposal_ids: Sequence[int],
    invoice_date: date,
) -> list[PostedInvoice]:
    """Post populated proposals as invoices and credit notes; all or nothing.

    One voucher a document: the receivable, revenue by line, tax by code, and the release of every accrual
    at its stored amounts. Numbers are drawn last, without gaps and in date order, from the series
    ``invoice`` or ``credit_note`` of the accounting date's fiscal year; the sign of the total decides.
    A correction mirrors the stored amounts of what it credits and keeps the original's exchange rate.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals in status ``populated``.
        invoice_date: Date of issue of proposals that have none of their own; a company date.

    Returns:
        The documents, in the order of their numbers within a series.

    Raises:
        ProposalNotPopulated: A proposal has no lines, is posted, or does not exist.
        CustomerOnHold: Its customer is on hold.
        PeriodClosed: The books do not take its accounting date, nor may it move to an open period.
        ExchangeRateMissing: No rate is known on the accounting date, and the contract fixes none.
        ProfileNotFound: No cost and revenue profile says where a milestone is credited.
        AccountMissing: No posting rule names an account.
        InvoiceDateTooEarly: A date lies before the last one of its number series.

    Source:
        docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#entries-of-an-invoice;
        docs/rules/invoices.md#releasing-accruals; docs/rules/invoices.md#due-date;
        docs/rules/invoices.md#credit-notes; docs/rules/tax.md#tax-in-the-books.
    """
    LOCK.rows(act, proposal_ids=list(proposal_ids))
    claimed = CLAIM.rows(act, proposal_ids=list(proposal_ids), invoice_date=invoice_date)
    _refuse_unpopulated(proposal_ids, claimed)
    _refuse_problems(claimed)
    vouchers = draw_numbers(act, series="voucher", count=len(set(proposal_ids)))
    drawn = draw_dated_numbers(
        act,
        blocks=[
            Block(
                series=row["series"],
                fiscal_year=row["fiscal_year"],
                count=len(row["proposal_ids"]),
                prefix=f"{PREFIXES[row['series']]}{row['fiscal_year']}-",
                last_date=row["last_date"],
            )
            for row in claimed
        ],
    )
    _refuse_early_dates(claimed, drawn)
    posted = SQL.rows(
        act,
        proposal_ids=list(proposal_ids),
        first_voucher_number=vouchers.first_number,
        series=[block.series for block in drawn],
        fiscal_years=[block.fiscal_year for block in drawn],
        first_numbers=[block.first_number for block in drawn],
        prefixes=[block.prefix for block in drawn],
        digits=[block.digits for block in drawn],
    )
    _refuse_problems(posted)
    columns = PostedInvoice.__dataclass_fields__
    return [PostedInvoice(**{column: row[column] for column in columns}) for row in posted]


def _refuse_unpopulated(proposal_ids: Sequence[int], claimed: list[dict[str, Any]]) -> None:
    refused = set(proposal_ids).difference(*(row["proposal_ids"] for row in claimed))
    if refused:
        raise ProposalNotPopulated(proposal_ids=sorted(refused))


def _refuse_problems(rows: list[dict[str, Any]]) -> None:
    """Raise the refusal of the first kind of problem found, with everything of that kind."""
    for problem, refusal, detail in (
        ("customer_on_hold", CustomerOnHold, "customers"),
        ("period_closed", PeriodClosed, "dates"),
        ("exchange_rate", ExchangeRateMissing, "pairs"),
        ("profile", ProfileNotFound, "lines"),
        ("account", AccountMissing, "posting_types"),
    ):
        found = [row for row in rows if row["problem"] == problem]
        if found:
            named = sorted({row["named"] for row in found})
            at_fault = sorted({proposal_id for row in found for proposal_id in row["proposal_ids"]})
            raise refusal(**{detail: named, "proposal_ids": at_fault})


def _refuse_early_dates(claimed: list[dict[str, Any]], drawn: list[DrawnBlock]) -> None:
    last_dates = {(block.series, block.fiscal_year): block.last_date for block in drawn}
    early = [
        (proposal_id, invoice_date, last_date)
        for row in claimed
        if (last_date := last_dates[row["series"], row["fiscal_year"]])
        for proposal_id, invoice_date in zip(row["proposal_ids"], row["invoice_dates"], strict=True)
        if invoice_date < last_date
    ]
    if early:
        raise InvoiceDateTooEarly(
            proposal_ids=sorted(proposal_id for proposal_id, _, _ in early),
            dates=sorted({invoice_date for _, invoice_date, _ in early}),
            last_dates=sorted({last_date for _, _, last_date in early}),
        )
