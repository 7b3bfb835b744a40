"""An invoice that nobody sent: what layouts are tried and shown with."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from typst import TypstError

from unbilled.documents.paper import (
    LAYOUTS,
    Balance,
    Buyer,
    Credited,
    InvoicePaper,
    Layout,
    Line,
    Logo,
    PageSize,
    Project,
    Seller,
    Task,
    Tax,
    Worked,
)
from unbilled.documents.pdf import GlyphMissing, render_pdf
from unbilled.documents.pictures import LogoUnusable

FIRST_DAY = date(2026, 1, 5)
SELLER = Seller(
    name="Specimen Ltd",
    address="1 Sample Street\n10000 Example",
    country="IE",
    vat_id="IE0000000XX",
    registration="Registered no. 000000",
    contact="+353 1 000 0000\nbilling@specimen.example",
    bank_name="Bank of Samples",
    iban="IE64IRCE92050112345678",
    bic="IRCEIE2D",
)
BUYER = Buyer(
    account="10010",
    name="Any Customer plc",
    address="Accounts Payable\n20 Other Road\n20000 Elsewhere",
    country="IE",
    vat_id="XX000000000",
    reference="PO 4711",
)
TRIED_LINES = 60
"""Lines of the specimen by which a layout is tried in parts."""


def specimen(
    *,
    seller: Seller = SELLER,
    currency: str = "EUR",
    digits: int = 2,
    locale: str = "en_GB",
    page_size: PageSize = "a4",
    layout: str = LAYOUTS[0],
    own_layout: Layout | None = None,
    line_count: int = 12,
) -> InvoicePaper:
    """Make up an invoice that has something of everything: groups, rates, an advance, texts of any length, a timesheet.

    Args:
        seller: Whose letterhead it has.
        currency: ISO 4217 code.
        digits: Decimals of an amount in it.
        locale: Shape of figures and dates.
        page_size: Its paper.
        layout: One that everybody has.
        own_layout: One of the company's own, which is used then.
        line_count: Lines of work; each is two hours at 100.
    """
    lines = _work(line_count)
    base = Decimal(200) * line_count - 500
    return InvoicePaper(
        document_class="invoice",
        number="0000-00000",
        invoice_date=date(2026, 1, 31),
        due_date=date(2026, 3, 2),
        supply_from=FIRST_DAY,
        supply_until=FIRST_DAY + timedelta(days=25),
        seller=seller,
        buyer=replace(BUYER, country=seller.country),
        contract_number="C-0001",
        contract_name="A contract to show what paper looks like",
        proforma_number="P-00001",
        projects=_projects(lines),
        taxes=(_tax("VAT20", "VAT, full rate", 20, base), _tax("VAT0", "VAT, zero rate", 0, Decimal(300))),
        transaction_currency=currency,
        currency_digits=digits,
        net_amount=base + 300,
        tax_amount=base / 5,
        gross_amount=base + 300 + base / 5,
        terms="Payable within 30 days.",
        legal_texts=("A sentence that the law wants.",),
        locale=locale,
        page_size=page_size,
        balances=(
            Balance(name="Advance on signing", opening=Decimal(800), used=Decimal(500), closing=Decimal(300)),
            Balance(
                name="Prepaid hours",
                opening=Decimal(900),
                used=Decimal(630),
                expired=Decimal(270),
                closing=Decimal(0),
                hours=Balance(
                    name="Prepaid hours",
                    opening=Decimal(10),
                    used=Decimal(7),
                    expired=Decimal(3),
                    closing=Decimal(0),
                ),
            ),
        ),
        timesheet=_timesheet(lines),
        layout=layout,
        own_layout=own_layout,
    )


def _work(count: int) -> tuple[Line, ...]:
    more = ", and what was talked over with the customer's people on the way to it"
    return tuple(
        Line(
            transaction_date=FIRST_DAY + timedelta(days=place % 25),
            description=f"Ada Moreau · Engineer · Work of day {place + 1}{more if place % 3 == 1 else ''}",
            quantity=Decimal(2),
            unit="hour",
            unit_price=Decimal(100),
            tax_percents=(Decimal(20),),
            net_amount=Decimal(200),
        )
        for place in range(count)
    )


def _projects(lines: tuple[Line, ...]) -> tuple[Project, ...]:
    half = len(lines) // 2
    travel = replace(
        lines[0],
        description="Travel",
        unit="kilometer",
        quantity=Decimal(300),
        unit_price=Decimal(1),
        net_amount=Decimal(300),
        tax_percents=(Decimal(0),),
    )
    advance = replace(
        lines[0],
        description="Advance on signing",
        unit="each",
        quantity=Decimal(-1),
        unit_price=Decimal(500),
        net_amount=Decimal(-500),
        is_advance=True,
    )
    return (
        Project(
            code="P-1",
            name="First project",
            tasks=(Task(name="Design", lines=lines[:half]), Task(name="Build", lines=lines[half:])),
        ),
        Project(code="P-2", name="Second project", tasks=(Task(name="Expenses", lines=(travel,)),)),
        Project(code="", name="", tasks=(Task(name="", lines=(advance,)),), is_deduction=True),
    )


def _tax(code: str, name: str, percent: int, base: Decimal) -> Tax:
    tax = base * percent / 100
    return Tax(
        code=code,
        name=name,
        rate_percent=Decimal(percent),
        base_amount=base,
        tax_amount=tax,
        accounting_base_amount=base,
        accounting_tax_amount=tax,
    )


def _timesheet(lines: tuple[Line, ...]) -> tuple[Worked, ...]:
    return tuple(
        Worked(
            day=one.transaction_date,
            person="Ada Moreau",
            task="Design",
            description=one.description,
            quantity=Decimal(2),
        )
        for one in lines
        if one.transaction_date
    )


def try_layout(layout: Layout) -> None:
    """Print specimens with a layout: whole, in parts, without and with logo, as a credit note, on letter paper.

    Raises:
        LayoutBroken: One of them cannot be printed with it.
    """
    paper = specimen(own_layout=layout)
    logo = Logo(
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>',
    )
    render_pdf(
        replace(paper, seller=replace(paper.seller, logo=logo), page_size="us-letter"), falls_back=False
    )
    credited = Credited(number="0000-00000", invoice_date=paper.invoice_date, reason="A reason.")
    render_pdf(
        replace(paper, document_class="credit_note", credited=credited, timesheet=(), balances=()),
        falls_back=False,
    )
    render_pdf(
        specimen(own_layout=layout, line_count=TRIED_LINES), falls_back=False, part_lines=TRIED_LINES // 2
    )


def try_logo(logo: Logo) -> None:
    """Print a specimen with a logo.

    Raises:
        LogoUnusable: It has a text that no font shows, or cannot be drawn.
    """
    try:
        render_pdf(replace(specimen(line_count=2), seller=replace(SELLER, logo=logo), timesheet=()))
    except GlyphMissing as refusal:
        raise LogoUnusable(reason=f"no font has {', '.join(refusal.details['characters'])}") from None
    except TypstError as error:
        raise LogoUnusable(reason=f"it cannot be drawn: {error}") from None
