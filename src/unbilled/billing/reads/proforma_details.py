"""What a proforma bills, line by line, and what there was to bill."""

from unbilled.actuals.models import CLASSES
from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Day,
    Flag,
    Identity,
    Money,
    Ordinal,
    Price,
    Quantity,
    Text,
    Word,
)
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import BILLING_TYPES

PROFORMA_DETAILS = List(
    name="proforma-details",
    title="Lines of a proforma",
    nothing="It has no lines.",
    statement=statement(__file__),
    given=("proforma_id",),
    key=("line_no",),
    columns=(
        Ordinal("line_no", "#"),
        Identity("contract_id"),
        Identity("contract_line_id"),
        Text("contract_line", "Line", is_shown=False),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Word("transaction_class", "Class", is_shown=False),
        Day("transaction_date", "Day"),
        Text("name", "Work"),
        Text("description", "Description"),
        Text("entry", "Entry", if_any=True),
        Flag("is_correction", "Correction", is_shown=False),
        Quantity("quantity", "Quantity", unit="unit"),
        Quantity("source_quantity", "Source", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Price("unit_price", "Price", currency="transaction_currency", is_named=False),
        Money("transaction_amount", "Amount", currency="transaction_currency", is_named=False),
        Money("source_amount", "Source amount", currency="transaction_currency", is_shown=False),
        Code("transaction_currency", "Currency", is_shown=False),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
        Text("reason", "Reason", if_any=True),
    ),
    questions=(
        Reference("project"),
        Words("class", "transaction_class", [word for word, _ in CLASSES]),
        Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
        Days("transaction_date"),
        Amounts("transaction_amount"),
        Contains(columns=("name", "description", "entry")),
    ),
    sorts={"line": ("line_no",), "date": ("transaction_date",), "amount": ("transaction_amount",)},
    order="line",
    scope=OWN_CONTRACTS,
    totals=("transaction_amount",),
)
"""Details of a proforma; on a correction the quantity is what remains billed, the source what was billed."""
