"""Products: a part is ready, the rest waits, and together they are what was agreed."""

from decimal import Decimal

from billing_world import refusing

from acting import acting
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.rules import ContractLineUnknown
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines:
      Sensor: {project: P-1, billing_method: product, quantity: 10, price: 33.335, delivery_date: 2026-03-10}
      Hours: {project: P-2}
"""
BOX = "billing_method: product, quantity: 2, price: 1, delivery_date: 2026-03-10"
OTHERS = f"""\
  C-2: {{confirmed: false, customers: {{Helios: 100}}, lines: {{Box: {{project: P-4, {BOX}}}}}}}
  C-3: {{closed: true, customers: {{Helios: 100}}, lines: {{Box: {{project: P-5, {BOX}}}}}}}
"""


def test_a_part_is_ready_and_the_rest_waits(books: Books) -> None:
    books.given(WORLD)
    books.show(
        "milestones",
        """
        milestone | customer | date       | quantity | unit  | price  | amount | status
        Sensor    | Helios   | 2026-03-10 |    10.00 | piece | 33.335 | 333.35 | not_ready
        """,
    )
    books.do("- prepare_products: {lines: [C-1/Sensor], quantity: 3, date: 2026-03-11}")
    books.show(
        "milestones",
        """
        milestone      | date       | quantity | amount | status
        Sensor         | 2026-03-10 |     7.00 | 233.34 | not_ready
        Sensor, part 1 | 2026-03-11 |     3.00 | 100.01 | ready_to_invoice
        """,
    )
    # A part that is all that waits is the rest itself, with its cents.
    books.do("- prepare_products: {lines: [C-1/Sensor], quantity: 7, date: 2026-03-12}")
    books.show(
        "milestones",
        """
        milestone      | date       | quantity | amount | status
        Sensor         | 2026-03-12 |     7.00 | 233.34 | ready_to_invoice
        Sensor, part 1 | 2026-03-11 |     3.00 | 100.01 | ready_to_invoice
        """,
    )


def test_what_cannot_be_prepared_changes_nothing(books: Books) -> None:
    books.given((WORLD + OTHERS).replace("C-1:", "C-1:\n    limit: 133.33"))
    for refusal, step in (
        ("ProductQuantityNotPositive", "{lines: [C-1/Sensor], quantity: 0}"),
        ("ProductQuantityNotPositive", "{lines: [C-1/Sensor], quantity: 0.0000001}"),
        ("LineWithoutProduct", "{lines: [C-1/Hours], quantity: 1}"),
        ("ContractClosed", "{lines: [C-3/Box], quantity: 1}"),
        ("ProductBeyondContract", "{lines: [C-1/Sensor], quantity: 11}"),
        ("MilestoneNotMarkable", "{lines: [C-2/Box], quantity: 1}"),
        ("MilestoneOverLimit", "{lines: [C-1/Sensor], quantity: 4}"),
    ):
        books.refused(refusal, f"prepare_products: {step}")
    with refusing(ContractLineUnknown):
        prepare_products(acting(books.company_id), contract_line_ids=[999_999], quantity=Decimal(1))
