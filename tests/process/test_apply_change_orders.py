"""Applying change orders: in the order of their days, each on what the one before left; none before its day."""

from unbilled.lab.scenarios.books import Books

WORLD = """
projects: {P-2: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Study: {project: P-1, billing_method: fixed_price, amount: 1000}}}
  C-2: {customers: {Helios: 100}, lines: {}}
"""


def test_the_later_builds_on_the_earlier_and_all_are_applied_or_none(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - draft_change_order: {contract: C-1, name: Late, from: 2026-04-03, lines: {Study: {amount: 3000}}}
    - draft_change_order: {contract: C-1, name: Early, from: 2026-04-02, lines: {Study: {amount: 2000}}}
    - draft_change_order:
        contract: C-2
        name: First
        from: 2026-04-02
        lines: {Plan: {project: P-2, billing_method: fixed_price, amount: 500, customers: {Helios: 100}}}
    - approve_change_orders: {orders: [C-1/1, C-1/2, C-2/1], on: 2026-03-20}
    """)

    refusal = books.refused(
        "ChangeOrderNotMovable", "apply_change_orders: {orders: [C-1/1, C-1/2], on: 2026-04-02}"
    )
    assert refusal.message == "Change orders cannot be applied: C-1/1 (approved)."

    assert (
        books.do("- apply_change_orders: {orders: [C-1/1, C-1/2, C-2/1], on: 2026-04-03}").applied_count == 3
    )
    books.show(
        "change orders",
        """
        change order | status  | before  | after
        C-1/1        | applied | 2000.00 | 3000.00
        C-1/2        | applied | 1000.00 | 2000.00
        C-2/1        | applied |    0.00 |  500.00
        """,
    )
