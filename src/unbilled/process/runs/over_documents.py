"""Steps over rows of documents, when they are many: what proposals wait for, crediting, deliveries, questions.

Args:
    proposal_ids, invoice_ids, delivery_ids, question_ids: The rows that were chosen. Besides, what the event is given.

Returns:
    What the event answers, counted.

What the event does not take is set aside. A run that a killed worker left is gone on with behind the last chunk that
was done, so nothing is done twice.

Raises:
    RunInProgress: Another process does the same for this company.

Source:
    docs/rules/runs.md#steps-over-many-rows.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.accounting.events.post_invoices import PostedInvoice
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.settle_deliveries import Became, settle_deliveries
from unbilled.documents.reads.deliveries import DELIVERIES
from unbilled.documents.reads.questions import QUESTIONS
from unbilled.foundation.acts import Act
from unbilled.ledger.reads.invoice_names import invoice_names
from unbilled.process.events.credit_invoices import CreditedInvoices, credit_invoices
from unbilled.process.events.post_proposals import post_proposals
from unbilled.process.runs.over_rows import counted, given, listed_names
from unbilled.process.runs.post_invoices import tally
from unbilled.runs.running import Tally

FEW = 200
"""Documents of a chunk: each brings its lines, and what is sent is printed first."""


def _credited(done: CreditedInvoices) -> Tally:
    return Tally(
        counts={
            "invoices": len(done.proposals),
            "lines": done.line_count,
            "credit notes posted": len(done.posted),
        },
        amounts={"net": dict(done.amounts)} if done.amounts else {},
    )


def _try_posting(act: Act, *, proposal_ids: Sequence[int], invoice_date: date) -> list[PostedInvoice]:
    """Post proposals and undo that."""
    with transaction.atomic():
        posted = post_proposals(act, proposal_ids=proposal_ids, invoice_date=invoice_date)
        transaction.set_rollback(True)
    return posted


POST_AWAITED = given(
    "accounting.post_awaited_lines",
    post_awaited_lines,
    subject="proposal_ids",
    kind="proposal",
    names=proposal_names,
    tally=lambda posted: Tally({"journal lines": posted.line_count, "vouchers": posted.voucher_count}),
    chunk_rows=FEW,
)
TRY_INVOICES = given(
    "process.post_proposals",
    _try_posting,
    name="process.try_invoices",
    subject="proposal_ids",
    kind="proposal",
    names=proposal_names,
    tally=lambda posted: Tally({"could be posted": len(posted)}, tally(posted).amounts),
    needs={"invoice_date": date},
    chunk_rows=FEW,
)
CREDIT = given(
    "process.credit_invoices",
    credit_invoices,
    subject="invoice_ids",
    kind="invoice",
    names=invoice_names,
    tally=_credited,
    needs={"reason": str, "post": bool},
    chunk_rows=FEW,
)
RETRY = given(
    "documents.retry_deliveries",
    retry_deliveries,
    subject="delivery_ids",
    kind="delivery",
    names=listed_names(DELIVERIES, "name"),
    tally=lambda done: Tally(counts={"hastened": done.hastened_count, "sent anew": len(done.queued)}),
    chunk_rows=FEW,
)
SETTLE = given(
    "documents.settle_deliveries",
    settle_deliveries,
    subject="delivery_ids",
    kind="delivery",
    names=listed_names(DELIVERIES, "name"),
    tally=counted("deliveries"),
    needs={"became": Became},
)
ANSWER = given(
    "documents.answer_questions",
    answer_questions,
    subject="question_ids",
    kind="question",
    names=listed_names(QUESTIONS, "number"),
    tally=counted("questions"),
    needs={"answer": str},
)

OVER_DOCUMENTS = (POST_AWAITED, TRY_INVOICES, CREDIT, RETRY, SETTLE, ANSWER)
