"""What customers owe at the end of a day, by age."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Text
from unbilled.foundation.lists.questions import Amounts, AsOf, Contains, Named, Reference
from unbilled.foundation.sights import NOBODY
from unbilled.foundation.statements import statement

CUSTOMER_BALANCES = List(
    name="customer-balances",
    title="Customer balances",
    nothing="No customer owes anything.",
    statement=statement(__file__),
    key=("customer_id", "transaction_currency"),
    columns=(
        Identity("customer_id"),
        Code("account", "Account"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Money("balance_amount", "Balance", currency="transaction_currency"),
        Money("current_amount", "Not due", currency="transaction_currency", is_named=False),
        Money("days_30_amount", "1–30 days", currency="transaction_currency", is_named=False),
        Money("days_60_amount", "31–60", currency="transaction_currency", is_named=False),
        Money("days_90_amount", "61–90", currency="transaction_currency", is_named=False),
        Money("older_amount", "Over 90", currency="transaction_currency", is_named=False),
        Code("transaction_currency", "Currency", is_shown=False),
        Money(
            "accounting_amount",
            "In the books",
            currency="accounting_currency",
            is_named=False,
            is_shown=False,
        ),
        Code("accounting_currency", "Books currency", is_shown=False),
        Day("as_of_day", "As of", is_shown=False),
    ),
    questions=(
        AsOf(),
        Reference("customer"),
        Named("currency", "transaction_currency"),
        Amounts("balance_amount"),
        Contains(columns=("account", "customer")),
    ),
    sorts={"customer": ("customer",), "account": ("account",), "balance": ("balance_amount",)},
    order="customer",
    scope=NOBODY,
    totals=(
        "balance_amount",
        "current_amount",
        "days_30_amount",
        "days_60_amount",
        "days_90_amount",
        "older_amount",
    ),
)
"""Balances of customers by currency and days past due. Source: docs/rules/ledger.md#customer-balances."""
