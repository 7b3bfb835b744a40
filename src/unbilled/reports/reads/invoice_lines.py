"""What a posted document says, line by line, and the work behind it."""

from unbilled.actuals.models import CLASSES
from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Ordinal, Price, Quantity, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import BILLING_TYPES

INVOICE_LINES = List(
    name="invoice-lines",
    title="Lines of a posted document",
    nothing="It has no lines.",
    statement=statement(__file__),
    given=("invoice_id",),
    key=("line_no",),
    columns=(
        Ordinal("line_no", "#"),
        Identity("contract_id"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Word("transaction_class", "Class", is_shown=False),
        Day("transaction_date", "Day"),
        Text("work", "Work"),
        Text("description", "Description"),
        Text("entry", "Entry", if_any=True),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Price("unit_price", "Price", currency="transaction_currency", is_named=False),
        Money("net_amount", "Net", currency="transaction_currency", is_named=False),
        Money("tax_amount", "Tax", currency="transaction_currency", is_named=False),
        Code("tax_codes", "Code", is_shown=False),
        Code("transaction_currency", "Currency", is_shown=False),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
    ),
    questions=(
        Reference("project"),
        Words("class", "transaction_class", [word for word, _ in CLASSES]),
        Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
        Days("transaction_date"),
        Amounts("net_amount"),
        Contains(columns=("work", "description", "entry")),
    ),
    sorts={"line": ("line_no",), "date": ("transaction_date",), "amount": ("net_amount",)},
    order="line",
    scope=OWN_CONTRACTS,
    totals=("net_amount", "tax_amount"),
)
"""Lines of a posted document, as issued; amounts negative where they are credited."""
