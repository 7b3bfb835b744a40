"""The item sales tax group: a milestone's, a category's, else the company's."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company:
  accounting_currency: EUR
  default_item_tax_group: FULL
  milestone_item_tax_group: REDUCED
tax: {VAT20: 20, VAT5: 5, VAT0: 0}
item_tax_groups: {FULL: [VAT20], REDUCED: [VAT5], NONE: [VAT0]}
categories: {Travel: {class: expense, item_tax_group: NONE}, Hotel: {class: expense}}
"""


def test_a_milestone_has_its_own_work_that_of_its_category_else_the_companys(books: Books) -> None:
    books.given(GIVEN)

    def group(transaction_class: str, category: str | None) -> str | None:
        with connection.cursor() as cursor:
            cursor.execute(
                """select item_group.code
                     from accounting_item_tax_group(%s, %s, %s) as found
                     left join tax_item_tax_group as item_group on item_group.id = found.item_tax_group_id""",
                [books.company_id, transaction_class, category and books.id("categories", category)],
            )
            [(found,)] = cursor.fetchall()
            return found

    assert group("time", None) == "FULL"
    assert group("expense", "Hotel") == "FULL"
    assert group("expense", "Travel") == "NONE"
    assert group("milestone", None) == "REDUCED"
    assert group("milestone", "Travel") == "REDUCED"
