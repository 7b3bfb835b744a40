"""A specimen with a company's letterhead, to see what a layout looks like."""

from dataclasses import dataclass

from unbilled.documents.paper import LAYOUTS, InvoicePaper, Layout
from unbilled.documents.pdf import page_images, render_pdf
from unbilled.documents.reads.layouts import layout_text, own_layout
from unbilled.documents.reads.letterhead import letterhead
from unbilled.documents.specimen import specimen


@dataclass(frozen=True)
class Specimen:
    """An invoice that nobody sent, in a layout."""

    paper: InvoicePaper

    def pdf(self) -> bytes:
        """As a file.

        Raises:
            LayoutBroken, GlyphMissing: It cannot be printed.
        """
        return render_pdf(self.paper, falls_back=False)

    def pages(self) -> list[bytes]:
        """As images, marked as a draft.

        Raises:
            LayoutBroken, GlyphMissing: It cannot be drawn.
        """
        return page_images(self.paper)


def specimen_of(*, company_id: int, name: str, text: str | None = None, line_count: int = 12) -> Specimen:
    """Make up an invoice of a company in a layout.

    Args:
        company_id: Whose letterhead, paper and currency it has.
        name: A layout.
        text: Tried in place of what the layout says; None: as it is.
        line_count: Lines of work.

    Raises:
        LayoutUnknown: There is no such layout, and no text is given.

    Source:
        docs/rules/documents.md#layouts.
    """
    head = letterhead(company_id=company_id)
    if text is None:
        said = layout_text(company_id=company_id, name=name)
        text = said if own_layout(company_id, name) else None
    return Specimen(
        specimen(
            seller=head.seller,
            currency=head.currency,
            digits=head.currency_digits,
            locale=head.locale,
            page_size=head.page_size,
            layout=name if name in LAYOUTS else LAYOUTS[0],
            own_layout=Layout(name, text) if text is not None else None,
            line_count=line_count,
        )
    )
