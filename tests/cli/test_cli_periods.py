"""Fiscal periods on the command line: listed, held, opened and closed."""

from commands import WIDTH, books_as_they_are, refused, rows, said, unbilled, worked

from unbilled.lab.scenarios.books import Books


def statuses(*names: str) -> list[str]:
    found = {one["name"]: one["status"] for one in rows("periods", "list")}
    return [found[name] for name in names]


def test_periods_are_listed_and_moved(books: Books) -> None:
    worked(books)
    output = unbilled("periods", "list", "--year", "2026").output
    assert max(map(len, output.splitlines())) <= WIDTH
    assert len(output.splitlines()) == 13
    assert output.splitlines()[2].split() == ["2026-02", "2026", "2026-02-01", "2026-02-28", "open"]

    assert unbilled("periods", "hold", "2026-03", "2026-04").output == "Put on hold: 2 periods.\n"
    assert said("periods", "open", "2026-04")["counts"] == {"periods": 1}
    before = books_as_they_are()
    assert said("periods", "close", "2026-02", "2026-03", "--anyway", "--dry-run")["counts"] == {"periods": 2}
    assert books_as_they_are() == before
    assert unbilled("periods", "close", "2026-02").output == "Closed: 1 period.\n"
    assert statuses("2026-02", "2026-03", "2026-04") == ["closed", "on_hold", "open"]


def test_what_is_not_done_in_a_month_is_told_before_it_is_closed(books: Books) -> None:
    """Also by a dry run; closed anyway, it says what is left."""
    worked(books)
    before = books_as_they_are()
    for line in (("close", "2026-03"), ("close", "2026-03", "--dry-run")):
        refusal = refused("periods", *line)
        assert refusal.code == "PeriodNotDone"
        assert refusal.message == (
            "Not everything is done in 2026-03, journal lines not posted: "
            "cost of T1, cost of T2, cost of T3 and 3 more."
        )
        assert books_as_they_are() == before
    assert unbilled("periods", "close", "2026-03", "--anyway").output == (
        "Closed: 1 period.\n"
        "Left in 2026-03, journal lines not posted: cost of T1, cost of T2, cost of T3 and 3 more.\n"
    )


def test_lines_of_a_closed_month_are_posted_on_another_day(books: Books) -> None:
    worked(books)
    said("periods", "close", "2026-03", "--anyway", "--json")
    run = unbilled("post", "journals").output
    assert (
        "Set aside: 6 × PeriodClosed. The fiscal period of 2026-03-02, 2026-03-03, 2026-03-04 is closed"
        in run
    )
    day = ("--accounting-date", "2026-04-01")
    assert said("journals", "adjust", "--through", "2026-03-31", *day)["counts"] == {"journal lines": 6}
    assert said("post", "journals")["counts"] == {"journal lines": 6, "vouchers": 5}


def test_a_period_that_does_not_move_is_refused(books: Books) -> None:
    worked(books)
    said("periods", "close", "2026-02")
    assert refused("periods", "open", "2026-03", "2026-02").code == "PeriodNotMovable"
    assert (
        refused("periods", "hold", "2026-3").message == "ACME has no period 2026-3; the nearest is 2026-03."
    )
    assert unbilled("periods", "list", "--year", "1999").output == "There is no such period.\n"
