"""Taking approved work back: reversed to the cent, pencil again, and never while a document has it."""

from unbilled.lab.scenarios.books import Books

WORLD = """
company: {accounting_currency: USD, rates: {GBP: {2026-01-01: 1.25, 2026-04-01: 1.30}}}
resources: {Ada: {role: Developer, cost_price: 60}}
categories: {Taxi: {class: expense}, Support: {class: fee}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 60, Selene: 40}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {All: {project: P-1}}
  C-2: {customers: {Helios: 100}, lines: {}}
"""
APPROVED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
    F1: {class: fee, category: Support, project: P-1, date: 2026-03-05, price: 90}
- submit: all
- approve: {entries: all, billable: {T1: 6}, on: 2026-03-04}
"""


def world(books: Books) -> None:
    books.given(WORLD)
    books.do(APPROVED)


def test_what_is_not_posted_leaves_backlog_and_journal_and_waits_for_another_decision(books: Books) -> None:
    world(books)

    done = books.do("- take_back: {entries: [T1, F1], on: 2026-04-08}")

    assert (done.entry_count, done.reversed_count) == (2, 7)
    assert {one: int(amount) for one, amount in done.cost_amounts.items()} == {"USD": 480}
    assert {one: int(amount) for one, amount in done.unbilled_amounts.items()} == {"GBP": 890}
    books.show(
        "entries",
        """
        entry | status    | billable
        T1    | submitted |
        T2    | approved  |
        F1    | submitted |
        """,
    )
    books.show(
        "backlog",
        """
        entry | customer | quantity
        T2    | Helios   |     0.60
        T2    | Selene   |     0.40
        """,
    )
    books.show(
        "journal lines",
        """
        entry | kind  | amount
        T2    | cost  |  60.00
        T2    | sales |  60.00
        T2    | sales |  40.00
        """,
    )
    books.show(
        "new actuals",
        """
        type           | entry | customer | accounting date | quantity | amount  | billing type   | adjustment
        cost           | T1    |          | 2026-04-08      |    -8.00 | -480.00 | chargeable     | unadjustable
        unbilled_sales | T1    | Helios   | 2026-04-08      |    -3.60 | -360.00 | chargeable     | unadjustable
        unbilled_sales | T1    | Selene   | 2026-04-08      |    -2.40 | -240.00 | chargeable     | unadjustable
        unbilled_sales | T1    | Helios   | 2026-04-08      |    -1.20 | -120.00 | non_chargeable | unadjustable
        unbilled_sales | T1    | Selene   | 2026-04-08      |    -0.80 |  -80.00 | non_chargeable | unadjustable
        unbilled_sales | F1    | Helios   | 2026-04-08      |    -0.60 |  -54.00 | chargeable     | unadjustable
        unbilled_sales | F1    | Selene   | 2026-04-08      |    -0.40 |  -36.00 | chargeable     | unadjustable
        """,
    )


def test_what_is_posted_is_posted_back_on_the_day_of_the_act_and_work_is_recorded_again(books: Books) -> None:
    world(books)
    books.do("""
    - post_journals: all
    - take_back: {entries: [T1], comment: Only seven hours, on: 2026-04-08}
    - expect:
        new actuals: |
          type           | quantity | billing status
          cost           |    -8.00 |
          unbilled_sales |    -3.60 |
          unbilled_sales |    -2.40 |
          unbilled_sales |    -1.20 |
          unbilled_sales |    -0.80 |
        entries: |
          entry | status   | comment
          T1    | returned | Only seven hours
          T2    | approved |
          F1    | approved |
    - post_journals: all
    - change: {T1: {hours: 7}}
    - submit: [T1]
    - approve: {entries: [T1], on: 2026-04-09}
    - post_journals: all
    - mark_ready: all
    - create_proformas: {contracts: [C-1], through: 2026-04-30}
    - confirm: all
    - post_invoices: all
    """)

    books.show(
        "balances",
        """
        posting type       | accounting
        cost               |     480.00
        payroll_allocation |    -480.00
        customer_balance   |    1388.40
        invoiced_revenue   |   -1157.00
        sales_tax_payable  |    -231.40
        """,
    )


def test_what_is_on_a_document_is_refused_until_it_is_taken_off_or_credited(books: Books) -> None:
    world(books)
    books.do("""
    - close_contracts: [C-2]
    - mark_ready: [T1, F1]
    - create_proformas: {contracts: [C-1], through: 2026-03-31, on: 2026-03-31}
    """)
    refusal = books.refused("WorkInvoiced", "take_back: [T1, T2, F1]")
    assert refusal.message == (
        "This cannot be taken back: T1 (on draft P-00001), T1 (on draft P-00002), F1 (on draft P-00001), "
        "F1 (on draft P-00002)."
    )
    assert refusal.advice == "Take it off the draft, with `unbilled proformas remove` or on its page."
    books.do("- ask_back: {entries: [T1], reason: Wrong day}")

    books.do("- confirm: P-00001")
    assert books.refused("WorkInvoiced", "take_back: [F1]").message == (
        "This cannot be taken back: F1 (billed by P-00001), F1 (on draft P-00002)."
    )
    books.do("- confirm: all")
    refusal = books.refused("WorkInvoiced", "take_back: [F1]")
    assert "unbilled proformas revise" in refusal.advice
    assert "unbilled proformas remove" not in refusal.advice
    for step in (
        "take_back: [F1]",
        "accept_recalls: [T1]",
        "ask_back: {entries: [F1], reason: Wrong}",
    ):
        assert "billed by P-00001" in books.refused("WorkInvoiced", step).message

    books.do("""
    - revise: {proformas: [P-00001, P-00002], reason: All wrong}
    - confirm: all
    - take_back: {entries: [F1, T1], on: 2026-04-08}
    """)
    books.show("backlog", "entry | quantity\nT2 | 0.60\nT2 | 0.40")
    assert books.refused("EntryRecorded", "delete: [T1]").subject_ids == (books.id("entries", "T1"),)
    books.refused("EntryNotApprovedNow", "take_back: [F1]")


def test_what_is_written_off_goes_back_with_the_rest(books: Books) -> None:
    books.given(WORLD + "write_off_reasons: {GOODWILL: Goodwill}\n")
    books.do(APPROVED + "- write_off: {entries: [T2], percent: 50, reason: GOODWILL, on: 2026-04-01}\n")

    books.do("- take_back: {entries: [T2], on: 2026-04-02}\n- approve: {entries: [T2], on: 2026-04-02}")

    books.show(
        "new backlog",
        """
        entry | quantity | billing type
        T2    |     0.60 | chargeable
        T2    |     0.40 | chargeable
        """,
    )
