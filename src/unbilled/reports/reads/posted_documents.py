"""Posted invoices and credit notes, with the names people know."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.documents.states import DELIVERY
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Flag, Identity, Money, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Whether, Words
from unbilled.foundation.statements import statement

NOT_SENT = "not_sent"

INVOICES = List(
    name="invoices",
    title="Posted invoices",
    nothing="There is no such invoice.",
    statement=statement(__file__),
    key=("invoice_id",),
    columns=(
        Identity("invoice_id"),
        Code("number", "Number", link="invoice", link_id="invoice_id"),
        Word("document_class", "Document", is_shown=False),
        Day("invoice_date", "Date"),
        Day("due_date", "Due"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Code("credits", "Credits", if_any=True),
        Money("net_amount", "Net", currency="transaction_currency", is_shown=False),
        Money("tax_amount", "Tax", currency="transaction_currency", is_shown=False),
        Money("gross_amount", "Gross", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Flag("has_pdf", "PDF", is_shown=False),
        Word("delivery", "Sent", usual=NOT_SENT, if_any=True),
    ),
    questions=(
        Reference("contract"),
        Reference("project", ""),
        Reference("customer"),
        Named("currency", "transaction_currency"),
        Words("document", "document_class", ("invoice", "credit_note")),
        Named("number", "number"),
        Days("invoice_date"),
        Amounts("gross_amount"),
        Whether("printed", "has_pdf"),
        Words("delivery", "delivery", (NOT_SENT, *DELIVERY.statuses)),
        Contains(columns=("number", "customer")),
    ),
    sorts={
        "date": ("invoice_date",),
        "due": ("due_date",),
        "number": ("number",),
        "customer": ("customer",),
        "amount": ("gross_amount",),
    },
    order="-date",
    scope=OWN_CONTRACTS,
    totals=("gross_amount", "net_amount", "tax_amount"),
)
"""Posted documents, the latest first; amounts negative on credit."""
