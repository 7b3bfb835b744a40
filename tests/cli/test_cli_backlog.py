"""Open work on the command line: in total, line by line, marked ready and not ready."""

import pytest
from commands import BILLED, WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    return worked(books)


def test_open_work_is_shown_in_total(house: Books) -> None:
    output = unbilled("backlog").output
    lines = [line.split() for line in output.splitlines()]
    assert max(map(len, output.splitlines())) <= WIDTH
    assert ["C-1", "Build", "time", "not", "ready", "1", "8", "800.00", "EUR"] in lines
    assert ["C-1", "Build", "time", "complimentary", "not", "ready", "1", "2", "200.00", "EUR"] in lines
    assert ["C-2", "Care", "time", "not", "ready", "1", "5", "600.00", "EUR"] in lines
    assert [(one["contract_line"], one["billing_type"], one["quantity"]) for one in rows("backlog")] == [
        ("Build", "chargeable", "8"),
        ("Build", "complimentary", "2"),
        ("Care", "chargeable", "5"),
    ]


def test_filters_take_part_of_it(house: Books) -> None:
    def amounts(*arguments: str) -> list[str]:
        return [one["transaction_amount"] for one in rows("backlog", *arguments)]

    assert amounts("--contract", "C-1") == ["800.00", "200.00"]
    assert amounts("--customer", "10020") == ["600.00"]
    assert amounts("--from", "2026-03-03", "--through", "2026-03-03") == ["200.00"]
    assert amounts("--resource", "Ada Moreau", "--billing-type", "complimentary") == ["200.00"]
    assert amounts("--project", "P-3") == []
    assert unbilled("backlog", "--project", "P-3").output == "There is no open work.\n"


def test_lines_come_page_by_page(house: Books) -> None:
    first = said("backlog", "--lines", "--limit", "2")
    assert [one["description"] for one in first["rows"]] == ["Layout", ""]
    [last] = rows("backlog", "--lines", "--after", first["next"])
    assert last["contract"] == "C-2"
    output = unbilled("backlog", "--lines", "--limit", "1", "--sort", "-date").output
    assert max(map(len, output.splitlines()[:-1])) <= WIDTH
    assert "Ada Moreau" in output
    assert "More: --sort -date --after Wy" in output


def test_what_matches_is_counted_and_summed(house: Books) -> None:
    """What is complimentary is counted and adds nothing to what can be charged."""
    assert unbilled("backlog", "--lines", "--limit", "1", "--totals").output.splitlines()[-2] == (
        "3 rows; 1,400.00 EUR"
    )
    assert said("backlog", "--lines", "--contract", "C-1", "--totals")["totals"] == {
        "count": 2,
        "sums": {"EUR": {"chargeable_amount": "800.00", "transaction_amount": "1000.00"}},
    }


@pytest.mark.parametrize("after", [("--after", "2026-03-02/1"), ("--lines", "--after", "yesterday")])
def test_a_page_begins_where_one_ended(house: Books, after: tuple[str, ...]) -> None:
    assert refused("backlog", *after).code == "PageUnreadable"


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


def test_work_that_no_line_covers_is_listed_with_its_reason(books: Books) -> None:
    """A taxi on a line without expenses, an hour of a task that is not listed, and an hour for nobody."""
    books.given("""
company: {code: ACME}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Taxi: {class: expense}}
projects: {P-1: {}, P-2: {tasks: [Design, Rework]}, P-3: {}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1, classes: [time]}
      Plan: {project: P-2, tasks: [Design]}
""")
    books.do("""
- enter:
    T1: {class: expense, category: Taxi, resource: Ada Moreau, project: P-1, date: 2026-03-02, cost: 12}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
    T3: {resource: Ada Moreau, project: P-2, task: Rework, date: 2026-03-03, hours: 1}
    T4: {resource: Ada Moreau, project: P-2, date: 2026-03-04, hours: 1}
    T5: {resource: Ada Moreau, project: P-3, date: 2026-03-05, hours: 2}
- submit: all
- approve: all
""")
    told = ("entry", "project", "transaction_amount", "reason")
    assert [tuple(one[name] for name in told) for one in rows("backlog", "--without-line")] == [
        ("T1", "P-1", "12.00", "C-1/Build includes no expense"),
        ("T3", "P-2", "60.00", "C-1/Plan does not list the task"),
        ("T4", "P-2", "60.00", "C-1/Plan lists tasks, and the work has none"),
        ("T5", "P-3", "120.00", "no contract names the project"),
    ]
    output = unbilled("backlog", "--without-line").output
    assert max(map(len, output.splitlines())) <= WIDTH

    tasks = ("--tasks", "Design=chargeable", "--tasks", "Rework=chargeable")
    said("contracts", "lines", "change", "C-1/Plan", *tasks)
    assert [one["entry"] for one in rows("backlog", "--without-line", "--project", "P-2")] == ["T4"]
