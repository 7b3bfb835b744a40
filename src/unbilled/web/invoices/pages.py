"""The page of one posted document: lines, voucher, history; print it, credit it."""

from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbilled.companies.rules import kept_through
from unbilled.documents import page_pictures
from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.events.revoke_pages import revoke_pages
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.reads.customer_page import open_pages
from unbilled.documents.reads.deliveries import DELIVERIES
from unbilled.documents.reads.invoice_pdf import invoice_pdf
from unbilled.documents.reads.kept_documents import kept_documents
from unbilled.documents.reads.questions import QUESTIONS
from unbilled.documents.states import UNDER_WAY
from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Moment, Row, Status
from unbilled.foundation.lists.lists import PageUnreadable
from unbilled.foundation.selections import Selection
from unbilled.kit.cells import digits
from unbilled.kit.screens import Done, Field
from unbilled.ledger.models import InvoiceLine
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.preview_invoices import PreviewedInvoice, previewed
from unbilled.reports.reads.invoice_lines import INVOICE_LINES
from unbilled.reports.reads.invoice_sheet import invoice_sheet
from unbilled.reports.reads.posted_documents import INVOICES, NOT_SENT
from unbilled.reports.reads.sales_of_lines import sales_of_lines
from unbilled.web.door.acts import act_of
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.invoices.rows import CREDITING
from unbilled.web.lists.pages import zone_of
from unbilled.web.record_pages import history_of, the_one
from unbilled.web.stepping import Asked, Run, Step, steps_of, taken

TABS = ("lines", "document", "voucher", "deliveries", "questions", "history")
LINES_SHOWN = 200
PAGES_SHOWN = 20


def the_invoice(asked: Asked) -> list[int]:
    """The document alone."""
    return [asked.head["invoice_id"]]


def line_count(asked: Asked) -> int:
    """How many lines it has."""
    return InvoiceLine.objects.filter(invoice_id=asked.head["invoice_id"]).count()


def print_document(asked: Asked) -> tuple[Done, str]:
    """Make the PDF."""
    render_invoices(asked.act, invoice_ids=the_invoice(asked))
    return Done("Printed"), reverse("invoice", kwargs={"code": asked.code, "number": asked.head["number"]})


def send_document(asked: Asked) -> tuple[Done, str]:
    """Put it into the queue, once more where it was sent before."""
    is_again = asked.head["delivery"] != NOT_SENT
    send_documents(asked.act, invoice_ids=the_invoice(asked), again=is_again)
    return Done("Put into the queue"), _tab(asked, "deliveries")


def answer_question(asked: Asked) -> tuple[Done, str]:
    """Answer every question that is chosen by its number."""
    rows = QUESTIONS.of(
        company_id=asked.act.company_id, selection=Selection(number=asked.head["number"])
    ).rows()
    chosen = [row["question_id"] for row in rows if row["question_no"] in asked.row_numbers]
    count = answer_questions(asked.act, question_ids=chosen, answer=asked.filled["answer"])
    return Done("Answered", {"questions": count}), _tab(asked, "questions")


def revoke_page(asked: Asked) -> tuple[Done, str]:
    """Revoke the customer's page."""
    count = revoke_pages(asked.act, invoice_ids=the_invoice(asked))
    return Done("Revoked", {"pages": count}), _tab(asked, "deliveries")


def _tab(asked: Asked, tab: str) -> str:
    return reverse("invoice", kwargs={"code": asked.code, "number": asked.head["number"]}, query={"tab": tab})


def sales_chosen(asked: Asked) -> list[int] | None:
    """The billed sales behind the chosen lines; None where the whole document is meant."""
    if not asked.row_numbers:
        return None
    return sales_of_lines(
        company_id=asked.act.company_id,
        invoice_id=asked.head["invoice_id"],
        number=asked.head["number"],
        line_nos=asked.row_numbers,
    )


def would_be(asked: Asked) -> Sequence[PreviewedInvoice]:
    """The credit note, posted to be undone."""
    credited = credit_invoices(
        act_of(asked.request, key=""),
        invoice_ids=the_invoice(asked),
        reason=asked.filled["reason"] or "–",
        post=True,
        actual_ids=sales_chosen(asked),
    )
    return previewed(company_id=asked.act.company_id, invoice_ids=[one.invoice_id for one in credited.posted])


