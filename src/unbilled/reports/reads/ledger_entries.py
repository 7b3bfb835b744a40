"""Entries of the ledger: of an account, of a voucher, of a contract."""

from unbilled.accounting.rules import POSTING_TYPES
from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Ordinal, Rate, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Numbers, Reference, Words
from unbilled.foundation.statements import statement

LEDGER_ENTRIES = List(
    name="ledger-entries",
    title="Ledger entries",
    nothing="There is no such entry.",
    statement=statement(__file__),
    key=("voucher_id", "line_no"),
    columns=(
        Identity("voucher_id"),
        Ordinal("line_no", "#", is_shown=False),
        Ordinal("voucher", "Voucher", link="voucher", link_id="voucher_id"),
        Day("accounting_date", "Accounting date"),
        Identity("account_id"),
        Code("account", "Account"),
        Text("account_name", "Name"),
        Word("posting_type", "For"),
        Identity("dimension_set_id"),
        Text("dimensions", "Dimensions", if_any=True),
        Identity("invoice_id"),
        Code("document", "Document", if_any=True, link="invoice", link_id="invoice_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Text("entry", "Entry", if_any=True, link="entry"),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Rate("exchange_rate", "Rate", is_shown=False),
        Money("accounting_amount", "Books amount", currency="accounting_currency", is_shown=False),
        Money("debit_amount", "Debit", currency="accounting_currency", is_named=False),
        Money("credit_amount", "Credit", currency="accounting_currency", is_named=False),
        Code("accounting_currency", "Books currency", is_shown=False),
        Money("reporting_amount", "Reporting", currency="reporting_currency", is_shown=False),
        Code("reporting_currency", "Reporting currency", is_shown=False),
    ),
    questions=(
        Named("account", "account"),
        Words("posting_type", "posting_type", POSTING_TYPES),
        Reference("contract"),
        Reference("project"),
        Numbers("voucher", "voucher"),
        Named("number", "document"),
        Days("accounting_date"),
        Amounts("accounting_amount"),
        Numbers("dimension_set", "dimension_set_id"),
        Contains(columns=("account", "account_name", "document", "entry")),
    ),
    sorts={
        "date": ("accounting_date", "voucher"),
        "voucher": ("voucher",),
        "account": ("account", "accounting_date", "voucher"),
        "amount": ("accounting_amount",),
    },
    order="voucher",
    scope=OWN_WORK,
    totals=("accounting_amount",),
    keys_first=True,
)
"""Ledger entries by voucher; debit positive. Source: docs/rules/ledger.md#amounts-of-an-entry."""
