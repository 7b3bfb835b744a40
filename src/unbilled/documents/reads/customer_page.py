"""What the page of a customer shows: one document as it was issued, and what was asked about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unbilled.documents.delivery.links import link_of
from unbilled.documents.einvoice.building import timesheet
from unbilled.documents.models import Question
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES = statement(__file__, "lines")
PAGES = statement(__file__, "pages")
AT_ONCE = 200
"""Lines that are shown at a time."""

Row = dict[str, Any]


@dataclass(frozen=True)
class CustomerSheet:
    """A document as its customer sees it.

    Attributes:
        head: Names, dates and amounts as issued; ``kept`` are the formats there are.
        lines: Lines behind a place.
        after: Place of the last of them where more follow; else None.
        questions: What was asked, in order, with its answers.
    """

    head: Row
    lines: list[Row]
    after: int | None
    questions: list[Row]


@dataclass(frozen=True)
class OpenPage:
    """A page that opens.

    Attributes:
        link: Its address; empty where customers reach no server.
        expires_at: Until when.
    """

    link: str
    expires_at: datetime


def customer_sheet(*, company_id: int, invoice_id: int, after: int = 0) -> CustomerSheet:
    """Read a document for its customer; three statements.

    Args:
        company_id: Company.
        invoice_id: The document.
        after: Number of the line behind which lines are shown.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    of = {"company_id": company_id, "invoice_id": invoice_id}
    lines = LINES.rows(**of, after=after, limit=AT_ONCE + 1, transaction_class=None)
    asked = Question.objects.filter(company_id=company_id, invoice=invoice_id).order_by("question_no")
    return CustomerSheet(
        head=SQL.row(**of),
        lines=lines[:AT_ONCE],
        after=lines[AT_ONCE - 1]["line_no"] if len(lines) > AT_ONCE else None,
        questions=[*map(dict, asked.values("question_no", "line_no", "asker", "text", "answer"))],
    )


def billed_time(*, company_id: int, invoice_id: int) -> bytes:
    """The time that a document bills, as CSV; no price and no cost.

    Args:
        company_id: Company.
        invoice_id: The document.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    rows = LINES.rows(
        company_id=company_id, invoice_id=invoice_id, after=0, limit=None, transaction_class="time"
    )
    return timesheet(rows)


def open_pages(*, invoice_id: int) -> list[OpenPage]:
    """The pages of a document that open, the latest first.

    Args:
        invoice_id: A posted document.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    return [OpenPage(link_of(row["page_id"]), row["expires_at"]) for row in PAGES.rows(invoice_id=invoice_id)]
