"""Change orders: drafted, tried, approved, and in force from their day on; what was before stays as it was."""

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada: {role: Developer, cost_price: 60}}
projects: {P-9: {}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1, amount: 5000, limit: 5000}
      Study: {project: P-2, billing_method: fixed_price, amount: 1000}
  C-2: {confirmed: false, customers: {Helios: 100}, lines: {Later: {project: P-3}}}
"""
WORKED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-30, hours: 10}
    T2: {resource: Ada, project: P-1, date: 2026-04-02, hours: 10}
- submit: all
- approve: all
"""
ORDER = """
- draft_change_order:
    contract: C-1
    name: Second phase
    from: 2026-04-01
    lines:
      Build: {amount: 9000, limit: 9000, customers: {Selene: 100}}
      Study: {amount: 1500.50}
      Extra: {project: P-9, billing_method: fixed_price, amount: 250, customers: {Helios: 100}}
    prices: {Sales C-1: {Developer: 110}}
    on: 2026-03-20
"""


def test_prices_and_shares_hold_from_the_day_on_and_the_value_is_told(books: Books) -> None:
    books.given(WORLD)
    books.do(WORKED + ORDER)
    books.show(
        "change orders",
        "change order | name | status | before | after\nC-1/1 | Second phase | draft | | 10750.50",
    )
    books.show(
        "backlog",
        """
        entry | customer | quantity | amount
        T1    | Helios   |     6.00 | 600.00
        T1    | Selene   |     4.00 | 400.00
        T2    | Helios   |     6.00 | 600.00
        T2    | Selene   |     4.00 | 400.00
        """,
    )

    done = books.do("- approve_change_orders: {orders: [C-1/1], on: 2026-03-25}")
    assert (done.approved_count, done.applied_count) == (1, 0)
    books.refused("ChangeOrderNotMovable", "apply_change_orders: {orders: [C-1/1], on: 2026-03-31}")
    books.do("- apply_change_orders: {orders: [C-1/1], on: 2026-04-01}")

    books.show(
        "change orders",
        "change order | status | from | before | after\nC-1/1 | applied | 2026-04-01 | 6000.00 | 10750.50",
    )
    books.show(
        "backlog",
        """
        entry | customer | quantity | amount
        T1    | Helios   |     6.00 |  600.00
        T1    | Selene   |     4.00 |  400.00
        T2    | Selene   |    10.00 | 1100.00
        """,
    )
    # Work of before comes later: it is shared as it was then.
    books.do("""
    - enter:
        T3: {resource: Ada, project: P-1, date: 2026-03-31, hours: 1}
        T4: {resource: Ada, project: P-1, date: 2026-04-01, hours: 1}
    - submit: all
    - approve: [T3, T4]
    - reevaluate: [C-1]
    """)
    books.show(
        "backlog",
        """
        entry | customer | quantity | amount
        T1    | Helios   |     6.00 |  600.00
        T1    | Selene   |     4.00 |  400.00
        T2    | Selene   |    10.00 | 1100.00
        T3    | Helios   |     0.60 |   60.00
        T3    | Selene   |     0.40 |   40.00
        T4    | Selene   |     1.00 |  110.00
        """,
    )
    early = (
        "draft_change_order: {contract: C-1, name: Again, from: 2026-03-01, "
        "lines: {Build: {customers: {Helios: 100}}}}"
    )
    assert books.refused("SharesHoldLater", early).message == (
        "Other shares begin later already: C-1/Build from 2026-04-01."
    )


def test_what_cannot_be_is_refused_when_it_is_drafted_and_what_is_done_is_done(books: Books) -> None:
    books.given(WORLD)
    order = "draft_change_order: {contract: C-1, from: 2026-04-01, "
    for refusal, step in (
        ("ChangeOrderEmpty", order + "lines: {Build: {amount: 1}}}"),
        ("ChangeOrderEmpty", order + "name: Nothing}"),
        (
            "ChangeOrderOfDraft",
            "draft_change_order: {contract: C-2, from: 2026-04-01, name: X, lines: {Later: {amount: 1}}}",
        ),
        ("MastersRefused", order + "name: X, lines: {Build: {amount: -1}}}"),
        ("SplitNotComplete", order + "name: X, lines: {Build: {customers: {Helios: 90}}}}"),
        ("ChangeOrderUnknown", "approve_change_orders: [C-1/7]"),
    ):
        books.refused(refusal, step)

    books.do(f"- {order}name: More, lines: {{Study: {{amount: 2000}}}}, on: 2026-04-02}}")
    books.do(f"- {order}name: Less, terms: {{limit: 7000}}, on: 2026-04-02}}")
    books.refused("ChangeOrderNotMovable", "apply_change_orders: [C-1/1]")
    books.do("- withdraw_change_orders: [C-1/2]")
    assert books.do("- approve_change_orders: [C-1/1]").applied_count == 1

    for step in (
        "approve_change_orders: [C-1/1]",
        "withdraw_change_orders: [C-1/1]",
        "approve_change_orders: [C-1/2]",
    ):
        books.refused("ChangeOrderNotMovable", step)
    books.show(
        "change orders",
        """
        change order | name | status    | before  | after
        C-1/1        | More | applied   | 6000.00 | 7000.00
        C-1/2        | Less | withdrawn |         | 6000.00
        """,
    )
