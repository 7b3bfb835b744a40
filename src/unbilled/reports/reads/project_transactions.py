"""The project subledger: cost and sales of work as they were posted."""

from unbilled.actuals.models import CLASSES
from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List, Shortcut
from unbilled.foundation.lists.columns import (
    Code,
    Day,
    Flag,
    Identity,
    Money,
    Ordinal,
    Quantity,
    Rate,
    Text,
    Word,
)
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Reference, Whether, Words
from unbilled.foundation.statements import statement

TOTALS = statement(__file__, "totals")
TYPES = ("cost", "unbilled_sales", "billed_sales")
QUESTIONS = (
    Reference("contract"),
    Reference("project"),
    Reference("customer"),
    Words("type", "transaction_type", TYPES),
    Words("class", "transaction_class", [word for word, _ in CLASSES]),
    Whether("accrued", "is_accrued"),
    Days("accounting_date"),
    Amounts("transaction_amount"),
    Contains(columns=("work", "entry")),
)
KEPT = {"type", "class", "accrued"}
"""What the running totals can be narrowed by."""
PROJECT_TRANSACTIONS = List(
    name="project-transactions",
    title="Project transactions",
    nothing="Nothing of it is posted.",
    statement=statement(__file__),
    key=("actual_id",),
    columns=(
        Identity("actual_id"),
        Word("transaction_type", "Type"),
        Word("transaction_class", "Class"),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Identity("project_id"),
        Code("project", "Project", link="project", link_id="project_id"),
        Identity("customer_id"),
        Text("customer", "Customer", is_shown=False, link="customer", link_id="customer_id"),
        Text("work", "Work"),
        Text("entry", "Entry", link="entry"),
        Day("transaction_date", "Day"),
        Day("accounting_date", "Accounting date"),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Rate("exchange_rate", "Rate", is_shown=False),
        Money(
            "accounting_amount",
            "Books amount",
            currency="accounting_currency",
            is_named=False,
            is_shown=False,
        ),
        Code("accounting_currency", "Books currency", is_shown=False),
        Word("ledger_layer", "Layer", is_shown=False),
        Flag("is_accrued", "Accrued", is_shown=False),
        Identity("voucher_id"),
        Ordinal("voucher", "Voucher", link="voucher", link_id="voucher_id"),
    ),
    questions=QUESTIONS,
    sorts={
        "recorded": ("actual_id",),
        "books": ("accounting_date",),
        "date": ("transaction_date",),
        "amount": ("transaction_amount",),
    },
    order="-recorded",
    scope=OWN_WORK,
    totals=("transaction_amount",),
    totaled=Shortcut(
        TOTALS,
        unless=frozenset(key for one in QUESTIONS for key in one.keys if key not in KEPT),
        is_whole=True,
    ),
    keys_first=True,
)
"""Project transactions, the latest first. Source: docs/rules/ledger.md#subledgers."""
