"""Drafting a change order: numbered by contract, tried and undone, with the value it leads to."""

from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1: {customers: {Helios: 100}, lines: {Study: {project: P-1, billing_method: fixed_price, amount: 1000}}}
  C-2: {customers: {Helios: 100}, lines: {Study: {project: P-2, billing_method: fixed_price, amount: 700}}}
"""
ORDER = "draft_change_order: {contract: %s, name: More, from: 2026-04-01, lines: {Study: {amount: %s}}}"


def test_orders_are_numbered_by_contract_and_change_nothing_yet(books: Books) -> None:
    books.given(WORLD)

    drafted = books.do(f"- {ORDER % ('C-1', 1500)}")
    assert (drafted.name, int(drafted.value_before), int(drafted.value_after)) == ("C-1/1", 1000, 1500)
    assert drafted.told == ["C-1/Study: amount 1000 → 1500"]
    assert [books.do(f"- {ORDER % one}").name for one in (("C-1", 900), ("C-2", 800))] == ["C-1/2", "C-2/1"]

    books.refused("MastersRefused", ORDER % ("C-1", -5))
    assert books.do("- progress: {lines: [C-1/Study], percent: 100}")  # of 1,000.00 as before
    books.show("milestones", "milestone | amount\nProgress to 100 % | 1000.00")
    # What is ready is more than 900.00 by now.
    books.refused("MilestonesExceedContract", "approve_change_orders: {orders: [C-1/2], on: 2026-04-01}")
    books.show(
        "change orders",
        """
        change order | status | after
        C-1/1        | draft  | 1500.00
        C-1/2        | draft  |  900.00
        C-2/1        | draft  |  800.00
        """,
    )


def test_all_that_becomes_another_is_told_before_and_after(books: Books) -> None:
    books.given("""
    customers: {Helios: {}, Selene: {}}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Developer: 100}
        lines:
          Build: {project: P-1}
          Study: {project: P-3, classes: [time], billing_method: fixed_price, amount: 1000}
    """)

    drafted = books.do("""
    - draft_change_order:
        contract: C-1
        name: More
        from: 2026-04-01
        terms: {limit: 5000}
        lines:
          Build: {limit: 4000, customers: {Helios: 60, Selene: 40}}
          Study: {amount: 900}
          Extra: {project: P-3, classes: [expense], billing_method: fixed_price, amount: 250}
        prices: {Sales C-1: {Developer: 110}}
    """)

    assert drafted.told == [
        "C-1/Build: limit none → 4000",
        "C-1/Study: amount 1000 → 900",
        "C-1/Build: customers Helios 100 → Helios 60, Selene 40",
        "C-1/Extra: project none → P-3",
        "C-1/Extra: classes none → expense",
        "C-1/Extra: billing method none → fixed_price",
        "C-1/Extra: amount none → 250",
        "C-1: limit none → 5000",
        "Sales C-1: Developer: value from 2026-04-01 100 → 110",
    ]
