"""Send posted documents that were never sent, to customers who have a sending profile; they go into the queue.

The selection takes invoices by contract and customer, by project of a line, and by invoice date. What has no PDF yet is
printed first; what is in the queue goes out with ``transmit``.

Returns:
    ``counts``: documents, also by the way they go.

Raises:
    RunInProgress: Another process does the same for this company.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/documents.md#delivery.
"""

from collections import Counter

from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.press import presses
from unbilled.documents.reads.documents_to_send import documents_to_send
from unbilled.documents.reads.lines_to_print import lines_to_print
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.ledger.reads.invoice_names import invoice_names
from unbilled.process.runs.print import LINES_A_PAGE
from unbilled.reports.reads.posted_documents import INVOICES
from unbilled.runs.running import Job, Tally

WAYS = {
    "email": "by e-mail",
    "folder": "into folders",
    "access_point": "over the access point",
    "download": "to be fetched",
}


def _select(act: Act, selection: Selection) -> list[Selected]:
    invoice_ids = INVOICES.of(company_id=act.company_id, selection=selection).taken()
    unsent = documents_to_send(company_id=act.company_id, invoice_ids=invoice_ids)
    lines = lines_to_print(company_id=act.company_id, invoice_ids=unsent)
    return [Selected(None, one, 1 + lines.get(one, 0) // LINES_A_PAGE) for one in unsent]


DELIVER = Job(
    event="process.deliver",
    record_kind="invoice",
    subject="invoice_ids",
    names=invoice_names,
    select=_select,
    step=lambda act, selection, ids: send_documents(act, invoice_ids=ids),
    tally=lambda queued: Tally(
        counts={
            "documents": len(queued),
            **{WAYS[way]: number for way, number in Counter(one.channel for one in queued).items()},
        }
    ),
    listed=lambda act, selection: INVOICES.of(
        company_id=act.company_id, selection=selection, sight=act.sight
    ),
    chunk_rows=500,
    within=presses,
)
