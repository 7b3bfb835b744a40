"""Printing run: posted invoices get their documents, once."""

from collections.abc import Callable
from hashlib import sha256

from acting import acting
from road import only
from unbilled.documents.models import Document
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.print import PRINT
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
