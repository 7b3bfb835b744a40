"""What is agreed of a product and not billed yet follows the contract, and what is billed stays."""

from acting import acting
from unbilled.billing.events.plan_products import plan_products
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
categories: {Hardware: {class: material}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines:
      Sensor: {project: P-1, billing_method: product, quantity: 10, price: 33.335, delivery_date: 2026-03-10}
      Hours: {project: P-2}
      Study: {project: P-3, billing_method: fixed_price, amount: 100}
"""
SENSOR = "billing_method: product, project: P-1, quantity: 1, price: 10, delivery_date: 2026-03-10"


def test_what_is_not_billed_follows_the_contract(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - prepare_products: {lines: [C-1/Sensor], quantity: 4, date: 2026-03-10}
    - create_proformas: {through: 2026-03-31}
    - prepare_products: {lines: [C-1/Sensor], quantity: 1, date: 2026-03-20}
    - set: {lines: {C-1/Sensor: {quantity: 12, delivery_date: 2026-04-10}}}
    """)
    books.show(
        "milestones",
        """
        milestone      | date       | quantity | amount | status
        Sensor         | 2026-04-10 |     7.00 | 233.34 | not_ready
        Sensor, part 1 | 2026-03-10 |     4.00 | 133.34 | customer_invoice_created
        Sensor, part 2 | 2026-03-20 |     1.00 |  33.34 | ready_to_invoice
        """,
    )
    # At another price what is on a draft stays; what is ready becomes another part, and is not ready.
    books.do("""
    - draft_change_order: {contract: C-1, name: Dearer, from: 2026-04-01, lines: {Sensor: {price: 40, quantity: 5}}}
    - approve_change_orders: {orders: [C-1/1], on: 2026-04-01}
    """)
    books.show(
        "milestones",
        """
        milestone      | date       | quantity | price  | amount | status
        Sensor, part 1 | 2026-03-10 |     4.00 | 33.335 | 133.34 | customer_invoice_created
        Sensor, part 2 | 2026-03-20 |     1.00 | 40.00  |  40.00 | not_ready
        """,
    )
    books.show("change orders", "change order | before | after\nC-1/1 | 500.02 | 300.00")
    found = books.refused("ProductBeyondContract", "set: {lines: {C-1/Sensor: {quantity: 3}}}")
    assert "C-1/Sensor, 4 of 3 piece" in found.message
    # A part that is taken off its draft is open too: it gets the price, and gives way.
    books.do("""
    - discard: all
    - set: {lines: {C-1/Sensor: {quantity: 3, name: Gauge}}}
    """)
    books.show(
        "milestones",
        """
        milestone      | line  | quantity | price | amount | status
        Sensor, part 1 | Gauge |     3.00 | 40.00 | 120.00 | not_ready
        """,
    )
    books.do("- set: {lines: {C-1/Gauge: {quantity: 6, customers: {Selene: 100}}}}")
    books.show(
        "milestones",
        """
        milestone      | customer | quantity | amount | status
        Sensor, part 1 | Selene   |     3.00 | 120.00 | not_ready
        Gauge          | Selene   |     3.00 | 120.00 | not_ready
        """,
    )
    before = snapshot()
    assert plan_products(acting(books.company_id), contract_ids=[books.id("contracts", "C-1")]) == 1
    assert snapshot() == before


def test_lines_that_are_no_products_and_products_that_cannot_be(books: Books) -> None:
    books.given(WORLD)
    for step, fault in (
        ("set: {lines: {C-1/Hours: {price: 3}}}", "it sells work, and has no price of a product"),
        ("set: {lines: {C-1/Sensor: {amount: 3}}}", "amount of a product is quantity times price"),
        ("set: {lines: {C-1/Sensor: {classes: [time]}}}", "classes of a product are none"),
        ("set: {lines: {C-1/Sensor: {unit: ''}}}", "it sells a product, and has no unit"),
        ("set: {lines: {C-1/Sensor: {quantity: 0}}}", "quantity and price of a product are above zero"),
        ("set: {lines: {C-1/Sensor: {limit: 3}}}", "it sells a product, and has no limit"),
        ("set: {lines: {C-1/Sensor: {customers: {Helios: 50, Selene: 50}}}}", "paid by one customer, not by"),
        ("set: {lines: {C-1/Sensor: {price: 99999999999, quantity: 999999999}}}", "more than the books hold"),
        ("set: {lines: {C-1/Sensor: {category: Nothing}}}", "there is no category Nothing"),
    ):
        assert fault in books.refused("MastersRefused", step).message, step
    for refusal, step in (
        (
            "LineNotFixedPrice",
            "create_milestones: {line: C-1/Sensor, milestones: {M: {date: 2026-03-01, amount: 1}}}",
        ),
        ("MilestoneUnknown", "delete_milestones: {line: C-1/Sensor, milestones: [Sensor]}"),
    ):
        books.refused(refusal, step)
