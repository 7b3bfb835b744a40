"""Printing an invoice of any length: in parts, and the same as if it were none."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
import samples

from unbilled.documents import pdf
from unbilled.documents.paper import InvoicePaper
from unbilled.documents.pdf import GlyphMissing, render_pdf


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> Callable[[InvoicePaper, int], bytes]:
    """Print a paper in parts of so many lines."""

    def printed(paper: InvoicePaper, lines: int) -> bytes:
        with monkeypatch.context() as patched:
            patched.setattr(pdf, "PART_LINES", lines)
            return render_pdf(paper)

    return printed


def described(paper: InvoicePaper, texts: dict[int, str]) -> InvoicePaper:
    """The paper with other texts on some lines, counted through from 0."""
    places = iter(range(10**6))

    def lines(task: Any) -> Any:
        return tuple(
            replace(line, description=texts.get(place, line.description))
            for line, place in zip(task.lines, places, strict=False)
        )

    return replace(
        paper,
        projects=tuple(
            replace(project, tasks=tuple(replace(task, lines=lines(task)) for task in project.tasks))
            for project in paper.projects
        ),
    )


def pages(file: bytes) -> list[tuple[list[str], bytes]]:
    """The words of each page and what it looks like."""
    document = pypdfium2.PdfDocument(file)
    return [
        (page.get_textpage().get_text_range().split(), bytes(page.render(scale=0.8).buffer))
        for page in document
    ]


LONG = "A sentence of the work that was done on the day. "
PAPERS = {
    "lines of one height": (samples.of_lines(150), 40),
    "a part ends with a task": (samples.of_lines(120), 50),
    "texts of half a page and of three, also before a subtotal": (
        described(samples.of_lines(240), {20: LONG * 40, 39: LONG * 60, 40: LONG * 260, 159: LONG * 90}),
        120,
    ),
    "a timesheet, in the other layout": (
        replace(samples.of_lines(60), layout="classic", timesheet=samples.worked(130)),
        50,
    ),
    "a mere summary": (samples.summed(samples.of_lines(120)), 50),
    "many rates": (samples.of_rates(150), 60),
    "a credit note of work without a project": (
        replace(samples.of_rates(150), document_class="credit_note", locale="de_DE", language="de"),
        60,
    ),
}


@pytest.mark.parametrize("what", PAPERS)
def test_parts_have_the_pages_that_one_layout_has(what, in_parts):
    """Words and pixels of every page: breaks, headings, widths of columns, numbers of pages."""
    paper, lines = PAPERS[what]
    as_one, bound = pages(in_parts(paper, 10**6)), pages(in_parts(paper, lines))

    assert len(as_one) == len(bound) > 3
    for place, (one, part) in enumerate(zip(as_one, bound, strict=True), 1):
        assert part[0] == one[0], f"page {place}"
        assert part[1] == one[1], f"page {place} looks otherwise"


def test_no_more_lines_are_laid_out_at_once_however_many_there_are(monkeypatch):
    """What typst takes is by the lines of a part, and none of an earlier part is kept."""
    monkeypatch.setattr(pdf, "PART_LINES", 50)
    laid_out: list[int] = []
    forgotten: list[int] = []
    compiled, forget = pdf.compiled, pdf.forget

    def watched(number: str, layout: str, content: Any, issued: Any) -> bytes:
        laid_out.append(sum(len(t["lines"]) for p in content["projects"] for t in p["tasks"]))
        return compiled(number, layout, content, issued)

    monkeypatch.setattr(pdf, "compiled", watched)

    def forgetting() -> None:
        forgotten.append(1)
        forget()

    monkeypatch.setattr(pdf, "forget", forgetting)

    render_pdf(samples.of_lines(400))

    assert max(laid_out) == 50
    assert len(laid_out) > 10
    assert len(forgotten) == len(laid_out)

    laid_out.clear()
    file = render_pdf(described(samples.of_lines(60), dict.fromkeys(range(60), LONG * 20)))
    assert max(laid_out) == 10, "long texts count as several lines"
    assert sum(words.count("sentence") for words, _ in pages(file)) == 60 * 20


def test_the_bound_file_is_pdf_a_3b_and_the_same_each_time(in_parts):
    paper = samples.of_lines(200)
    file = in_parts(paper, 60)

    assert in_parts(paper, 60) == file
    with pikepdf.open(BytesIO(file)) as document:
        metadata = document.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert metadata["dc:title"] == "Invoice 2026-00044"
        assert metadata["xmp:CreateDate"].startswith("2026-08-31")
        pages = f"<xmpTPg:NPages>{len(document.pages)}</xmpTPg:NPages>"
        assert pages.encode() in document.Root.Metadata.read_bytes()
        assert str(document.docinfo["/Author"]) == "Larkfield Engineering Ltd"
        assert [str(one.S) for one in document.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert not list(document.attachments)
        assert len(document.trailer.ID) == 2
        assert document.check_pdf_syntax() == []


def fonts(file: bytes) -> set[tuple[int, int]]:
    """The fonts of a file."""
    with pikepdf.open(BytesIO(file)) as document:
        drawn = [page.obj.Resources for page in document.pages]
        drawn += [page.obj.Resources.XObject.PageNumber.Resources for page in document.pages]
        return {font.objgen for resources in drawn for font in resources.Font.values()}


def test_fonts_are_embedded_once_whatever_the_number_of_parts(in_parts):
    of_few, of_many = in_parts(samples.of_lines(200), 60), in_parts(samples.of_lines(600), 60)

    assert len(fonts(of_few)) == len(fonts(of_many))


def test_a_character_no_font_has_is_refused_in_any_part(in_parts):
    with pytest.raises(GlyphMissing, match=r"2026-00044.*U\+13143"):
        in_parts(described(samples.of_lines(200), {180: "Bird 𓅃"}), 60)
