"""Fill waiting proposals with their lines and post all that have them: they become invoices and credit notes.

The selection takes proposals by contract and customer, by project of a line, and by accounting date.

Args:
    invoice_date: Date of issue where a proposal has none.

Returns:
    ``counts``: invoices, credit notes. ``amounts``: net, tax, gross.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company;
    docs/rules/proposals.md#waiting-for-the-journal; docs/rules/invoices.md#posting-invoices.
"""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.events.post_invoices import PostedInvoice
from unbilled.accounting.reads.open_proposals import open_proposals
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.reads.proposals import PROPOSALS
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.foundation.acts import Act
from unbilled.foundation.lists import Listing
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.post_proposals import post_proposals
from unbilled.runs.running import Job, Tally


def _select(act: Act, selection: Selection, **_: date) -> list[Selected]:
    proposals = open_proposals(company_id=act.company_id, selection=selection)
    return [Selected(one.contract_id, one.proposal_id, one.detail_count) for one in proposals]


def _listed(act: Act, selection: Selection, **_: date) -> Listing:
    asked = selection.but(status=["header_only", "populated"])
    return PROPOSALS.of(company_id=act.company_id, selection=asked, sight=act.sight)


def _step(act: Act, selection: Selection, ids: list[int], *, invoice_date: date) -> list[PostedInvoice]:
    return post_proposals(act, proposal_ids=ids, invoice_date=invoice_date)


def tally(posted: Sequence[PostedInvoice]) -> Tally:
    """What a posting did."""
    credit_notes = sum(invoice.document_class == "credit_note" for invoice in posted)
    tally = Tally(counts={"invoices": len(posted) - credit_notes, "credit notes": credit_notes})
    for invoice in posted:
        tally.add("net", invoice.transaction_currency, invoice.net_amount)
        tally.add("tax", invoice.transaction_currency, invoice.tax_amount)
        tally.add("gross", invoice.transaction_currency, invoice.gross_amount)
    return tally


POST_INVOICES = Job(
    event="process.post_invoices",
    record_kind="proposal",
    subject="proposal_ids",
    names=proposal_names,
    select=_select,
    step=_step,
    tally=tally,
    shared=take_contracts,
    listed=_listed,
    needs={"invoice_date": date},
)
