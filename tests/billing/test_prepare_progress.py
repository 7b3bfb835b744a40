"""Progress: what is complete is ready, the rest waits, and together they are what was agreed, customer by customer."""

from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines: {Study: {project: P-1, billing_method: fixed_price, amount: 1000.01}}
  C-2:
    customers: {Helios: 100}
    lines:
      Site: {project: P-2, billing_method: fixed_price, amount: 5000,
             milestones: {Deposit: {date: 2026-01-10, amount: 1000}}}
      Open: {project: P-3, billing_method: fixed_price}
      Hours: {project: P-4}
"""


def test_slices_and_rest_sum_to_what_was_agreed_to_the_last_cent(books: Books) -> None:
    books.given(WORLD)

    books.do("- progress: {lines: [C-1/Study], percent: 33.333, on: 2026-03-31}")
    books.show(
        "milestones",
        """
        milestone            | customer | date       | amount | status           | contract
        Deposit              | Helios   | 2026-01-10 | 1000.00 | not_ready        | C-2
        Progress to 33.33 %  | Helios   | 2026-03-31 | 200.00 | ready_to_invoice | C-1
        Progress to 33.33 %  | Selene   | 2026-03-31 | 133.33 | ready_to_invoice | C-1
        Remaining progress   | Helios   | 2026-03-31 | 400.01 | not_ready        | C-1
        Remaining progress   | Selene   | 2026-03-31 | 266.67 | not_ready        | C-1
        """,
    )
    books.do("""
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    - confirm: all
    - progress: {lines: [C-1/Study], amount: 500, name: Half, on: 2026-04-30}
    - progress: {lines: [C-1/Study], percent: 100, on: 2026-05-31}
    """)
    books.show(
        "milestones",
        """
        milestone           | customer | amount  | status
        Deposit             | Helios   | 1000.00 | not_ready
        Progress to 33.33 % | Helios   |  200.00 | customer_invoice_posted
        Progress to 33.33 % | Selene   |  133.33 | customer_invoice_posted
        Half                | Helios   |  100.00 | ready_to_invoice
        Half                | Selene   |   66.67 | ready_to_invoice
        Progress to 100 %   | Helios   |  300.01 | ready_to_invoice
        Progress to 100 %   | Selene   |  200.00 | ready_to_invoice
        """,
    )
    assert (
        "1,000.01 EUR"
        in books.refused("ProgressNotAhead", "progress: {lines: [C-1/Study], percent: 100}").message
    )
    # More is agreed later: that is left.
    books.do("""
    - set: {lines: {C-1/Study: {amount: 1200.01}}}
    - progress: {lines: [C-1/Study], amount: 1100.01, on: 2026-06-30}
    """)
    books.show(
        "new milestones",
        """
        milestone           | customer | amount | status
        Progress to 91.67 % | Helios   |  60.00 | ready_to_invoice
        Progress to 91.67 % | Selene   |  40.00 | ready_to_invoice
        Remaining progress  | Helios   |  60.00 | not_ready
        Remaining progress  | Selene   |  40.00 | not_ready
        """,
    )


def test_what_is_planned_beside_it_is_left_and_what_makes_no_sense_is_refused(books: Books) -> None:
    books.given(WORLD)

    for refusal, step in (
        ("ProgressUnclear", "progress: {lines: [C-1/Study]}"),
        ("ProgressUnclear", "progress: {lines: [C-1/Study, C-2/Site], amount: 10}"),
        ("LineWithoutAmount", "progress: {lines: [C-2/Open], percent: 10}"),
        ("LineNotFixedPrice", "progress: {lines: [C-2/Hours], percent: 10}"),
        ("MilestoneAmountNotPositive", "progress: {lines: [C-1/Study], amount: 10.001}"),
        ("ProgressNotAhead", "progress: {lines: [C-1/Study], percent: 0}"),
        ("MilestoneNameTaken", "progress: {lines: [C-2/Site], percent: 10, name: Deposit}"),
    ):
        books.refused(refusal, step)
    # The deposit is planned, so that 4,000.00 are left.
    assert (
        "4,000.00 EUR"
        in books.refused("ProgressBeyondContract", "progress: {lines: [C-2/Site], percent: 81}").message
    )

    books.do("- progress: {lines: [C-1/Study, C-2/Site], percent: 50, on: 2026-03-31}")

    books.show(
        "new milestones",
        """
        milestone          | contract | customer | amount
        Progress to 50 %   | C-1      | Helios   |  300.01
        Progress to 50 %   | C-1      | Selene   |  200.00
        Remaining progress | C-1      | Helios   |  300.00
        Remaining progress | C-1      | Selene   |  200.00
        Progress to 50 %   | C-2      | Helios   | 2500.00
        Remaining progress | C-2      | Helios   | 1500.00
        """,
    )
