"""Contracts and prices on the command line: listed, shown, added, confirmed, changed; every example works."""

import json
import shlex
from pathlib import Path

import pytest
from commands import WORK, WORLD, books_as_they_are, refused, said, unbilled

from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books

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
    line = shlex.split(example)
    if "list" not in line and "show" not in line and "--dry-run" not in line:
        with books_as_they_are():
            assert said(*line, "--dry-run").startswith("Dry run, nothing is changed. Added: ")
    assert said(*line)


def test_a_contract_is_drafted_given_lines_and_confirmed(acme: Books) -> None:
    said(*shlex.split("projects add P-7"))
    said(
        *shlex.split(
            "contracts add C-7 --name Care --customers 10010=60 --customers 10020=40 --rounding 10020"
        )
    )
    said(
        *shlex.split(
            "contracts lines add C-7/Run --project P-7 --roles Coach=complimentary --amount 1,200.50"
        )
    )
    out = said("contracts", "confirm", "C-7", "--json")

    assert json.loads(out)["counts"] == {"contracts": 1, "entries recorded anew": 0}
    [found] = agreed(company_id=acme.company_id, numbers=["C-7"])
    [line] = found.contract.lines
    assert (found.status, found.contract.name, found.contract.currency) == ("confirmed", "Care", "EUR")
    assert (line.customers, line.rounding) == ({"10010": 60, "10020": 40}, "10020")
    assert (line.roles, str(line.amount)) == ({"Coach": "complimentary"}, "1200.5")
    listed = json.loads(said("contracts", "list", "--contract", "C-7", "--json"))
    assert [(one["number"], one["customer"], one["status"], one["line_count"]) for one in listed["rows"]] == [
        ("C-7", "Helios", "confirmed", 1)
    ]


def test_a_changed_price_says_what_became_of_recorded_work(acme: Books) -> None:
    line = shlex.split("prices change 'Sales C-1' --role-price Developer=110")
    with books_as_they_are():
        tried = said(*line, "--dry-run")
    done = said(*line)

    assert (
        done.endswith(
            "2 prices; 2 entries recorded anew; sales before 1,000.00 EUR; sales after 1,100.00 EUR.\n"
        )
        or "2 entries recorded anew; sales before 1,000.00 EUR; sales after 1,100.00 EUR." in done
    )
    assert done.strip() in tried
    [listed] = price_lists(company_id=acme.company_id, names=["Sales C-1"])
    assert [(one.of, one.value) for one in listed.price_list.prices] == [("Developer", "110")]


def test_what_is_wrong_is_refused_with_every_fault(acme: Books) -> None:
    with books_as_they_are():
        refused(MastersRefused, "contracts", "change", "C-1", "--terms", "N99", "--tax-group", "NONE")
        result = unbilled("prices", "add", "Sales C-1")
        assert result.exit_code == 2
        assert "say prices" in result.output
        result = unbilled("contracts", "lines", "add", "C-1", "--project", "P-1")
        assert result.exit_code == 2


def test_a_company_is_exported_and_loaded(acme: Books, tmp_path: Path) -> None:
    out = tmp_path / "files" / "acme.yaml"
    told = said("company", "export", "ACME", "--out", str(out))

    assert told.startswith("ACME is described in ")
    assert said("company", "export", "ACME") == out.read_text()
    out.write_text(out.read_text().replace("code: ACME", "code: COPY"))
    assert said("company", "load", str(out)).startswith("COPY is open.")
    assert said("company", "export", "COPY").replace("code: COPY", "code: ACME") == said(
        "company", "export", "ACME"
    )
