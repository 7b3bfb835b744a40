"""Pages are measured as a browser asks for them: time, bytes, statements, held against a budget."""

from browsing import logged_in
from unbilled.lab.bench.pages import ACTION, CELL, LIST, OVERVIEW, PageSpeed, asked, measured, slow
from unbilled.lab.scenarios.books import Books

WORLD = """
company: {code: BENCH, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
resources: {Ada: Developer}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
"""
WORK = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 3}
- submit: all
- approve: {entries: all, on: 2026-03-04}
- mark_ready: {entries: [T1]}
- create_proformas: {contracts: [C-1], through: 2026-03-31, on: 2026-03-31}
"""


def test_shares_of_what_was_measured_are_held_against_the_budget():
    one = PageSpeed("backlog", 100, [float(n) for n in range(1, 101)])
    assert (one.share(50), one.share(95), one.share(100)) == (50.0, 95.0, 100.0)
    assert slow([one]) == []
    late = PageSpeed("cell edit", 60, [10.0] * 90 + [61.0] * 10)
    assert slow([one, late]) == ["cell edit: 95 of 100 answers take 61 ms or less, and 60 ms are allowed."]
    # What else the machine did is not theirs.
    busy = PageSpeed("cell edit", 60, [200.0] * 20, [12.0] * 20)
    assert slow([busy]) == []
    assert busy.as_json()["cpu"] == 12.0


def test_pages_steps_and_cells_are_measured(books: Books):
    books.given(WORLD)
    books.do(WORK)
    found = {}
    for name, budget, ask in asked(logged_in()):
        if name in ("dashboard", "backlog", "backlog, totals", "20 rows marked", "cell edit"):
            found[name] = PageSpeed(name, budget)
            for _ in range(2):
                measured(found[name], ask)
    assert [one.budget for one in found.values()] == [OVERVIEW, LIST, 400, ACTION, CELL]
    assert all(len(one.milliseconds) == 2 and one.statements > 0 for one in found.values())
    assert found["backlog"].statements <= 12
    assert found["cell edit"].statements <= 24
