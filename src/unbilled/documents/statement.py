"""Print a statement of account: what a customer's documents come to on a day, by currency and age."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from unbilled.documents import rules
from unbilled.documents.paper import Buyer, PageSize, Seller
from unbilled.documents.pdf import WHOLE, compiled, sheet_of

LAYOUT = "statement"
AGES = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))
"""Days past the due date, first and last; source: docs/rules/ledger.md#customer-balances."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A document of the customer; amounts debit positive, a credit note negative."""

    document_class: str
    """invoice or credit_note."""
    number: str
    accounting_date: date
    due_date: date
    transaction_amount: Decimal

    def late_days(self, on: date) -> int:
        """Days past its due date; none before it."""
        return max((on - self.due_date).days, 0)


@dataclass(frozen=True, kw_only=True)
class InCurrency:
    """The documents in one currency, the oldest first."""

    transaction_currency: str
    currency_digits: int
    owed: tuple[Owed, ...]

    @property
    def balance_amount(self) -> Decimal:
        """What they come to."""
        return sum((one.transaction_amount for one in self.owed), Decimal(0))

    def by_age(self, on: date) -> list[Decimal]:
        """What they come to by ``AGES``."""
        return [
            sum(
                (
                    one.transaction_amount
                    for one in self.owed
                    if (first or 0) <= one.late_days(on) and (last is None or one.late_days(on) <= last)
                ),
                Decimal(0),
            )
            for first, last in AGES
        ]


@dataclass(frozen=True, kw_only=True)
class StatementPaper:
    """A statement: everything that is printed."""

    on: date
    seller: Seller
    buyer: Buyer
    language: str
    locale: str
    page_size: PageSize
    sections: tuple[InCurrency, ...]


def render_statement(paper: StatementPaper) -> bytes:
    """Print a statement as PDF/A-3b; the same paper gives the same bytes.

    Raises:
        GlyphMissing: A text has a character that no packaged font shows.
        LocaleUnknown: The paper's locale does not exist.

    Source:
        docs/rules/documents.md#statements.
    """
    issued = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    return compiled(paper.buyer.account, LAYOUT, content(paper), issued)


def content(paper: StatementPaper) -> dict[str, Any]:
    """The texts that the layout places; no figure leaves as a number."""
    language, locale = rules.language_of(paper.language), rules.parsed_locale(paper.locale)
    texts = rules.TEXTS[language]
    words: dict[str, str] = texts["statement"]

    def day(value: date) -> str:
        return rules.day(value, locale, language)

    def section(one: InCurrency) -> dict[str, Any]:
        def money(amount: Decimal) -> str:
            return rules.money(amount, one.currency_digits, locale)

        named = [_age(words, first, last) for first, last in AGES]
        return {
            "currency": one.transaction_currency,
            "rows": [
                [
                    day(owed.accounting_date),
                    f"{texts[owed.document_class]} {owed.number}",
                    day(owed.due_date),
                    str(owed.late_days(paper.on) or ""),
                    money(owed.transaction_amount),
                ]
                for owed in one.owed
            ],
            "total": [words["total"], money(one.balance_amount)],
            "ages": [[name, money(amount)] for name, amount in zip(named, one.by_age(paper.on), strict=True)],
        }

    meta = [
        (words["as_of"], day(paper.on)),
        (texts["account"], paper.buyer.account),
        (texts["buyer_vat_id"], paper.buyer.vat_id),
    ]
    return {
        **sheet_of(paper.seller, paper.buyer, language),
        "part": WHOLE.content(),
        "page_size": paper.page_size,
        "date": paper.on.isoformat(),
        "title": words["title"],
        "number": day(paper.on),
        "stamp": "",
        "meta": [[label, rules.breakable(value, 16)] for label, value in meta if value],
        "columns": [texts["date"], words["document"], texts["due_date"], words["late"]],
        "amount": texts["amount"],
        "sections": [section(one) for one in paper.sections],
        "note": words["payments"],
    }


def _age(words: dict[str, str], first: int | None, last: int | None) -> str:
    if first is None:
        return words["not_due"]
    if last is None:
        return words["older"].format(last=first - 1)
    return words["days"].format(first=first, last=last)
