"""Contracts and prices on the command line: listed, shown, added, confirmed, changed; every example works."""

import shlex
from decimal import Decimal
from pathlib import Path

import pytest
from commands import WORK, WORLD, books_as_they_are, refused, rows, said, unbilled

from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project

MORE = "roles: {Developer: {cost_price: 60}, Tester: {}, Coach: {}}"


@pytest.fixture
def acme(books: Books) -> Books:
    books.given(WORLD.replace("roles: {Developer: {cost_price: 60}}", MORE))
    books.do(WORK)
    return books


EXAMPLES = (
    "contracts list --status draft",
    "contracts show C-1",
    "contracts add C-7 --customers 10010=100 --role-price Developer=120",
    "contracts change C-1 --terms N14 --dry-run",
    "contracts lines list --contract C-1",
    "contracts lines add C-1/Support --project P-7",
    "contracts lines change C-1/Build --roles Coach=non_chargeable --dry-run",
    "prices list --price-list 'Sales C-1'",
    "prices add 'Sales C-1' --role-price Tester=80",
    "prices change 'Sales C-1' --role-price Developer=130 --from 2026-07-01 --dry-run",
    "prices add-list 'Second half' --from 2026-07-01 --role-price Developer=110",
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_work_and_a_dry_run_changes_nothing(acme: Books, example: str) -> None:
    said(*shlex.split("projects add P-7"))
    line = [word for word in shlex.split(example) if word != "--dry-run"]
    before = books_as_they_are()
    if "list" not in line and "show" not in line:
        assert said(*line, "--dry-run")["dry_run"] is True
        assert books_as_they_are() == before
    assert unbilled(*line).exit_code == 0
    assert ("list" in line or "show" in line) == (books_as_they_are() == before)


def test_a_contract_is_drafted_given_lines_and_confirmed(acme: Books) -> None:
    said(*shlex.split("projects add P-7"))
    said(
        *shlex.split(
            "contracts add C-7 --name Care --customers 10010=60 --customers 10020=40 --rounding 10020"
        )
    )
    said(
        *shlex.split("contracts lines add C-7/Run --project P-7 --roles Coach=complimentary --amount 1200.50")
    )

    assert said("contracts", "confirm", "C-7")["counts"] == {"contracts": 1, "entries recorded anew": 0}
    [found] = agreed(company_id=acme.company_id, numbers=["C-7"])
    [line] = found.contract.lines
    assert (found.status, found.contract.name, found.contract.currency) == ("confirmed", "Care", "EUR")
    assert (line.customers, line.rounding) == ({"10010": 60, "10020": 40}, "10020")
    assert (line.roles, line.amount) == ({"Coach": "complimentary"}, Decimal("1200.5"))
    [listed] = rows("contracts", "list", "--contract", "C-7")
    assert (listed["number"], listed["customer"], listed["status"], listed["line_count"]) == (
        "C-7",
        "Helios",
        "confirmed",
        1,
    )
    [listed] = rows("contracts", "lines", "list", "--contract", "C-7")
    assert (listed["name"], listed["customers"]) == ("C-7/Run", "Helios 60 %, Orbit 40 %")
    shown = said("contracts", "show", "C-7")
    assert list(shown) == ["C-7", "C-7/Run"]


def test_a_contract_is_closed_when_nothing_is_left_and_reopened(acme: Books) -> None:
    refusal = refused("contracts", "close", "C-1")
    assert refusal.code == "ContractNotBilled"
    said(*shlex.split("contracts add C-7 --customers 10010=100"))
    said("contracts", "confirm", "C-7")

    assert said("contracts", "close", "C-7")["counts"] == {"contracts": 1}
    [listed] = rows("contracts", "list", "--status", "closed")
    assert listed["number"] == "C-7"
    assert refused("contracts", "change", "C-7", "--name", "Care").code == "ContractClosed"
    assert said("contracts", "reopen", "C-7")["counts"] == {"contracts": 1, "entries recorded anew": 0}
    assert refused("contracts", "reopen", "C-7").code == "ContractNotMovable"


def test_a_line_is_changed_and_called_otherwise(acme: Books) -> None:
    changed = said(*shlex.split("contracts lines change C-1/Build --name Works --customers 10020=100"))

    assert changed["counts"] == {"contract lines": 1, "entries recorded anew": 2}
    [found] = agreed(company_id=acme.company_id, numbers=["C-1"])
    assert found.contract.lines[0].name == "Works"
    assert found.contract.lines[0].customers == {"10020": 100}


def test_a_changed_price_says_what_became_of_recorded_work(acme: Books) -> None:
    line = shlex.split("prices change 'Sales C-1' --role-price Developer=110")
    before = books_as_they_are()
    tried = unbilled(*line, "--dry-run").stdout
    assert books_as_they_are() == before
    done = unbilled(*line).stdout

    assert tried == f"Dry run, nothing is changed. {done}"
    assert done == (
        "Changed: 1 price; 2 entries recorded anew; sales before 1,000.00 EUR; sales after 1,100.00 EUR.\n"
    )
    [listed] = price_lists(company_id=acme.company_id, names=["Sales C-1"])
    assert [(one.of, one.value) for one in listed.price_list.prices] == [("Developer", "110")]
    [shown] = rows("prices", "list", "--price-list", "Sales C-1")
    assert (shown["priced"], shown["unit_price"], shown["contracts"]) == ("Developer", "110.00", "C-1")


def test_work_before_its_contract_is_sold_by_the_draft_and_billed_once_it_is_confirmed(acme: Books) -> None:
    """What becomes of recorded work is shown by a dry run, word for word what then happens."""
    said(*shlex.split("projects add P-9"))
    acme.world.ids["projects"]["P-9"] = Project.objects.get(code="P-9").pk
    acme.do("""
    - enter: {T9: {resource: Ada Moreau, project: P-9, date: 2026-03-06, hours: 3}}
    - submit: [T9]
    - approve: [T9]
    """)
    assert [(one["entry"], one["reason"]) for one in rows("backlog", "--without-line")] == [
        ("T9", "no contract names the project")
    ]
    said(*shlex.split("contracts add C-9 --customers 10020=100 --role-price Developer=90"))
    line = shlex.split("contracts lines add C-9/Run --project P-9")
    before = books_as_they_are()
    tried = unbilled(*line, "--dry-run").stdout
    assert books_as_they_are() == before

    assert tried == f"Dry run, nothing is changed. {unbilled(*line).stdout}"
    assert "sales after 270.00 EUR" in tried
    assert rows("backlog", "--without-line") == []
    assert refused("ready", "--entry", "T9").code == "ContractNotConfirmed"
    tried = unbilled("contracts", "confirm", "C-9", "--dry-run").stdout
    assert tried == f"Dry run, nothing is changed. {unbilled('contracts', 'confirm', 'C-9').stdout}"
    assert said("ready", "--entry", "T9")["counts"] == {"sales": 1, "milestones": 0}


def test_what_is_wrong_is_refused_with_every_fault(acme: Books) -> None:
    found = refused("contracts", "change", "C-1", "--terms", "N99", "--tax-group", "NONE")

    assert found.details["faults"] == [
        "contract C-1: there is no terms of payment N99, there is N14, N30",
        "contract C-1: there is no tax group NONE, there is DOMESTIC, EXPORT",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("prices add 'Sales C-1'", "say prices"),
        ("contracts lines add C-1 --project P-1", "is not like CONTRACT/NAME"),
        ("contracts change C-1", "say what changes"),
        ("contracts change C-1 --customers 10010=much", "is not a number"),
    ],
)
def test_what_cannot_be_meant_is_told(acme: Books, line: str, told: str) -> None:
    result = unbilled(*shlex.split(line))

    assert result.exit_code == 2
    assert told in " ".join(result.output.split())


def test_a_company_is_exported_and_loaded(acme: Books, tmp_path: Path) -> None:
    out = tmp_path / "files" / "acme.yaml"
    exported = unbilled("company", "export", "ACME").stdout

    assert "ACME is described in " in unbilled("company", "export", "ACME", "--out", str(out)).stdout
    assert out.read_text() == exported
    out.write_text(exported.replace("code: ACME", "code: COPY"))
    assert said("company", "load", str(out))["company"] == "COPY"
    assert unbilled("company", "export", "COPY").stdout.replace("code: COPY", "code: ACME") == exported
