"""Electronic invoices of what is posted, and of what a proposal would become."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from altered import behind_the_guards
from einvoicing import FOLDER, with_rules
from unbilled.accounting.models import Proposal
from unbilled.companies.models import Company
from unbilled.documents.einvoice.building import address_of, built
from unbilled.documents.einvoice.files import read_file
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.einvoice.model import Address, Period, Price
from unbilled.documents.events.render_invoices import InvoicesNotPrintable, render_invoices
from unbilled.documents.models import Document
from unbilled.documents.reads.checked_proposals import checked_proposals
from unbilled.documents.reads.einvoices import einvoices, expected_einvoices
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import Customer
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.post_proposals import EInvoiceNotValid, post_proposals
from worlds import larkfield

LINE: dict[str, Any] = {
    "line_no": 1,
    "transaction_class": "time",
    "transaction_date": date(2026, 3, 2),
    "project_code": "P-1",
    "project_name": "Pumps",
    "task_name": "",
    "resource_name": "Ada Moreau",
    "role_name": "Developer",
    "category_name": "",
    "description": "Curves",
    "billing_type": "chargeable",
    "quantity": Decimal(8),
    "unit": "hour",
    "unit_price": Decimal(100),
    "whole_quantity": None,
    "net_amount": Decimal(800),
    "tax_amount": Decimal(160),
    "tax_codes": ["VAT20"],
    "tax_categories": ["S"],
    "tax_rates": [Decimal(20)],
    "tax_legal_texts": [""],
}
PARTY = dict.fromkeys(
    (
        *("name", "address", "country", "vat_id", "registration", "electronic_address", "electronic_scheme"),
        *("customer_reference", "buyer_reference", "iban", "bic", "post_code", "city", "tax_number"),
        *("legal_id", "legal_scheme", "contact_name", "contact_phone", "contact_email"),
    ),
    "",
)
HEAD: dict[str, Any] = {
    "number": "R-1",
    "document_class": "invoice",
    "invoice_date": date(2026, 3, 31),
    "due_date": date(2026, 4, 30),
    "transaction_currency": "EUR",
    "currency_digits": 2,
    "accounting_currency": "EUR",
    "net_amount": Decimal(800),
    "tax_amount": Decimal(160),
    "gross_amount": Decimal(960),
    "accounting_tax_amount": Decimal(160),
    "original_number": "",
    "original_date": None,
    "reason": "",
    "contract_number": "C-1",
    "terms_text": "",
    "language": "en",
    "payment_means": "transfer",
    "mandate": "",
    "creditor_id": "",
    "debited_account": "",
    "carries_timesheet": False,
    "discount_days": 0,
    "discount_percent": Decimal(0),
    "exemptions": {},
}


@pytest.mark.parametrize(
    ("said", "quantity", "unit", "price", "base", "note"),
    [
        # Hours in two decimals stay hours; what is whole minutes is minutes at the price of sixty.
        ("7.25 hour 100 725.00", "7.25", "HUR", "100", None, ""),
        ("0.833333 hour 100 83.33", "50", "MIN", "100", "60", ""),
        ("0.166667 hour 95 15.83", "10", "MIN", "95", "60", ""),
        ("0.333333 hour 99999 33333.00", "20", "MIN", "99999", "60", ""),
        # What the books came to with six decimals is told by the quantity of the books.
        ("0.333333 hour 99999 33332.97", "0.333333", "HUR", "99999", None, ""),
        ("-0.833333 hour 100 -83.33", "-50", "MIN", "100", "60", ""),
        # A share that takes what rounding leaves: the amount is the price of the quantity.
        ("0.333334 hour 100 33.34 1", "0.333334", "HUR", "33.34", "0.333334", "share of 1 h"),
        ("-0.333334 hour 100 -33.34 1", "-0.333334", "HUR", "33.34", "0.333334", "share of 1 h"),
        ("3 day 750 2250.00", "3", "DAY", "750", None, ""),
        ("12 kilometer 0.42 5.04", "12", "KMT", "0.42", None, ""),
        ("2 license 40 80.00", "2", "C62", "40", None, ""),
        # No price lies below zero: what is taken off is a quantity that does.
        ("1 each -50 -50.00", "-1", "C62", "50", None, ""),
    ],
)
def test_quantity_times_price_is_the_amount(
    said: str, quantity: str, unit: str, price: str, base: str | None, note: str
) -> None:
    """Of the line in the file; what the books say reads: quantity, unit, price, amount, and what it is a share of."""
    worked, word, each, net, *whole = said.split()
    [line] = made(
        LINE
        | {
            "quantity": Decimal(worked),
            "unit": word,
            "unit_price": Decimal(each),
            "net_amount": Decimal(net),
            "whole_quantity": Decimal(whole[0]) if whole else None,
        }
    ).lines

    assert (line.quantity, line.unit, line.note) == (Decimal(quantity), unit, note)
    assert (line.price.net, line.price.base_quantity) == (Decimal(price), Decimal(base) if base else None)
    assert abs(line.computed_net - line.net) <= Decimal("0.02")
    assert line.net == Decimal(net)


def made(*lines: dict[str, Any], **head: Any) -> Any:
    """An invoice of these lines."""
    return built(HEAD | head, PARTY, PARTY, lines, None)


def test_a_product_goes_by_its_name_and_unit() -> None:
    sensor = {"transaction_class": "product", "category_name": "Hardware", "description": "Sensor, part 1"}
    [line] = made(LINE | sensor | {"resource_name": "", "unit": "piece"}).lines

    assert (line.name, line.description, line.unit, line.quantity) == ("Sensor, part 1", "", "H87", 8)


def test_yen_have_no_decimals_and_an_amount_is_still_quantity_times_price() -> None:
    """A third of an hour at 10,000 yen is 3,333: within half a yen for people, within 0.02 for rules."""
    third = LINE | {
        "quantity": Decimal("0.333333"),
        "unit_price": Decimal(10000),
        "net_amount": Decimal(3333),
    }
    [line] = made(third, transaction_currency="JPY", currency_digits=0).lines

    assert line.price == Price(net=Decimal(3333), base_quantity=Decimal("0.333333"), base_unit="HUR")
    assert (line.computed_net, line.note) == (3333, "0:20 h × 10000")


def test_what_is_not_charged_is_listed_at_a_price_that_is_all_discount() -> None:
    """Under the tax of most of the document, whatever its own groups are."""
    free = LINE | {
        "line_no": 2,
        "billing_type": "complimentary",
        "net_amount": Decimal(0),
        "tax_amount": Decimal(0),
    }
    given = free | {"tax_codes": [], "tax_categories": [], "tax_rates": [], "tax_legal_texts": []}
    invoice = made(LINE, given)

    assert invoice.lines[1].price == Price(net=Decimal(0), discount=Decimal(100), gross=Decimal(100))
    assert (invoice.lines[1].note, invoice.lines[1].category) == ("complimentary", "S")
    assert [(one.base, one.amount, one.category, one.rate) for one in invoice.taxes] == [(800, 160, "S", 20)]


def test_several_codes_of_a_line_are_one_rate_and_rates_are_told_apart() -> None:
    """State and county tax add up; two codes of one rate are one sum."""
    both = LINE | {
        "tax_categories": ["S", "S"],
        "tax_rates": [Decimal(5), Decimal("2.5")],
        "tax_amount": Decimal(60),
    }
    other = LINE | {"line_no": 2, "tax_rates": [Decimal("7.50")], "tax_amount": Decimal(60)}
    exempt = LINE | {
        "line_no": 3,
        "tax_categories": ["E"],
        "tax_rates": [Decimal(0)],
        "tax_amount": Decimal(0),
        "tax_legal_texts": ["Article 132."],
    }

    taxes = made(both, other, exempt).taxes

    assert [(one.category, one.rate, one.base, one.amount, one.reason) for one in taxes] == [
        ("S", Decimal("7.5"), 1600, 120, ""),
        ("E", Decimal(0), 800, 0, "Article 132."),
    ]


def test_an_exemption_says_its_own_code_and_a_category_its_usual_one() -> None:
    """Two codes of one category and rate: the first that has a code of its own says it."""
    exempt = LINE | {
        "tax_codes": ["MED"],
        "tax_categories": ["E"],
        "tax_rates": [Decimal(0)],
        "tax_amount": Decimal(0),
        "tax_legal_texts": ["Exempt: medical care."],
    }
    plain = exempt | {"line_no": 2, "tax_codes": ["EX"], "tax_legal_texts": [""]}
    reverse = exempt | {"line_no": 3, "tax_codes": ["RC"], "tax_categories": ["AE"], "tax_legal_texts": [""]}

    taxes = made(plain, exempt, reverse, exemptions={"MED": "VATEX-EU-132-1C"}).taxes

    assert [(one.category, one.base, one.reason, one.reason_code) for one in taxes] == [
        ("AE", 800, "Reverse charge", "VATEX-EU-AE"),
        ("E", 1600, "Exempt: medical care.", "VATEX-EU-132-1C"),
    ]


def test_a_cash_discount_is_told_to_programs_where_the_format_has_a_form_for_it() -> None:
    """Two percent within ten days; other formats have the sentence alone."""
    terms = {"terms_text": "2 % within 10 days", "discount_days": 10, "discount_percent": Decimal("2.000000")}
    said = {
        code: built(HEAD | terms, PARTY, PARTY, [LINE], FORMATS[code]).terms
        for code in ("peppol", "xrechnung_cii")
    }
    assert said == {
        "peppol": "2 % within 10 days",
        "xrechnung_cii": "2 % within 10 days\n#SKONTO#TAGE=10#PROZENT=2.00#",
    }


def test_what_bills_an_advance_alone_says_so() -> None:
    """In words where the format has no such kind; what deducts one is an invoice, what refunds one a credit note."""
    advance = LINE | {"transaction_class": "retainer"}
    deducted = advance | {"line_no": 2, "quantity": Decimal(-8), "net_amount": Decimal(-800)}
    found = [
        built(HEAD | head, PARTY, PARTY, lines, FORMATS[code])
        for head, lines, code in (
            ({}, [advance], "peppol"),
            ({}, [advance], "xrechnung_ubl"),
            ({}, [LINE | {"line_no": 3}, deducted], "peppol"),
            ({"document_class": "credit_note"}, [deducted], "peppol"),
            ({"reason": "As agreed"}, [advance], "peppol"),
        )
    ]
    assert [(one.type_code, [note.text for note in one.notes]) for one in found] == [
        ("386", ["Advance invoice"]),
        ("380", ["Advance invoice"]),
        ("380", []),
        ("381", []),
        ("386", ["Advance invoice\nAs agreed"]),
    ]


def test_the_day_of_an_advance_is_no_day_of_supply() -> None:
    """What deducts one bills the days of the work; a line outside of them has no period of its own."""
    advance = LINE | {"line_no": 2, "transaction_class": "retainer", "transaction_date": date(2025, 12, 1)}
    final = built(HEAD, PARTY, PARTY, [LINE, advance], FORMATS["peppol"])
    alone = built(HEAD, PARTY, PARTY, [advance], FORMATS["peppol"])
    day = LINE["transaction_date"]

    assert (final.period, alone.period) == (
        Period(start=day, end=day),
        Period(start=date(2025, 12, 1), end=date(2025, 12, 1)),
    )
    assert [line.period for line in (*final.lines, *alone.lines)] == [final.period, None, alone.period]


def test_an_address_is_read_as_its_country_writes_it() -> None:
    """Post code and town that were told apart go before what the last line says."""
    said = {
        ("Hauptstr. 1\nHof\nD-10115 Berlin", "DE"): ("10115", "Berlin"),
        ("Keizersgracht 1\n1015 CJ Amsterdam", "NL"): ("1015 CJ", "Amsterdam"),
        ("1 High St\nHull HU1 1AA", "GB"): ("HU1 1AA", "Hull"),
        ("1 Main St\nSpringfield, IL 62701", "US"): ("62701", "Springfield"),
        ("Somewhere", "FR"): ("", ""),
    }
    found = {key: address_of(*key) for key in said}

    assert {key: (one.post_code, one.city) for key, one in found.items()} == said
    assert found["1 Main St\nSpringfield, IL 62701", "US"].subdivision == "IL"
    assert address_of("1 High Street\nFloor 2\nBack\nYard\nTown 99", "FR", "99", "Town") == Address(
        line_1="1 High Street",
        line_2="Floor 2",
        line_3="Back, Yard",
        post_code="99",
        city="Town",
        country="FR",
    )


def wants(books: Books, wanted: str, **more: Any) -> None:
    """All customers want a format, and the company says what it needs for that."""
    Customer.objects.update(
        einvoice_format=wanted,
        electronic_address="FR40303265045",
        electronic_scheme="9957",
        buyer_reference="04011000-1234512345-06",
        vat_id="FR40303265045",
        post_code="75001",
        city="Paris",
        wants_timesheet=True,
        **more,
    )
    Company.objects.filter(pk=books.company_id).update(
        vat_id="DE123456789",
        electronic_address="DE123456789",
        electronic_scheme="9930",
        post_code="10115",
        city="Berlin",
        contact_name="Ada Moreau",
        contact_phone="+49 30 1234",
        contact_email="ada@larkfield.example",
    )


def billed(books: Books) -> list[int]:
    """Two proposals of the engineering office: one in the currency of the books, one in dollars with reverse charge."""
    larkfield(books, posted=False)
    books.do("""
    - mark_ready: all
    - create_proformas: {contracts: [CT-0031, CT-0044], through: 2026-03-31, on: 2026-03-31}
    - confirm: all
    """)
    return list(Proposal.objects.order_by("id").values_list("id", flat=True))


def test_a_proposal_says_what_its_invoice_will_say(books: Books) -> None:
    """All but the number; the invoice is read from what was frozen."""
    proposals = billed(books)
    wants(books, "peppol")
    expected = expected_einvoices(
        company_id=books.company_id, proposal_ids=proposals, invoice_date=date(2026, 3, 31)
    )
    posted = post_proposals(
        acting(books.company_id, on=date(2026, 3, 31)), proposal_ids=proposals, invoice_date=date(2026, 3, 31)
    )
    found = einvoices(company_id=books.company_id, invoice_ids=[one.invoice_id for one in posted])

    assert len(posted) == len(proposals) == 2
    by_contract = {one.invoice.contract: one.invoice for one in expected.values()}
    for one in found.values():
        draft = by_contract[one.invoice.contract]
        payment = draft.payment and replace(draft.payment, remittance=one.number)
        files = tuple(replace(each, file_name=f"timesheet-{one.number}.csv") for each in draft.attachments)
        assert one.invoice == replace(draft, number=one.number, payment=payment, attachments=files)
        assert one.format
        assert one.format.code == "peppol"
    assert {(one.invoice.currency, one.invoice.taxes[0].category) for one in found.values()} == {
        ("GBP", "S"),
        ("USD", "AE"),
    }


def test_what_the_format_would_refuse_is_not_posted(books: Books) -> None:
    """In words of whoever can mend it, all at once; nothing has changed, and paper is posted all the same."""
    proposals = billed(books)
    Customer.objects.update(einvoice_format="xrechnung_ubl")
    act = acting(books.company_id, on=date(2026, 3, 31))
    [first, *_] = checked_proposals(
        company_id=books.company_id, proposal_ids=proposals, invoice_date=date(2026, 3, 31)
    )

    with pytest.raises(EInvoiceNotValid) as refused:
        post_proposals(act, proposal_ids=proposals, invoice_date=date(2026, 3, 31))

    assert "XRechnung wants the customer's reference (Leitweg-ID) (BR-DE-15)" in refused.value.message
    assert "XRechnung wants whom the customer may ask (BR-DE-5)" in refused.value.message
    assert set(refused.value.subject_ids) == set(proposals)
    assert "buyer.buyer_reference" in {one.field for one in first.fatal}
    assert not Invoice.objects.exists()
    assert set(Proposal.objects.values_list("status", flat=True)) == {"populated"}
    Customer.objects.update(einvoice_format="")
    assert len(post_proposals(act, proposal_ids=proposals, invoice_date=date(2026, 3, 31))) == 2


def test_electronic_invoices_are_kept_with_the_rules_they_passed(books: Books) -> None:
    """Factur-X inside the PDF and beside it; the timesheet inside, without any price; credited in full."""
    proposals = billed(books)
    wants(books, "facturx")
    act = acting(books.company_id, on=date(2026, 3, 31))
    posted = post_proposals(act, proposal_ids=proposals, invoice_date=date(2026, 3, 31))
    later = acting(books.company_id, on=date(2026, 4, 2))
    credit_invoices(later, invoice_ids=[posted[0].invoice_id], reason="Agreed", post=True)
    ids = list(Invoice.objects.order_by("id").values_list("id", flat=True))

    render_invoices(act, invoice_ids=ids)
    render_invoices(act, invoice_ids=ids)

    kept = list(Document.objects.order_by("invoice_id", "document_format"))
    assert [(one.invoice_id, one.document_format, one.einvoice_format) for one in kept] == [
        (each, kind, "facturx") for each in ids for kind in ("pdf", "xml")
    ]
    for pdf, xml in zip(kept[::2], kept[1::2], strict=True):
        found = read_file(bytes(pdf.content))
        [document] = einvoices(company_id=books.company_id, invoice_ids=[pdf.invoice_id]).values()
        assert (found.content, found.invoice, found.findings) == (bytes(xml.content), document.invoice, [])
        assert xml.rules[0].startswith("terms of")
        assert len(xml.rules) == (2 if FOLDER else 1)
        assert [one for one in xml.findings if one["is_fatal"]] == []
        assert xml.renderer == "unbilled einvoice 1"
    note = einvoices(company_id=books.company_id, invoice_ids=ids[-1:])[ids[-1]].invoice
    assert (note.type_code, note.preceding[0].number, note.notes[0].text) == ("381", "2026-00001", "Agreed")
    assert note.totals.payable > 0
    sheet = einvoices(company_id=books.company_id, invoice_ids=ids)[ids[0]]
    [timesheet] = sheet.invoice.attachments
    rows = timesheet.content.decode().splitlines()
    assert rows[0] == "Date,Project,Task,Who,Role,Text,Quantity,Unit,Charged"
    assert len(rows) > 1
    assert len(posted) == 2


def test_what_newer_rules_refuse_is_not_sent(books: Books) -> None:
    """A posted invoice that lacks what its format wants keeps neither paper nor file, and says why."""
    proposals = billed(books)
    act = acting(books.company_id, on=date(2026, 3, 31))
    [posted, _] = post_proposals(act, proposal_ids=proposals, invoice_date=date(2026, 3, 31))
    with behind_the_guards() as cursor:
        cursor.execute(
            "update ledger_invoice set einvoice_format = 'xrechnung_cii' where id = %s", [posted.invoice_id]
        )

    with pytest.raises(InvoicesNotPrintable, match="refused by the rules of its format: BR-DE-5"):
        render_invoices(act, invoice_ids=[posted.invoice_id])

    assert not Document.objects.exists()


@with_rules
def test_rules_of_their_owners_are_asked_before_posting(books: Books, settings: Any) -> None:
    """A currency that no list has: our own checks do not know the list, the owners' rules do."""
    proposals = billed(books)
    wants(books, "peppol")
    Customer.objects.update(electronic_scheme="9999")
    settings.EINVOICE_RULES = FOLDER

    [found, *_] = checked_proposals(
        company_id=books.company_id, proposal_ids=proposals, invoice_date=date(2026, 3, 31)
    )

    assert {one.rule for one in found.fatal} == {"BR-CL-25", "PEPPOL-EN16931-CL008"}
    assert {one.layer for one in found.fatal} == {"cen-ubl", "peppol-ubl"}
