"""Proformas on the command line: listed, shown, edited and revised."""

import pytest
from commands import BILLED, WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    """P-00001 for Helios: 800 and 200 complimentary; P-00002 for Orbit: 600 and a milestone of 4,000."""
    return worked(books, BILLED)


def test_proformas_are_listed(house: Books) -> None:
    output = unbilled("proformas", "list").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert [line.split() for line in output.splitlines()[1:]] == [
        ["P-00002", "C-2", "Orbit", "draft", "2026-03-31", "2", "4,600.00", "EUR"],
        ["P-00001", "C-1", "Helios", "draft", "2026-03-31", "2", "800.00", "EUR"],
    ]
    assert [one["number"] for one in rows("proformas", "list", "--contract", "C-1")] == ["P-00001"]
    assert [one["number"] for one in rows("proformas", "list", "--project", "P-3")] == ["P-00002"]
    assert rows("proformas", "list", "--from", "2026-04-01") == []
    assert unbilled("proformas", "list", "--status", "confirmed").output == "There is no such proforma.\n"
    assert refused("proformas", "list", "--status", "new").message == (
        "Status is never 'new'; there is confirmed, draft."
    )


def test_a_proforma_is_shown_line_by_line(house: Books) -> None:
    output = unbilled("proformas", "show", "P-00001").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert "Proforma P-00001, draft: contract C-1, Helios, 800.00 EUR" in output
    assert "Layout" in output
    shown = said("proformas", "show", "P-00001")
    assert [
        (one["line_no"], one["entry"], one["quantity"], one["transaction_amount"], one["billing_type"])
        for one in shown["details"]
    ] == [
        (1, "T1", "8", "800.00", "chargeable"),
        (2, "T2", "2", "200.00", "complimentary"),
    ]
    names = [one["name"] for one in said("proformas", "show", "P-00002")["details"]]
    assert sorted(names) == ["Ada Moreau, Developer", "Report"]


def test_quantities_are_edited(house: Books) -> None:
    edit = ("proformas", "edit", "P-00001", "--quantity", "1=6.5", "--quantity", "2=0")
    lost = "1.5 h of 8 h of 2026-03-02 (line 1), 150.00 EUR, will never be billed"
    assert lost in refused(*edit).message
    output = unbilled(*edit, "--reason", "Agreed price").output
    assert output == f"Edited P-00001: 2 lines; now 650.00 EUR.\n{lost}.\n"
    assert lost in unbilled("proformas", "show", "P-00001").output
    house.show(
        "proforma details",
        """
        proforma | line | quantity | source quantity
        P-00001  | Build |    6.50 |            8.00
        P-00001  | Build |    0.00 |            2.00
        P-00002  | Care  |    5.00 |            5.00
        P-00002  | Study |    1.00 |            1.00
        """,
    )
    assert refused("proformas", "edit", "P-00001", "--quantity", "7=1").code == "DetailUnknown"
    assert refused("proformas", "edit", "P-9", "--quantity", "1=1").message == (
        "ACME has no proforma P-9; there is P-00001, P-00002."
    )
    for odd in ("one=1", "1", "1=", "1=x"):
        assert unbilled("proformas", "edit", "P-00001", "--quantity", odd).exit_code == 2


def test_a_draft_made_too_early_is_put_right(house: Books) -> None:
    """Helios: 800.00 of the 2nd, 0.00 of the 3rd; the second line waits for another invoice."""
    output = unbilled("proformas", "remove", "P-00001", "--line", "2").output
    assert output == "Taken off P-00001: 1 line; now 800.00 EUR.\n"
    house.show(
        "backlog",
        """
        entry | billing status
        T1    | customer_invoice_created
        T2    | ready_to_invoice
        T3    | customer_invoice_created
        """,
    )
    assert refused("proformas", "remove", "P-00001", "--line", "1").code == "DraftWouldBeEmpty"
    assert unbilled("proformas", "add", "P-00001", "--entry", "T2").output == (
        "Added to P-00001: 1 line; now 800.00 EUR.\n"
    )
    assert refused("proformas", "add", "P-00001", "--entry", "T3").code == "WorkNotReady"
    assert refused("proformas", "add", "P-00001", "--milestone", "Report").code == "NameUnknown"
    assert unbilled("proformas", "add", "P-00001").exit_code == 2
    assert said("proformas", "add", "P-00001", "--through", "2026-03-31")["counts"] == {"lines": 0}
    assert unbilled("proformas", "discard", "P-00001", "P-00002").output == (
        "Discarded P-00001, P-00002: 2 proformas; 4 waiting lines.\n"
    )
    assert rows("proformas", "list") == []
    house.show(
        "backlog",
        "entry | billing status\nT1 | ready_to_invoice\nT2 | ready_to_invoice\nT3 | ready_to_invoice",
    )


