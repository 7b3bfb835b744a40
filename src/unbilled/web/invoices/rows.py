"""What is done with rows of posted documents, of their deliveries, and of questions about them."""

from collections.abc import Mapping
from typing import Any

from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done
from unbilled.process.runs.deliver import DELIVER
from unbilled.process.runs.print import PRINT


def print_documents(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Make the PDFs of posted documents."""
    tally = PRINT.tally(render_invoices(act, invoice_ids=chosen.ids))
    return Done("Printed", tally.counts)


def send(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put posted documents into the queue; a worker sends them within a minute."""
    tally = DELIVER.tally(send_documents(act, invoice_ids=chosen.ids))
    return Done("Put into the queue", tally.counts)


def retry(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Try deliveries again."""
    done = retry_deliveries(act, delivery_ids=chosen.ids)
    return Done("Tried again", {"hastened": done.hastened_count, "sent anew": len(done.queued)})


def settle(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Say what became of deliveries."""
    became: Any = filled["became"]
    return Done("Settled", {"deliveries": settle_deliveries(act, delivery_ids=chosen.ids, became=became)})


def answer(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Answer questions of customers, all with the same words."""
    return Done(
        "Answered", {"questions": answer_questions(act, question_ids=chosen.ids, answer=filled["answer"])}
    )
