"""Pictures on paper, as SVG: the company's logo and the code that banking apps read."""

import re
import struct
from base64 import b64encode
from decimal import Decimal
from io import BytesIO

import segno
from lxml import etree
from stdnum import iban as ibans

from unbilled.documents.paper import InvoicePaper, Logo
from unbilled.foundation.refusals import Refusal

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 500_000
"""Bytes of a logo; it stands in every file."""
WIDEST = 6000
"""Pixels of a side."""
MOST_OF_A_CODE = Decimal("999999999.99")
LONGEST_NAME, LONGEST_REFERENCE = 70, 140
PICTURE_ACTS = ("script", "foreignObject", "iframe", "animate", "set")


class LogoUnusable(Refusal):
    """A logo is a PNG or SVG of moderate size that needs nothing else."""

    sentence = "The file cannot be the logo: {reason}."
    remedy = "Use a PNG or SVG file of at most 500 KB that refers to no other file."


def read_logo(content: bytes) -> Logo:
    """Read a file as a logo; its content says what it is, not its name.

    Raises:
        LogoUnusable: It is too large, neither PNG nor SVG, or refers to what is not in it.

    Source:
        docs/rules/documents.md#letterhead.
    """
    if len(content) > LARGEST:
        raise LogoUnusable(reason=f"it has {len(content):,} bytes, more than {LARGEST:,}")
    if content.startswith(PNG_HEAD):
        width, height = png_size(content)
        if not (0 < width <= WIDEST and 0 < height <= WIDEST):
            raise LogoUnusable(reason=f"it is {width} by {height} pixels, and may have {WIDEST:,} a side")
        return Logo("image/png", content)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        raise LogoUnusable(reason="it is neither PNG nor SVG") from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise LogoUnusable(reason="it is neither PNG nor SVG")
    refuse_strangers(root)
    return Logo("image/svg+xml", etree.tostring(root))


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; nothing where the head is broken.

    >>> png_size(PNG_HEAD + bytes(4) + b"IHDR" + bytes([0, 0, 1, 0, 0, 0, 0, 64]))
    (256, 64)
    """
    head = content[8:24]
    if len(head) < 16 or head[4:8] != b"IHDR":
        return 0, 0
    width, height = struct.unpack(">II", head[8:])
    return width, height


def refuse_strangers(root: etree._Element) -> None:
    """Refuse a drawing that acts, or that shows what is not in it.

    Raises:
        LogoUnusable: It does.
    """
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in PICTURE_ACTS:
            raise LogoUnusable(reason=f"it has a {name}")
        said = [*(str(value) for value in element.attrib.values()), element.text if name == "style" else ""]
        for attribute, value in element.attrib.items():
            is_reference = str(attribute).rpartition("}")[2] == "href"
            if is_reference and not str(value).strip().startswith(("#", "data:image/")):
                raise LogoUnusable(reason=f"it refers to {str(value).strip()[:60]}")
        for text in said:
            if text and re.search(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)", text):
                raise LogoUnusable(reason=f"it refers to another file in {text.strip()[:60]}")


def picture(logo: Logo) -> str:
    """Give a logo as SVG, for typst is told texts alone."""
    if logo.media_type == "image/svg+xml":
        return logo.content.decode()
    width, height = png_size(logo.content)
    data = b64encode(logo.content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )


def payment_code(paper: InvoicePaper) -> str:
    """Draw the code of a SEPA transfer (EPC 069-12) as SVG; empty where there is none to make.

    Of an invoice in euros that is transferred to an account with an IBAN.
    """
    payload = transfer(paper)
    if not payload:
        return ""
    file = BytesIO()
    # Error correction M and UTF-8, as the guideline wants it.
    segno.make_qr(payload, error="m", encoding="utf-8").save(
        file, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=False
    )
    return file.getvalue().decode()


def transfer(paper: InvoicePaper) -> str:
    """What the code of a transfer says, line by line; empty where there is none to make."""
    seller, amount = paper.seller, paper.gross_amount
    is_wanted = (
        paper.document_class == "invoice"
        and paper.payment_means == "transfer"
        and paper.transaction_currency == "EUR"
        and 0 < amount <= MOST_OF_A_CODE
        and ibans.is_valid(seller.iban)
    )
    if not is_wanted:
        return ""
    lines = [
        *("BCD", "002", "1", "SCT", seller.bic.replace(" ", "")),
        " ".join(seller.name.split())[:LONGEST_NAME],
        ibans.compact(seller.iban),
        f"EUR{amount:.2f}",
        *("", "", paper.number[:LONGEST_REFERENCE]),
    ]
    return "\n".join(lines)
