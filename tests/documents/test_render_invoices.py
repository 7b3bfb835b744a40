"""Rendering posted invoices: read as a set, printed once, kept with the hash of their bytes."""

import multiprocessing
import os
import signal
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pypdfium2
import pytest
import samples
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.documents import press
from unbilled.documents.events.render_invoices import InvoicesNotPrintable, render_invoices
from unbilled.documents.models import Document
from unbilled.documents.paper import Credited
from unbilled.documents.pdf import GlyphMissing, render_pdf
from unbilled.documents.press import presses, print_papers
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.documents.reads.invoice_pdf import InvoiceNotRendered, invoice_pdf, invoice_pdfs
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.ledger.rules import InvoiceUnknown
from unbilled.people.models import Act
from unbilled.reports.reads.verify import verify
from worlds import larkfield

RENDERED_AT = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)


def all_invoices() -> list[int]:
    return list(Invoice.objects.order_by("id").values_list("id", flat=True))


def text_of(file: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]
    return "\n".join(pages).replace("\r\n", "\n").replace("\u00a0", " ")


def test_an_invoice_says_who_owes_what_for_which_work(books):
    larkfield(books)
    [invoice_id, _] = all_invoices()

    [document] = render_invoices(
        acting(books.company_id, at=RENDERED_AT),
        invoice_ids=[invoice_id],
    )

    page = text_of(invoice_pdf(company_id=books.company_id, invoice_id=invoice_id).content)
    assert document.number == "2026-00001"
    for text in (
        "Invoice 2026-00001",
        "Helios Water Services plc\nAccounts Payable\n200 Reservoir Street\nLeeds LS1 4AP",
        "Due date 30 Apr 2026",
        "Period of supply 3\u201312 Mar 2026",
        "Contract CT-0031",
        "Your reference PO 4500018823",
        "Proforma P-00001",
        "3 Mar 2026 Ada Moreau · Engineer · Pump curves and duty points 8.00 h 120.00 20% 960.00",
        "4 Mar 2026 Tom Ellery · Senior engineer · Review of the surge analysis 2.25 h 165.00 20% 371.25",
        "Hydraulic design 10.25 h 1,331.25",
        "Ada Moreau · Engineer · Handover meeting complimentary 2.00 h 120.00 20% 0.00",
        "Project management 2.00 h 0.00",
        "Subtotal P-210 Station redesign 1,331.25",
        "Training material, printed 24.00 pc 12.50 0% 300.00",
        "Subtotal P-214 Operator training 300.00",
        "VAT20 VAT, full rate 20% 1,331.25 266.25",
        "VAT0 VAT, zero rate 0% 300.00 0.00",
        "Net amount 1,631.25",
        "Total due GBP 1,897.50",
        "Please pay GBP 1,897.50 by 30 Apr 2026.",
        "Net 30 days; interest is due on late payment.",
        "IBAN GB29 NWBK 6016 1331 9268 19",
        "Printed training material is zero-rated.",
        "VAT ID GB 123 4567 82",
    ):
        assert text in page, text


