"""What a link of the chain says of a document."""

import json

from django.db import connection

from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield


def record(invoice_id: int, version: int = 1) -> list[dict[str, object]]:
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
