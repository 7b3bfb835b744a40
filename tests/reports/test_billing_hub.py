"""The billing hub: what of each contract is open, ready and on drafts; and which contracts have something ready."""

from decimal import Decimal

from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.billing_hub import BILLING_HUB
from unbilled.reports.reads.find_records import find_records
from unbilled.reports.reads.ready_contracts import ready_contracts

WORLD = """
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1}
      Study:
        project: P-2
        billing_method: fixed_price
        amount: 900
        milestones: {Half: {date: 2026-03-31, amount: 300}, Rest: {date: 2026-04-30, amount: 500}}
  C-2:
    customers: {Orbit: 100}
    sales_prices: {Developer: 100}
    lines: {Care: {project: P-3, retainers: {Start: {date: 2026-03-01, amount: 50}}}}
  C-3: {customers: {}, confirmed: false, lines: {}}
"""
STEPS = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 4}
    T3: {resource: Ada Moreau, project: P-1, date: 2026-03-04, hours: 1}
    T4: {resource: Ada Moreau, project: P-3, date: 2026-03-05, hours: 2}
- submit: all
- approve: {entries: all, billing_types: {T4: non_chargeable}}
- mark_ready: [T1, T2, T4]
- mark_ready: {milestones: [Half]}
- mark_ready: {retainers: [Start]}
- create_proformas: {entries: [T2], contracts: [C-1]}
"""
AMOUNTS = ("contracted", "time", "milestone", "ready", "draft")


def test_what_is_open_ready_and_drafted_of_each_contract(books: Books) -> None:
    """C-1: 1,000 and 100 of time wait, 400 are on a draft, 800 are milestones; ready are 1,000 and 300."""
    books.given(WORLD)
    books.do(STEPS)

    rows = BILLING_HUB.of(company_id=books.company_id, selection=Selection()).rows()

    assert [
        (row["contract"], row["customer"], [int(row[f"{one}_amount"]) for one in AMOUNTS], row["is_ready"])
        for row in sorted(rows, key=lambda row: row["contract"])
    ] == [
        ("C-1", "Helios", [900, 1100, 800, 1300, 400], True),
        ("C-2", "Orbit", [0, 0, 0, 50, 0], True),
        ("C-3", None, [0, 0, 0, 0, 0], False),
    ]
    # What charges nothing is ready all the same, and what is paid in advance is invoiced with the rest.
    ready = ready_contracts(company_id=books.company_id, limit=5)
    assert [(one.number, one.customer, one.record_count, one.amount) for one in ready] == [
        ("C-1", "Helios", 2, Decimal(1300)),
        ("C-2", "Orbit", 2, Decimal(50)),
    ]
    assert find_records(company_id=books.company_id, names=["milestone Half", "contract C-1"]) == [
        *("milestone Half", "contract C-1"),
        f"milestone:{books.id('milestones', 'Half')}",
        f"contract:{books.id('contracts', 'C-1')}",
    ]
