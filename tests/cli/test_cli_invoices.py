"""Posted invoices on the command line: listed, and credited in full."""

import pytest
from commands import POSTED, WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    """2026-00001 for Helios over 800, 2026-00002 for Orbit over 4,600; no tax."""
    return worked(books, POSTED)


def test_invoices_are_listed(house: Books) -> None:
    output = unbilled("invoices", "list").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert [line.split() for line in output.splitlines()[1:]] == [
        ["2026-00002", "2026-03-31", "2026-04-30", "Orbit", "C-2", "4,600.00", "EUR"],
        ["2026-00001", "2026-03-31", "2026-04-30", "Helios", "C-1", "800.00", "EUR"],
    ]
    first = said("invoices", "list", "--limit", "1")
    second = rows("invoices", "list", "--after", first["next"])
    assert [one["number"] for one in (*first["rows"], *second)] == ["2026-00002", "2026-00001"]
    assert f"More: --after {first['next']}\n" in unbilled("invoices", "list", "--limit", "1").output
    for filters in (("--customer", "10010"), ("--contract", "C-1"), ("--project", "P-1")):
        assert [one["number"] for one in rows("invoices", "list", *filters)] == ["2026-00001"]
    assert unbilled("invoices", "list", "--from", "2026-04-01").output == "There is no such invoice.\n"
    assert refused("invoices", "list", "--after", "2026-00001").code == "PageUnreadable"


def test_an_invoice_is_shown_line_by_line_with_the_work_behind_it(house: Books) -> None:
    output = unbilled("invoices", "show", "2026-00001").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert output.splitlines()[0] == (
        "Invoice 2026-00001 of 2026-03-31, due 2026-04-30: contract C-1, Helios"
    )
    assert output.splitlines()[-1] == "Net 800.00 EUR, tax 0.00 EUR, gross 800.00 EUR"
    shown = said("invoices", "show", "2026-00001")
    assert (shown["number"], shown["gross_amount"]) == ("2026-00001", "800.00")
    assert [
        (one["entry"], one["description"], one["quantity"], one["net_amount"], one["billing_type"])
        for one in shown["lines"]
    ] == [("T1", "Layout", "8", "800.00", "chargeable"), ("T2", "", "2", "0.00", "complimentary")]
    assert refused("invoices", "show", "2026-9").code == "NameUnknown"


def test_an_invoice_is_credited_in_full(house: Books) -> None:
    output = unbilled(
        "invoices", "credit", "2026-00001", "--reason", "Wrong order", "--on", "2026-04-02"
    ).output
    assert output == (
        "Credited 2026-00001: 2 lines; net -800.00 EUR.\n"
        "Proposal P-00003 is ready to be posted: unbilled post invoices\n"
    )
    assert said("post", "invoices", "--on", "2026-04-02")["counts"] == {"invoices": 0, "credit notes": 1}
    [note] = rows("invoices", "list", "--from", "2026-04-01")
    assert (note["document_class"], note["credits"], note["gross_amount"]) == (
        "credit_note",
        "2026-00001",
        "-800.00",
    )
    assert refused("invoices", "credit", "2026-00001", "--reason", "Again").code == "NothingToCorrect"


def test_a_credit_note_is_posted_at_once(house: Books) -> None:
    arguments = (
        "invoices",
        "credit",
        "2026-00002",
        "--reason",
        "Wrong order",
        "--on",
        "2026-04-02",
        "--post",
    )
    before = books_as_they_are()
    assert said(*arguments, "--dry-run")["credit_notes"] == ["C2026-00001"]
    assert books_as_they_are() == before
    assert said(*arguments)["amounts"] == {"net": {"EUR": "-4600.00"}, "gross": {"EUR": "-4600.00"}}
    assert "C2026-00001" in unbilled("invoices", "list").output


def test_an_unknown_invoice_is_refused_with_the_nearest(house: Books) -> None:
    assert refused("invoices", "credit", "2026-0001", "--reason", "Wrong").message == (
        "ACME has no invoice 2026-0001; the nearest is 2026-00001."
    )
