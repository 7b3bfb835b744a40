"""Opening journal lines: what the accountant reviews, with tax groups and dimensions by default."""

import pytest

from acting import acting
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.models import Actual
from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.lab.scenarios.books import Books

WORLD = """
company: {accounting_currency: EUR}
tax: {VAT20: 20, VAT10: 10}
tax_groups: {DOMESTIC: [VAT20, VAT10], ABROAD: []}
dimensions: {north: {region: north}}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Books: {class: expense, item_tax_group: VAT10}}
projects: {P-1: {dimensions: north}, P-9: {}}
contracts:
  C-1:
    customers: {Helios: 100}
    lines: {Build: {project: P-1, sales_prices: {Developer: 100, Books: at_cost}}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-31, hours: 8}
    T2: {resource: Ada Moreau, project: P-9, date: 2026-04-01, hours: 1}
    E1: {class: expense, category: Books, project: P-1, date: 2026-04-01, cost: 30}
- submit: all
- approve: all
"""


def test_every_actual_has_a_line_in_the_journal_of_its_month(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)

    books.show(
        "journal lines",
        """
        journal | period  | entry | kind  | project | date       | accounting date | amount | status
        J-00001 | 2026-03 | T1    | cost  | P-1     | 2026-03-31 | 2026-03-31      |    480 | draft
        J-00001 | 2026-03 | T1    | sales | P-1     | 2026-03-31 | 2026-03-31      |    800 | draft
        J-00002 | 2026-04 | T2    | cost  | P-9     | 2026-04-01 | 2026-04-01      |     60 | draft
        J-00002 | 2026-04 | E1    | cost  | P-1     | 2026-04-01 | 2026-04-01      |     30 | draft
        J-00002 | 2026-04 | E1    | sales | P-1     | 2026-04-01 | 2026-04-01      |     30 | draft
        """,
    )


def test_sales_are_taxed_and_all_lines_carry_the_projects_dimensions(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)

    books.show(
        "journal lines",
        """
        entry | kind  | tax group | item tax group | dimensions
        T1    | cost  |           |                | region north
        T1    | sales | DOMESTIC  | VAT20          | region north
        T2    | cost  |           |                |
        E1    | cost  |           |                | region north
        E1    | sales | DOMESTIC  | VAT10          | region north
        """,
    )


@pytest.mark.parametrize(
    ("grouping", "journals"),
    [
        ("day", "J-00001 | 2026-03-31 | 2\nJ-00002 | 2026-04-01 | 3"),
        ("month", "J-00001 | 2026-03 | 2\nJ-00002 | 2026-04 | 3"),
        ("year", "J-00001 | 2026 | 5"),
        ("all", "J-00001 | all | 5"),
    ],
)
def test_journals_are_grouped_as_the_company_says(books: Books, grouping: str, journals: str) -> None:
    books.given(WORLD.replace("accounting_currency: EUR", f"accounting_currency: EUR, grouping: {grouping}"))
    books.do(WORK)

    books.show("journals", f"journal | period | lines\n{journals}")


def test_later_work_of_a_period_joins_its_journal(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    books.do("""
    - enter:
        T3: {resource: Ada Moreau, project: P-9, date: 2026-03-01, hours: 1}
        T4: {resource: Ada Moreau, project: P-9, date: 2026-05-01, hours: 1}
    - submit: all
    - approve: all
    """)

    books.do("""
    - enter: {T5: {resource: Ada Moreau, project: P-9, date: 2026-06-01, hours: 1}}
    - submit: [T5]
    - approve: [T5]
    """)

    books.show(
        "journals",
        """
        journal | period  | lines
        J-00001 | 2026-03 | 3
        J-00002 | 2026-04 | 3
        J-00003 | 2026-05 | 1
        J-00004 | 2026-06 | 1
        """,
    )
    assert draw_numbers(acting(books.company_id), series="journal", count=1).first_number == 5


@pytest.mark.parametrize(
    ("source", "project", "contract", "customer", "found"),
    [
        ("search", "A", "B", "C", "A"),
        ("search", "none", "B", "C", "B"),
        ("search", "none", "none", "C", "C"),
        ("search", "none", "none", "none", ""),
        ("project", "none", "B", "C", ""),
        ("contract", "A", "B", "C", "B"),
        ("customer", "A", "B", "C", "C"),
    ],
)
def test_the_tax_group_comes_from_where_the_company_says(
    books: Books, source: str, project: str, contract: str, customer: str, found: str
) -> None:
    books.given(f"""
    company: {{tax_group_source: {source}, default_item_tax_group: none}}
    tax_groups: {{A: [VAT20], B: [VAT20], C: [VAT20]}}
    resources: {{Ada Moreau: {{role: Developer, cost_price: 60}}}}
    customers: {{Helios: {{tax_group: {customer}}}}}
    projects: {{P-1: {{tax_group: {project}}}}}
    contracts:
      C-1:
        customers: {{Helios: 100}}
        tax_group: {contract}
        lines: {{Build: {{project: P-1, sales_prices: {{Developer: 100}}}}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}}
    - submit: [T1]
    - approve: [T1]
    """)

    books.show("journal lines", f"kind | tax group | item tax group\ncost | | \nsales | {found} | ")


def test_actuals_of_another_company_are_passed_over(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    theirs = list(Actual.objects.filter(company_id=books.company_id).values_list("pk", flat=True))
    books.given("{company: {code: OTHER}}")

    assert open_journal_lines(acting(books.company_id), actual_ids=theirs) == 0

    books.show("journals", "none")
