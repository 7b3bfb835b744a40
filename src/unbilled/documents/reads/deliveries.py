"""Deliveries: what was sent to whom, and what became of it."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.documents.states import DELIVERY
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Ordinal, Status, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement

DELIVERIES = List(
    name="deliveries",
    title="Deliveries",
    nothing="Nothing was sent.",
    statement=statement(__file__),
    key=("delivery_id",),
    columns=(
        Identity("delivery_id"),
        Code("name", "Delivery"),
        Identity("invoice_id"),
        Code("number", "Document", link="invoice", link_id="invoice_id"),
        Word("purpose", "Of", usual="document"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id", is_shown=False),
        Word("channel", "Sent by"),
        Text("sent_to", "To"),
        Status("status", "Status", drawing=DELIVERY),
        Ordinal("attempts", "Attempts"),
        Moment("queued_at", "Queued"),
        Moment("next_attempt_at", "Next attempt"),
        Text("last_answer", "Last answer"),
        Text("subject", "Subject", is_shown=False),
        Code("message_id", "Message", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Named("number", "number"),
        Named("delivery", "name"),
        Words("status", "status", DELIVERY),
        Words("channel", "channel", ("email", "folder", "access_point", "download")),
        Words("purpose", "purpose", ("document", "question", "answer")),
        Contains(columns=("name", "customer", "sent_to", "last_answer")),
    ),
    sorts={
        "queued": ("queued_at",),
        "number": ("number", "queued_at"),
        "customer": ("customer", "queued_at"),
    },
    order="-queued",
    scope=OWN_CONTRACTS,
)
"""Deliveries, the latest first. Source: docs/rules/documents.md#delivery."""
