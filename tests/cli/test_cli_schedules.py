"""Invoice schedules, limits and holds on the command line."""

import pytest
from commands import books_as_they_are, rows, unbilled, worked

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def house(books: Books) -> Books:
    return worked(books)


def test_schedules_are_set_run_and_looked_at(house: Books) -> None:
    unbilled(
        *("contracts", "lines", "change", "C-1/Build", "--schedule", "weekly on friday"),
        *("--billing-start", "2026-03-02", "--billing-through", "2026-03-20"),
    )
    unbilled("ready", "--contract", "C-1")
    unbilled("schedules", "skip", "C-1/Build", "2026-03-13")

    before = books_as_they_are()
    tried = unbilled("bill", "--due", "--on", "2026-03-06", "--dry-run")
    assert books_as_they_are() == before
    assert "Dry run, nothing is changed. Billed: 1 run date; 1 proforma; 2 details; proformas 800.00 EUR" in (
        tried.output
    )
    assert "2026-03-06  C-1  Helios  P-00001  2 details  800.00 EUR" in tried.output

    unbilled("bill", "--due", "--on", "2026-03-06")
    assert "nothing to do" in unbilled("bill", "--due", "--on", "2026-03-06").output
    assert [(one["run_date"], one["status"], one["proformas"]) for one in rows("schedules", "list")] == [
        ("2026-03-06", "billed", "P-00001"),
        ("2026-03-13", "skipped", None),
        ("2026-03-20", "not_run", None),
    ]
    assert "Scheduled: 2 run dates." in unbilled("schedules", "generate", "C-1/Build").output
    assert "--through DATE" in unbilled("bill", "--on", "2026-03-06").output


def test_limits_are_looked_at_evaluated_and_reset(house: Books) -> None:
    unbilled("contracts", "change", "C-1", "--limit", "700", "--customer-limits", "10010=900")

    assert [
        (one["level"], one["headroom_amount"], one["failed_amount"]) for one in rows("limits", "list")
    ] == [
        ("contract", "700.00", "800.00"),
        ("contract_customer", "900.00", "800.00"),
    ]
    unbilled("contracts", "change", "C-1", "--limit", "1000")
    assert "1 sale" in unbilled("limits", "reset", "--contract", "C-1").output
    assert "Evaluated: 1 within; 0 over." in unbilled("limits", "evaluate", "--contract", "C-1").output
    house.do(
        "- enter: {T9: {resource: Ada Moreau, project: P-1, date: 2026-03-06, hours: 3}}\n- submit: [T9]"
    )
    approved = unbilled("approve", "--entry", "T9").output
    assert "Approved: 1 entry; 1 cost actual; 1 unbilled sale; 1 over a limit; " in approved
    assert (
        "Limit of contract C-1, 1,000.00 EUR: 200.00 EUR left, this would take 300.00 EUR, 100.00 EUR too much."
        in approved
    )


def test_work_is_held_with_a_reason(house: Books) -> None:
    unbilled("hold", "--contract", "C-2", "--reason", "price in dispute", "--until", "2199-01-01")

    [held] = rows("backlog", "--lines", "--held")
    assert (held["contract"], held["hold_reason"], held["held_until"]) == (
        "C-2",
        "price in dispute",
        "2199-01-01",
    )
    unbilled("ready")
    assert [one["contract"] for one in rows("backlog", "--lines", "--status", "not_ready")] == ["C-2"]
    shown = rows("backlog", "--of-day", "--through", "2026-03-31")
    assert [(one["contract"], one["open_amount"], one["wip_amount"]) for one in shown] == [
        ("C-1", "800.00", "0.00"),
        ("C-2", "600.00", "0.00"),
    ]
