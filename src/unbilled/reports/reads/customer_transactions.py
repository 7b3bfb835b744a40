"""The customer subledger: what customers owe, document by document."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Ordinal, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

CUSTOMER_TRANSACTIONS = List(
    name="customer-transactions",
    title="Customer transactions",
    nothing="No customer owes anything by such a document.",
    statement=statement(__file__),
    key=("customer_transaction_id",),
    columns=(
        Identity("customer_transaction_id"),
        Identity("customer_id"),
        Code("account", "Account"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Word("document_class", "Document"),
        Identity("invoice_id"),
        Code("document", "Number", link="invoice", link_id="invoice_id"),
        Code("credits", "Credits", if_any=True, link="invoice"),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Identity("voucher_id"),
        Ordinal("voucher", "Voucher", link="voucher", link_id="voucher_id"),
        Day("accounting_date", "Accounting date"),
        Day("due_date", "Due"),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Money(
            "accounting_amount",
            "Books amount",
            currency="accounting_currency",
            is_named=False,
            is_shown=False,
        ),
        Code("accounting_currency", "Books currency", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Words("document", "document_class", ("invoice", "credit_note")),
        Named("number", "document"),
        Named("currency", "transaction_currency"),
        Days("accounting_date"),
        Amounts("transaction_amount"),
        Contains(columns=("customer", "account", "document")),
    ),
    sorts={
        "recorded": ("customer_transaction_id",),
        "date": ("accounting_date", "document"),
        "due": ("due_date",),
        "customer": ("customer",),
        "amount": ("transaction_amount",),
    },
    order="-recorded",
    scope=OWN_CONTRACTS,
    totals=("transaction_amount",),
    keys_first=True,
)
"""Customer transactions, the latest first; credit negative. Source: docs/rules/ledger.md#subledgers."""