def credit(asked: Asked) -> tuple[Done, str]:
    """Credit the invoice, or chosen lines; the page goes to the credit note, or to its proposal."""
    done = credit_invoices(
        asked.act,
        invoice_ids=the_invoice(asked),
        reason=asked.filled["reason"],
        post=asked.filled["then"] == "post",
        actual_ids=sales_chosen(asked),
    )
    told = Done("Credited", {"lines": done.line_count})
    if done.posted:
        return told, reverse("invoice", kwargs={"code": asked.code, "number": done.posted[0].number})
    if done.proposals:
        return told, reverse("proposal", kwargs={"code": asked.code, "number": done.proposals[0]})
    return told, reverse("invoice", kwargs={"code": asked.code, "number": asked.head["number"]})


ALL_STEPS = (
    Step(
        name="print",
        label="Make the PDF",
        event="documents.render_invoices",
        does=print_document,
        title="Make the PDF",
        effect="The document is printed as it was issued, and kept.",
        button="Print",
        when=lambda head: not head["has_pdf"],
        is_primary=True,
        run=Run("process.print", the_invoice, line_count),
    ),
    Step(
        name="send",
        label="Send",
        event="documents.send_documents",
        does=send_document,
        title="Send to the customer",
        effect="It is put into the queue as the customer's sending profile says, and goes within a minute.",
        button="Send",
        when=lambda head: head["delivery"] == NOT_SENT,
        run=Run(
            "process.deliver", the_invoice, lambda asked: 0 if asked.head["has_pdf"] else line_count(asked)
        ),
    ),
    Step(
        name="send-again",
        label="Send again",
        event="documents.send_documents",
        does=send_document,
        title="Send to the customer again",
        effect="The customer gets it once more, at the addresses of today.",
        button="Send again",
        when=lambda head: head["delivery"] not in (NOT_SENT, *UNDER_WAY),
    ),
    Step(
        name="revoke-page",
        label="Revoke page",
        event="documents.revoke_pages",
        does=revoke_page,
        title="Revoke the customer's page",
        effect="The link that the customer has opens nothing any more. Sending it again makes a new one.",
        button="Revoke",
        when=lambda head: bool(open_pages(invoice_id=head["invoice_id"])),
    ),
    Step(
        name="answer",
        label="Answer",
        event="documents.answer_questions",
        does=answer_question,
        title="Answer the customer",
        effect="The answer stands on the customer's page and is sent to who gets the invoice.",
        button="Answer",
        when=lambda head: True,
        fields=(Field(name="answer", label="Answer"),),
        of_rows="questions",
    ),
    Step(
        name="credit",
        label="Credit",
        event="process.credit_invoices",
        does=credit,
        title="Credit in full",
        effect="All that it still bills is taken back: the work is open again, and a credit note is made.",
        button="Credit",
        when=lambda head: head["document_class"] == "invoice",
        fields=CREDITING,
        previews=would_be,
        run=Run(
            "process.credit_invoices",
            the_invoice,
            line_count,
            needs=lambda asked: {
                "invoice_ids": the_invoice(asked),
                "reason": asked.filled["reason"],
                "post": asked.filled["then"] == "post",
            },
        ),
    ),
    Step(
        name="credit-lines",
        label="Credit",
        event="process.credit_invoices",
        does=credit,
        title="Credit chosen lines",
        effect="What they bill is taken back: their work is open again, and a credit note is made of them. All other "
        "lines stay billed.",
        button="Credit",
        when=lambda head: head["document_class"] == "invoice",
        fields=CREDITING,
        previews=would_be,
        of_rows="lines",
    ),
)


