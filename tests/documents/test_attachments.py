"""What travels with an invoice: receipts of the expenses it bills and the timesheet, frozen at posting."""

import io
from datetime import date
from hashlib import sha256

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction

from acting import acting
from altered import behind_the_guards
from unbilled.accounting.models import Proposal
from unbilled.documents.einvoice.files import read_file
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.models import Attachment, Document
from unbilled.foundation.invariants import all_invariants
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import Customer
from unbilled.process.events import post_proposals as posting
from unbilled.process.events.credit_invoices import credit_invoices
from unbilled.process.events.post_proposals import AttachmentsTooLarge, post_proposals
from unbilled.reports.reads.verify import findings_of
from unbilled.work.events.attach_receipts import NewReceipt, attach_receipts
from unbilled.work.models import Entry

TAXI, HOTEL, GIVEN = b"%PDF-1.7 taxi", b"\x89PNG\r\n\x1a\n hotel", b"%PDF-1.7 given"
DAY = date(2026, 3, 31)
WORLD = """
company: {accounting_currency: EUR, name: Larkfield GmbH, address: "1 Quay\\n10115 Berlin", country: DE,
          vat_id: DE123456788, iban: DE02120300000000202051, legal_id: HRB 1}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
customers: {Helios: {account: "10010", address: "2 Quay\\n20095 Hamburg", country: DE}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_no_wip
    sales_prices: {Developer: 100, Travel: at_cost}
    lines: {Build: {project: P-1, classes: [time, expense]}}
"""


def proposed(books: Books) -> list[int]:
    """Eight hours, two expenses with receipts, and a third that nobody pays, with one too."""
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-04, cost: 40}
        E2: {class: expense, category: Travel, project: P-1, date: 2026-03-03, cost: 120}
        E3: {class: expense, category: Travel, project: P-1, date: 2026-03-05, cost: 9}
    """)
    entries = {entry.external_reference: entry.pk for entry in Entry.objects.all()}
    files = (("E1", "taxi.pdf", TAXI), ("E2", "hotel.png", HOTEL), ("E3", "given.pdf", GIVEN))
    attach_receipts(
        acting(books.company_id), receipts=[NewReceipt(entries[one], name, file) for one, name, file in files]
    )
    books.do("""
    - submit: all
    - approve: {entries: [E3], billing_types: {E3: complimentary}}
    - approve: all
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31, on: 2026-03-31}
    - confirm: all
    """)
    return list(Proposal.objects.values_list("id", flat=True))


def posted(books: Books, proposals: list[int]) -> int:
    [invoice] = post_proposals(acting(books.company_id, on=DAY), proposal_ids=proposals, invoice_date=DAY)
    return invoice.invoice_id


def in_pdf(invoice_id: int) -> dict[str, bytes]:
    content = bytes(Document.objects.get(invoice_id=invoice_id, document_format="pdf").content)
    with pikepdf.open(io.BytesIO(content)) as paper:
        return {name: paper.attachments[name].get_file().read_bytes() for name in paper.attachments}


@pytest.mark.parametrize("wanted", ["paper", "xrechnung_ubl", "facturx"])
def test_receipts_and_timesheet_travel_with_the_invoice(books: Books, wanted: str) -> None:
    """As they were at posting, in the file and in the PDF; a credit note has none."""
    proposals = proposed(books)
    Customer.objects.update(
        einvoice_format=wanted,
        wants_receipts=True,
        wants_timesheet=True,
        buyer_reference="04011000-1234512345-06",
        electronic_address="DE987654321",
        electronic_scheme="9930",
    )
    with behind_the_guards() as cursor:
        cursor.execute(
            "update companies_company set electronic_address = 'DE123456788', electronic_scheme = '9930', "
            "contact_name = 'Ada Moreau', contact_phone = '+49 30 1234', contact_email = 'ada@larkfield.example'"
        )
    invoice_id = posted(books, proposals)
    act = acting(books.company_id, on=DAY)
    frozen = list(Attachment.objects.values_list("place", "name", "media_type", "content", "sha256"))
    render_invoices(act, invoice_ids=[invoice_id])

    places = sorted((name, bytes(content)) for _, name, _, content, _ in frozen)
    assert places == [("hotel.png", HOTEL), ("taxi.pdf", TAXI)]
    assert all(digest == sha256(bytes(content)).hexdigest() for *_, content, digest in frozen)
    files = in_pdf(invoice_id)
    receipts = {f"receipt-{place}-{name}": bytes(content) for place, name, _, content, _ in frozen}
    sheet = files.pop("timesheet-2026-00001.csv").decode()
    assert sheet.splitlines()[1].startswith("2026-03-02,")
    assert files.pop("factur-x.xml", b"") if wanted == "facturx" else "factur-x.xml" not in files
    assert files == receipts
    if wanted != "paper":
        document = Document.objects.get(invoice_id=invoice_id, document_format="xml")
        said = read_file(bytes(document.content)).invoice.attachments
        assert {one.file_name: one.content for one in said if one.description == "Receipt"} == receipts
        assert {one.mime for one in said} == {"text/csv", "application/pdf", "image/png"}
        assert [one for one in document.findings if one["is_fatal"]] == []
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from documents_attachment")
    credited = credit_invoices(act, invoice_ids=[invoice_id], reason="Agreed", post=True).posted[0]
    assert not Attachment.objects.filter(invoice_id=credited.invoice_id).exists()


def test_more_than_mail_takes_is_refused_before_posting(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its size; nothing has changed, and without receipts it is posted."""
    proposals = proposed(books)
    Customer.objects.update(wants_receipts=True)
    monkeypatch.setattr(posting, "MOST_ATTACHED_BYTES", 20)

    with pytest.raises(AttachmentsTooLarge, match=r"2 receipts of 0\.0 MB with P-00001"):
        posted(books, proposals)

    assert not Invoice.objects.exists()
    assert not Attachment.objects.exists()
    Customer.objects.update(wants_receipts=False)
    posted(books, proposals)
    assert not Attachment.objects.exists()


