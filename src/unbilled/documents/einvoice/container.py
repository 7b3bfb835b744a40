"""Factur-X and ZUGFeRD: the electronic invoice inside its PDF/A-3b, and back out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf

from unbilled.documents.einvoice.model import Attachment
from unbilled.documents.einvoice.syntax import EInvoiceUnreadable
from unbilled.documents.einvoice.validating import Finding

FILE_NAME = "factur-x.xml"
KNOWN_NAMES = (FILE_NAME, "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml")
"""What the invoice is called in files of whomever."""
SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
PROFILE = "EN 16931"
LAYER = "container"
PROPERTIES = {
    "DocumentFileName": ("The name of the embedded XML document", FILE_NAME),
    "DocumentType": ("The type of the hybrid document in capital letters, e.g. INVOICE or ORDER", "INVOICE"),
    "Version": ("The actual version of the standard applying to the embedded XML document", "1.0"),
    "ConformanceLevel": ("The conformance level of the embedded XML document", PROFILE),
}
"""Of the extension schema: what each property is, and what it says."""
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>{declared}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>\
<pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{creator}</xmp:CreatorTool>\
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="{space}">{said}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class File:
    """A file that is put into a PDF: what it is called, is made of and is to the paper."""

    name: str
    mime: str
    content: bytes
    description: str
    relation: str = "Supplement"


def embedded(pdf: bytes, invoice: bytes | None, attachments: Sequence[Attachment] = ()) -> bytes:
    """Put an electronic invoice (CII) into its PDF/A-3b, with the metadata that say so, and what travels with it.

    Args:
        pdf: The paper as it is printed; its dates are days.
        invoice: The electronic invoice; None: the paper holds none.
        attachments: Timesheet and receipts.

    Returns:
        The file; the same for the same.
    """
    with pikepdf.open(BytesIO(pdf)) as paper:
        info = {
            name: str(paper.docinfo.get(name, ""))
            for name in ("/Title", "/Author", "/Creator", "/CreationDate")
        }
        written = info["/CreationDate"].removeprefix("D:")[:8]
        day = f"{written[:4]}-{written[4:6]}-{written[6:]}"
        stamp = pikepdf.String(info["/CreationDate"])
        files = [File(one.file_name, one.mime, one.content, one.description) for one in attachments]
        if invoice is not None:
            files.append(File(FILE_NAME, "text/xml", invoice, "Factur-X invoice", "Alternative"))
            metadata = paper.make_stream(_packet(info, day).encode())
            metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
            paper.Root.Metadata = metadata
        described = {one.name: _described(paper, one, stamp) for one in files}
        # Names stand in order, or readers that search among them find nothing.
        named = [part for name in sorted(described) for part in (pikepdf.String(name), described[name])]
        paper.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array(named)))
        paper.Root.AF = pikepdf.Array(list(described.values()))
        file = BytesIO()
        paper.save(
            file,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
        return file.getvalue()


def _described(paper: pikepdf.Pdf, file: File, stamp: pikepdf.String) -> pikepdf.Object:
    """A file in a PDF, with what it is to the paper."""
    stream = paper.make_stream(file.content)
    stream.Type, stream.Subtype = pikepdf.Name.EmbeddedFile, pikepdf.Name(f"/{file.mime}")
    stream.Params = pikepdf.Dictionary(ModDate=stamp, Size=len(file.content))
    return paper.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=file.name,
            UF=file.name,
            Desc=file.description,
            AFRelationship=pikepdf.Name(f"/{file.relation}"),
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )


def _packet(info: dict[str, str], day: str) -> str:
    """The metadata, whole: the extension schema stands first, where every reader finds it."""
    declared = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external"
        f"</pdfaProperty:category><pdfaProperty:description>{described}</pdfaProperty:description></rdf:li>"
        for name, (described, _) in PROPERTIES.items()
    )
    return PACKET.format(
        space=SPACE,
        declared=declared,
        title=escape(info["/Title"]),
        author=escape(info["/Author"]),
        creator=escape(info["/Creator"]),
        day=day,
        said="".join(f"<fx:{name}>{value}</fx:{name}>" for name, (_, value) in PROPERTIES.items()),
    )


def extracted(file: bytes) -> bytes:
    """The electronic invoice inside a PDF.

    Raises:
        EInvoiceUnreadable: The PDF cannot be opened, or holds none.
    """
    try:
        with pikepdf.open(BytesIO(file)) as paper:
            for name in KNOWN_NAMES:
                if name in paper.attachments:
                    return paper.attachments[name].get_file().read_bytes()
    except pikepdf.PdfError as error:
        raise EInvoiceUnreadable(why=f"the PDF cannot be opened: {error}") from None
    raise EInvoiceUnreadable(why="the PDF holds no electronic invoice")


def contained(file: bytes) -> list[Finding]:
    """What is wrong with a PDF that says it holds an invoice: its metadata, and how the invoice is attached.

    Source:
        docs/rules/documents.md#validation.
    """
    with pikepdf.open(BytesIO(file)) as paper:
        name = next((one for one in KNOWN_NAMES if one in paper.attachments), "")
        said = paper.Root.get("/Metadata")
        metadata = said.read_bytes().decode("utf-8", "replace") if said is not None else ""
        associated = [str(one.get("/UF", one.get("/F", ""))) for one in paper.Root.get("/AF", [])]
        relations = [str(one.get("/AFRelationship", "")) for one in paper.Root.get("/AF", [])]
    wrong = {
        "FX-FILE": (bool(name), "No file of the name factur-x.xml is attached."),
        "FX-AF": (name in associated, "The attached invoice is no associated file of the document."),
        "FX-REL": (
            any(one in ("/Alternative", "/Data", "/Source") for one in relations),
            "The attached invoice does not say how it relates to the paper.",
        ),
        "FX-PDFA": (
            "pdfaid:part>3<" in metadata or 'pdfaid:part="3"' in metadata,
            "The PDF does not say that it is PDF/A-3.",
        ),
        "FX-XMP": (
            "ConformanceLevel" in metadata and "pdfa:CrossIndustryDocument:invoice" in metadata,
            "The metadata do not say which invoice the PDF holds.",
        ),
    }
    return [Finding(rule, True, text, layer=LAYER) for rule, (holds, text) in wrong.items() if not holds]
