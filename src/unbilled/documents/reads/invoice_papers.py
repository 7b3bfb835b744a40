"""Posted invoices as papers: everything that is printed, as it was issued, read for a whole set at once."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from unbilled.documents.paper import (
    LAYOUTS,
    AccountingTotals,
    Balance,
    Buyer,
    Credited,
    Discount,
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
    quantity_of,
)
from unbilled.documents.rules import language_of, legal_text, locale_of, supply_days
from unbilled.foundation.statements import statement
from unbilled.ledger.rules import InvoiceUnknown

HEADS = statement(__file__)
LINES = statement(__file__, "lines")
TAXES = statement(__file__, "taxes")
BALANCES = statement(__file__, "balances")
DISCOUNTS = statement(__file__, "discounts")
STATIONERY = statement(__file__, "stationery")
LETTER_COUNTRIES = ("US", "CA", "MX")
"""Where business paper is US letter; everywhere else it is A4."""

Row = dict[str, Any]


def invoice_papers(*, company_id: int, invoice_ids: Sequence[int]) -> dict[int, InvoicePaper]:
    """Read posted invoices as papers, six statements for any number of them.

    Args:
        company_id: Company of the invoices.
        invoice_ids: Posted invoices and credit notes.

    Returns:
        The papers by invoice, in order of identity; format groups first, other lines by project
        and task, by date within.

    Raises:
        InvoiceUnknown: One does not exist in the company.

    Source:
        docs/rules/documents.md#what-is-printed; docs/rules/invoices.md#frozen-data.
    """
    asked = {"company_id": company_id, "invoice_ids": list(invoice_ids)}
    heads = HEADS.rows(**asked)
    missing = set(invoice_ids) - {head["invoice_id"] for head in heads}
    if missing:
        raise InvoiceUnknown(invoice_ids=sorted(missing))
    lines = by_invoice(LINES.rows(**asked))
    taxes = by_invoice(TAXES.rows(**asked))
    balances = by_invoice(BALANCES.rows(**asked))
    discounts = by_invoice(DISCOUNTS.rows(**asked))
    stationery = stationery_of(company_id, heads)
    return {
        head["invoice_id"]: paper_of(
            head,
            discounted(lines.get(head["invoice_id"], []), discounts.get(head["invoice_id"], [])),
            taxes.get(head["invoice_id"], []),
            balances.get(head["invoice_id"], []),
            stationery,
        )
        for head in heads
    }


def stationery_of(company_id: int, heads: Sequence[Row]) -> dict[int, Row]:
    """Layouts and logos by their identity, each once however many papers have it."""
    ids = {head[one] for head in heads for one in ("layout_id", "logo_id")} - {None}
    return {row["id"]: row for row in STATIONERY.rows(company_id=company_id, ids=sorted(ids))} if ids else {}


def by_invoice(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Gather rows that come sorted by invoice."""
    return {invoice_id: list(group) for invoice_id, group in groupby(rows, itemgetter("invoice_id"))}


def discounted(lines: Sequence[Row], discounts: Sequence[Row]) -> list[Row]:
    """Lines with what they bear of discounts and surcharges."""
    borne: dict[int, list[Row]] = {}
    for one in discounts:
        borne.setdefault(one["line_no"], []).append(one)
    return [line | {"discounts": borne.get(line["line_no"], [])} for line in lines]


def paper_of(
    head: Row,
    lines: Sequence[Row],
    taxes: Sequence[Row],
    balances: Sequence[Row],
    stationery: dict[int, Row],
) -> InvoicePaper:
    """Put one invoice's rows together."""
    sign = -1 if head["document_class"] == "credit_note" else 1
    of_deductions: dict[bool, list[Row]] = {True: [], False: []}
    for line in lines:
        of_deductions[line["transaction_class"] == "retainer" and sign * line["net_amount"] < 0].append(line)
    deducted = of_deductions[True]
    days = supply_days(lines) or [head["invoice_date"]]
    return InvoicePaper(
        document_class=head["document_class"],
        number=head["number"],
        invoice_date=head["invoice_date"],
        due_date=head["due_date"],
        supply_from=min(days),
        supply_until=max(days),
        seller=seller_of(head, stationery),
        buyer=buyer_of(head),
        contract_number=head["contract_number"],
        contract_name=head["contract_name"],
        proforma_number=head["proforma_number"],
        projects=sections_of(of_deductions[False]) + discounts_of(lines) + deductions_of(deducted),
        taxes=tuple(tax_of(tax) for tax in taxes),
        transaction_currency=head["transaction_currency"],
        currency_digits=head["currency_digits"],
        net_amount=head["net_amount"],
        tax_amount=head["tax_amount"],
        gross_amount=head["gross_amount"],
        accounting=accounting_of(head),
        credited=Credited(
            number=head["original_number"], invoice_date=head["original_date"], reason=head["reason"]
        )
        if head["original_number"]
        else None,
        terms=head["terms_text"],
        legal_texts=legal_texts_of(head, taxes),
        locale=locale_of(head["language"], head["locale"], head["buyer_country"]),
        language=head["language"],
        page_size=page_size_of(head),
        payment_means=head["payment_means"],
        balances=tuple(balance_of(one) for one in balances if head["document_class"] == "invoice"),
        timesheet=timesheet_of(lines) if head["carries_timesheet"] else (),
        layout=head["layout"] if head["layout_id"] is None else LAYOUTS[0],
        own_layout=own_layout_of(stationery.get(head["layout_id"])),
    )


