"""Electronic invoices under the rules: what passes, and which rule refuses what is damaged."""

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from einvoicing import EVERYTHING, FOLDER, completed, rules, with_rules
from unbilled.documents.einvoice import judging
from unbilled.documents.einvoice.checks import checked
from unbilled.documents.einvoice.files import written
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.einvoice.judging import Case, RulesFolderMissing, judged
from unbilled.documents.einvoice.model import (
    Allowance,
    Attachment,
    Delivery,
    Identifier,
    Invoice,
    Line,
    Party,
    Payment,
    Price,
    Tax,
    Totals,
)
from unbilled.documents.einvoice.schematron import RulesUnreadable, stylesheet
from unbilled.documents.einvoice.validating import Finding, Rules

REASONS = {
    "E": ("Exempt by article 132", ""),
    "AE": ("Reverse charge", "VATEX-EU-AE"),
    "K": ("Intra-Community supply", "VATEX-EU-IC"),
    "G": ("Export", "VATEX-EU-G"),
    "O": ("Not subject to VAT", "VATEX-EU-O"),
}


def one_of(category: str, *, type_code: str = "380") -> Invoice:
    """Two lines of a category, one of them negative."""
    rate = {"S": Decimal(19), "O": None}.get(category, Decimal(0))
    tax = Decimal(100) * (rate or 0) / 100
    reason, code = REASONS.get(category, ("", ""))
    lines = tuple(
        replace(
            EVERYTHING.lines[0],
            number=number,
            quantity=quantity,
            unit="HUR",
            price=Price(net=Decimal(50)),
            net=quantity * 50,
            allowances=(),
            charges=(),
            category=category,
            rate=rate,
        )
        for number, quantity in (("1", Decimal("2.5")), ("2", Decimal("-0.5")))
    )
    return replace(
        EVERYTHING,
        type_code=type_code,
        currency="EUR",
        tax_currency="",
        tax_point=None,
        seller=replace(EVERYTHING.seller, vat_id="" if category == "O" else EVERYTHING.seller.vat_id),
        buyer=replace(EVERYTHING.buyer, vat_id="" if category == "O" else EVERYTHING.buyer.vat_id),
        representative=None,
        delivery=Delivery(day=date(2026, 2, 28), address=EVERYTHING.buyer.address),
        allowances=(),
        charges=(),
        lines=lines,
        taxes=(
            Tax(
                base=Decimal(100),
                amount=tax,
                category=category,
                rate=rate or Decimal(0),
                reason=reason,
                reason_code=code,
            ),
        ),
        totals=Totals(lines=Decimal(100), net=Decimal(100), tax=tax, gross=100 + tax, payable=100 + tax),
    )


def changed(invoice: Invoice) -> Invoice:
    """With an allowance and a charge of the document and of a line."""
    [tax], [first, *others] = invoice.taxes, invoice.lines
    rate = first.rate
    percent, amount = rate or Decimal(0), Decimal(100) - 10 + 4
    of_line = replace(
        first,
        net=first.net - 3 + 3,
        allowances=(Allowance(amount=Decimal(3), reason="Rebate"),),
        charges=(Allowance(amount=Decimal(3), reason_code="FC"),),
    )
    charged = amount * percent / 100
    return replace(
        invoice,
        lines=(of_line, *others),
        allowances=(Allowance(amount=Decimal(10), category=tax.category, rate=rate, reason_code="95"),),
        charges=(Allowance(amount=Decimal(4), category=tax.category, rate=rate, reason="Freight"),),
        taxes=(replace(tax, base=amount, amount=charged),),
        totals=Totals(
            lines=Decimal(100),
            allowances=Decimal(10),
            charges=Decimal(4),
            net=amount,
            tax=charged,
            gross=amount + charged,
            prepaid=Decimal(20),
            payable=amount + charged - 20,
        ),
    )


SKONTO = "2 % within 10 days\n#SKONTO#TAGE=10#PROZENT=2.00#"
DEBIT = Payment(
    means="59", remittance="R-1", mandate="M-1", creditor="DE98ZZZ09999999999", debited_account="DE0212"
)
CARD = Payment(means="48", remittance="R-1", card_number="1234", card_holder="B Lind")


@with_rules
def test_every_category_passes_in_every_format_as_every_kind_of_document() -> None:
    """Seven categories, six formats, five kinds: invoice, credit note, correction, advance, allowances and charges.

    So do all terms at once, a cash discount, a direct debit and a card. What formats write alike is judged once.
    """
    documents = [
        one_of(category, type_code=code)
        for category in ("S", "Z", "E", "AE", "K", "G", "O")
        for code in ("380", "381", "384", "386")
    ]
    documents += [changed(one_of(category)) for category in ("S", "Z", "E", "AE", "K", "G", "O")]
    paid = [
        (replace(one_of("S"), terms=SKONTO), None),
        (replace(one_of("S", type_code="381"), terms=SKONTO), None),
        (one_of("S"), DEBIT),
        (one_of("S"), CARD),
    ]
    found, judged_already = [], set()
    for document, payment in [*((each, None) for each in (*documents, EVERYTHING)), *paid]:
        for wanted in FORMATS.values():
            invoice = completed(document, wanted)
            if payment:
                invoice = replace(invoice, payment=payment)
            content = written(invoice, wanted)
            if (content, wanted.rules) in judged_already:
                continue
            judged_already.add((content, wanted.rules))
            findings = checked(invoice) + rules().check(content, wanted.rules)
            kind = f"{document.taxes[0].category} {document.type_code} {wanted.code}"
            found += [f"{kind} {one.layer} {one}" for one in findings if one.is_fatal]
    assert found == []


