"""Sales tax by code and document, as it is declared."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Ordinal, Percent, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

TAX_TRANSACTIONS = List(
    name="tax-transactions",
    title="Tax transactions",
    nothing="No document is taxed so.",
    statement=statement(__file__),
    key=("tax_transaction_id",),
    columns=(
        Identity("tax_transaction_id"),
        Code("code", "Code"),
        Text("name", "Name", is_shown=False),
        Code("category", "Category", is_shown=False),
        Percent("rate_percent", "Rate"),
        Identity("invoice_id"),
        Code("document", "Number", link="invoice", link_id="invoice_id"),
        Word("document_class", "Document", is_shown=False),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Code("vat_id", "VAT id", is_shown=False),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Identity("voucher_id"),
        Ordinal("voucher", "Voucher", link="voucher", link_id="voucher_id"),
        Day("accounting_date", "Accounting date"),
        Money("base_amount", "Taxed", currency="transaction_currency", is_named=False),
        Money("tax_amount", "Tax", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Money("accounting_base_amount", "Taxed, books", currency="accounting_currency", is_named=False),
        Money("accounting_tax_amount", "Tax, books", currency="accounting_currency", is_named=False),
        Code("accounting_currency", "Books currency", is_shown=False),
    ),
    questions=(
        Named("tax_code", "code"),
        Reference("contract"),
        Reference("customer"),
        Words("document", "document_class", ("invoice", "credit_note")),
        Named("number", "document"),
        Days("accounting_date"),
        Amounts("accounting_tax_amount"),
        Contains(columns=("customer", "document", "code")),
    ),
    sorts={
        "recorded": ("tax_transaction_id",),
        "date": ("accounting_date", "document", "code"),
        "code": ("code", "rate_percent", "accounting_date"),
        "customer": ("customer",),
        "amount": ("accounting_tax_amount",),
    },
    order="-recorded",
    scope=OWN_CONTRACTS,
    totals=("accounting_tax_amount", "accounting_base_amount"),
    keys_first=True,
)
"""Tax transactions, the latest first; negative on credit. Source: docs/rules/tax.md#tax-in-the-books."""
