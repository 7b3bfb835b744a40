"""Post invoices: the ledger takes what proposals bill, and each becomes a numbered document, frozen as issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.rules import (
    NOT_OPEN,
    WRONG_DATES,
    AccountMissing,
    InvoiceDateTooEarly,
    ProfileNotFound,
)
from unbilled.companies.events.draw_dated_numbers import Block, draw_dated_numbers
from unbilled.companies.events.hold_series import HeldSeries, Series, hold_series
from unbilled.companies.rules import ExchangeRateMissing
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted, refuse_rest
from unbilled.foundation.statements import statement

LOCK = statement(__file__, "lock")
CLAIM = statement(__file__, "claim")
SQL = statement(__file__)
ISSUE = statement(__file__, "issue")
DISCOUNTS = statement(__file__, "discounts")
PREFIXES = {"invoice": "", "credit_note": "C"}
LONGEST_NUMBER = 16


class ProposalNotPopulated(Refusal):
    """Only a proposal that has its lines can be posted, and only once."""

    sentence = "Only proposals that have their lines can be posted, and once: {records}."
    subject = "proposal_ids"
    remedy = "Leave out what is posted; it is corrected with a credit note."


class CustomerOnHold(Refusal):
    """Nothing is invoiced to a customer on hold."""

    sentence = "Customer {found} is on hold."
    subject = "proposal_ids"
    remedy = "Take the customer off hold, then post again."


class InvoiceNumberTooLong(Refusal):
    """Tax authorities take no longer numbers."""

    sentence = "Invoice number {numbers} has more than {longest} characters."
    subject = "proposal_ids"
    remedy = "Date it in the next fiscal year, whose series may have a shorter prefix; what is numbered keeps its form."


UNISSUABLE: tuple[type[Refusal], ...] = (
    CustomerOnHold,
    *NOT_OPEN,
    *WRONG_DATES,
)


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
    at its stored amounts; what would have no entry has no voucher. Numbers are drawn last, without gaps and in
    date order, from the series ``invoice`` or ``credit_note`` of the invoice date's fiscal year; the sign of the
    total decides. A correction mirrors the stored amounts of what it credits and keeps the original's exchange rate.
    Everything that is printed is written down as it is called now: seller, buyer, bank, terms, each line.

    Part of ``process.post_proposals``, which knows that the documents can be printed.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals in status ``populated``.
        invoice_date: Date of issue of proposals that have none of their own; a company date.

    Returns:
        The documents, in the order of their numbers within a series.

    Raises:
        ProposalNotPopulated: A proposal has no lines, is posted, or does not exist.
        CustomerOnHold: Its customer is on hold.
        DayOutsideYears: No fiscal year has its accounting date.
        PeriodClosed: The period of its accounting date is closed, and the company does not let postings move.
        PeriodOnHold: It is on hold, and postings do not move.
        NoOpenPeriod: Postings may move, and no later period is open.
        ExchangeRateMissing: No rate is known on the accounting date, and the contract fixes none.
        ProfileNotFound: No cost and revenue profile says where a milestone is credited.
        AccountMissing: No posting rule names an account.
        InvoiceDateOutsideYears: A date lies in no fiscal year.
        InvoiceDateTooLate: A date lies further after the act's day than the company allows.
        DueDateTooEarly: A due date set by hand lies before the invoice date.
        AccountingDateBeforeAccruals: A date for the books lies before that of an accrual that is released.
        InvoiceDateTooEarly: A date lies before the last one of its number series.
        InvoiceNumberTooLong: A number would have more than 16 characters.

    Source:
        docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#entries-of-an-invoice;
        docs/rules/invoices.md#releasing-accruals; docs/rules/invoices.md#invoice-numbers;
        docs/rules/invoices.md#invoice-date; docs/rules/invoices.md#due-date;
        docs/rules/invoices.md#frozen-data; docs/rules/invoices.md#credit-notes;
        docs/rules/tax.md#tax-in-the-books.
    """
    LOCK.rows(act, proposal_ids=list(proposal_ids))
    claimed = CLAIM.rows(act, proposal_ids=list(proposal_ids), invoice_date=invoice_date)
    known = [proposal_id for row in claimed for proposal_id in row["proposal_ids"]]
    refuse_rest(ProposalNotPopulated, proposal_ids, known, proposal_names(act, states=True))
    claimed = accepted(claimed, *UNISSUABLE, subject="proposal_ids")
    posted = accepted(
        SQL.rows(act, proposal_ids=list(proposal_ids)),
        ExchangeRateMissing,
        ProfileNotFound,
        AccountMissing,
        subject="proposal_ids",
    )
    held = hold_series(
        act,
        wanted=[
            Series(row["series"], row["fiscal_year"], f"{PREFIXES[row['series']]}{row['fiscal_year']}-")
            for row in claimed
        ],
    )
    _refuse_early_dates(claimed, held)
    _refuse_long_numbers(claimed, held)
    draw_dated_numbers(
        act,
        blocks=[
            Block(row["series"], row["fiscal_year"], len(row["proposal_ids"]), row["last_date"])
            for row in claimed
        ],
    )
    issued = ISSUE.rows(
        act,
        **_columns(
            posted,
            proposal_ids="proposal_id",
            invoice_ids="invoice_id",
            voucher_ids="voucher_id",
            due_dates="due_date",
            exchange_rates="exchange_rate",
            accounting_net_amounts="accounting_net_amount",
            accounting_tax_amounts="accounting_tax_amount",
        ),
        series=[one.series for one in held],
        fiscal_years=[one.fiscal_year for one in held],
        first_numbers=[one.next_number for one in held],
        prefixes=[one.prefix for one in held],
        digits=[one.digits for one in held],
    )
    DISCOUNTS.execute(act, invoice_ids=[row["invoice_id"] for row in issued])
    return [PostedInvoice(**row) for row in issued]


def _columns(rows: list[dict[str, Any]], **columns: str) -> dict[str, list[Any]]:
    """Rows of one statement as the arrays that another takes."""
    return {name: [row[column] for row in rows] for name, column in columns.items()}


def _refuse_early_dates(claimed: list[dict[str, Any]], held: list[HeldSeries]) -> None:
    last_dates = {(one.series, one.fiscal_year): one.last_date for one in held}
    early = [
        (proposal_id, f"{invoice_date}, before {last_date}")
        for row in claimed
        if (last_date := last_dates[row["series"], row["fiscal_year"]])
        for proposal_id, invoice_date in zip(row["proposal_ids"], row["invoice_dates"], strict=True)
        if invoice_date < last_date
    ]
    if early:
        raise InvoiceDateTooEarly(
            proposal_ids=sorted(proposal_id for proposal_id, _ in early),
            found=sorted({dates for _, dates in early}),
        )


def _refuse_long_numbers(claimed: list[dict[str, Any]], held: list[HeldSeries]) -> None:
    """The last number of a block is its longest."""
    proposals = {(row["series"], row["fiscal_year"]): row["proposal_ids"] for row in claimed}
    long = {
        number: ids
        for one in held
        for ids in (proposals[one.series, one.fiscal_year],)
        if len(number := one.number(len(ids) - 1)) > LONGEST_NUMBER
    }
    if long:
        raise InvoiceNumberTooLong(
            proposal_ids=sorted(proposal_id for ids in long.values() for proposal_id in ids),
            numbers=sorted(long),
            longest=LONGEST_NUMBER,
        )