def test_a_later_invoice_brings_its_own_receipts(books: Books) -> None:
    proposals = proposed(books)
    Customer.objects.update(wants_receipts=True)
    first = posted(books, proposals)
    books.do("- enter: {E4: {class: expense, category: Travel, project: P-1, date: 2026-03-06, cost: 15}}")
    entry = Entry.objects.get(external_reference="E4").pk
    attach_receipts(acting(books.company_id), receipts=[NewReceipt(entry, "late.pdf", GIVEN)])
    books.do("""
    - submit: [E4]
    - approve: {entries: [E4]}
    - post_journals: all
    - mark_ready: [E4]
    - create_proformas: {through: 2026-03-31, on: 2026-03-31}
    - confirm: all
    """)
    later = posted(books, [Proposal.objects.latest("id").pk])
    assert set(Attachment.objects.values_list("invoice_id", "name")) == {
        (first, "hotel.png"),
        (first, "taxi.pdf"),
        (later, "late.pdf"),
    }


def test_a_changed_receipt_is_found(books: Books) -> None:
    proposals = proposed(books)
    Customer.objects.update(wants_receipts=True)
    render_invoices(acting(books.company_id, on=DAY), invoice_ids=[posted(books, proposals)])
    ours = [one for one in all_invariants() if one.room == "documents"]
    with transaction.atomic():
        with behind_the_guards() as cursor:
            cursor.execute(
                "update documents_attachment set content = 'other', sha256 = repeat('0', 64) where place = 1"
            )
        broken = {one.invariant.name for one in findings_of(ours) if not one.holds}
        transaction.set_rollback(True)
    assert broken == {"every_attachment_has_the_hash_of_its_bytes", "the_chain_says_what_documents_say"}