@require_safe
def show(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The page of a posted document on one of its tabs, or the lines that follow."""
    head = the_one(request, INVOICES, number)
    if request.GET.get("after"):
        can_choose = any(step.of_rows for step in steps_of(request, ALL_STEPS, head))
        more = {"head": head, "can_choose": can_choose, "digits": digits(head["transaction_currency"])}
        return render(request, "invoices/lines.html", more | lines_of(request, head))
    asked = request.GET.get("tab", "")
    tab = asked if asked in TABS and (asked != "document" or head["has_pdf"]) else TABS[0]
    sheet = invoice_sheet(company_id=request.company.company_id, invoice_id=head["invoice_id"])
    steps = steps_of(request, ALL_STEPS, head)
    documents = kept_documents(company_id=request.company.company_id, invoice_id=head["invoice_id"])
    told: dict[str, Any] = {
        "head": head,
        "sheet": sheet,
        "kept_through": kept_through(
            sheet.head["last_day"], sheet.head["retention_years"], sheet.head["country"]
        ),
        "electronic": [one for one in documents if one.document_format == "xml"],
        "tab": tab,
        "tabs": [one for one in TABS if one != "document" or head["has_pdf"]],
        "posted_at": figures.moment(sheet.head["posted_at"], zone_of(request)),
        "has_dimensions": any(one["dimensions"] for one in sheet.entries),
        "balance": sum((one["accounting_amount"] for one in sheet.entries), Decimal(0)),
        "steps_to_take": [step for step in steps if not step.of_rows],
        "row_steps": [step for step in steps if step.of_rows == tab],
    }
    if tab == "lines":
        told |= lines_of(request, head) | {
            "can_choose": bool(told["row_steps"]),
            "digits": digits(head["transaction_currency"]),
        }
    if tab in ("deliveries", "questions"):
        told |= _rows_of(request, DELIVERIES if tab == "deliveries" else QUESTIONS, number)
        told["pages"] = open_pages(invoice_id=head["invoice_id"]) if tab == "deliveries" else []
    if tab == "history":
        proforma = sheet.head["proforma"]
        told |= history_of(request, [f"invoice {number}", f"proposal {proforma}", f"proforma {proforma}"])
    return render(request, "invoices/page.html", told)


@require_safe
def drawn(request: BackOfficeRequest, code: str, number: str, screen: str) -> HttpResponse:
    """The pages of the document as it is kept."""
    head = the_one(request, INVOICES, number)
    if not head["has_pdf"]:
        raise Http404(f"{number} has no PDF yet.")
    kept = invoice_pdf(company_id=request.company.company_id, invoice_id=head["invoice_id"])
    told = {
        "head": head,
        "images": [b64encode(one).decode() for one in page_pictures.pages(kept.content, most=PAGES_SHOWN)],
        "page_count": page_pictures.page_count(kept.content),
    }
    return render(request, "invoices/drawn.html", told)


def _rows_of(request: BackOfficeRequest, read: List, number: str) -> dict[str, Any]:
    """Deliveries or questions of the document, the latest first, with their moments by the company's clock."""
    of = read.of(
        company_id=request.company.company_id, sight=request.sight, selection=Selection(number=number)
    )
    zone = zone_of(request)
    moments = [column for column in read.columns if isinstance(column, Moment)]
    statuses = [column for column in read.columns if isinstance(column, Status)]
    rows = [
        row
        | {column.name: column.shown(row, zone) for column in moments}
        | {"is_open": row["status"] == "open"}
        | {column.name: column.shown(row, zone) for column in statuses}
        for row in of.rows()
    ]
    return {"told": rows}


@require_POST
def ask(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """The dialog of a step."""
    return _taken(request, number, action, is_done=False)


@require_POST
def do(request: BackOfficeRequest, code: str, number: str, action: str, screen: str) -> HttpResponse:
    """Take a step: one act, all or nothing."""
    return _taken(request, number, action, is_done=True)


def _taken(request: BackOfficeRequest, number: str, action: str, *, is_done: bool) -> HttpResponse:
    address = reverse("invoice_do", kwargs={"code": request.company.code, "number": number, "action": action})
    return taken(
        request, ALL_STEPS, the_one(request, INVOICES, number), action, address=address, is_done=is_done
    )


def lines_of(request: BackOfficeRequest, head: Row) -> dict[str, Any]:
    """Some lines as issued, and where the others follow.

    Raises:
        Http404: The place asked for is none.
    """
    of = INVOICE_LINES.of(
        company_id=request.company.company_id, sight=request.sight, invoice_id=head["invoice_id"]
    )
    try:
        page = of.page(limit=LINES_SHOWN, after=request.GET.get("after", ""))
    except PageUnreadable:
        raise Http404("No line stands there.") from None
    return {"lines": page.rows, "more": page.following}