def test_the_line_that_takes_what_rounding_left_says_of_what_it_is_a_share(books):
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 33.33, Selene: 66.67}
        profile: time_and_material_no_wip
        lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0.1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 0.1}
    - submit: all
    - approve: all
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
    - post_invoices: all
    """)
    ids = all_invoices()
    render_invoices(acting(books.company_id, at=RENDERED_AT), invoice_ids=ids)

    pages = [text_of(invoice_pdf(company_id=books.company_id, invoice_id=one).content) for one in ids]
    # 6.667 and 13.334 for Selene are 6.67 and 13.33, so that the second is 6.66; Helios gets the rest, 3.33 and 3.34.
    assert [page.count("share of 0.10 h") for page in pages] == [1, 1]


def test_an_invoice_in_another_currency_says_the_tax_in_the_accounting_currency(books):
    larkfield(books)
    [_, invoice_id] = all_invoices()
    [document] = render_invoices(
        acting(books.company_id, at=RENDERED_AT),
        invoice_ids=[invoice_id],
    )

    page = text_of(invoice_pdf(company_id=books.company_id, invoice_id=invoice_id).content)
    assert document.number == "2026-00002"
    for text in (
        "UNITED STATES",
        "Report accepted 1.00 pc 4,000.00 0% 4,000.00",
        "In GBP at 1 USD = 0.7900 GBP",
        "Total due 3,955.93",
        "Total due USD 5,007.50",
        "Reverse charge: the customer accounts for the VAT.",
    ):
        assert text in page, text


def test_a_credit_note_names_the_original_and_the_reason(books):
    larkfield(books, credited=True)
    credit_note = all_invoices()[-1]
    [document] = render_invoices(
        acting(books.company_id, at=RENDERED_AT),
        invoice_ids=[credit_note],
    )

    page = text_of(invoice_pdf(company_id=books.company_id, invoice_id=credit_note).content)
    assert document.number == "C2026-00001"
    for text in (
        "Credit note C2026-00001",
        "Credits invoice 2026-00001 of 31 Mar 2026",
        "Reason: Billed to the wrong purchase order.",
        "8.00 h 120.00 20% 960.00",
        "Total credited GBP 1,897.50",
        "Please do not pay it.",
    ):
        assert text in page, text


def test_the_bytes_are_stored_with_their_hash_and_never_made_again(books, monkeypatch):
    larkfield(books)
    first = render_invoices(
        acting(books.company_id, at=RENDERED_AT),
        invoice_ids=all_invoices(),
    )

    monkeypatch.setattr(press, "render_pdf", lambda paper: pytest.fail("printed twice"))
    again = render_invoices(
        acting(books.company_id, at=datetime(2027, 1, 1, tzinfo=UTC)),
        invoice_ids=all_invoices(),
    )

    assert again == first
    files = list(invoice_pdfs(company_id=books.company_id, invoice_ids=all_invoices()))
    assert [file.file_name for file in files] == ["LARK-2026-00001.pdf", "LARK-2026-00002.pdf"]
    for document, file in zip(first, files, strict=True):
        assert file.content.startswith(b"%PDF")
        assert document.byte_count == len(file.content)
        assert document.sha256 == file.sha256 == sha256(file.content).hexdigest()


def test_the_same_statements_serve_one_invoice_and_many(books):
    larkfield(books, credited=True)
    one, *others = all_invoices()

    with CaptureQueriesContext(connection) as of_one:
        render_invoices(
            acting(books.company_id, at=RENDERED_AT),
            invoice_ids=[one],
        )
    with CaptureQueriesContext(connection) as of_many:
        render_invoices(
            acting(books.company_id, at=RENDERED_AT),
            invoice_ids=others,
        )

    assert (len(of_one), len(of_many)) == (17, 17)


def test_a_text_that_no_font_shows_stores_nothing(books):
    """Posting refuses it first; this is a font that went after the invoice was posted."""
    larkfield(books)
    [unprintable, _] = all_invoices()
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(
            "update ledger_invoice_line set description = 'Bird 𓅃' where invoice_id = %s and line_no = 1",
            [unprintable],
        )
        cursor.execute("set session_replication_role = origin")

    with pytest.raises(InvoicesNotPrintable, match=r"2026-00001 cannot be printed.*U\+13143") as refused:
        render_invoices(
            acting(books.company_id, at=RENDERED_AT),
            invoice_ids=all_invoices(),
        )

    assert refused.value.subject_ids == (unprintable,)
    assert "font package" in refused.value.advice
    assert not Document.objects.exists()


def test_an_invoice_that_is_not_posted_is_refused(books):
    larkfield(books, posted=False)

    with pytest.raises(InvoiceUnknown, match="posted no such invoice"):
        render_invoices(
            acting(books.company_id, at=RENDERED_AT),
            invoice_ids=[4711],
        )
    with pytest.raises(InvoiceUnknown, match="posted no such invoice"):
        invoice_pdf(company_id=books.company_id, invoice_id=4711)


def test_an_invoice_of_another_company_is_refused(books):
    larkfield(books)

    with pytest.raises(InvoiceUnknown):
        render_invoices(
            acting(books.company_id + 1, at=RENDERED_AT),
            invoice_ids=all_invoices(),
        )
    assert not Document.objects.exists()


def test_a_posted_invoice_without_a_pdf_says_how_to_get_one(books):
    larkfield(books)

    with pytest.raises(InvoiceNotRendered, match="2026-00001") as refused:
        invoice_pdf(company_id=books.company_id, invoice_id=all_invoices()[0])
    assert "unbilled print" in refused.value.advice


def test_the_paper_of_a_credit_note_refers_to_the_original(books):
    larkfield(books, credited=True)
    papers = list(invoice_papers(company_id=books.company_id, invoice_ids=all_invoices()).values())

    assert [paper.credited for paper in papers] == [
        None,
        None,
        Credited(
            number="2026-00001", invoice_date=date(2026, 3, 31), reason="Billed to the wrong purchase order."
        ),
    ]


def test_a_hash_that_is_not_of_the_bytes_and_a_company_that_is_not_the_invoices_are_found(db):
    books = larkfield(Books())
    other = Books()
    other.given("company: {code: OTHER}")
    Document.objects.create(
        company_id=other.company_id,
        invoice_id=all_invoices()[0],
        document_format="pdf",
        content=b"paper",
        sha256="0" * 64,
        act_id=Act.objects.latest("pk").pk,
    )

    broken = {finding.invariant.name for finding in verify() if not finding.holds}

    assert broken == {
        "every_document_has_the_hash_of_its_bytes",
        "an_invoice_has_one_pdf_of_its_own_company",
        "every_document_is_in_the_chain",
    }
    assert books.company_id != other.company_id


def started_since(before):
    """Processes of ours that were not there before; those that check electronic invoices stay for the next."""
    return [one for one in multiprocessing.active_children() if one not in before]


def test_many_papers_are_printed_by_several_processes_with_the_same_bytes(monkeypatch):
    monkeypatch.setattr(press, "FEW", 2)
    monkeypatch.setattr(press, "usable_processors", lambda: 2)
    papers = [samples.small(), samples.with_text("𓅃"), replace(samples.small(), number="2026-00099")]
    before, done = multiprocessing.active_children(), []

    printed = print_papers(papers, done.append)

    assert sum(done) == 3
    assert printed[0] == render_pdf(papers[0])
    assert isinstance(printed[1], GlyphMissing)
    assert "U+13143" in printed[1].message
    assert printed[2] == render_pdf(papers[2])
    assert not started_since(before)


def test_what_is_lost_with_a_process_is_printed_again(monkeypatch):
    """The system ends one process amid the work: no paper is lost, and none is other."""
    monkeypatch.setattr(press, "FEW", 2)
    monkeypatch.setattr(press, "usable_processors", lambda: 2)
    papers = [replace(samples.small(), number=f"2026-{number:05}") for number in range(6)]
    before, done = multiprocessing.active_children(), []

    def killing(more: int) -> None:
        if not done:
            os.kill(started_since(before)[0].pid, signal.SIGKILL)
        done.append(more)

    with presses():
        printed = print_papers(papers, killing)
        again = print_papers(papers)

    assert sum(done) == 6
    assert printed == again == [render_pdf(paper) for paper in papers]
    assert not started_since(before)


def test_a_document_whose_process_is_always_ended_is_set_aside_by_name(monkeypatch):
    monkeypatch.setattr(press, "FEW", 1)
    monkeypatch.setattr(press, "usable_processors", lambda: 2)
    monkeypatch.setattr(press._Presses, "printed", lambda _, papers: iter([None] * len(papers)))

    printed = print_papers([samples.small(), samples.foreign()])

    assert {type(one) for one in printed} == {press.PrintingStopped}
    assert [one.message for one in printed] == [
        "Printing document 2026-00042 was ended by the system, which may be out of memory.",
        "Printing document 2026-00043 was ended by the system, which may be out of memory.",
    ]
