"""The whole general ledger as Beancount text.

Postings are in accounting currency, where every voucher sums to zero exactly. The transaction
amount and its rate stand beside each posting as metadata. Beancount's own ``@@`` prices would keep
accounts in transaction currency and turn a total price into a unit price, rounded: balances would
be neither in the books' currency nor exact.

Every account ends with a balance assertion of zero tolerance against the running balances, so that
``bean-check`` proves them equal to the entries.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from unbilled.foundation.figures import plain, plain_money
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

ENTRIES = statement(__file__)
BOOKS = statement(__file__, "books")
ACCOUNTS = statement(__file__, "accounts")
ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "revenue": "Income",
    "expense": "Expenses",
}

Row = dict[str, Any]


class LedgerIsWhole(Refusal):
    """The ledger is the whole company's: what is left of it without others' contracts would not balance."""

    sentence = "The ledger holds everybody's contracts, and you see your own."
    remedy = "Have somebody export it whose role is for all contracts."


def export_beancount(*, company_id: int, sight: Sight | None = None) -> Iterator[str]:
    """Write the general ledger of a company, piece by piece.

    Args:
        company_id: Company whose books are written.
        sight: Who looks, where not everything is seen.

    Returns:
        Text in pieces, ordered by accounting date and voucher; never the whole ledger in memory.

    Raises:
        LedgerIsWhole: The person sees own contracts only.

    Source:
        beancount 3, "Beancount Language Syntax".
    """
    if sight is not None:
        raise LedgerIsWhole
    return _written(company_id)


def _written(company_id: int) -> Iterator[str]:
    with one_moment():
        books = BOOKS.row(company_id=company_id)
        accounts = ACCOUNTS.rows(company_id=company_id)
        names = account_names(accounts)
        yield heading(books)
        for account in accounts:
            yield opened(account, names[account["id"]], books)
        vouchers = groupby(ENTRIES.stream(company_id=company_id), itemgetter("voucher_id"))
        for _, entries in vouchers:
            yield voucher_text(list(entries), names, books)
        yield f"\n; Balances as the books keep them, after {books['last_day']}\n"
        for account in accounts:
            yield asserted(account, names[account["id"]], books)


def one_moment() -> AbstractContextManager[Any]:
    """All statements see the books of one moment, also while others post."""
    if connection.in_atomic_block:
        return nullcontext()
    return _ReadOnlySnapshot()


class _ReadOnlySnapshot(transaction.Atomic):
    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __enter__(self) -> None:
        super().__enter__()
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")


def heading(books: Row) -> str:
    """Title, currencies and how to read the file."""
    currencies = [books["accounting_currency"], *(books["other_currencies"] or [])]
    lines = [
        f"; The general ledger of {one_line(books['name'])}, exported by Unbilled.",
        f"; Postings are in {books['accounting_currency']}; metadata hold transaction amounts and rates.",
        f"option {quoted('title')} {quoted(books['name'] or books['code'])}",
        f"option {quoted('operating_currency')} {quoted(books['accounting_currency'])}",
        "",
        *(f"{books['first_day']} commodity {currency}" for currency in dict.fromkeys(currencies)),
        "",
    ]
    return "\n".join(lines) + "\n"


def opened(account: Row, name: str, books: Row) -> str:
    """Open an account; its own number and name are kept as metadata."""
    return (
        f"{books['first_day']} open {name} {books['accounting_currency']}\n"
        f"  number: {quoted(account['number'])}\n"
        f"  name: {quoted(account['name'])}\n"
    )


def voucher_text(entries: list[Row], names: Mapping[int, str], books: Row) -> str:
    """One voucher as one balanced transaction."""
    first = entries[0]
    kind = first["voucher_kind"].replace("_", " ")
    title = f"{kind.capitalize()} {first['invoice_number']}" if first["invoice_number"] else kind.capitalize()
    payee = f"{quoted(first['customer_name'])} " if first["customer_name"] else ""
    links = [f"^V-{first['number']}", *([link(first["invoice_number"])] if first["invoice_number"] else [])]
    lines = [
        "",
        f"{first['accounting_date']} * {payee}{quoted(title)} {' '.join(links)}",
        f"  voucher: {quoted(first['number'])}",
    ]
    for entry in entries:
        amount = plain_money(entry["accounting_amount"], books["accounting_currency"])
        lines.append(f"  {names[entry['main_account_id']]}  {amount} {books['accounting_currency']}")
        lines += [f"    {key}: {value}" for key, value in facts_of(entry, books)]
    return "\n".join(lines) + "\n"


def facts_of(entry: Row, books: Row) -> Iterator[tuple[str, str]]:
    """What a posting says besides account and amount."""
    yield "posting-type", quoted(entry["posting_type"])
    if entry["transaction_currency"] != books["accounting_currency"]:
        transacted = plain_money(entry["transaction_amount"], entry["transaction_currency"])
        yield "transaction", f"{transacted} {entry['transaction_currency']}"
        yield "rate", plain(entry["exchange_rate"])
    if entry["reporting_amount"] is not None:
        reported = plain_money(entry["reporting_amount"], books["reporting_currency"])
        yield "reporting", f"{reported} {books['reporting_currency']}"
    for dimension, value in sorted(json.loads(entry["dimensions"] or "{}").items()):
        yield f"dimension-{part(dimension).lower() or 'x'}", quoted(value)


def asserted(account: Row, name: str, books: Row) -> str:
    """The running balance, which must be met to the last digit."""
    day = books["last_day"] + timedelta(days=1)
    balance = plain_money(account["balance"], books["accounting_currency"])
    return f"{day} balance {name}  {balance} ~ 0 {books['accounting_currency']}\n"


def account_names(accounts: list[Row]) -> dict[int, str]:
    """Name accounts as Beancount allows: root, number and name; each name once."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for account in accounts:
        label = part(f"{account['number']}-{account['name']}") or "Account"
        name = f"{ROOTS[account['account_kind']]}:{label[0].upper()}{label[1:]}"
        if name in taken:
            name = f"{name}-{account['id']}"
        taken.add(name)
        names[account["id"]] = name
    return names


def part(text: str) -> str:
    """Write a text with Latin letters, digits and dashes only.

    >>> part("4000.10-Umsatzerlöse (Inland)"), part("会計")
    ('4000-10-Umsatzerlose-Inland', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")


def link(number: str) -> str:
    """Write a document number as a link."""
    return "^" + re.sub(r"[^A-Za-z0-9\-_/.]+", "-", number)


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(str(text).split())


def quoted(text: object) -> str:
    r"""Write a text as a Beancount string.

    >>> print(quoted('the "best" \\ most'))
    "the \"best\" \\ most"
    """
    escaped = one_line(str(text)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
