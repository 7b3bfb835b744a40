"""What is done with rows of posted documents, of their deliveries, and of questions about them."""

from collections.abc import Mapping

from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.events.send_documents import send_documents
from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done, Field
from unbilled.process.runs.deliver import DELIVER
from unbilled.process.runs.over_documents import ANSWER, CREDIT, RETRY, SETTLE
from unbilled.process.runs.print import PRINT
from unbilled.web.lists.over import over, typed

CREDITING = (
    Field(name="reason", label="Reason", hint="Printed on the credit note."),
    Field(
        name="then",
        label="Credit note",
        kind="choice",
        choices={"propose": "Propose it, to be posted later", "post": "Post it today"},
        preset="propose",
    ),
)
"""What crediting asks for."""


def print_documents(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Make the PDFs of posted documents."""
    tally = PRINT.tally(render_invoices(act, invoice_ids=chosen.ids))
    return Done("Printed", tally.counts)


def send(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put posted documents into the queue; a worker sends them within a minute."""
    tally = DELIVER.tally(send_documents(act, invoice_ids=chosen.ids))
    return Done("Put into the queue", tally.counts)


CREDITS = over(
    CREDIT,
    "Credited",
    lambda act, chosen, filled: {"reason": filled["reason"], "post": filled["then"] == "post"},
)
RETRIES = over(RETRY, "Tried again")
SETTLES = over(SETTLE, "Settled", typed("became"))
ANSWERS = over(ANSWER, "Answered", typed("answer"))
