"""Electronic invoices for tests: one that says everything, and what those of scenarios lack."""

import atexit
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from unbilled.documents.einvoice.formats import Format
from unbilled.documents.einvoice.model import (
    Account,
    Address,
    Allowance,
    Attachment,
    Attribute,
    Contact,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payee,
    Payment,
    Period,
    Preceding,
    Price,
    Representative,
    Tax,
    Totals,
)
from unbilled.documents.einvoice.validating import Rules

FOLDER = os.environ.get("UNBILLED_EINVOICE_RULES", "")
with_rules = pytest.mark.skipif(not FOLDER, reason="UNBILLED_EINVOICE_RULES names no folder of rules")
"""For tests that need the rules of their owners, which the project does not carry."""


@cache
def rules() -> Rules:
    """The rules of their owners, compiled once in the process of the tests."""
    atexit.register(rules.cache_clear)  # SaxonC ends while Python still runs, or complains
    return Rules(Path(FOLDER))


def address(city: str) -> Address:
    """A postal address that lacks nothing."""
    return Address(
        line_1="1 High Street",
        line_2="Back yard",
        line_3="Third floor",
        city=city,
        post_code="10115",
        subdivision="BE",
        country="DE",
    )


GLN = Identifier("4012345000009", "0088")
EVERYTHING = Invoice(
    number="R-1",
    issue_date=date(2026, 3, 1),
    type_code="380",
    currency="USD",
    tax_currency="EUR",
    tax_point=date(2026, 3, 2),
    due_date=date(2026, 4, 1),
    buyer_reference="04011000-1234512345-06",
    project="P-1",
    contract="C-1",
    order="O-1",
    sales_order="SO-1",
    receiving_advice="RA-1",
    despatch_advice="DA-1",
    tender="T-1",
    object_id=Identifier("Meter 7", "ABT"),
    accounting_reference="4711",
    terms="Net 30 days",
    notes=(Note(text="As agreed.", subject="AAI"), Note(text="Thank you.")),
    process="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
    specification="urn:cen.eu:en16931:2017",
    preceding=(Preceding(number="R-0", day=date(2026, 1, 1)),),
    seller=Party(
        name="Larkfield Engineering Ltd",
        trade_name="Larkfield",
        identifiers=(Identifier("123"), GLN),
        legal_id=Identifier("HRB 1", "0204"),
        vat_id="DE123456789",
        tax_number="12/345/67890",
        legal_text="HRB 1, Berlin",
        electronic_address=Identifier("DE123456789", "9930"),
        address=address("Berlin"),
        contact=Contact(name="Ada Moreau", phone="+49 30 1234", email="ada@larkfield.example"),
    ),
    buyer=Party(
        name="Helios GmbH",
        trade_name="Helios",
        identifiers=(GLN,),
        legal_id=Identifier("HRB 2"),
        vat_id="DE987654321",
        electronic_address=Identifier("DE987654321", "9930"),
        address=address("Hamburg"),
        contact=Contact(name="Bo Lind", phone="+49 40 1234", email="bo@helios.example"),
    ),
    payee=Payee(name="Factor Bank", identifier=Identifier("4012345000016", "0088"), legal_id=Identifier("9")),
    representative=Representative(name="Tax House", vat_id="DE111111111", address=address("Munich")),
    delivery=Delivery(name="Helios works", location=GLN, day=date(2026, 2, 28), address=address("Kiel")),
    period=Period(start=date(2026, 2, 1), end=date(2026, 2, 28)),
    payment=Payment(
        means="58",
        means_text="SEPA credit transfer",
        remittance="R-1",
        accounts=(
            Account(number="DE02120300000000202051", name="Larkfield", bank="BYLADEM1001"),
            Account(number="DE02500105170137075030", name="Larkfield", bank="INGDDEFF"),
        ),
    ),
    allowances=(
        Allowance(
            amount=Decimal(10),
            base=Decimal(100),
            percent=Decimal(10),
            category="S",
            rate=Decimal(19),
            reason="Discount",
            reason_code="95",
        ),
    ),
    charges=(Allowance(amount=Decimal(5), category="S", rate=Decimal(19), reason="Freight"),),
    totals=Totals(
        lines=Decimal(105),
        allowances=Decimal(10),
        charges=Decimal(5),
        net=Decimal(100),
        tax=Decimal(19),
        tax_in_tax_currency=Decimal("17.50"),
        gross=Decimal(119),
        prepaid=Decimal(19),
        payable=Decimal(100),
    ),
    taxes=(Tax(base=Decimal(100), amount=Decimal(19), category="S", rate=Decimal(19)),),
    attachments=(
        Attachment(
            reference="timesheet", description="Timesheet", content=b"a,b", mime="text/csv", file_name="t.csv"
        ),
        Attachment(reference="terms", location="https://larkfield.example/terms"),
    ),
    lines=(
        Line(
            number="1",
            note="Share of 3 h",
            object_id=Identifier("Meter 7", "ABT"),
            quantity=Decimal(90),
            unit="MIN",
            net=Decimal(105),
            order_line="7",
            accounting_reference="4711",
            period=Period(start=date(2026, 2, 1), end=date(2026, 2, 1)),
            allowances=(Allowance(amount=Decimal(5), reason="Rebate", reason_code="95"),),
            charges=(Allowance(amount=Decimal(5), reason="Night"),),
            price=Price(
                net=Decimal(70),
                gross=Decimal(75),
                discount=Decimal(5),
                base_quantity=Decimal(60),
                base_unit="MIN",
            ),
            category="S",
            rate=Decimal(19),
            name="Ada Moreau · Developer",
            description="Pump curves",
            seller_item="DEV",
            buyer_item="H-7",
            standard_item=Identifier("4012345000009", "0160"),
            classifications=(Identifier("81110000", "STI", "1"),),
            origin="DE",
            attributes=(Attribute(name="Project", value="P-1 Pumps"),),
        ),
    ),
)
"""An invoice that has every term of EN 16931 that ours may carry, and passes every rule of the core."""


def completed(invoice: Invoice, wanted: Format) -> Invoice:
    """An invoice of a scenario with what its world need not say: tax identities, contact, account, references."""

    def place(of: Address | None) -> Address:
        of = of or Address(country="DE")
        return replace(
            of,
            line_1=of.line_1 or "1 High Street",
            city=of.city or "Berlin",
            post_code=of.post_code or "10115",
        )

    is_taxed = any(one.category != "O" for one in invoice.taxes)
    seller = replace(
        invoice.seller,
        vat_id=invoice.seller.vat_id or ("DE123456789" if is_taxed else ""),
        legal_id=invoice.seller.legal_id or Identifier("HRB 1"),
        electronic_address=Identifier("DE123456789", "9930"),
        address=place(invoice.seller.address),
        contact=Contact(name="Ada Moreau", phone="+49 30 1234", email="ada@larkfield.example"),
    )
    buyer = replace(
        invoice.buyer,
        vat_id=invoice.buyer.vat_id or ("FR40303265045" if is_taxed else ""),
        electronic_address=Identifier("FR40303265045", "9957"),
        address=place(invoice.buyer.address),
    )
    account = Account(number="DE02120300000000202051", name="Larkfield")
    return replace(
        invoice,
        seller=seller,
        buyer=buyer,
        buyer_reference=invoice.buyer_reference or "04011000-1234512345-06",
        payment=Payment(means="30", remittance=invoice.number, accounts=(account,)),
        specification=wanted.specification,
        process=wanted.process,
    )
