"""Questions of customers about documents."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.documents.states import QUESTION
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Ordinal, Status, Text
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement

QUESTIONS = List(
    name="questions",
    title="Questions",
    nothing="No customer has asked about a document.",
    statement=statement(__file__),
    key=("question_id",),
    columns=(
        Identity("question_id"),
        Identity("invoice_id"),
        Code("number", "Document", link="invoice", link_id="invoice_id"),
        Ordinal("question_no", "Question"),
        Ordinal("line_no", "Line"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id", is_shown=False),
        Text("asker", "Asked by"),
        Text("text", "Asked"),
        Status("status", "Status", drawing=QUESTION),
        Text("answer", "Answer"),
        Moment("asked_at", "When"),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Named("number", "number"),
        Words("status", "status", QUESTION),
        Contains(columns=("number", "customer", "asker", "text", "answer")),
    ),
    sorts={"asked": ("asked_at",), "number": ("number", "question_no"), "customer": ("customer", "asked_at")},
    order="-asked",
    scope=OWN_CONTRACTS,
)
"""Questions, the latest first. Source: docs/rules/documents.md#the-customers-page."""
