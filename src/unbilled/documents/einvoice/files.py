"""Electronic invoices as files: written in a format, read whoever wrote them."""

from dataclasses import dataclass

from lxml import etree

from unbilled.documents.einvoice import cii, ubl
from unbilled.documents.einvoice.container import contained, extracted
from unbilled.documents.einvoice.formats import Format, Syntax
from unbilled.documents.einvoice.model import Invoice
from unbilled.documents.einvoice.schematron import parser
from unbilled.documents.einvoice.syntax import EInvoiceUnreadable
from unbilled.documents.einvoice.validating import Finding, syntax_of


@dataclass(frozen=True)
class Read:
    """A file as it was read.

    Attributes:
        invoice: What it says.
        content: The XML, as it stands in the file.
        syntax: What that is written in.
        findings: What is wrong with the PDF around it.
    """

    invoice: Invoice
    content: bytes
    syntax: Syntax
    findings: list[Finding]


def written(invoice: Invoice, wanted: Format) -> bytes:
    """An invoice in the syntax of a format; what it says it follows is the model's."""
    return ubl.write(invoice) if wanted.syntax == "ubl" else cii.write(invoice)


def read_file(content: bytes) -> Read:
    """Read an electronic invoice: UBL, CII, or a PDF with one in it.

    Args:
        content: The file.

    Raises:
        EInvoiceUnreadable: It is none, or says something that is no number or date where one belongs.

    Source:
        docs/rules/documents.md#reading.
    """
    findings: list[Finding] = []
    if content[:5] == b"%PDF-":
        xml, findings = extracted(content), contained(content)
    else:
        xml = content
    try:
        root = etree.fromstring(xml, parser())
    except etree.XMLSyntaxError as error:
        raise EInvoiceUnreadable(why=f"it is no XML: {error}") from None
    syntax = syntax_of(root)
    if syntax is None:
        raise EInvoiceUnreadable(why=f"it is {etree.QName(root).localname}, neither UBL nor CII")
    invoice = ubl.read(root) if syntax == "ubl" else cii.read(root)
    return Read(invoice, xml, syntax, findings)
