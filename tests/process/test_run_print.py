"""Printing run: posted invoices get their documents, once."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from procrastinate.exceptions import JobAborted

from acting import acting
from backgrounds import stood
from road import only
from unbilled.documents.models import Document
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice, InvoiceLine
from unbilled.process.runs.print import PRINT
from unbilled.runs import background, worker
from unbilled.runs.running import carry_out


def test_documents_are_rendered_once(road: Callable[[int], Books]) -> None:
    books = road(6)
    books.do("- post_invoices: {proposals: all, invoice_date: 2026-03-31}")
    first = carry_out(
        acting(books.company_id, by=books.person_id), PRINT, selection=only(books, contract="C-1")
    )
    assert first.counts["documents"] == 1
    kept = Document.objects.get()
    assert sha256(bytes(kept.content)).hexdigest() == kept.sha256

    every = carry_out(acting(books.company_id, by=books.person_id), PRINT)

    assert every.counts["documents"] == 2
    assert every.counts["bytes"] == sum(len(bytes(one.content)) for one in Document.objects.all())
    assert Document.objects.filter(pk=kept.pk, sha256=kept.sha256).exists()


def test_each_document_is_counted_once_when_a_worker_was_killed(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    books = road(6)
    books.do("- post_invoices: {proposals: all, invoice_date: 2026-03-31}")
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    run_id = background.ask(acting(books.company_id, by=books.person_id), "process.print")
    told = iter((False, True))
    with pytest.raises(JobAborted):
        worker.carry_out(run_id, is_stopping=lambda: next(told))
    worker.carry_out(run_id)
    assert stood(run_id)[0] == "finished"
    assert stood(run_id)[1]["documents"] == Document.objects.count() == 2


def test_long_invoices_are_few_to_a_chunk(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held in memory goes by pages; progress too. What has its PDF counts as one."""
    books = road(6)
    books.do("- post_invoices: {proposals: all, invoice_date: 2026-03-31}")
    monkeypatch.setattr("unbilled.process.runs.print.LINES_A_PAGE", 1)
    told: list[tuple[int, int]] = []

    act = acting(books.company_id, by=books.person_id)
    carry_out(act, PRINT, progress=lambda done, of: told.append((done, of)), chunk_rows=1)
    again: list[tuple[int, int]] = []
    carry_out(act, PRINT, progress=lambda done, of: again.append((done, of)), chunk_rows=1)

    invoices = Invoice.objects.order_by("id").values_list("id", flat=True)
    lines = [InvoiceLine.objects.filter(invoice_id=one).count() for one in invoices]
    total = 2 + sum(lines)
    assert told == [(0, total), (1 + lines[0], total), (total, total)]
    assert again == [(0, 2), (1, 2), (2, 2)]
