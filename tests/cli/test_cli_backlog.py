"""Open work on the command line: in total, line by line, marked ready and not ready."""

import pytest
from commands import BILLED, WIDTH, books_as_they_are, refused, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    return worked(books)


def test_open_work_is_shown_in_total(house: Books) -> None:
    output = unbilled("backlog").output
    rows = [line.split() for line in output.splitlines()]
    assert max(map(len, output.splitlines())) <= WIDTH
    assert ["C-1", "Build", "time", "not", "ready", "1", "8", "800.00", "EUR"] in rows
    assert ["C-2", "Care", "time", "not", "ready", "1", "5", "600.00", "EUR"] in rows
    assert [(one["contract_line"], one["billing_type"], one["quantity"]) for one in said("backlog")] == [
        ("Build", "chargeable", "8.000000"),
        ("Build", "complimentary", "2.000000"),
        ("Care", "chargeable", "5.000000"),
    ]


def test_filters_take_part_of_it(house: Books) -> None:
    def amounts(*arguments: str) -> list[str]:
        return [one["transaction_amount"] for one in said("backlog", *arguments)]

    assert amounts("--contract", "C-1") == ["800.0000", "200.0000"]
    assert amounts("--customer", "10020") == ["600.0000"]
    assert amounts("--from", "2026-03-03", "--through", "2026-03-03") == ["200.0000"]
    assert amounts("--project", "P-3") == []
    assert unbilled("backlog", "--project", "P-3").output == "There is no open work.\n"


def test_lines_come_page_by_page(house: Books) -> None:
    first = said("backlog", "--lines", "--limit", "2")
    assert [one["description"] for one in first["lines"]] == ["Layout", ""]
    second = said("backlog", "--lines", "--after", first["next"])
    assert [one["contract"] for one in second["lines"]] == ["C-2"]
    assert second["next"] is None
    output = unbilled("backlog", "--lines", "--limit", "1").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert "Ada Moreau" in output
    assert "More: --lines --after 2026-03-02/" in output


@pytest.mark.parametrize("after", [("--after", "2026-03-02/1"), ("--lines", "--after", "yesterday")])
def test_a_page_begins_where_one_ended(house: Books, after: tuple[str, ...]) -> None:
    assert unbilled("backlog", *after).exit_code == 2


def test_work_is_marked_ready_and_not_ready(house: Books) -> None:
    assert unbilled("ready", "--contract", "C-1").output == (
        "Marked ready to invoice: 2 sales; 0 milestones.\n"
    )
    assert said("ready")["counts"] == {"sales": 1, "milestones": 1}
    assert said("not-ready", "--entry", "T1", "--milestone", "Report")["counts"] == {
        "sales": 1,
        "milestones": 1,
    }
    house.show(
        "backlog",
        """
        entry | billing status
        T1    | not_ready
        T2    | ready_to_invoice
        T3    | ready_to_invoice
        """,
    )
    house.show("milestones", "milestone | status\nReport | not_ready")
    assert said("not-ready")["counts"] == {"sales": 2, "milestones": 0}


def test_what_is_named_is_marked_all_or_not_at_all(house: Books) -> None:
    said("ready", "--entry", "T1")
    assert refused("ready", "--entry", "T2", "--entry", "T1").code == "WorkNotMarkable"
    assert refused("not-ready", "--entry", "T2").code == "WorkNotReady"
    house.do(BILLED)
    assert refused("ready", "--milestone", "Report").code == "MilestoneNotMarkable"


def test_a_dry_run_leaves_nothing(house: Books) -> None:
    before = books_as_they_are()
    assert said("ready", "--dry-run")["counts"] == {"sales": 3, "milestones": 1}
    assert books_as_they_are() == before


def test_names_that_mean_nothing_or_too_much_are_refused(house: Books) -> None:
    house.do("- enter: {T9: {resource: Ada Moreau, project: P-1, date: 2026-03-09, hours: 1}}")
    assert refused("ready", "--entry", "T9").code == "NothingToBill"
    assert refused("ready", "--milestone", "Rapport").message == (
        "ACME has no milestone Rapport; the nearest is Report."
    )
    house.do("- create_milestones: {line: C-1/Plan, milestones: {Report: {date: 2026-03-31, amount: 9}}}")
    assert refused("ready", "--milestone", "Report").message == (
        "Several records are meant by milestone Report: C-1 Plan, C-2 Study."
    )
    assert said("ready", "--milestone", "Report", "--contract", "C-2")["counts"]["milestones"] == 1
    assert unbilled("ready", "--entry", "T1", "--project", "P-1").exit_code == 2
