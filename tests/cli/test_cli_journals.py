"""Integration journals on the command line: listed and adjusted."""

import pytest
from commands import WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    return worked(books)


def test_journals_are_listed_by_kind(house: Books) -> None:
    """15 hours at 60; 800, 200 and 600 of sales."""
    house.do("- post_journals: {entries: [T1], kind: cost}")
    output = unbilled("journals", "list").output
    assert max(map(len, output.splitlines())) <= WIDTH
    lines = [line.split() for line in output.splitlines()[1:]]
    assert [line[2:] for line in lines] == [
        ["cost", "3", "2", "420.00", "1", "480.00", "EUR"],
        ["sales", "3", "3", "1,600.00", "0", "0.00", "EUR"],
    ]
    [cost, sales] = rows("journals", "list", "--contract", "C-2")
    assert (cost["draft_amount"], sales["draft_amount"]) == ("300.00", "600.00")
    assert rows("journals", "list", "--customer", "10020") == [sales]
    assert (
        unbilled("journals", "list", "--from", "2026-04-01").output == "There is nothing in the journals.\n"
    )


def test_journal_lines_are_listed_with_tax_and_dimensions(house: Books) -> None:
    output = unbilled("journals", "lines", "--kind", "sales", "--contract", "C-1").output
    assert [line.split()[1:3] for line in output.splitlines()[1:] if line.startswith("J-")] == [
        ["sales", "2026-03-03"],
        ["sales", "2026-03-02"],
    ]
    told = ("entry", "line_kind", "tax_group", "status", "transaction_amount")
    assert [tuple(one[name] for name in told) for one in rows("journals", "lines", "--text", "layout")] == [
        ("T1", "sales", "EXPORT", "draft", "800.00"),
        ("T1", "cost", None, "draft", "480.00"),
    ]


def test_lines_are_adjusted_by_entry_or_by_filter(house: Books) -> None:
    assert unbilled("journals", "adjust", "--entry", "T1", "--tax-group", "DOMESTIC").output == (
        "Adjusted: 1 journal line.\n"
    )
    adjusted = said(
        *("journals", "adjust", "--project", "P-2", "--dimensions", "department=200"),
        *("--dimensions", "region=north"),
    )
    assert adjusted["counts"] == {"journal lines": 2}
    assert said(
        "journals",
        "adjust",
        "--kind",
        "cost",
        "--dimensions",
        "region=north",
        "--dimensions",
        "department=200",
        "--dry-run",
    )["counts"] == {"journal lines": 3}
    house.show(
        "journal lines",
        """
        kind  | entry | tax group | dimensions
        cost  | T1    |           |
        sales | T1    | DOMESTIC  |
        cost  | T2    |           |
        sales | T2    | EXPORT    |
        cost  | T3    |           | department 200, region north
        sales | T3    | EXPORT    | department 200, region north
        """,
    )


def test_what_is_posted_is_not_adjusted(house: Books) -> None:
    house.do("- post_journals: {entries: [T1]}")
    assert (
        refused("journals", "adjust", "--entry", "T1", "--tax-group", "EXPORT").code == "JournalLineNotDraft"
    )
    assert said("journals", "adjust", "--tax-group", "EXPORT")["counts"] == {"journal lines": 2}


def test_what_cannot_be_adjusted_is_refused(house: Books) -> None:
    before = books_as_they_are()
    assert said("journals", "adjust", "--tax-group", "EXPORT", "--dry-run")["counts"] == {"journal lines": 3}
    assert books_as_they_are() == before
    assert refused("journals", "adjust", "--tax-group", "ABROAD").message.startswith(
        "ACME has no tax group ABROAD; "
    )
    assert refused("journals", "adjust", "--dimensions", "department=20").message == (
        "ACME has no dimensions department 20; the nearest is department 200, region north."
    )
    assert refused("journals", "adjust", "--kind", "cost", "--tax-group", "EXPORT").code == "TaxGroupOnCost"
    house.do("- enter: {T9: {resource: Ada Moreau, project: P-1, date: 2026-03-09, hours: 1}}")
    assert refused("journals", "adjust", "--entry", "T9", "--tax-group", "EXPORT").code == "NothingInJournal"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--kind", "both", "--tax-group", "EXPORT"),
        ("--entry", "T1", "--project", "P-1", "--tax-group", "EXPORT"),
    ],
)
def test_what_does_not_fit_together_is_told(house: Books, arguments: tuple[str, ...]) -> None:
    assert unbilled("journals", "adjust", *arguments).exit_code == 2
