"""The sales tax group of what is billed: of the place the company chose, else the first that names one."""

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {{accounting_currency: EUR, tax_group_source: {source}}}
tax: {{VAT20: 20}}
tax_groups: {{OF-PROJECT: [VAT20], OF-CONTRACT: [VAT20], OF-CUSTOMER: [VAT20]}}
projects: {{P-1: {{tax_group: OF-PROJECT}}, P-2: {{}}}}
customers: {{Helios: {{tax_group: OF-CUSTOMER}}}}
contracts:
  C-1: {{tax_group: OF-CONTRACT, customers: {{Helios: 100}}, lines: {{All: {{project: P-1}}}}}}
  C-2: {{customers: {{Helios: 100}}, lines: {{All: {{project: P-2}}}}}}
"""


@pytest.mark.parametrize(
    ("source", "named", "project_and_customer", "contract_and_customer", "customer_alone"),
    [
        ("search", "OF-PROJECT", "OF-PROJECT", "OF-CONTRACT", "OF-CUSTOMER"),
        ("project", "OF-PROJECT", "OF-PROJECT", None, None),
        ("contract", "OF-CONTRACT", None, "OF-CONTRACT", None),
        ("customer", "OF-CUSTOMER", "OF-CUSTOMER", "OF-CUSTOMER", "OF-CUSTOMER"),
    ],
)
def test_the_place_chosen_or_the_first_that_names_one(
    books: Books,
    source: str,
    named: str,
    project_and_customer: str | None,
    contract_and_customer: str | None,
    customer_alone: str | None,
) -> None:
    books.given(GIVEN.format(source=source))

    def group(project: str, contract: str) -> str | None:
        with connection.cursor() as cursor:
            cursor.execute(
                """select tax_group.code
                     from accounting_tax_group(%s, %s, %s, %s) as found
                     left join tax_tax_group as tax_group on tax_group.id = found.tax_group_id""",
                [
                    books.company_id,
                    books.id("projects", project),
                    books.id("contracts", contract),
                    books.id("customers", "Helios"),
                ],
            )
            [(found,)] = cursor.fetchall()
            return found

    assert group("P-1", "C-1") == named
    assert group("P-1", "C-2") == project_and_customer
    assert group("P-2", "C-1") == contract_and_customer
    assert group("P-2", "C-2") == customer_alone
