"""Whether a PDF is built as PDF/A-3b wants it, as far as its structure shows: evidence, not a certificate.

What ISO 19005-3 asks of single glyphs and of content streams is seen to by whatever prints; nothing here looks at it.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree

from unbilled.documents.einvoice.schematron import parser

PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FORBIDDEN_ACTIONS = frozenset(
    (
        "JavaScript",
        "Launch",
        "Sound",
        "Movie",
        "ResetForm",
        "ImportData",
        "Hide",
        "SetOCGState",
        "Rendition",
        "Trans",
    )
)
FORBIDDEN_ANNOTATIONS = frozenset(("3D", "Sound", "Screen", "Movie"))
FORBIDDEN_FILTERS = frozenset(("LZWDecode", "Crypt"))
HIDDEN_FLAGS, PRINT_FLAG = 0b100011, 0b100
"""Of an annotation: invisible, hidden, not viewed; and printed."""


def metadata_of(paper: pikepdf.Pdf) -> etree._Element | None:
    """The metadata of a PDF; None: there are none, or they cannot be read."""
    said = paper.Root.get("/Metadata")
    if said is None:
        return None
    try:
        return etree.fromstring(said.read_bytes(), parser())
    except (etree.XMLSyntaxError, pikepdf.PdfError):
        return None


def told(metadata: etree._Element | None, space: str, name: str) -> str:
    """What metadata say of a property, as an element or an attribute; empty: nothing."""
    if metadata is None:
        return ""
    for one in metadata.iter(f"{{{RDF}}}Description"):
        if said := one.get(f"{{{space}}}{name}"):
            return str(said).strip()
        element = one.find(f"{{{space}}}{name}")
        if element is not None:
            return " ".join("".join(map(str, element.itertext())).split())
    return ""


def departures(paper: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """What is otherwise than PDF/A-3b wants it: a name of the rule, and a sentence."""
    root, metadata = paper.Root, metadata_of(paper)
    conformance = told(metadata, PDFA_ID, "conformance").upper()
    if told(metadata, PDFA_ID, "part") != "3" or conformance not in ("A", "B", "U"):
        yield "PDFA-ID", "The metadata do not say that the PDF is PDF/A-3."
    if paper.is_encrypted:
        yield "PDFA-CRYPT", "The PDF is encrypted."
    if len(paper.trailer.get("/ID", [])) != 2:
        yield "PDFA-FILE-ID", "The PDF has no identifier of its file."
    intents = [one for one in root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    if not intents or "/DestOutputProfile" not in intents[0]:
        yield "PDFA-COLOR", "The PDF does not say by an output intent what its colors mean."
    names: Any = root.get("/Names", {})
    if "/JavaScript" in names or "/AA" in root or any("/AA" in page.obj for page in paper.pages):
        yield "PDFA-ACTION", "The PDF does something by itself: it has scripts or triggers."
    form: Any = root.get("/AcroForm", {})
    if "/XFA" in form or bool(form.get("/NeedAppearances", False)):
        yield "PDFA-FORM", "The PDF has a form that programs draw as they like."
    yield from _objects(paper)
    yield from _files(paper)


def _objects(paper: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """What single objects do that they may not: each rule is told once."""
    found: dict[str, str] = {}
    for one in paper.objects:
        said = one.stream_dict if isinstance(one, pikepdf.Stream) else one
        if isinstance(said, pikepdf.Dictionary):
            for rule, text in _object(said):
                found.setdefault(rule, text)
    yield from found.items()


def _object(said: Any) -> Iterator[tuple[str, str]]:
    kind, subtype = _name(said, "/Type"), _name(said, "/Subtype")
    if _name(said, "/S") in FORBIDDEN_ACTIONS and kind in ("Action", ""):
        yield "PDFA-ACTION", f"The PDF has an action {_name(said, '/S')}."
    if kind == "Font" and subtype in ("TrueType", "Type1", "MMType1", "CIDFontType0", "CIDFontType2"):
        written = said.get("/FontDescriptor", {})
        if not any(name in written for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "PDFA-FONT", f"The font {_name(said, '/BaseFont')} is not embedded."
    if kind == "Annot" or ("/Rect" in said and subtype):
        flags = int(said.get("/F", 0))
        if subtype in FORBIDDEN_ANNOTATIONS or flags & HIDDEN_FLAGS or not flags & PRINT_FLAG:
            yield "PDFA-ANNOTATION", f"The PDF has an annotation {subtype} that paper does not show."
    if subtype == "Image" and (bool(said.get("/Interpolate", False)) or "/Alternates" in said):
        yield "PDFA-IMAGE", "The PDF has a picture that programs draw as they like."
    filters = said.get("/Filter", [])
    for one in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(one).lstrip("/") in FORBIDDEN_FILTERS:
            yield "PDFA-FILTER", f"The PDF has a stream that is written as {one}."


def _files(paper: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Files inside say what they are, when they were changed, and what they are to the paper."""
    associated = {one.objgen for one in paper.Root.get("/AF", [])}
    for one in paper.objects:
        if not isinstance(one, pikepdf.Dictionary) or "/EF" not in one:
            continue
        name = str(one.get("/UF", one.get("/F", "")))
        if not {"/F", "/UF", "/AFRelationship"} <= set(one.keys()) or one.objgen not in associated:
            yield "PDFA-FILE", f"The file {name} does not say what it is to the paper."
        stream = one.EF.get("/F")
        if stream is None or "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
            yield "PDFA-FILE", f"The file {name} does not say of which type and day it is."


def _name(said: Any, key: str) -> str:
    value = said.get(key)
    return str(value).lstrip("/") if isinstance(value, pikepdf.Name) else ""
