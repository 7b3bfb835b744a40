"""Milestones on the command line: listed and added."""

from pathlib import Path

import pytest
from commands import BILLED, WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from acting import granted
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    return worked(books)


def test_milestones_are_added_and_listed(house: Books) -> None:
    before = books_as_they_are()
    assert said("milestones", "add", "C-1", "Plan", "Kick-off", "2026-04-01", "400", "--dry-run")[
        "counts"
    ] == {"milestones": 1}
    assert books_as_they_are() == before
    assert unbilled("milestones", "add", "C-1", "Plan", "Kick-off", "2026-04-01", "400").output == (
        "Added: 1 milestone.\n"
        "No milestone yet bills 600.00 of the 1,000.00 EUR of line Plan of contract C-1.\n"
    )
    assert unbilled("milestones", "add", "C-1", "2", "Handover", "2026-05-01", "600.00").exit_code == 0
    house.do(BILLED)
    output = unbilled("milestones", "list").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert "C-2 Study Report 2026-03-20 Orbit on a draft P-00002 4,000.00 EUR" in " ".join(output.split())
    assert [
        (one["name"], one["status"], one["transaction_amount"]) for one in rows("milestones", "list")
    ] == [
        ("Kick-off", "ready_to_invoice", "400.00"),
        ("Handover", "ready_to_invoice", "600.00"),
        ("Report", "customer_invoice_created", "4000.00"),
    ]
    assert [one["name"] for one in rows("milestones", "list", "--contract", "C-2")] == ["Report"]
    assert [one["name"] for one in rows("milestones", "list", "--from", "2026-05-01")] == ["Handover"]


def test_what_cannot_be_added_is_refused(house: Books) -> None:
    def refusal(*arguments: str) -> str:
        return refused("milestones", "add", *arguments).message

    assert refusal("C-9", "Plan", "Kick-off", "2026-04-01", "1") == (
        "ACME has no contract C-9; the nearest is C-2."
    )
    assert refusal("C-1", "Plans", "Kick-off", "2026-04-01", "1") == (
        "Contract C-1 has no line Plans; the nearest is Plan."
    )
    assert (
        refused("milestones", "add", "C-1", "Build", "Kick-off", "2026-04-01", "1").code
        == "LineNotFixedPrice"
    )
    assert refused("milestones", "add", "C-1", "Plan", "Kick-off", "2026-04-01", "1001").code == (
        "MilestonesExceedContract"
    )
    assert unbilled("milestones", "add", "C-1", "Plan", "Kick-off", "2026-04-01", "much").exit_code == 2
    assert unbilled("milestones", "list", "--project", "P-1").output == "There is no such milestone or product.\n"


def test_what_no_milestone_bills_is_told_wherever_one_looks(house: Books, tmp_path: Path) -> None:
    told = "No milestone yet bills 1,000.00 of the 1,000.00 EUR of line Plan of contract C-1.\n"
    assert unbilled("milestones", "list").output.endswith(told)
    assert (
        unbilled("milestones", "list", "--contract", "C-1").output == f"There is no such milestone or product.\n{told}"
    )
    assert "No milestone yet" not in unbilled("milestones", "list", "--contract", "C-2").output
    assert "No milestone yet" not in unbilled("milestones", "list", "--format", "csv").output
    assert unbilled("contracts", "show", "C-1").output.endswith(told)
    assert said("contracts", "show", "C-1")["C-1/Plan"]["unplanned"] == "1000.00"
    assert "No milestone yet" not in unbilled("contracts", "show", "C-2").output

    granted(house.company_id, "tom", "project_manager", scope="own")
    assert unbilled("milestones", "list", "--as", "tom").output == "There is no such milestone or product.\n"

    file = tmp_path / "more.yaml"
    file.write_text(
        "company: ACME\nprojects: {P-8: {}}\ncontracts:\n  C-8:\n    customers: {Helios: 100}\n"
        "    profile: time_and_material_wip\n"
        "    lines: {Move: {project: P-8, billing_method: fixed_price, amount: 50}}\n"
    )
    # What was known before is not told again.
    assert unbilled("company", "add", str(file)).output.splitlines()[-1] == (
        "No milestone yet bills 50.00 of the 50.00 EUR of line Move of contract C-8."
    )
    assert told not in unbilled("company", "add", str(file), "--dry-run").output


def test_what_is_left_when_the_last_milestone_is_billed_is_told(house: Books) -> None:
    unbilled("milestones", "add", "C-1", "Plan", "Kick-off", "2026-03-02", "400")
    unbilled("milestones", "add", "C-1", "Plan", "Handover", "2026-04-02", "500")
    first = unbilled("bill", "--contract", "C-1", "--through", "2026-03-31").output
    last = unbilled("bill", "--contract", "C-1", "--through", "2026-04-30").output

    assert "No milestone yet" not in first
    assert (
        "Note: 1 × No milestone yet bills 100.00 of the 1,000.00 EUR of line Plan of contract C-1.\n" in last
    )


def test_milestones_are_changed_and_removed(house: Books) -> None:
    assert unbilled(
        *("milestones", "change", "C-2", "Study", "Report"),
        *("--name", "Report accepted", "--date", "2026-04-15", "--amount", "3500"),
    ).output == (
        "Changed: 1 milestone.\n"
        "No milestone yet bills 500.00 of the 4,000.00 EUR of line Study of contract C-2.\n"
    )
    [row] = rows("milestones", "list", "--contract", "C-2")
    assert (row["name"], row["milestone_date"], row["transaction_amount"]) == (
        "Report accepted",
        "2026-04-15",
        "3500.00",
    )
    change = ("milestones", "change", "C-2", "Study", "Report accepted")
    assert unbilled(*change, "--part", "10020=3500").exit_code == 0
    assert refused(*change, "--part", "10010=3500").code == "MilestonePayerUnknown"
    assert refused(*change, "--amount", "4000.01").code == "MilestonesExceedContract"
    assert unbilled(*change).exit_code == 2
    assert unbilled("milestones", "remove", "C-2", "Study", "Report accepted").output == (
        "Removed: 1 milestone.\n"
        "No milestone yet bills 4,000.00 of the 4,000.00 EUR of line Study of contract C-2.\n"
    )
    assert rows("milestones", "list", "--contract", "C-2") == []


def test_the_agreed_amount_is_raised_for_another_milestone(house: Books) -> None:
    add = ("milestones", "add", "C-2", "Study", "Workshop", "2026-05-01", "1500")
    assert refused(*add).code == "MilestonesExceedContract"
    assert unbilled("contracts", "lines", "change", "C-2/Study", "--amount", "5500").exit_code == 0
    assert unbilled(*add).output == "Added: 1 milestone.\n"
