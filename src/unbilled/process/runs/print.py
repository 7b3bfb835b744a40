"""Render the documents of posted invoices; what has been rendered before stays as it is.

The selection takes invoices by contract and customer, by project of a line, and by invoice date. Pages are counted by
their lines, so that a chunk of long invoices has few; as many processes print as there are processors.

Returns:
    ``counts``: documents, bytes.

Raises:
    RunInProgress: Another process prints for this company.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/documents.md#printing.
"""

from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.press import presses
from unbilled.documents.reads.lines_to_print import lines_to_print
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.ledger.reads.invoice_names import invoice_names
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.runs.running import Job, Tally

LINES_A_PAGE = 25


def _select(act: Act, selection: Selection) -> list[Selected]:
    invoice_ids = INVOICES.of(company_id=act.company_id, selection=selection).taken()
    lines = lines_to_print(company_id=act.company_id, invoice_ids=invoice_ids)
    return [
        Selected(None, invoice_id, 1 + lines.get(invoice_id, 0) // LINES_A_PAGE) for invoice_id in invoice_ids
    ]


PRINT = Job(
    event="process.print",
    record_kind="invoice",
    subject="invoice_ids",
    names=invoice_names,
    select=_select,
    step=lambda act, selection, ids: render_invoices(act, invoice_ids=ids),
    tally=lambda rendered: Tally(
        counts={"documents": len(rendered), "bytes": sum(document.byte_count for document in rendered)}
    ),
    listed=lambda act, selection: INVOICES.of(
        company_id=act.company_id, selection=selection, sight=act.sight
    ),
    chunk_rows=500,
    within=presses,
    left=lambda act, ids: lines_to_print(company_id=act.company_id, invoice_ids=ids),
)
