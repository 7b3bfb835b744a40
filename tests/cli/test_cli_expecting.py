"""What all that match must come to: every command that acts upon filters holds what it takes against its list."""

from decimal import Decimal
from pathlib import Path

import pytest
from commands import WORLD, refused, said, unbilled

from unbilled.lab.scenarios.books import Books

ENTER = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada Moreau, project: P-2, date: 2026-03-04, hours: 5}
"""
DAY = ("--on", "2026-03-31")
ROAD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("entries list --status draft", ("submit",)),
    ("entries list --status submitted", ("recall",)),
    ("", ("submit",)),
    ("entries list --status submitted", ("reject", "--comment", "Which task?")),
    ("", ("submit",)),
    ("entries list --status submitted", ("approve", *DAY)),
    ("journals lines --status draft", ("journals", "adjust", "--accounting-date", "2026-03-31")),
    ("journals lines --status draft", ("post", "journals")),
    ("backlog --lines --status not_ready", ("ready",)),
    ("backlog --lines --status ready_to_invoice", ("not-ready",)),
    ("backlog --lines", ("bill", "--through", "2026-03-31", *DAY)),
    ("proformas list --status draft", ("confirm", *DAY)),
    ("proposals list", ("post", "invoices", *DAY)),
    ("invoices list", ("print",)),
)
"""A list, and the command that acts upon all it has; without a list what comes between."""


@pytest.fixture
def house(books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Books:
    monkeypatch.setenv("UNBILLED_HOME", str(tmp_path))
    # The server of the tests is the one; commands would start another in that home, and leave it running.
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    books.given(WORLD)
    unbilled("company", "change", "--address", "1 Quay\\nCork", "--country", "IE", "--vat-id", "IE6388047V")
    for account in ("10010", "10020"):
        unbilled("customers", "change", account, "--address", "2 Quay\\nCork", "--country", "IE")
    books.do(ENTER)
    return books


def test_every_command_over_filters_acts_upon_what_was_looked_at_or_not_at_all(house: Books) -> None:
    for listed, command in ROAD:
        if not listed:
            assert unbilled(*command).exit_code == 0
            continue
        for contract in ("C-1", "C-2"):
            narrow = ("--contract", contract)
            totals = said(*listed.split(), *narrow, "--totals")["totals"]
            sums = {
                currency: Decimal(next(iter(amounts.values())))
                for currency, amounts in totals["sums"].items()
            }
            for more in (
                ("--expect", str(totals["count"] + 1)),
                *([("--expect-sum", f"EUR={sums['EUR'] + 1}")] if sums else []),
            ):
                refusal = refused(*command, *narrow, *more)
                assert refusal.code == "SelectionChanged", (command, refusal)
                assert f"became {totals['count']} record" in refusal.message
            exact = ("--expect", str(totals["count"]))
            if sums:
                exact += ("--expect-sum", f"eur={sums['EUR']}")
            for dry in (("--dry-run",), ()):
                done = unbilled(*command, *narrow, *exact, *dry)
                assert done.exit_code == 0, (command, done.output, done.exception)
                assert "nothing to do" not in done.output


def test_what_is_looked_at_is_as_far_as_one_sees(house: Books) -> None:
    """Tom manages C-2 alone: all that match are his, and so are the figures."""
    from acting import granted
    from unbilled.agreements.models import Contract

    tom = granted(house.company_id, "tom", "project_manager", scope="own")
    Contract.objects.filter(number="C-2").update(manager_id=tom)
    unbilled("submit")

    assert refused("approve", "--as", "tom", "--expect", "3").message == "Entries: 3 records became 1 record."
    assert said("approve", "--as", "tom", "--expect", "1", *DAY)["counts"]["entries"] == 1


def test_lines_of_a_draft_come_and_go_as_they_were_looked_at(house: Books) -> None:
    """Helios: 800.00 of the 2nd and 200.00 of the 3rd."""
    house.do("[{submit: all}, {approve: {entries: all, on: 2026-03-05}}]")
    assert unbilled("bill", "--contract", "C-1", "--through", "2026-03-31", *DAY).exit_code == 0
    late = ("proformas", "remove", "P-00001", "--project", "P-1", "--from", "2026-03-03")
    back = ("proformas", "add", "P-00001", "--through", "2026-03-31")

    assert refused(*late, "--expect", "2").message == (
        "Lines of a proforma: 2 records became 1 record; 200.00 EUR."
    )
    assert refused(*late, "--expect-sum", "EUR=201").code == "SelectionChanged"
    assert said(*late, "--expect", "1", "--expect-sum", "EUR=200")["counts"] == {"lines": 1}
    assert said(*late)["counts"] == {"lines": 0}

    assert refused(*back, "--expect", "2").message == ("Open work: 2 records became 1 record; 200.00 EUR.")
    assert refused(*back, "--expect-sum", "EUR=201").code == "SelectionChanged"
    added = said(*back, "--expect", "1", "--expect-sum", "EUR=200")
    assert (added["counts"], added["amounts"]) == ({"lines": 1}, {"now": {"EUR": "1000.00"}})

    for odd in (
        ("remove", "P-00001"),
        ("remove", "P-00001", "--expect", "2"),
        ("remove", "P-00001", "--line", "1", "--expect", "1"),
        ("add", "P-00001", "--entry", "T1", "--expect", "1"),
        ("add", "P-00001", "--expect", "1"),
    ):
        assert unbilled("proformas", *odd).exit_code == 2


def test_figures_and_names_do_not_go_together(house: Books) -> None:
    assert unbilled("submit", "--entry", "T1", "--expect", "1").exit_code == 2
    assert unbilled("submit", "--expect-sum", "EUR=much").exit_code == 2
