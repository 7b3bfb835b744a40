"""``unbilled trace``: a tree for people, plain data for programs."""

import json

import pytest
from typer.testing import CliRunner

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.cli.main import app
from unbilled.companies.reads.find_company import CompanyNotNamed, CompanyUnknown, NoCompany
from unbilled.lab.scenarios.books import Books
from worlds import larkfield


@pytest.fixture
def said(monkeypatch):
    """Run a command on the books at hand; what it refuses is raised."""
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["trace", *arguments])
        if result.exception:
            raise result.exception
        return result.stdout

    return run


def test_an_invoice_line_is_drawn_as_a_tree(books, said):
    larkfield(books)

    tree = said("2026-00002", "--line", "1")

    assert tree.splitlines()[0].startswith("Invoice 2026-00002  Meridian Irrigation Inc.  contract CT-0044")
    assert "1100 Accounts receivable  customer balance  5,007.50 USD  in the books 3,955.93" in tree
    assert "└── Line 1  Alarm rules  6.5 hour  net 1,007.50 USD  tax 0.00 USD" in tree
    assert "Entry F1  time  2026-03-06  P-230  Ada Moreau  6.5 hour  Alarm rules  approved" in tree
    assert "accrued revenue  \u22121,007.50 USD  in the books \u2212806.00" in tree
    assert "Line 2" not in tree


def test_an_entry_is_drawn_with_its_invoices(books, said):
    larkfield(books, credited=True)

    tree = said("entry", "T2")

    assert "Invoice 2026-00001  line 2" in tree
    assert "Invoice C2026-00001  line 2" in tree


def test_of_a_long_invoice_the_first_lines_are_drawn(books, said, monkeypatch):
    monkeypatch.setattr("unbilled.cli.trace.LINES_SHOWN", 3)
    larkfield(books)

    assert "and 1 more lines: --line N for one, --all for all" in said("2026-00001")
    assert "Line 4" in said("2026-00001", "--all")


def test_a_program_gets_the_whole_tree(books, said):
    larkfield(books)

    found = json.loads(said("2026-00001", "--json"))

    assert (found["gross_amount"], found["invoice_date"]) == ("1897.5000", "2026-03-31")
    assert [below["kind"] for below in found["below"]] == ["voucher", *["invoice_line"] * 4]


def test_a_text_with_brackets_is_shown_as_it_is(books, said):
    larkfield(books, posted=False)
    books.do(
        '[{enter: {"[red]T9[/red]": {resource: Ada Moreau, project: P-210, date: 2026-03-13, hours: 1,'
        ' description: "[bold]sic"}}}]'
    )

    assert "Entry [red]T9[/red]" in said("entry", "[red]T9[/red]")
    assert "[bold]sic" in said("entry", "[red]T9[/red]")


def test_the_company_is_named_when_there_are_several(db, said):
    with pytest.raises(NoCompany, match="no company yet"):
        said("2026-00001")
    larkfield(Books())
    assert "Helios" in said("2026-00001")
    Books().given("company: {code: OTHER}")

    with pytest.raises(CompanyNotNamed, match="LARK, OTHER"):
        said("2026-00001")
    with pytest.raises(CompanyUnknown, match="NOBODY") as refused:
        said("2026-00001", "--company", "NOBODY")
    assert "LARK, OTHER" in refused.value.message
    with pytest.raises(NameUnknown):
        said("2026-00001", "--company", "OTHER")
    assert "Helios" in said("2026-00001", "--company", "LARK")
