"""Posting run: invoice proposals become posted invoices."""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.reads.open_proposals import open_proposals
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.post_proposals import post_proposals
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def posting_run(
    act: Act,
    *,
    invoice_date: date,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Fill waiting proposals with their lines and post all that have them.

    Args:
        act: Who, for which company, on which day.
        invoice_date: Date of issue where a proposal has none.
        selection: Which proposals: by contract and customer, by project of a line, and by accounting date;
            all when None.
        dry_run: Do it and undo it; the numbers are given back.
        progress: Told lines done and lines in all.

    Returns:
        ``counts``: invoices, credit notes. ``amounts``: net, tax, gross.

    Raises:
        RunInProgress: Another process posts invoices of this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/proposals.md#waiting-for-the-journal;
        docs/rules/invoices.md#posting-invoices.
    """
    selection = selection or Selection()

    def selected() -> Sequence[Selected]:
        proposals = open_proposals(company_id=act.company_id, selection=selection)
        return [Selected(one.contract_id, one.proposal_id, one.detail_count) for one in proposals]

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        posted = post_proposals(act, proposal_ids=ids, invoice_date=invoice_date)
        credit_notes = sum(invoice.document_class == "credit_note" for invoice in posted)
        outcome.count("invoices", len(posted) - credit_notes)
        outcome.count("credit notes", credit_notes)
        for invoice in posted:
            outcome.add("net", invoice.transaction_currency, invoice.net_amount)
            outcome.add("tax", invoice.transaction_currency, invoice.tax_amount)
            outcome.add("gross", invoice.transaction_currency, invoice.gross_amount)
        return outcome

    job = Job(
        event="process.posting_run",
        run_kind="post_invoices",
        subject="proposal",
        ids_of_refusals="proposal_ids",
        step=step,
        arguments={**selection.params(), "invoice_date": invoice_date},
    )
    return carry_out(act, job, selected, dry_run=dry_run, progress=progress)
