"""What tests of commands about single documents share: how one is given, and a world to give it in."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from unbilled.cli.main import app
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot

WIDTH = 80
WORLD = """
company: {code: ACME, accounting_currency: EUR, terms: N30}
terms: {N30: {net_days: 30}, N14: {net_days: 14}}
tax: {VAT20: {rate: 20}, VAT0: {rate: 0, category: Z}}
tax_groups: {DOMESTIC: [VAT20, VAT0], EXPORT: [VAT0]}
item_tax_groups: {FULL: [VAT20, VAT0]}
dimensions: {north: {department: 200, region: north}}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
customers: {Helios: {account: "10010", tax_group: EXPORT}, Orbit: {account: "10020", tax_group: EXPORT}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}, Plan: {project: P-4, billing_method: fixed_price, amount: 1000}}
  C-2:
    customers: {Orbit: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 120}
    lines:
      Care: {project: P-2}
      Study: {project: P-3, billing_method: fixed_price, milestones: {Report: {amount: 4000, date: 2026-03-20}}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8, description: Layout}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada Moreau, project: P-2, date: 2026-03-04, hours: 5}
- submit: all
- approve: {entries: all, billing_types: {T2: complimentary}, on: 2026-03-05}
"""
"""800 and 200 of it complimentary for Helios, 600 and a milestone of 4,000 for Orbit."""
BILLED = """
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
"""
POSTED = """
- post_journals: all
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
- confirm: all
- post_invoices: all
"""


def worked(books: Books, *further: str) -> Books:
    """The world with approved work, and what is done with it."""
    books.given(WORLD)
    for steps in (WORK, *further):
        books.do(steps)
    return books


def unbilled(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def said(*arguments: str, status: int = 0) -> dict[str, Any]:
    result = unbilled(*arguments, "--json")
    assert result.exit_code == status, result.output + repr(result.exception)
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def rows(*arguments: str) -> list[dict[str, Any]]:
    """The rows of a list, all on one page."""
    answer = said(*arguments)
    assert answer["next"] is None
    found: list[dict[str, Any]] = answer["rows"]
    return found


def refused(*arguments: str) -> Refusal:
    before = books_as_they_are()
    result = unbilled(*arguments)
    assert isinstance(result.exception, Refusal), result.output
    assert books_as_they_are() == before
    return result.exception


def books_as_they_are() -> dict[str, str]:
    """Every table but the people: whoever gives a command is known from then on."""
    return {table: seen for table, seen in snapshot().items() if table != "people_person"}