def accounting_of(head: Row) -> AccountingTotals | None:
    """The totals in the currency of the books, where the invoice has another."""
    if head["transaction_currency"] == head["accounting_currency"]:
        return None
    return AccountingTotals(
        currency=head["accounting_currency"],
        currency_digits=head["accounting_digits"],
        exchange_rate=head["exchange_rate"],
        net_amount=head["accounting_net_amount"],
        tax_amount=head["accounting_tax_amount"],
        gross_amount=head["accounting_gross_amount"],
    )


def page_size_of(head: Row) -> PageSize:
    """The paper that was chosen, else the one that is usual in the seller's country."""
    usual: PageSize = "us-letter" if head["seller_country"] in LETTER_COUNTRIES else "a4"
    return head["page_size"] or usual


def own_layout_of(row: Row | None) -> Layout | None:
    """The layout of the company, as it was used."""
    return Layout(row["name"], bytes(row["content"]).decode()) if row else None


def timesheet_of(lines: Sequence[Row]) -> tuple[Worked, ...]:
    """The time that is billed, day by day; what it costs is nobody's business."""
    worked = [
        Worked(
            day=line["transaction_date"],
            person=line["resource_name"],
            task=line["task_name"] or line["project_name"],
            description=line["work"],
            quantity=line["quantity"],
        )
        for line in lines
        if line["transaction_class"] == "time"
    ]
    return tuple(sorted(worked, key=lambda one: (one.day, one.person, one.task)))


def discounts_of(lines: Sequence[Row]) -> tuple[Project, ...]:
    """Discounts and surcharges of the document, behind the lines that bear them: one line of each for each rate."""
    found: dict[tuple[int, tuple[Any, ...]], Decimal] = {}
    said: dict[int, Row] = {}
    for line in lines:
        for one in line["discounts"]:
            if one["is_of_document"]:
                key = (one["position"], tuple(line["tax_percents"]))
                found[key] = found.get(key, Decimal(0)) + one["amount"]
                said[one["position"]] = one
    if not found:
        return ()
    told = tuple(
        Line(
            transaction_date=None,
            description="",
            quantity=None,
            unit="",
            unit_price=None,
            tax_percents=rates,
            net_amount=amount,
            discounts=(
                Discount(text=said[position]["text"], percent=said[position]["percent"], amount=None),
            ),
        )
        for (position, rates), amount in sorted(found.items(), key=lambda one: one[0][0])
    )
    return (Project(code="", name="", tasks=(Task(name="", lines=told),), is_discount=True),)


def deductions_of(lines: Sequence[Row]) -> tuple[Project, ...]:
    """Advances that are deducted, behind everything else."""
    if not lines:
        return ()
    task = Task(name="", lines=tuple(line_of(line) for line in lines))
    return (Project(code="", name="", tasks=(task,), is_deduction=True),)


def legal_texts_of(head: Row, taxes: Sequence[Row]) -> tuple[str, ...]:
    """Why no tax is charged, in the customer's language where the tax codes have no words of their own."""
    texts = [
        legal_text(
            tax["legal_text"],
            tax["category"],
            seller_country=head["seller_country"],
            buyer_country=head["buyer_country"],
            language=language_of(head["language"]),
        )
        for tax in taxes
        # Who has nothing to do with VAT says nothing of it.
        if tax["legal_text"] or head["seller_vat_id"] or tax["category"] not in ("E", "O")
    ]
    return tuple(text for text in texts if text)


def seller_of(head: Row, stationery: dict[int, Row]) -> Seller:
    """The company's letterhead, footer and account."""
    logo = stationery.get(head["logo_id"])
    return Seller(
        name=head["seller_name"],
        address=head["seller_address"],
        country=head["seller_country"],
        vat_id=head["seller_vat_id"],
        registration=head["registration"],
        contact=head["contact"],
        bank_name=head["bank_name"],
        iban=head["iban"],
        bic=head["bic"],
        tax_number=head["tax_number"],
        logo=Logo(logo["media_type"], bytes(logo["content"])) if logo else None,
    )


