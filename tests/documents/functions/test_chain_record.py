"""What a link of the chain says of a document."""

import json
from typing import Any

from django.db import connection

from retainer_world import GIVEN, STEPS
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield


def record(invoice_id: int, version: int = 1) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select record from documents_chain_record(%s, %s, 7)", [invoice_id, version])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_a_record_says_figures_without_zeros_and_tax_by_rate(books: Books) -> None:
    """The function that versions share: what it says of a document is never said otherwise."""
    larkfield(books)
    [said] = record(Invoice.objects.get(number="2026-00001").pk)

    assert {
        name: said[name] for name in ("version", "number", "invoice_date", "currency", "net", "gross")
    } == {
        "version": 1,
        "number": "2026-00001",
        "invoice_date": "2026-03-31",
        "currency": "GBP",
        "net": "1631.25",
        "gross": "1897.5",
    }
    assert said["taxes"] == [
        ["VAT0", "Z", "", "0", "300", "0"],
        ["VAT20", "S", "", "20", "1331.25", "266.25"],
    ]
    assert said["files"] == {}
    assert record(-1) == []


def test_a_record_says_how_advances_stand(books: Books) -> None:
    """Before the document, made available and used by it, and after it; version 1 does not."""
    books.given(GIVEN)
    books.do(STEPS)
    books.do("- post_invoices: P-00001")
    invoice_id = Invoice.objects.get().pk

    [said] = record(invoice_id, 2)
    told = [{name: one[name] for name in one if name not in ("more", "hours")} for one in said["retainers"]]
    assert told == [
        {"name": "Start", "opening": "0", "invoiced": "300", "used": "0", "expired": "0", "closing": "300"},
        {"name": "Later", "opening": "0", "invoiced": "500", "used": "0", "expired": "0", "closing": "500"},
    ]
    assert (said["version"], said["kept_by"]) == (2, 7)
    [first] = record(invoice_id)
    assert "retainers" not in first
    assert first == {name: said[name] for name in first} | {"version": 1}
