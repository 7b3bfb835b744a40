"""The account of a posting type: the most specific rule wins."""

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: EUR}
tax: {VAT20: 20, VAT5: 5}
projects: {P-1: {group: PUBLIC}, P-2: {group: PUBLIC}, P-3: {}}
categories: {Travel: {class: expense, group: TRIPS}, Hotel: {class: expense, group: TRIPS}, Cable: {class: material}}
customers: {Helios: {group: BIG}, Selene: {group: BIG}, Eos: {}}
posting_rules:
- {posting_type: invoiced_revenue, project: P-1, account: 1}
- {posting_type: invoiced_revenue, project_group: PUBLIC, account: 2}
- {posting_type: invoiced_revenue, category: Travel, account: 3}
- {posting_type: invoiced_revenue, category_group: TRIPS, account: 4}
- {posting_type: invoiced_revenue, customer: Helios, account: 5}
- {posting_type: invoiced_revenue, customer_group: BIG, account: 6}
- {posting_type: invoiced_revenue, tax_code: VAT5, account: 7}
- {posting_type: invoiced_revenue, project_group: PUBLIC, category: Travel, account: 8}
"""


@pytest.mark.parametrize(
    ("project", "category", "customer", "tax_code", "account"),
    [
        ("P-1", "Travel", "Helios", "VAT5", "1"),
        ("P-2", "Travel", "Helios", "VAT5", "8"),
        ("P-2", "Hotel", "Helios", "VAT5", "2"),
        ("P-3", "Travel", "Helios", "VAT5", "3"),
        ("P-3", "Hotel", "Helios", "VAT5", "4"),
        ("P-3", "Cable", "Helios", "VAT5", "5"),
        ("P-3", "Cable", "Selene", "VAT5", "6"),
        ("P-3", "Cable", "Eos", "VAT5", "7"),
    ],
)
def test_the_most_specific_rule_wins(
    books: Books, project: str, category: str, customer: str, tax_code: str, account: str
) -> None:
    books.given(GIVEN)

    with connection.cursor() as cursor:
        cursor.execute(
            """select account.number
                 from accounting_account(%s, 'invoiced_revenue', %s, %s, %s, %s) as found
                 join ledger_main_account as account on account.id = found.main_account_id""",
            [
                books.company_id,
                books.id("projects", project),
                books.id("categories", category),
                books.id("customers", customer),
                books.id("tax_codes", tax_code),
            ],
        )
        assert cursor.fetchall() == [(account,)]


def test_where_no_rule_fits_there_is_none(books: Books) -> None:
    books.given(GIVEN)

    with connection.cursor() as cursor:
        cursor.execute("delete from accounting_posting_rule where posting_type = 'cost'")
        cursor.execute(
            "select main_account_id from accounting_account(%s, 'cost', 0, 0, 0, 0)", [books.company_id]
        )
        assert cursor.fetchall() == []