def buyer_of(head: Row) -> Buyer:
    """The customer, as addressed.

    Both references are printed when contract and customer each have one: a buyer may want an order
    number and a routing code.
    """
    references = [text.strip() for text in (head["customer_reference"], head["buyer_reference"])]
    return Buyer(
        account=head["account"],
        name=head["buyer_name"],
        address=head["buyer_address"],
        country=head["buyer_country"],
        vat_id=head["buyer_vat_id"],
        reference=" · ".join(dict.fromkeys(text for text in references if text)),
    )


def sections_of(lines: Sequence[Row]) -> tuple[Project, ...]:
    """Format groups in their order, then the projects of lines that no group has."""
    sections: list[Project] = []
    for place, group in groupby(lines, itemgetter("group_no")):
        of_group = list(group)
        if place is None:
            sections += projects_of(of_group)
        elif of_group[0]["group_is_summary"]:
            sections.append(summary_of(of_group))
        else:
            sections.append(group_of(of_group))
    return tuple(sections)


def group_of(lines: Sequence[Row]) -> Project:
    """A format group printed line by line; tasks are named where it has several."""
    tasks = [
        Task(name=task or project, lines=tuple(line_of(line) for line in of_task))
        for (_, project, task), of_task in groupby(
            lines, itemgetter("project_code", "project_name", "task_name")
        )
    ]
    if len(tasks) == 1:
        tasks = [Task(name="", lines=tasks[0].lines)]
    return Project(code="", name=lines[0]["group_title"], tasks=tuple(tasks))


def summary_of(lines: Sequence[Row]) -> Project:
    """A format group printed as one line: one for each rate, for a line says how it is taxed."""
    by_rates: dict[tuple[Any, ...], list[Line]] = {}
    for line in lines:
        by_rates.setdefault(tuple(line["tax_percents"]), []).append(line_of(line))
    summed = tuple(sum_of(lines[0]["group_title"], rates, of_rates) for rates, of_rates in by_rates.items())
    return Project(code="", name="", tasks=(Task(name="", lines=summed),), is_summary=True)


def sum_of(title: str, rates: tuple[Any, ...], lines: Sequence[Line]) -> Line:
    """One line for many; its quantity where they have one unit."""
    units = {line.unit for line in lines}
    return Line(
        transaction_date=None,
        description=title,
        quantity=quantity_of(lines) if len(units) == 1 else None,
        unit=units.pop() if len(units) == 1 else "",
        unit_price=None,
        tax_percents=rates,
        net_amount=sum((line.net_amount for line in lines), Decimal(0)),
    )


def projects_of(lines: Sequence[Row]) -> tuple[Project, ...]:
    """Group lines that come sorted by project and task."""
    return tuple(
        Project(
            code=code,
            name=name,
            tasks=tuple(
                Task(name=task, lines=tuple(line_of(line) for line in of_task))
                for task, of_task in groupby(of_project, itemgetter("task_name"))
            ),
        )
        for (code, name), of_project in groupby(lines, itemgetter("project_code", "project_name"))
    )


def balance_of(row: Row) -> Balance:
    """How an advance stands, of prepaid hours in hours too, frozen as posted."""
    parts = ("opening", "used", "expired", "closing")
    hours = None
    if row["opening_hours"] is not None:
        hours = Balance(name=row["name"], **{one: row[f"{one}_hours"] for one in parts})
    return Balance(name=row["name"], **{one: row[one] for one in parts}, hours=hours)


def line_of(line: Row) -> Line:
    """One line, frozen as posted."""
    return Line(
        transaction_date=line["transaction_date"],
        description=line["description"],
        quantity=line["quantity"],
        unit=line["unit"],
        unit_price=line["unit_price"],
        tax_percents=tuple(line["tax_percents"]),
        net_amount=line["net_amount"]
        - sum((one["amount"] for one in line["discounts"] if one["is_of_document"]), Decimal(0)),
        billing_type=line["billing_type"],
        discounts=tuple(
            Discount(text=one["text"], percent=one["percent"], amount=one["amount"])
            for one in line["discounts"]
            if not one["is_of_document"]
        ),
        whole_quantity=line["whole_quantity"],
        is_advance=line["transaction_class"] == "retainer",
    )


def tax_of(tax: Row) -> Tax:
    """One row of the tax summary."""
    return Tax(
        code=tax["code"],
        name=tax["name"] or tax["code"],
        rate_percent=tax["rate_percent"],
        base_amount=tax["base_amount"],
        tax_amount=tax["tax_amount"],
        accounting_base_amount=tax["accounting_base_amount"],
        accounting_tax_amount=tax["accounting_tax_amount"],
    )