def test_a_confirmed_proforma_is_revised(house: Books) -> None:
    assert refused("proformas", "revise", "P-00001", "--reason", "Wrong").code == "ProformaNotConfirmed"
    house.do("[{post_journals: all}, {confirm: all}]")
    before = books_as_they_are()
    assert said("proformas", "revise", "P-00001", "--reason", "Wrong", "--dry-run")["counts"] == {"lines": 2}
    assert books_as_they_are() == before

    output = unbilled(
        "proformas", "revise", "P-00001", "--reason", "Wrong order", "--on", "2026-04-02"
    ).output
    assert "Revised P-00001 by P-0000" in output
    [draft] = rows("proformas", "list", "--status", "draft")
    assert (draft["corrects"], draft["reason"], draft["created_on"], draft["transaction_amount"]) == (
        "P-00001",
        "Wrong order",
        "2026-04-02",
        "-800.00",
    )
    shown = unbilled("proformas", "show", draft["number"]).output
    assert "Corrects P-00001: Wrong order" in shown
    assert refused("proformas", "edit", "P-00001", "--quantity", "1=1").code == "ProformaNotDraft"


def test_lines_are_written_discounted_and_looked_at(house: Books) -> None:
    """250.00 on top of 800.00, 10 percent off the work, 3 percent off all: 720.00 and 250.00 less 29.10."""
    unbilled("write-off-reasons", "add", "GOODWILL")
    written = (
        "--class",
        "time",
        "--quantity",
        "2",
        "--price",
        "125",
        "--text",
        "Curves",
        "--role",
        "Developer",
    )
    assert unbilled("proformas", "write", "P-00001", "Build", *written).output == (
        "Written on P-00001: 1 line; now 1,050.00 EUR.\n"
    )
    assert unbilled(
        "proformas", "discount", "P-00001", "Rebate", "--percent", "10", "--line", "1"
    ).output == ("Discounted P-00001: by -80.00 EUR; now 970.00 EUR.\n")
    unbilled("proformas", "discount", "P-00001", "Loyalty", "--percent", "3")
    unbilled("proformas", "discount", "P-00001", "Express", "--amount", "20", "--surcharge")
    assert (
        unbilled("proformas", "hand-in", "P-00001", "--comment", "Agreed?").output
        == "Handed in: 1 proforma.\n"
    )
    shown = unbilled("proformas", "show", "P-00001").output
    assert "In review: Agreed?" in shown
    assert "Rebate 10 %, of lines 1: -80.00 EUR." in shown
    assert "Loyalty 3 %: -29.10 EUR." in shown
    assert "Express: 20.00 EUR." in shown
    assert [one["text"] for one in said("proformas", "show", "P-00001")["discounts"]] == [
        *("Rebate", "Loyalty", "Express"),
    ]
    assert unbilled("proformas", "return", "P-00001", "--comment", "No").output == "Returned: 1 proforma.\n"
    removed = unbilled("proformas", "remove-discounts", "P-00001", "Loyalty", "Express").output
    assert removed == "Removed from P-00001: 2 discounts; now 970.00 EUR.\n"
    edited = unbilled("proformas", "edit", "P-00001", "--quantity", "1=6", "--write-off", "GOODWILL").output
    assert edited.startswith("Edited P-00001: 1 line; now 790.00 EUR.\n")
