"""What an invoice says, as data: everything a layout prints and nothing it has to look up.

Amounts and quantities carry the signs of the books, so all of a credit note's are negative;
the layout turns them round (decision 0021).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from unbilled.documents import rules
from unbilled.foundation.refusals import Refusal

DocumentClass = Literal["invoice", "credit_note"]
BillingType = Literal["chargeable", "non_chargeable", "complimentary"]
PageSize = Literal["a4", "us-letter"]
PaymentMeans = Literal["transfer", "direct_debit", "card"]
LAYOUTS = ("modern", "classic")
"""Layouts that everybody has; the first is that of who has chosen none."""


class PaperDoesNotAddUp(Refusal):
    """An invoice whose parts do not sum to its totals is never printed."""

    sentence = "Invoice {number} does not add up: {what} sum to {parts}, but the total says {total}."
    remedy = "Run `unbilled verify`: a posted invoice and its lines disagree."


@dataclass(frozen=True)
class Logo:
    """A picture for the letterhead."""

    media_type: str
    """``image/png`` or ``image/svg+xml``."""
    content: bytes


@dataclass(frozen=True)
class Layout:
    """A layout of the company's own."""

    name: str
    text: str
    """What typst is given; it imports ``base.typ`` and nothing else."""


@dataclass(frozen=True)
class Worked:
    """A line of the timesheet."""

    day: date
    person: str
    task: str
    """Its project, where it has no task."""
    description: str
    quantity: Decimal
    """Hours."""


@dataclass(frozen=True, kw_only=True)
class Balance:
    """What an invoice leaves of an advance; invoice currency, before tax, or the same in prepaid hours."""

    name: str
    opening: Decimal
    used: Decimal
    expired: Decimal = Decimal(0)
    closing: Decimal
    hours: "Balance | None" = None
    """Given for prepaid hours."""


@dataclass(frozen=True, kw_only=True)
class Seller:
    """The company that invoices."""

    name: str
    address: str
    """Postal address without the name and country, one line per line."""
    country: str = ""
    """ISO 3166 code."""
    vat_id: str = ""
    registration: str = ""
    """Register entry, tax number and the like; one per line, printed in the footer."""
    contact: str = ""
    """Phone, e-mail, web; one per line, printed in the footer."""
    bank_name: str = ""
    iban: str = ""
    bic: str = ""
    tax_number: str = ""
    """Number for taxes at home, printed in the footer."""
    logo: Logo | None = None


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """The customer who pays."""

    account: str
    """Our account number of the customer."""
    name: str
    address: str
    """Postal address without the name and country, one line per line."""
    country: str = ""
    """ISO 3166 code; its name is printed when it differs from the seller's."""
    vat_id: str = ""
    reference: str = ""
    """What the customer wants to read: buyer reference or purchase order."""


@dataclass(frozen=True, kw_only=True)
class Discount:
    """A discount or surcharge on a line."""

    text: str
    """What it is for."""
    percent: Decimal | None
    """None: it is an amount."""
    amount: Decimal | None
    """What the line is with, invoice currency; None on the line of a discount of the document, which is its amount."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One billed sale, or what those of a format group come to."""

    transaction_date: date | None
    """Day of the work; None for a group."""
    description: str
    """Text as frozen when posted, such as ``Ada Moreau · Developer · Pump curves``."""
    quantity: Decimal | None
    """Up to 6 decimals, in ``unit``; None for a group of several units."""
    unit: str
    """Word of the books, such as ``hour``; printed in the paper's language where known."""
    unit_price: Decimal | None
    """Before tax, invoice currency, up to 6 decimals; never negative for work credited. None for a group."""
    tax_percents: tuple[Decimal, ...]
    """Rates of the codes that tax the line, percent; empty: no tax applies."""
    net_amount: Decimal
    """Before tax, invoice currency, rounded to its digits, with its own discounts; 0 when not charged."""
    discounts: tuple[Discount, ...] = ()
    """Of the line itself; what the document has is a line of its own."""
    billing_type: BillingType = "chargeable"
    """Printed beside the text unless chargeable."""
    whole_quantity: Decimal | None = None
    """Of what the line is a share, where quantity times price is not its amount; printed beside the text."""
    is_advance: bool = False
    """It invoices an advance, or deducts one."""


def quantity_of(lines: Sequence[Line]) -> Decimal:
    """Sum of the quantities, of one unit; of hours that are minutes, without what six decimals leave of these."""
    quantities = [line.quantity for line in lines if line.quantity is not None]
    if all(line.unit == "hour" for line in lines) and len(quantities) == len(lines):
        return hours_of(quantities)
    return sum(quantities, Decimal(0))


