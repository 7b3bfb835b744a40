"""Factur-X and ZUGFeRD: the electronic invoice inside its PDF/A-3b, and back out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from lxml import etree

from unbilled.documents.einvoice.model import Attachment
from unbilled.documents.einvoice.pdf_a import departures, metadata_of, told
from unbilled.documents.einvoice.syntax import EInvoiceUnreadable
from unbilled.documents.einvoice.validating import Finding

FILE_NAME = "factur-x.xml"
KNOWN_NAMES = (FILE_NAME, "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml")
"""What the invoice is called in files of whomever."""
SPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
SPACES = (
    SPACE,
    "urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#",
    "urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#",
)
"""How metadata of whomever call what they say of the invoice."""
PROFILE = "EN 16931"
FOLLOWED = {
    ":extended": "EXTENDED",
    ":basicwl": "BASIC WL",
    ":basic": "BASIC",
    ":minimum": "MINIMUM",
    "xrechnung": "XRECHNUNG",
}
"""Profiles by what their specifications have that others do not; that of EN 16931 has nothing."""
ALSO = {PROFILE: ("COMFORT",)}
"""Other names of profiles."""
RELATIONS = {
    **dict.fromkeys(("MINIMUM", "BASIC WL"), ("/Data",)),
    **dict.fromkeys(("BASIC", PROFILE, "EXTENDED", "XRECHNUNG"), ("/Alternative", "/Source", "/Data")),
}
"""What the invoice may be to the paper, by profile: one that lacks lines is no other form of it."""
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
    """What is wrong with a PDF that says it holds an invoice: how it is built, what it says, how that is attached.

    Source:
        docs/rules/documents.md#factur-x.
    """
    with pikepdf.open(BytesIO(file)) as paper:
        built = [Finding(rule, True, text, layer=LAYER) for rule, text in departures(paper)]
        name = next((one for one in KNOWN_NAMES if one in paper.attachments), "")
        metadata = metadata_of(paper)
        space = next((one for one in SPACES if told(metadata, one, "DocumentFileName")), "")
        said = {one: told(metadata, space, one) for one in PROPERTIES}
        spec = next(
            (one for one in paper.Root.get("/AF", []) if str(one.get("/UF", one.get("/F", ""))) == name), None
        )
        stream = spec.EF.F if spec is not None and "/EF" in spec else None
        mime = str(stream.get("/Subtype", "")) if stream is not None else ""
        relation = str(spec.get("/AFRelationship", "")) if spec is not None else ""
        profile = profile_of(paper.attachments[name].get_file().read_bytes()) if name else ""
        declared = b"" if metadata is None else etree.tostring(metadata)
    wrong = {
        "FX-FILE": (bool(name), "No file of the name factur-x.xml is attached."),
        "FX-AF": (spec is not None, "The attached invoice is no associated file of the document."),
        "FX-REL": (
            relation in RELATIONS.get(said["ConformanceLevel"], ("/Alternative", "/Source", "/Data")),
            "The attached invoice does not say how it relates to the paper.",
        ),
        "FX-MIME": (mime in ("/text/xml", "/application/xml"), "The attached invoice is not said to be XML."),
        "FX-XMP": (
            bool(space) and said["DocumentType"] == "INVOICE" and bool(said["Version"]),
            "The metadata do not say which invoice the PDF holds.",
        ),
        "FX-NAME": (
            said["DocumentFileName"] == name,
            f"The metadata name the file {said['DocumentFileName']}, and {name or 'none'} is attached.",
        ),
        "FX-PROFILE": (
            bool(said["ConformanceLevel"]) and said["ConformanceLevel"] in (profile, *ALSO.get(profile, ())),
            f"The metadata name the profile {said['ConformanceLevel']}, and the invoice follows {profile or 'none'}.",
        ),
        "FX-SCHEMA": (
            space.encode() in declared
            and all(f">{one}<".encode() in declared for one in ("DocumentType", "ConformanceLevel"))
            and b"pdfa/ns/extension/" in declared,
            "The metadata do not declare the properties that say so.",
        ),
    }
    found = [Finding(rule, True, text, layer=LAYER) for rule, (holds, text) in wrong.items() if not holds]
    # Where the metadata say nothing of an invoice, what they say of it is not asked.
    silent = {"FX-NAME", "FX-PROFILE", "FX-SCHEMA"} if not space else set()
    silent |= {"FX-MIME"} if spec is None else set()
    return built + [one for one in found if one.rule not in silent]


def profile_of(invoice: bytes) -> str:
    """The profile that an electronic invoice says it follows (BT-24), as metadata name it; empty: none that is known.

    >>> profile_of(b"<a><ID>urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic</ID></a>")
    'BASIC'
    """
    # It stands at the beginning: a long invoice is not read to its end for it.
    read = etree.iterparse(
        BytesIO(invoice),
        events=("end",),
        tag="{*}ID",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    try:
        texts = (str(one.text).strip() for _, one in read if one.text)
        followed = next((one for one in texts if "en16931" in one or "factur-x" in one), "")
    except etree.XMLSyntaxError:
        return ""
    return next(
        (name for ending, name in FOLLOWED.items() if ending in followed), PROFILE if followed else ""
    )
