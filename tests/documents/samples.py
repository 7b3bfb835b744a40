"""Invoices to print: small ones typed by hand, long ones made by count."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from unbilled.documents.paper import (
    AccountingTotals,
    BillingType,
    Buyer,
    Credited,
    InvoicePaper,
    Line,
    Project,
    Seller,
    Task,
    Tax,
    Worked,
)

SELLER = Seller(
    name="Larkfield Engineering Ltd",
    address="14 Foundry Row\nSheffield S3 8GG",
    country="GB",
    vat_id="GB 123 4567 82",
    registration="Registered in England no. 01234567",
    contact="+44 114 496 0100\naccounts@larkfield.example\nwww.larkfield.example",
    bank_name="Northern Provincial Bank",
    iban="GB29NWBK60161331926819",
    bic="NWBKGB2L",
)

BUYER = Buyer(
    account="C-1007",
    name="Helios Water Services plc",
    address="Accounts Payable\n200 Reservoir Street\nLeeds LS1 4AP",
    country="GB",
    vat_id="GB 987 6543 53",
    reference="PO 4500018823",
)


def line(
    day: int,
    description: str,
    quantity: str,
    unit_price: str,
    net_amount: str,
    *,
    unit: str = "hour",
    rates: tuple[str, ...] = ("20",),
    billing_type: BillingType = "chargeable",
) -> Line:
    """A line of August 2026."""
    return Line(
        transaction_date=date(2026, 8, day),
        description=description,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(unit_price),
        tax_percents=tuple(Decimal(rate) for rate in rates),
        net_amount=Decimal(net_amount),
        billing_type=billing_type,
    )


def tax(
    code: str, name: str, rate: str, base: str, amount: str, booked_base: str = "0", booked: str = "0"
) -> Tax:
    """A row of the tax summary."""
    return Tax(
        code=code,
        name=name,
        rate_percent=Decimal(rate),
        base_amount=Decimal(base),
        tax_amount=Decimal(amount),
        accounting_base_amount=Decimal(booked_base),
        accounting_tax_amount=Decimal(booked),
    )


def small() -> InvoicePaper:
    """One page: two projects, three tasks, two rates, a line that is not charged."""
    return InvoicePaper(
        document_class="invoice",
        number="2026-00042",
        invoice_date=date(2026, 8, 31),
        due_date=date(2026, 9, 30),
        supply_from=date(2026, 8, 3),
        supply_until=date(2026, 8, 28),
        seller=SELLER,
        buyer=BUYER,
        contract_number="CT-0031",
        contract_name="Pumping station renewal, phase 2",
        proforma_number="PF-00118",
        projects=(
            Project(
                code="P-210",
                name="Station redesign",
                tasks=(
                    Task(
                        name="Hydraulic design",
                        lines=(
                            line(
                                3, "Ada Moreau · Engineer · Pump curves and duty points", "8", "120", "960.00"
                            ),
                            line(4, "Ada Moreau · Engineer · Surge analysis", "7.5", "120", "900.00"),
                            line(
                                5,
                                "Tom Ellery · Senior engineer · Review of the surge analysis with the "
                                "operator's own team, and changes agreed on site",
                                "2.25",
                                "165",
                                "371.25",
                            ),
                        ),
                    ),
                    Task(
                        name="Project management",
                        lines=(
                            line(10, "Ines Okafor · Project manager · Monthly report", "3", "140", "420.00"),
                            line(
                                12,
                                "Ines Okafor · Project manager · Handover meeting",
                                "2",
                                "140",
                                "0.00",
                                billing_type="complimentary",
                            ),
                        ),
                    ),
                ),
            ),
            Project(
                code="P-214",
                name="Operator training",
                tasks=(
                    Task(
                        name="Workshops",
                        lines=(
                            line(
                                20,
                                "Training material, printed",
                                "24",
                                "12.50",
                                "300.00",
                                unit="each",
                                rates=("0",),
                            ),
                            line(
                                28, "Travel by rail, Sheffield to Leeds", "1", "48.75", "48.75", unit="each"
                            ),
                        ),
                    ),
                ),
            ),
        ),
        taxes=(
            tax("VAT20", "VAT, full rate", "20", "2700.00", "540.00"),
            tax("VAT0", "VAT, zero rate", "0", "300.00", "0.00"),
        ),
        transaction_currency="GBP",
        currency_digits=2,
        net_amount=Decimal("3000.00"),
        tax_amount=Decimal("540.00"),
        gross_amount=Decimal("3540.00"),
        terms="Net 30 days; interest is due on late payment.",
        legal_texts=("Printed training material is zero-rated as a publication.",),
    )


def credit_note() -> InvoicePaper:
    """The whole of the small invoice credited: every amount and quantity of it negative."""
    paper = small()
    return replace(
        paper,
        document_class="credit_note",
        number="CN-2026-00003",
        invoice_date=date(2026, 9, 4),
        due_date=date(2026, 9, 4),
        proforma_number="PF-00125",
        projects=tuple(
            replace(
                project,
                tasks=tuple(
                    replace(
                        task,
                        lines=tuple(
                            replace(each, quantity=-each.quantity, net_amount=-each.net_amount)
                            for each in task.lines
                        ),
                    )
                    for task in project.tasks
                ),
            )
            for project in paper.projects
        ),
        taxes=tuple(
            replace(each, base_amount=-each.base_amount, tax_amount=-each.tax_amount) for each in paper.taxes
        ),
        net_amount=-paper.net_amount,
        tax_amount=-paper.tax_amount,
        gross_amount=-paper.gross_amount,
        credited=Credited(
            number="2026-00042",
            invoice_date=date(2026, 8, 31),
            reason="Billed to the wrong purchase order; a new invoice follows.",
        ),
    )


def foreign() -> InvoicePaper:
    """A customer abroad, invoiced in dollars by books kept in pounds, with reverse charge."""
    return replace(
        small(),
        number="2026-00043",
        buyer=Buyer(
            account="C-1022",
            name="Aquädukt Versorgungstechnik GmbH & Co. KG",
            address="Kreditorenbuchhaltung\nMünchner Straße 112\n85551 Kirchheim bei München",
            country="DE",
            vat_id="DE 812 345 673",
            reference="4500-77/2026",
        ),
        projects=(
            Project(
                code="P-230",
                name="Remote monitoring",
                tasks=(
                    Task(
                        name="Software",
                        lines=(
                            line(6, "Jonas Weiß · Developer · Telemetry gateway", "12", "155", "1860.00"),
                            line(
                                7,
                                "Jonas Weiß · Developer · Alarm rules",
                                "6.5",
                                "155",
                                "1007.50",
                                rates=("0",),
                            ),
                            line(
                                14,
                                "Milestone: gateway accepted",
                                "1",
                                "4000",
                                "4000.00",
                                unit="lump_sum",
                                rates=("0",),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        taxes=(
            tax("VAT20", "VAT, full rate", "20", "1860.00", "372.00", "1469.40", "293.88"),
            tax("RC", "Reverse charge", "0", "5007.50", "0.00", "3955.93", "0.00"),
        ),
        transaction_currency="USD",
        net_amount=Decimal("6867.50"),
        tax_amount=Decimal("372.00"),
        gross_amount=Decimal("7239.50"),
        accounting=AccountingTotals(
            currency="GBP",
            currency_digits=2,
            exchange_rate=Decimal("0.7900"),
            net_amount=Decimal("5425.33"),
            tax_amount=Decimal("293.88"),
            gross_amount=Decimal("5719.21"),
        ),
        legal_texts=("Reverse charge: the customer accounts for the VAT.",),
    )


def summed(paper: InvoicePaper) -> InvoicePaper:
    """The paper as a mere summary: no line has a day or a price."""

    def summary(task: Task) -> Task:
        lines = (replace(line, transaction_date=None, unit_price=None) for line in task.lines)
        return replace(task, lines=tuple(lines))

    return replace(
        paper,
        projects=tuple(
            replace(one, tasks=tuple(summary(task) for task in one.tasks)) for one in paper.projects
        ),
    )


def of_lines(count: int) -> InvoicePaper:
    """An invoice of so many lines of one hour at 100.00, three projects with four tasks each."""
    work = (
        "Ada Moreau · Engineer · Pump curves and duty points",
        "Tom Ellery · Senior engineer · Review of the surge analysis with the operator's own team",
        "Ines Okafor · Project manager · Weekly meeting",
        "Jonas Weiß · Developer · Telemetry gateway: alarm rules, and the reports that operators asked for",
    )
    lines = [
        replace(
            line(1, f"{work[place % 4]} ({place + 1})", "1", "100", "100.00"),
            transaction_date=date(2026, 8, 1) + timedelta(days=place * 27 // count),
        )
        for place in range(count)
    ]
    per_task = -(-count // 12)
    tasks = [
        Task(name=name, lines=tuple(lines[start : start + per_task]))
        for name, start in zip(
            ("Survey", "Design", "Build", "Commissioning") * 3, range(0, count, per_task), strict=False
        )
    ]
    projects = [
        Project(code=f"P-{300 + place}", name=name, tasks=tuple(tasks[place * 4 : place * 4 + 4]))
        for place, name in enumerate(("North works", "River intake", "Trunk main"))
        if tasks[place * 4 : place * 4 + 4]
    ]
    net = Decimal(100) * count
    return replace(
        small(),
        number="2026-00044",
        projects=tuple(projects),
        taxes=(tax("VAT20", "VAT, full rate", "20", f"{net:.2f}", f"{net / 5:.2f}"),),
        net_amount=net,
        tax_amount=net / 5,
        gross_amount=net * 6 / 5,
        legal_texts=(),
    )


def worked(count: int) -> tuple[Worked, ...]:
    """So many lines of a timesheet, of a quarter of an hour each."""
    return tuple(
        Worked(
            date(2026, 8, 1) + timedelta(days=place * 27 // count),
            "Ada Moreau",
            "Survey",
            f"Pump curves and duty points, with what was asked of the operator ({place + 1})",
            Decimal("0.25"),
        )
        for place in range(count)
    )


def with_text(text: str) -> InvoicePaper:
    """The small invoice with one text in the description of its first line."""
    paper = small()
    first = paper.projects[0].tasks[0].lines[0]
    task = replace(
        paper.projects[0].tasks[0],
        lines=(replace(first, description=text), *paper.projects[0].tasks[0].lines[1:]),
    )
    project = replace(paper.projects[0], tasks=(task, *paper.projects[0].tasks[1:]))
    return replace(paper, projects=(project, *paper.projects[1:]))


def of_rates(count: int) -> InvoicePaper:
    """An invoice with so many tax rates: 1 %, 2 % and so on, each on a line of 100.00."""
    lines = tuple(
        line(3, f"Work taxed at {rate} %", "1", "100", "100.00", rates=(str(rate),))
        for rate in range(1, count + 1)
    )
    net = Decimal(100) * count
    taxed = Decimal(count * (count + 1) // 2)
    return replace(
        small(),
        projects=(Project(code="", name="", tasks=(Task(name="", lines=lines),)),),
        taxes=tuple(
            tax(f"T{rate}", f"Tax at {rate} percent", str(rate), "100.00", f"{rate}.00")
            for rate in range(1, count + 1)
        ),
        net_amount=net,
        tax_amount=taxed,
        gross_amount=net + taxed,
    )


def crowded() -> InvoicePaper:
    """Everything as long as it comes: words without a gap, amounts of fifteen digits, US letter."""
    word = "W" * 120
    base = small()
    million = line(
        3, word, "123456.123456", "9999999.123456", "999999999999999.99", unit=word, rates=("9", "9")
    )
    return replace(
        base,
        number="A" * 20,
        seller=replace(
            base.seller,
            name=f"{word} Ltd",
            address=f"{word}\nSheffield\nEngland\nUnited Kingdom",
            registration=f"{word}\nRegister entry\nTax number\nShare capital\nDirectors",
            contact=word,
            iban=word,
        ),
        buyer=replace(base.buyer, name=word, address=f"{word}\n{word}", reference=word, vat_id=word),
        contract_number=word,
        contract_name=word,
        projects=(
            Project(code=word, name=word, tasks=(Task(name=word, lines=(million, million)),)),
            Project(
                code="",
                name="",
                tasks=(
                    Task(name="", lines=(million,)),
                    Task(name=word, lines=(line(4, "A sentence of the work. " * 400, "1", "0", "0.00"),)),
                ),
            ),
        ),
        taxes=(
            tax(word, word, "9", "2999999999999999.97", "270000000000000.00"),
            tax("SGST", "State", "9", "2999999999999999.97", "270000000000000.00"),
        ),
        net_amount=Decimal("2999999999999999.97"),
        tax_amount=Decimal("540000000000000.00"),
        gross_amount=Decimal("3539999999999999.97"),
        terms=f"{word} {word}",
        legal_texts=(word,),
        page_size="us-letter",
    )