def hours_of(quantities: Sequence[Decimal]) -> Decimal:
    """Sum of hours; of those that are minutes, without what six decimals leave of these."""
    worked = [rules.minutes(quantity) for quantity in quantities]
    exact = [one for one in worked if one is not None]
    return Decimal(sum(exact)) / 60 if len(exact) == len(worked) else sum(quantities, Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Task:
    """The lines of one task, in the order in which they are printed."""

    name: str
    """Empty for work without a task."""
    lines: tuple[Line, ...]

    @property
    def net_amount(self) -> Decimal:
        """Sum of the lines before tax, invoice currency."""
        return sum((line.net_amount for line in self.lines), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Project:
    """The tasks of one project or format group, in the order in which they are printed."""

    code: str
    """Empty for what belongs to no project, and for a group."""
    name: str
    """Of a group its title."""
    tasks: tuple[Task, ...]
    is_summary: bool = False
    """A group printed as one line: without heading and subtotal."""
    is_discount: bool = False
    """Discounts and surcharges of the document; named in the paper's language."""
    is_deduction: bool = False
    """Advances that are deducted; named in the paper's language."""

    @property
    def net_amount(self) -> Decimal:
        """Sum of the tasks before tax, invoice currency."""
        return sum((task.net_amount for task in self.tasks), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Tax:
    """What one tax code at one rate comes to."""

    code: str
    name: str
    """Name of the code as printed."""
    rate_percent: Decimal
    base_amount: Decimal
    """Net amount taxed, invoice currency."""
    tax_amount: Decimal
    """Invoice currency."""
    accounting_base_amount: Decimal
    """Accounting currency; printed only when that is another."""
    accounting_tax_amount: Decimal
    """Accounting currency; printed only when that is another."""


@dataclass(frozen=True, kw_only=True)
class AccountingTotals:
    """The totals in the seller's accounting currency, for an invoice in another currency."""

    currency: str
    """ISO 4217 code."""
    currency_digits: int
    exchange_rate: Decimal
    """Accounting currency for one unit of invoice currency, as posted."""
    net_amount: Decimal
    tax_amount: Decimal
    gross_amount: Decimal


@dataclass(frozen=True, kw_only=True)
class Credited:
    """The invoice that a credit note credits."""

    number: str
    invoice_date: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class InvoicePaper:
    """A posted invoice or credit note as it is printed."""

    document_class: DocumentClass
    number: str
    invoice_date: date
    due_date: date | None
    """Day payment is due; not printed on a credit note."""
    supply_from: date
    """First day of the work."""
    supply_until: date
    """Last day of the work, inclusive."""
    seller: Seller
    buyer: Buyer
    contract_number: str
    contract_name: str
    proforma_number: str
    projects: tuple[Project, ...]
    taxes: tuple[Tax, ...]
    """By code and rate, in the order in which they are printed."""
    transaction_currency: str
    """Invoice currency, ISO 4217 code."""
    currency_digits: int
    """Decimals of an amount in invoice currency."""
    net_amount: Decimal
    """Invoice currency."""
    tax_amount: Decimal
    """Invoice currency."""
    gross_amount: Decimal
    """Net and tax: what is owed, invoice currency."""
    accounting: AccountingTotals | None = None
    """Given when the accounting currency is not the invoice currency."""
    credited: Credited | None = None
    """Given for a credit note of one invoice."""
    terms: str = ""
    """Sentence of the terms of payment."""
    legal_texts: tuple[str, ...] = ()
    """Sentences the law wants, such as for reverse charge; each printed once."""
    locale: str = "en_GB"
    """Shape of numbers and dates, such as ``de_DE``."""
    language: str = "en"
    """Language of the printed words; English where there is no other."""
    page_size: PageSize = "a4"
    payment_means: PaymentMeans = "transfer"
    balances: tuple[Balance, ...] = ()
    """What is left of the advances that are deducted."""
    timesheet: tuple[Worked, ...] = ()
    """The time that is billed, by day; empty: no annex."""
    layout: str = LAYOUTS[0]
    """One of ``LAYOUTS``, for a company without one of its own."""
    own_layout: Layout | None = None

    @property
    def is_advance(self) -> bool:
        """It invoices advances and nothing else, and corrects nothing."""
        lines = [line for project in self.projects for task in project.tasks for line in task.lines]
        is_first = self.document_class == "invoice" and self.credited is None
        return is_first and bool(lines) and all(line.is_advance for line in lines)

    @property
    def line_count(self) -> int:
        """Lines of all projects, and of the timesheet."""
        lines = sum(len(task.lines) for project in self.projects for task in project.tasks)
        return lines + len(self.timesheet)

    def check_sums(self) -> None:
        """Refuse a paper whose lines or taxes do not sum to its totals.

        Raises:
            PaperDoesNotAddUp: They differ, be it by one cent.
        """
        sums = [
            ("lines", sum((project.net_amount for project in self.projects), Decimal(0)), self.net_amount),
            ("taxes", sum((tax.tax_amount for tax in self.taxes), Decimal(0)), self.tax_amount),
            ("net amount and tax", self.net_amount + self.tax_amount, self.gross_amount),
        ]
        if self.accounting:
            booked = self.accounting
            taxes = sum((tax.accounting_tax_amount for tax in self.taxes), Decimal(0))
            sums += [
                (f"taxes in {booked.currency}", taxes, booked.tax_amount),
                (
                    f"net amount and tax in {booked.currency}",
                    booked.net_amount + booked.tax_amount,
                    booked.gross_amount,
                ),
            ]
        for what, parts, total in sums:
            if parts != total:
                raise PaperDoesNotAddUp(number=self.number, what=what, parts=parts, total=total)
