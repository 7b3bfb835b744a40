"""Lines of the integration journals, with the names people know."""

from unbilled.accounting.states import JOURNAL_LINE
from unbilled.actuals.models import CLASSES
from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List, Shortcut
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Money, Quantity, Status, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

QUESTIONS = (
    Reference("contract"),
    Reference("project"),
    Reference("customer"),
    Words("kind", "line_kind", ("cost", "sales")),
    Words("class", "transaction_class", [word for word, _ in CLASSES]),
    Words("status", "status", JOURNAL_LINE),
    Named("journal", "journal"),
    Days("transaction_date"),
    Amounts("transaction_amount"),
    Named("person", "changed_by"),
    Contains(columns=("work", "entry")),
)
TOTALS = statement(__file__, "totals")
KEPT = {"kind", "class", "status", "journal", "from_date", "through_date"}
"""What the totals can be narrowed by."""
BY_TOTALS = Shortcut(
    TOTALS, unless=frozenset(key for one in QUESTIONS for key in one.keys if key not in KEPT), is_whole=True
)
JOURNAL_LINES = List(
    name="journal-lines",
    title="Journal lines",
    nothing="There is nothing in the journals.",
    statement=statement(__file__),
    key=("actual_id",),
    columns=(
        Identity("actual_id"),
        Identity("journal_id"),
        Code("journal", "Journal"),
        Code("period_key", "Period", is_shown=False),
        Word("line_kind", "Kind"),
        Day("transaction_date", "Day"),
        Day("accounting_date", "Accounting date", is_shown=False),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Identity("project_id"),
        Code("project", "Project", link="project", link_id="project_id"),
        Identity("customer_id"),
        Text("customer", "Customer", is_shown=False, link="customer", link_id="customer_id"),
        Text("work", "Work"),
        Text("entry", "Entry", is_shown=False),
        Word("transaction_class", "Class", is_shown=False),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
        Code("tax_group", "Tax", if_any=True),
        Code("item_tax_group", "Item tax", if_any=True),
        Text("dimensions", "Dimensions", if_any=True),
        Status("status", "Status", drawing=JOURNAL_LINE),
        Quantity("quantity", "Quantity", unit="unit", is_shown=False),
        Word("unit", "Unit", is_shown=False),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=QUESTIONS,
    sorts={
        "recorded": ("actual_id",),
        "journal": ("period_key", "journal", "line_kind", "transaction_date"),
        "date": ("transaction_date",),
        "amount": ("transaction_amount",),
    },
    order="-recorded",
    scope=OWN_WORK,
    totals=("transaction_amount",),
    totaled=BY_TOTALS,
    keys_first=True,
)
"""Cost and sales on their way to the ledger, the latest first; the customer of sales is who pays, cost has none."""
