"""Printing run: posted invoices and credit notes become documents."""

from unbilled.documents.events.render_invoices import render_invoices
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out

DOCUMENTS_AT_ONCE = 100


def printing_run(
    act: Act,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Render the documents of posted invoices; what has been rendered before stays as it is.

    Args:
        act: Who, for which company, on which day.
        selection: Which invoices: by contract and customer, by project of a line, and by invoice date; all
            when None.
        dry_run: Do it and undo it.
        progress: Told invoices done and invoices in all.

    Returns:
        ``counts``: documents, bytes.

    Raises:
        RunInProgress: Another process prints for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/documents.md#printing.
    """
    selection = selection or Selection()

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        rendered = render_invoices(
            act,
            invoice_ids=ids,
        )
        outcome.count("documents", len(rendered))
        outcome.count("bytes", sum(document.byte_count for document in rendered))
        return outcome

    job = Job(
        event="process.printing_run",
        run_kind="print_invoices",
        subject="invoice",
        ids_of_refusals="invoice_ids",
        step=step,
        arguments=selection.params(),
    )
    return carry_out(
        act,
        job,
        lambda: [
            Selected(None, invoice_id)
            for invoice_id in INVOICES.of(company_id=act.company_id, selection=selection).taken()
        ],
        dry_run=dry_run,
        progress=progress,
        chunk_rows=DOCUMENTS_AT_ONCE,
    )
