"""Limits of a company, each at its level."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    limit: 2000
    customer_limits: {Selene: 700}
    lines:
      Build: {project: P-1, limit: 1500, customer_limits: {Helios: 800}}
      Run: {project: P-2}
      Fixed: {project: P-3, billing_method: fixed_price, amount: 500}
  C-2: {customers: {Helios: 100}, lines: {Care: {project: P-4, limit: 0.5}}}
  C-3: {customers: {Helios: 100}, lines: {Free: {project: P-5}}}
"""


def limits(company_id: int) -> list[tuple[str, str, str | None, str | None, str]]:
    """Level, contract, line, customer and amount, by contract and level."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select found.level, contract.number, line.name, customer.account, round(found.limit_amount, 2)::text
                 from agreements_limits(%s) as found
                 join agreements_contract as contract on contract.id = found.contract_id
                 left join agreements_contract_line as line on line.id = found.contract_line_id
                 left join masterdata_customer as customer on customer.id = found.customer_id
                order by contract.number, found.level""",
            [company_id],
        )
        return list(cursor.fetchall())


def test_each_level_with_a_limit_has_a_row_and_no_other(books: Books) -> None:
    books.given(GIVEN)

    assert limits(books.company_id) == [
        ("contract", "C-1", None, None, "2000.00"),
        ("contract_customer", "C-1", None, "Selene", "700.00"),
        ("line", "C-1", "Build", None, "1500.00"),
        ("line_customer", "C-1", "Build", "Helios", "800.00"),
        ("line", "C-2", "Care", None, "0.50"),
    ]
    assert limits(books.company_id + 1) == []