def line(invoice: Invoice, **changes: object) -> Invoice:
    return replace(invoice, lines=(replace(invoice.lines[0], **changes), *invoice.lines[1:]))  # type: ignore[arg-type]


def seller(invoice: Invoice, **changes: object) -> Invoice:
    return replace(invoice, seller=replace(invoice.seller, **changes))  # type: ignore[arg-type]


def buyer(invoice: Invoice, **changes: object) -> Invoice:
    return replace(invoice, buyer=replace(invoice.buyer, **changes))  # type: ignore[arg-type]


Damage = Callable[[Invoice], Invoice]
DAMAGED: list[tuple[str, str, Damage, str, str]] = [
    ("S", "en16931_ubl", lambda one: line(one, net=Decimal("125.01")), "BR-CO-10", "BR-CO-10"),
    ("S", "en16931_cii", lambda one: line(one, net=Decimal("125.01")), "BR-CO-10", "BR-CO-10"),
    ("S", "facturx", lambda one: replace(one, number=""), "BR-02", "XSD"),
    ("S", "en16931_ubl", lambda one: seller(one, vat_id="", tax_number=""), "BR-S-02", "BR-S-02"),
    ("AE", "en16931_cii", lambda one: buyer(one, vat_id="", legal_id=None), "BR-AE-02", "BR-AE-02"),
    ("K", "en16931_ubl", lambda one: buyer(one, vat_id=""), "BR-IC-02", "BR-IC-02"),
    (
        "E",
        "en16931_ubl",
        lambda one: replace(one, taxes=(replace(one.taxes[0], reason=""),)),
        "BR-E-10",
        "BR-E-10",
    ),
    ("S", "en16931_ubl", lambda one: line(one, price=Price(net=Decimal(-50))), "BR-27", "BR-27"),
    ("S", "en16931_cii", lambda one: line(one, name=""), "BR-25", "BR-25"),
    (
        "S",
        "en16931_ubl",
        lambda one: replace(
            one,
            taxes=(replace(one.taxes[0], amount=Decimal(21)),),
            totals=replace(one.totals, tax=Decimal(21)),
        ),
        "BR-CO-17",
        "BR-CO-17",
    ),
    (
        "S",
        "peppol",
        lambda one: replace(one, buyer_reference="", order="", sales_order=""),
        "PEPPOL-EN16931-R003",
        "PEPPOL-EN16931-R003",
    ),
    (
        "S",
        "peppol",
        lambda one: buyer(one, electronic_address=None),
        "PEPPOL-EN16931-R010",
        "PEPPOL-EN16931-R010",
    ),
    (
        "S",
        "peppol",
        lambda one: buyer(one, electronic_address=Identifier("a@b.example", "EM")),
        "PEPPOL-EN16931-CL008",
        "PEPPOL-EN16931-CL008",
    ),
    ("S", "peppol", lambda one: line(one, price=Price(net=Decimal(51))), "R120", "PEPPOL-EN16931-R120"),
    ("S", "xrechnung_ubl", lambda one: replace(one, buyer_reference=""), "BR-DE-15", "BR-DE-15"),
    ("S", "xrechnung_cii", lambda one: replace(one, terms="#SKONTO#2 %#"), "BR-DE-18", "BR-DE-18"),
    (
        "Z",
        "en16931_ubl",
        lambda one: replace(changed(one), charges=(replace(changed(one).charges[0], reason=""),)),
        "BR-38",
        "BR-38",
    ),
    (
        "G",
        "en16931_cii",
        lambda one: line(one, allowances=(Allowance(amount=Decimal(0)),)),
        "BR-42",
        "BR-42",
    ),
    (
        "E",
        "peppol",
        lambda one: replace(one, taxes=(replace(one.taxes[0], reason_code="VATEX-1"),)),
        "BR-CL-22",
        "BR-CL-22",
    ),
    ("S", "xrechnung_cii", lambda one: seller(one, contact=None), "BR-DE-5", "BR-DE-2"),
    ("S", "xrechnung_cii", lambda one: replace(one, payment=None), "BR-DE-1", "BR-DE-1"),
    (
        "S",
        "xrechnung_ubl",
        lambda one: buyer(one, address=replace(one.buyer.address, city="")),
        "BR-DE-8",
        "BR-DE-8",
    ),  # type: ignore[type-var]
]


