"""Invoice proposals on the command line: listed with what they wait for, and updated."""

import pytest
from commands import BILLED, WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.accounting.models import ProposalLine
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    """P-00001 has its lines, 800 net and no tax; P-00002 waits for one line of the journal."""
    return worked(
        books, "- post_journals: {entries: [T1, T2]}", BILLED, "- confirm: {proformas: all, on: 2026-04-01}"
    )


def test_proposals_are_listed_with_what_they_wait_for(house: Books) -> None:
    output = unbilled("proposals", "list").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert "P-00001 C-1 Helios ready 2026-04-01 800.00 EUR 0.00 EUR" in " ".join(output.split())
    first, second = rows("proposals", "list")
    assert (first["status"], first["waits_for"]) == ("populated", None)
    assert (second["status"], second["waits_for"]) == ("header_only", "1 line of journal J-00001")
    assert [one["number"] for one in rows("proposals", "list", "--project", "P-2")] == ["P-00002"]
    house.do("- post_invoices: [P-00001]")
    assert [one["number"] for one in rows("proposals", "list")] == ["P-00002"]
    assert [one["status"] for one in rows("proposals", "list", "--all")] == ["posted", "header_only"]
    assert rows("proposals", "list", "--through", "2026-03-31") == []


def test_proposals_are_updated(house: Books) -> None:
    output = unbilled(
        *("proposals", "update", "P-00001", "--invoice-date", "2026-04-03", "--due-date", "2026-04-30"),
        *("--terms", "N14", "--tax-group", "DOMESTIC", "--item-tax-group", "FULL"),
    ).output
    assert output == "Updated: 1 proposal.\n"
    first, _ = rows("proposals", "list")
    assert (first["invoice_date"], first["due_date"], first["terms"], first["tax_amount"]) == (
        "2026-04-03",
        "2026-04-30",
        "N14",
        "160.00",
    )
    before = books_as_they_are()
    assert said("proposals", "update", "P-00001", "P-00002", "--accounting-date", "2026-04-05", "--dry-run")[
        "counts"
    ] == {"proposals": 2}
    assert books_as_they_are() == before


def test_lines_are_grouped_for_print_and_taken_apart_again(house: Books) -> None:
    assert said("proposals", "format", "P-00001", "--by", "person", "--summary")["counts"] == {"proposals": 1}
    assert ProposalLine.objects.filter(group_no=1, group_is_summary=True).exists()
    assert said("proposals", "format", "P-00001", "--clear")["counts"] == {"proposals": 1}
    assert not ProposalLine.objects.filter(group_no__isnull=False).exists()
    assert unbilled("proposals", "format", "P-00001").exit_code == 2


def test_groups_are_said_one_by_one(house: Books) -> None:
    lines = sorted(ProposalLine.objects.filter(proposal__number="P-00001").values_list("line_no", flat=True))
    first, *_, last = lines
    group = ["--group", f"Design = {first}-{first}", "--group", f"Rate=high={last}"]
    said("proposals", "format", "P-00001", *group, "--sum-up", "Rate=high")
    found = ProposalLine.objects.filter(group_no__isnull=False).order_by("group_no")
    told = list(found.values_list("group_title", "line_no", "group_is_summary"))
    assert told == [("Design", first, False), ("Rate=high", last, True)]
    assert refused("proposals", "format", "P-00001", "--group", "Design=99").code == "GroupUnfit"
    assert list(found.values_list("group_title", "line_no", "group_is_summary")) == told
    for wrong in (
        ["P-00001", "P-00002", "--group", "Design=1"],
        ["P-00001", "--group", "Design"],
        ["P-00001", "--group", "Design=1", "--by", "role"],
        ["P-00001", "--group", "Design=1", "--sum-up", "Travel"],
    ):
        assert unbilled("proposals", "format", *wrong).exit_code == 2, wrong


def test_what_cannot_be_updated_is_refused(house: Books) -> None:
    assert refused("proposals", "update", "P-00001", "P-9", "--terms", "N14").message == (
        "ACME has no proposal P-9; there is P-00001, P-00002."
    )
    assert refused("proposals", "update", "P-00001", "--terms", "N15").message == (
        "ACME has no terms N15; the nearest is N14."
    )
    house.do("- post_invoices: [P-00001]")
    assert refused("proposals", "update", "P-00001", "--terms", "N14").code == "ProposalPosted"
    assert unbilled("proposals", "update", "P-00002").exit_code == 2


def test_single_proformas_are_confirmed_and_single_proposals_posted(books: Books) -> None:
    worked(books, BILLED)
    assert said("confirm", "P-00002", "--on", "2026-04-01", "--dry-run")["counts"] == {
        "proformas": 1,
        "details": 2,
    }
    output = unbilled("confirm", "P-00001", "--on", "2026-04-01").output
    assert output == "Confirmed: 1 proforma; 2 details; confirmed 800.00 EUR.\n"
    assert refused("confirm", "P-00001", "P-00002").code == "ProformaNotDraft"
    assert refused("post", "invoices", "P-00001", "--on", "2026-04-01").message == (
        "Proposal P-00001 waits for journal lines that are not posted: T1 in J-00001, T2 in J-00001."
    )
    books.do("- post_journals: all")
    output = unbilled("post", "invoices", "P-00001", "--on", "2026-04-01").output
    assert output == (
        "Posted: 1 invoice; 0 credit notes; net 800.00 EUR; tax 0.00 EUR; gross 800.00 EUR.\n"
        "Numbers: 2026-00001\n"
    )
    assert refused("post", "invoices", "P-00001").code == "ProposalNotPopulated"
    assert refused("post", "invoices", "P-7").code == "NameUnknown"
    assert unbilled("confirm", "P-00002", "--contract", "C-2").exit_code == 2
