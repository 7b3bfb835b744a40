"""The chain of kept documents: each link holds what a document said, and any change of it is found."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from acting import acting
from altered import behind_the_guards
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.models import ChainLink, Document
from unbilled.foundation.invariants import all_invariants
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.reports.reads.verify import findings_of
from worlds import larkfield

ZEROS = "0" * 64


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def kept(books: Books, *numbers: str) -> None:
    """Print documents by their numbers, in an act of their own."""
    ids = [Invoice.objects.get(number=number).pk for number in numbers]
    render_invoices(acting(books.company_id, on=date(2026, 4, 3)), invoice_ids=ids)


def links() -> list[tuple[int, str, str, str]]:
    rows = ChainLink.objects.order_by("position")
    return [(row.position, row.invoice.number, row.previous_hash, row.hash) for row in rows]


def test_what_is_kept_is_linked_once_in_the_order_of_posting(books: Books) -> None:
    """The second act goes on where the first ended; printing again links nothing."""
    larkfield(books, credited=True)
    kept(books, "2026-00002", "2026-00001")
    kept(books, "C2026-00001", "2026-00001")
    kept(books, "2026-00001")

    rows = list(ChainLink.objects.order_by("position"))
    expected = ZEROS
    for row in rows:
        day = row.invoice.invoice_date.isoformat()
        before, expected = expected, hashed(expected + day + hashed(row.record))
        assert (row.previous_hash, row.hash) == (before, expected)
    assert [row.invoice.number for row in rows] == ["2026-00001", "2026-00002", "C2026-00001"]
    assert [row.position for row in rows] == [1, 2, 3]


def broken() -> set[str]:
    """What does not hold of the truths about documents."""
    ours = [one for one in all_invariants() if one.room == "documents"]
    return {found.invariant.name for found in findings_of(ours) if not found.holds}


def breaches(plant: Callable[[Any], None]) -> set[str]:
    """The truths that a change behind the guards breaks; it is undone."""
    with transaction.atomic():
        with behind_the_guards() as cursor:
            plant(cursor)
        found = broken()
        transaction.set_rollback(True)
    return found


SAYS = "the_chain_says_what_documents_say"
FOLLOWS = "links_of_the_chain_follow_each_other"
IS_IN = "every_document_is_in_the_chain"


def test_every_changed_byte_or_row_is_found(books: Books) -> None:
    """One breach after the other, each undone: texts, parties, taxes, bytes; links changed, cut out or cut off."""
    larkfield(books, credited=True)
    kept(books, "2026-00001", "2026-00002", "C2026-00001")
    statements: Sequence[tuple[str, set[str]]] = (
        ("update ledger_invoice set reason = reason || '.' where number = '2026-00001'", {SAYS}),
        ("update ledger_invoice set terms_text = 'At once' where number = '2026-00002'", {SAYS}),
        ("update ledger_invoice_party set vat_id = 'GB 1' where party = 'buyer'", {SAYS}),
        ("update ledger_invoice_line set description = 'Other work' where line_no = 1", {SAYS}),
        ("update ledger_tax_transaction set category = 'E' where code = 'VAT0'", {SAYS}),
        (
            "update documents_document set content = content || '\\x00'::bytea, "
            "sha256 = encode(sha256(content || '\\x00'::bytea), 'hex')",
            {SAYS},
        ),
        ("update documents_chain_link set record = replace(record, 'Helios', 'Selene')", {SAYS, FOLLOWS}),
        ("update documents_chain_link set hash = repeat('f', 64) where position = 3", {FOLLOWS}),
        ("delete from documents_chain_link where position = 2", {FOLLOWS, IS_IN}),
        ("delete from documents_chain_link where position = 3", {IS_IN}),
        ("delete from documents_chain_link", {IS_IN}),
        ("delete from documents_document where invoice_id = (select max(id) from ledger_invoice)", {SAYS}),
    )
    wrong = {}
    for text, expected in statements:
        found = breaches(lambda cursor, text=text: cursor.execute(text))  # type: ignore[misc]
        if not expected <= found:
            wrong[text] = found
    assert wrong == {}
    assert breaches(lambda cursor: None) == set()


def test_links_are_never_changed_and_never_go(books: Books) -> None:
    larkfield(books)
    kept(books, "2026-00001")
    for text in ("update documents_chain_link set position = 7", "delete from documents_chain_link"):
        with (
            pytest.raises(IntegrityError, match="documents_chain_link is append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(text)
    assert [(position, number) for position, number, _, _ in links()] == [(1, "2026-00001")]


def test_what_an_earlier_version_kept_is_linked_with_the_first_that_is_kept(books: Books) -> None:
    """Until then nothing is said against it; from then on it has a link like every other."""
    larkfield(books)
    kept(books, "2026-00002")
    with behind_the_guards() as cursor:
        cursor.execute("delete from documents_chain_link")
        cursor.execute("update documents_document set is_linked = false")
    assert broken() == set()

    kept(books, "2026-00001")

    assert [(position, number) for position, number, _, _ in links()] == [
        (1, "2026-00001"),
        (2, "2026-00002"),
    ]
    assert Document.objects.filter(is_linked=False).count() == 1
