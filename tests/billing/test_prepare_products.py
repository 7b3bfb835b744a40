"""Products: a part is ready, the rest waits, and together they are what was agreed."""

from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines:
      Sensor: {project: P-1, billing_method: product, quantity: 10, price: 33.335, delivery_date: 2026-03-10}
      Hours: {project: P-2}
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