def test_what_is_damaged_is_refused_by_the_right_rule() -> None:
    """By our own checks, and by the rules of their owners where these are."""
    wrong = []
    for category, code, damage, own, theirs in DAMAGED:
        wanted = FORMATS[code]
        invoice = damage(completed(one_of(category), wanted))
        found = {one.rule for one in checked(invoice) if one.is_fatal}
        if own not in found:
            wrong.append(f"{own}: {sorted(found)}")
        if FOLDER:
            judgement = {
                one.rule for one in rules().check(written(invoice, wanted), wanted.rules) if one.is_fatal
            }
            if theirs not in judgement:
                wrong.append(f"{theirs}: {sorted(judgement)}")
    assert wrong == []


def test_what_no_electronic_invoice_can_say_is_refused() -> None:
    """Dinars of three decimals, untaxed beside taxed, a rate of nothing, an unknown category, ten megabytes."""
    dinars = replace(
        one_of("S"), currency="KWD", totals=replace(one_of("S").totals, gross=Decimal("119.001"))
    )
    mixed = replace(one_of("S"), lines=(*one_of("S").lines, *one_of("O").lines))
    nothing = replace(one_of("Z"), taxes=(replace(one_of("Z").taxes[0], category="S"),))
    unknown = line(one_of("S"), category="X")
    scans = Attachment(reference="receipt 1", content=bytes(10_000_001), mime="image/png", file_name="a.png")
    large = replace(one_of("S"), attachments=(scans,))
    bare = Invoice(seller=Party(vat_id="12"), lines=(Line(),))

    documents = (dinars, mixed, nothing, unknown, large, bare)
    rules_of = [{each.rule for each in checked(one)} for one in documents]

    wanted = ("BR-DEC", "BR-O-11", "BR-S-05", "BR-CL-18", "SIZE", "BR-06")
    for rule, found in zip(wanted, rules_of, strict=True):
        assert rule in found
    assert {"BR-02", "BR-03", "BR-07", "BR-08", "BR-21", "BR-25", "BR-CO-09"} <= rules_of[-1]
    assert "BR-CO-26" in {one.rule for one in checked(Invoice())}


def test_without_a_folder_of_rules_nothing_more_is_found_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    case = Case(b"<Invoice/>", ("cen-ubl",))
    assert judged(None, [case]) == [[]]
    with pytest.raises(RulesFolderMissing, match=r"no folder of rules"):
        judged(tmp_path / "away", [case])


@with_rules
def test_rules_that_are_missing_or_stop_are_faults(tmp_path: Path) -> None:
    """Fail closed: no schema, no Schematron, a Schematron that is none, one that stops at what it reads."""
    document = written(one_of("S"), FORMATS["en16931_ubl"])
    assert Rules(tmp_path).check(document, ("cen-ubl",))[0].rule == "XSD"
    (tmp_path / "nonsense.sch").write_text("<schema/>")
    sch = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*"><assert id="X" test="{}"/>'
    for name, test in (("stops", "xs:decimal('x') = 1"), ("unreadable", "][")):
        (tmp_path / f"{name}.sch").write_text(f"{sch.format(test)}</rule></pattern></schema>")
    named = ("missing", "nonsense", "stops", "unreadable")

    found = Rules(tmp_path).check(document, named, structure=False)

    assert [(one.rule, one.is_fatal) for one in found] == [(name, True) for name in named]
    with pytest.raises(RulesUnreadable, match=r"nonsense\.sch cannot be read: it is no Schematron"):
        stylesheet(tmp_path / "nonsense.sch")
    assert Rules(tmp_path).check(b"no XML", ())[0].rule == "XML"


@with_rules
def test_a_document_that_takes_too_long_or_ends_its_process_has_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next is judged by another process."""
    shutil.copy(Path(FOLDER) / "xsd-ubl-2.1.zip", tmp_path)
    sch = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*">{}</rule></pattern>'
    )
    sch += "</schema>"
    endless = '<assert id="X" test="count(for $i in 1 to 2000000000 return if ($i mod 7 = 8) then $i else ()) = 0"/>'
    (tmp_path / "endless.sch").write_text(sch.format(endless))
    (tmp_path / "quick.sch").write_text(
        sch.format('<assert id="Q" flag="warning" test="false()">No</assert>')
    )
    document = written(one_of("S"), FORMATS["en16931_ubl"])
    monkeypatch.setattr(judging, "SECONDS", 3)
    before = time.monotonic()

    [[late]] = judged(tmp_path, [Case(document, ("endless",))])
    monkeypatch.setattr(judging, "SECONDS", 60)
    [[quick]] = judged(tmp_path, [Case(document, ("quick",))])

    [ended] = judging.elsewhere(os._exit, [(1,)], str)

    assert "was ended by the system" in ended
    assert late == Finding("RULES", True, "Checking the document took too long.", layer="process")
    assert (quick.rule, quick.is_fatal, quick.place) == ("Q", False, "Invoice")
    assert time.monotonic() - before < 60


def judges_once() -> None:
    """What a process of the server does: it has something judged, and then it ends."""
    assert judging._Judges().ready(1).submit(abs, -1).result(timeout=60) == 1


def test_a_process_that_had_documents_judged_ends() -> None:
    process = multiprocessing.get_context("spawn").Process(target=judges_once)
    process.start()
    process.join(60)
    assert process.exitcode == 0
