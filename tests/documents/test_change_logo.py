"""The logo of the letterhead: what it may be, and with what is posted it stays."""

from functools import partial
from io import BytesIO

import pikepdf
import pytest

from acting import acting
from unbilled.companies.models import Company
from unbilled.documents.events import change_logo as changing
from unbilled.documents.events.change_logo import change_logo
from unbilled.documents.paper import Logo
from unbilled.documents.pdf import render_pdf
from unbilled.documents.pictures import LogoUnusable
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.documents.reads.letterhead import letterhead
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from worlds import larkfield

BILLED = """
- mark_ready: all
- create_proformas: {contracts: [CT-0031], through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: all
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/>%s</svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000000d494441"
    "54789c63f8cf0004ff01070001ffe2239e590000000049454e44ae426082"
)


def test_invoices_are_posted_with_the_logo_that_is_shown_then(books: Books) -> None:
    larkfield(books, posted=False)
    act = acting(books.company_id)
    change_logo(act, file_name="sign.svg", sha256="0" * 64, content=lambda: SVG % b"")
    books.do(BILLED)
    change_logo(act, file_name="")

    [paper] = invoice_papers(
        company_id=books.company_id, invoice_ids=list(Invoice.objects.values_list("id", flat=True))
    ).values()
    assert paper.seller.logo == Logo("image/svg+xml", SVG % b"")
    assert letterhead(company_id=books.company_id).logo_name == ""
    assert Company.objects.get(pk=books.company_id).logo_id is None
    change_logo(act, file_name="sign.png", sha256="1" * 64, content=lambda: PNG)
    assert letterhead(company_id=books.company_id).seller.logo == Logo("image/png", PNG)
    with pikepdf.open(BytesIO(render_pdf(paper))) as document:
        assert document.open_metadata()["pdfaid:part"] == "3"


NO_LOGOS = [
    (b"GIF89a", "it is neither PNG nor SVG"),
    (b"<html/>", "it is neither PNG nor SVG"),
    (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"&a;", "it is neither PNG nor SVG"),
    (SVG % b'<image href="/etc/logo.png"/>', "it refers to /etc/logo.png"),
    (SVG % b'<image href="https://far.example/a.png"/>', "it refers to https"),
    (SVG % b"<style>@import url(x.css)</style>", "it refers to another file"),
    (SVG % b'<rect style="fill: url(&quot;//far.example&quot;)"/>', "it refers to another file"),
    (SVG % b"<script>1</script>", "it has a script"),
    (SVG % "<text y='9'>𓀀</text>".encode(), "no font has"),
    (PNG[:16] + bytes([0, 0, 100, 0, 0, 0, 0, 9]), "25600 by 9 pixels"),
    (bytes(500_001), "500,001 bytes"),
]


ENDLESS = SVG % (
    b'<filter id="f"><feTurbulence baseFrequency="0.1" numOctaves="2000000000"/></filter>'
    b'<rect width="40" height="10" filter="url(#f)"/>'
)
"""A picture of two billion octaves of noise."""


def test_what_is_no_logo_is_refused(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor what nobody sees the end of."""
    monkeypatch.setattr(changing, "SECONDS", 2)
    act = acting(books.company_id)
    before = snapshot()

    for content, said in NO_LOGOS:
        with pytest.raises(LogoUnusable) as refused:
            change_logo(act, file_name="logo", content=partial(bytes, content))
        assert said in refused.value.message
    with pytest.raises(LogoUnusable, match="it takes longer than 2 seconds"):
        change_logo(act, file_name="logo", content=lambda: ENDLESS)

    assert snapshot() == before
