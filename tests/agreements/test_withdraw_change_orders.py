"""Withdrawing change orders: drafts and approved ones, all or none; what is applied stays."""

from unbilled.lab.scenarios.books import Books

WORLD = "contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}}"


def test_what_is_applied_is_not_withdrawn_and_nothing_with_it(books: Books) -> None:
    books.given(WORLD)
    for limit in (1000, 2000):
        books.do(
            f"- draft_change_order: {{contract: C-1, name: Limit, from: 2026-04-01, terms: {{limit: {limit}}}}}"
        )
    books.do("- approve_change_orders: {orders: [C-1/1], on: 2026-04-01}")

    refusal = books.refused("ChangeOrderNotMovable", "withdraw_change_orders: [C-1/1, C-1/2]")
    assert refusal.message == "Change orders cannot be withdrawn: C-1/1 (applied)."

    books.do("- withdraw_change_orders: [C-1/2]")
    books.show("change orders", "change order | status\nC-1/1 | applied\nC-1/2 | withdrawn")
