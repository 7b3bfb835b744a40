"""Vouchers of the ledger, and what caused each."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List, Listing, Shortcut
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Money, Ordinal, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Named, Numbers, Reference, Words
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement
from unbilled.reports.reads.find_named import raise_unknown
from unbilled.reports.reads.ledger_entries import LEDGER_ENTRIES

VOUCHER_KINDS = (
    "project_cost",
    "project_sales",
    "customer_invoice",
    "customer_credit_note",
    "retainer_expiry",
)
QUESTIONS = (
    Reference("contract"),
    Reference("project"),
    Words("kind", "voucher_kind", VOUCHER_KINDS),
    Numbers("voucher", "number"),
    Named("number", "document"),
    Days("accounting_date"),
    Named("person", "posted_by"),
    Contains(columns=("cause", "document", "entry")),
)
VOUCHERS = List(
    name="vouchers",
    title="Vouchers",
    nothing="There is no such voucher.",
    statement=statement(__file__),
    key=("voucher_id",),
    columns=(
        Identity("voucher_id"),
        Ordinal("number", "Voucher", link="voucher", link_id="voucher_id"),
        Day("accounting_date", "Accounting date"),
        Word("voucher_kind", "Kind"),
        Identity("invoice_id"),
        Code("document", "Document", link="invoice", link_id="invoice_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("project_id"),
        Code("project", "Project", link="project", link_id="project_id"),
        Text("cause", "Of"),
        Text("entry", "Entry", link="entry"),
        Money("amount", "Amount", currency="accounting_currency"),
        Code("accounting_currency", "Currency", is_shown=False),
        Moment("posted_at", "Posted", is_shown=False),
        Text("posted_by", "By", is_shown=False),
    ),
    questions=QUESTIONS,
    sorts={"number": ("number",), "date": ("accounting_date", "number")},
    order="-number",
    scope=OWN_WORK,
    totaled=Shortcut(
        statement(__file__, "totals"),
        unless=frozenset(key for one in QUESTIONS for key in one.keys),
        is_whole=True,
    ),
    keys_first=True,
)
"""Vouchers, the latest first. Source: docs/rules/ledger.md#vouchers."""


def the_voucher(*, company_id: int, number: int, sight: Sight | None = None) -> tuple[Listing, Listing]:
    """A voucher as it is listed, and its entries.

    Args:
        company_id: Company.
        number: Number of the voucher.
        sight: Whose eyes see it; None sees everything.

    Raises:
        NameUnknown: There is none, or it is another manager's: both look alike.

    Source:
        docs/rules/ledger.md#vouchers.
    """
    asked = Selection(voucher=number)
    head = VOUCHERS.of(company_id=company_id, selection=asked, sight=sight)
    if not head.rows(limit=1):
        raise_unknown(company_id, "voucher", [str(number)], [], sight)
    return head, LEDGER_ENTRIES.of(company_id=company_id, selection=asked, sight=sight)
