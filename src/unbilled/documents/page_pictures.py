"""Pages of a kept PDF as pictures, for a page that shows them without a plug-in."""

from collections.abc import Iterator
from io import BytesIO
from threading import Lock

import pypdfium2

SCALE = 1.5
"""Pixels for each point of the paper: sharp at the width at which pages show it."""
ONE_AT_A_TIME = Lock()
"""PDFium is not made for several threads."""


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    with ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as paper:
        return len(paper)


def pages(content: bytes, *, most: int) -> Iterator[bytes]:
    """The first pages of a PDF as PNG, each drawn when it is asked for.

    Args:
        content: The PDF.
        most: How many pages at most.
    """
    for number in range(min(most, page_count(content))):
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as paper:
            picture = paper[number].render(scale=SCALE).to_pil()
        file = BytesIO()
        picture.save(file, "PNG")
        yield file.getvalue()
