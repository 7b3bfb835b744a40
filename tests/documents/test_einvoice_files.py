"""Electronic invoices as files: what is written is read again, exactly, whoever reads it."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from samples import small

from einvoicing import EVERYTHING
from unbilled.companies.rules import EINVOICE_FORMATS
from unbilled.documents.einvoice import cii, ubl
from unbilled.documents.einvoice.container import contained, embedded
from unbilled.documents.einvoice.files import read_file, written
from unbilled.documents.einvoice.formats import FORMATS
from unbilled.documents.einvoice.model import Invoice, Line, Payment
from unbilled.documents.einvoice.syntax import EInvoiceUnreadable
from unbilled.documents.einvoice.telling import told
from unbilled.documents.pdf import render_pdf

CREDIT_NOTE = replace(EVERYTHING, type_code="381")
ADVANCE = replace(
    EVERYTHING,
    type_code="386",
    terms="At once\n#SKONTO#TAGE=0#PROZENT=3.00#",
    taxes=(replace(EVERYTHING.taxes[0], category="E", reason="Exempt", reason_code="VATEX-EU-132-1C"),),
)
DEBITED = Payment(
    means="59", remittance="R-1", mandate="M-1", creditor="DE98ZZZ09999999999", debited_account="DE0212030000"
)
CARD = Payment(means="48", means_text="Card", remittance="R-1", card_number="1234", card_holder="B Lind")
KEPT = ("number", "type_code", "currency", "issue_date", "totals", "taxes", "price", "lines")


def names(group: type) -> list[str]:
    return [one.name for one in fields(group) if one.name not in KEPT]


def without(group: Any, left_out: set[str]) -> Any:
    """A group without some of its terms."""
    usual = {one: getattr(type(group)(), one) for one in left_out if hasattr(group, one)}
    return replace(group, **usual)


@settings(max_examples=25, deadline=None)
@given(
    document=st.sampled_from([EVERYTHING, CREDIT_NOTE, ADVANCE]),
    payment=st.sampled_from([EVERYTHING.payment, DEBITED, CARD]),
    left_out=st.sets(st.sampled_from(names(Invoice)), max_size=12),
    of_line=st.sets(st.sampled_from(names(Line)), max_size=8),
    of_parties=st.sets(st.sampled_from([one.name for one in fields(EVERYTHING.seller)]), max_size=5),
)
def test_what_is_written_is_read_again(
    document: Invoice, payment: Payment, left_out: set[str], of_line: set[str], of_parties: set[str]
) -> None:
    """Any selection of terms, in both syntaxes; a card or an account debited stands where an account is credited."""
    made = replace(
        document,
        payment=payment,
        seller=without(document.seller, of_parties),
        buyer=without(document.buyer, of_parties | {"tax_number", "legal_text"}),
        lines=(document.lines[0], without(document.lines[0], of_line)),
    )
    made = without(made, left_out)
    if made.is_credit_note and made.payment is None:
        made = replace(made, due_date=None)  # UBL says it with the means of payment, and nowhere else
    if not made.tax_currency:
        made = replace(made, totals=replace(made.totals, tax_in_tax_currency=None))

    assert [syntax.read(etree.fromstring(syntax.write(made))) for syntax in (ubl, cii)] == [made, made]


def test_a_pdf_carries_its_invoice_and_gives_it_back() -> None:
    """The same bytes each time; the paper alone carries none."""
    paper = render_pdf(small())
    xml = written(EVERYTHING, FORMATS["facturx"])
    file = embedded(paper, xml)

    assert embedded(paper, xml) == file
    found = read_file(file)
    assert (found.invoice, found.content, found.findings) == (EVERYTHING, xml, [])
    assert [one.rule for one in contained(paper)] == ["FX-FILE", "FX-AF", "FX-REL", "FX-XMP"]
    with pytest.raises(EInvoiceUnreadable, match="the PDF holds no electronic invoice"):
        read_file(paper)


@pytest.mark.parametrize("syntax", [ubl, cii])
def test_what_others_write_in_their_own_way_is_read_alike(syntax: Any) -> None:
    """Other prefixes and encodings, spaces, comments, instructions, elements that are none of ours, zones of days."""
    text = syntax.write(EVERYTHING).decode().partition("?>")[2]
    other = etree.fromstring(text)
    etree.SubElement(other, "{urn:example}Extension").text = "x"
    other.insert(0, etree.Comment("made elsewhere"))
    other.addprevious(etree.ProcessingInstruction("xml-stylesheet", "href='a.xsl'"))
    ways = {
        "prefixes": text.replace("cbc:", "x:")
        .replace(":cbc", ":x")
        .replace("ram:", "y:")
        .replace(":ram", ":y"),
        "mark": "\ufeff" + text,
        "spaces": re.sub(r">(\d+\.\d\d)<", r"> \1\n<", text),
        "zones": text.replace(">2026-03-01<", ">2026-03-01+01:00<"),
        "more": etree.tostring(other.getroottree(), encoding="unicode", pretty_print=True),
    }
    files = {way: said.encode() for way, said in ways.items()}
    files["utf-16"] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    files["latin-1"] = f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode(
        "latin-1", "xmlcharrefreplace"
    )

    assert [way for way, file in files.items() if read_file(file).invoice != EVERYTHING] == []


def of_catalog(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """A change of the catalog: None takes an entry out."""

    def change(paper: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            if value is None:
                del paper.Root[f"/{name}"]
            else:
                paper.Root[f"/{name}"] = paper.make_indirect(value)

    return change


def of_metadata(said: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    """Other words in the metadata."""

    def change(paper: pikepdf.Pdf) -> None:
        written = paper.Root.Metadata.read_bytes().decode()
        assert said in written
        paper.Root.Metadata.write(written.replace(said, other).encode())

    return change


def of_objects(fits: Callable[[Any], bool], change: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    """A change of each object that fits."""

    def everywhere(paper: pikepdf.Pdf) -> None:
        found = [one for one in paper.objects if isinstance(one, pikepdf.Dictionary) and fits(one)]
        assert found
        for one in found:
            change(one)

    return everywhere


def is_invoice(one: Any) -> bool:
    return str(one.get("/UF", "")) == "factur-x.xml"


def without_fonts(one: Any) -> None:
    for name in ("/FontFile2", "/FontFile3"):
        if name in one:
            del one[name]


def without_day(one: Any) -> None:
    del one.EF.F.Params.ModDate


def named(key: str, value: str) -> Callable[[Any], None]:
    """Another name in an object."""
    return lambda one: one.__setitem__(key, pikepdf.Name(value))


def catalogs() -> list[tuple[Callable[[pikepdf.Pdf], None], set[str]]]:
    """Damages of the catalog, each with the rules that tell it."""
    script = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, F=2, Rect=pikepdf.Array([0, 0, 1, 1])
    )
    return [
        (of_catalog(AF=pikepdf.Array()), {"FX-AF", "FX-REL", "PDFA-FILE"}),
        (of_catalog(OutputIntents=None), {"PDFA-COLOR"}),
        (of_catalog(OpenAction=script), {"PDFA-ACTION"}),
        (of_catalog(AA=pikepdf.Dictionary()), {"PDFA-ACTION"}),
        (of_catalog(AcroForm=pikepdf.Dictionary(NeedAppearances=True)), {"PDFA-FORM"}),
        (of_catalog(Seen=note), {"PDFA-ANNOTATION"}),
    ]


DAMAGES: list[tuple[Callable[[pikepdf.Pdf], None], set[str]]] = [
    (of_metadata("pdfaid:part>3<", "pdfaid:part>2<"), {"PDFA-ID"}),
    (of_metadata("<fx:DocumentFileName>factur-x.xml", "<fx:DocumentFileName>other.xml"), {"FX-NAME"}),
    (of_metadata(">EN 16931<", ">EXTENDED<"), {"FX-PROFILE"}),
    (of_metadata(">EN 16931<", ">MINIMUM<"), {"FX-PROFILE", "FX-REL"}),
    (of_metadata("<fx:DocumentType>INVOICE", "<fx:DocumentType>ORDER"), {"FX-XMP"}),
    (of_metadata("ns/extension/", "ns/other/"), {"FX-SCHEMA"}),
    (of_objects(is_invoice, named("/AFRelationship", "/Supplement")), {"FX-REL"}),
    (of_objects(is_invoice, lambda one: named("/Subtype", "/text/plain")(one.EF.F)), {"FX-MIME"}),
    (of_objects(is_invoice, without_day), {"PDFA-FILE"}),
    (of_objects(lambda one: "/FontFile3" in one or "/FontFile2" in one, without_fonts), {"PDFA-FONT"}),
]


def test_a_container_that_is_damaged_is_told_by_the_right_rule() -> None:
    """The relation by profile, the name, the metadata, scripts, fonts that are not inside, and so on."""
    file = embedded(render_pdf(small()), written(EVERYTHING, FORMATS["facturx"]), EVERYTHING.attachments[:1])
    assert contained(file) == []
    wrong = []
    for place, (damage, expected) in enumerate([*catalogs(), *DAMAGES]):
        changed = BytesIO()
        with pikepdf.open(BytesIO(file)) as paper:
            damage(paper)
            paper.save(changed, fix_metadata_version=False)
        found = {one.rule for one in contained(changed.getvalue())}
        if found != expected:
            wrong.append((place, found, expected))
    assert wrong == []
    locked = BytesIO()
    with pikepdf.open(BytesIO(file)) as paper:
        paper.save(locked, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert {one.rule for one in contained(locked.getvalue())} == {"PDFA-CRYPT"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Number,Date", "it is no XML"),
        (b"<html/>", "it is html, neither UBL nor CII"),
        (b"%PDF-1.7 cut off", "the PDF cannot be opened"),
        (ubl.write(EVERYTHING).replace(b">100.00<", b">a hundred<"), "'a hundred', which is no number"),
        (cii.write(EVERYTHING).replace(b">20260301<", b">1 March<"), "'1 March', which is no date"),
        (ubl.write(EVERYTHING).replace(b">YSxi<", b">!!!<"), "not written in base 64"),
        (
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
            b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">&e;</Invoice>',
            "",
        ),
    ],
)
def test_what_is_no_invoice_is_refused_with_its_reason(content: bytes, why: str) -> None:
    """What is not fetched from elsewhere is not read either: the last says nothing, and reads nothing."""
    if not why:
        assert read_file(content).invoice == Invoice()
        return
    with pytest.raises(EInvoiceUnreadable, match=why):
        read_file(content)


def test_a_document_is_told_term_by_term() -> None:
    """Terms of groups that several have are those of the group."""
    said = {one.name: (one.term, one.value) for one in told(EVERYTHING)}

    assert {name: said[name] for name in ("number", "buyer: name", "payment: accounts 2: number")} == {
        "number": ("BT-1", "R-1"),
        "buyer: name": ("BT-44", "Helios GmbH"),
        "payment: accounts 2: number": ("BT-84", "DE02500105170137075030"),
    }
    assert said["buyer: address: city"] == ("BT-52", "Hamburg")
    assert said["attachments 1: content"] == ("BT-125", "3 bytes")


def test_masters_name_the_formats_there_are() -> None:
    assert ("paper", *FORMATS) == EINVOICE_FORMATS


def test_nothing_of_the_rules_is_part_of_the_project() -> None:
    source = Path(__file__).parents[2] / "src"
    assert [path for path in source.rglob("*") if path.suffix in (".sch", ".xsd", ".xsl", ".xslt")] == []
