"""Adjusting journal lines: tax groups on sales, dimensions on all, until they are posted."""

import pytest

from acting import acting
from unbilled.accounting.events.adjust_journal_lines import SetupOfAnotherCompany, adjust_journal_lines
from unbilled.accounting.models import JournalLine
from unbilled.companies.models import DimensionSet
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.open_company import open_company
from unbilled.tax.models import ItemTaxGroup, TaxGroup

WORLD = """
dimensions: {North: {department: north}}
tax: {VAT20: 20, VAT5: 5}
tax_groups: {DOMESTIC: [VAT20, VAT5], ABROAD: []}
item_tax_groups: {FULL: [VAT20], REDUCED: [VAT5]}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Helios: {tax_group: DOMESTIC}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines: {Build: {project: P-1, billing_method: time_and_material, sales_prices: {Developer: 100}}}
"""
HOURS = """
- enter:
    T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
    T2: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
- submit: all
- approve: {entries: all, on: 2026-03-06}
"""


@pytest.fixture
def journal(books: Books) -> Books:
    """Books with four draft journal lines."""
    books.given(WORLD)
    books.do(HOURS)
    return books


def test_tax_groups_change_on_the_sales_lines_given(journal: Books) -> None:
    """What is not given stays."""
    assert journal.do("- adjust: {entries: [T1], item_tax_group: REDUCED}") == 1
    assert journal.do("- adjust: {entries: [T2], tax_group: ABROAD}") == 1
    journal.show(
        "journal lines",
        """
        entry | kind  | tax group | item tax group | dimensions | status
        T1    | cost  |           |                |            | draft
        T1    | sales | DOMESTIC  | REDUCED        |            | draft
        T2    | cost  |           |                |            | draft
        T2    | sales | ABROAD    | FULL           |            | draft
        """,
    )


def test_dimensions_change_on_cost_and_sales(journal: Books) -> None:
    """They reach the entries when the lines are posted."""
    assert journal.do("- adjust: {entries: [T1], kind: cost, dimensions: North}") == 1
    assert journal.do("- adjust: {entries: [T1], dimensions: North}") == 1
    journal.do("- post_journals: [T1]")
    journal.show(
        "ledger entries",
        """
        posting type       | accounting | dimensions
        cost               |      60.00 | department north
        payroll_allocation |     -60.00 | department north
        wip_sales_value    |     100.00 | department north
        accrued_revenue    |    -100.00 | department north
        """,
    )


def test_cost_takes_no_tax_group(journal: Books) -> None:
    """Neither of the two; the cost lines are named."""
    refusal = journal.refused("TaxGroupOnCost", "adjust: {entries: all, kind: cost, tax_group: ABROAD}")
    costs = JournalLine.objects.filter(line_kind="cost").values_list("actual_id", flat=True)
    assert refusal.subject_ids == tuple(sorted(costs))
    journal.refused("TaxGroupOnCost", "adjust: {entries: all, kind: cost, item_tax_group: REDUCED}")


def test_what_is_posted_stays_as_it_is(journal: Books) -> None:
    """One posted line among drafts refuses all."""
    journal.do("- post_journals: {entries: [T1], kind: sales}")
    refusal = journal.refused("JournalLineNotDraft", "adjust: {entries: all, tax_group: ABROAD}")
    posted = JournalLine.objects.filter(status="posted").values_list("actual_id", flat=True)
    assert refusal.subject_ids == tuple(posted)


def test_groups_and_dimensions_of_another_company_are_refused(journal: Books) -> None:
    """Each of the three; nothing changes."""
    other = open_company(
        acting(), code="OTHER", name="Other", accounting_currency="EUR", first_fiscal_year=2026
    )
    ids = list(JournalLine.objects.filter(line_kind="sales").values_list("actual_id", flat=True))
    before = list(JournalLine.objects.order_by("actual_id").values())
    foreign = {
        "tax_group_id": TaxGroup.objects.create(company_id=other, code="DOMESTIC").pk,
        "item_tax_group_id": ItemTaxGroup.objects.create(company_id=other, code="FULL").pk,
        "dimension_set_id": DimensionSet.objects.create(company_id=other, values={"department": "1"}).pk,
    }
    for name, value in foreign.items():
        with pytest.raises(SetupOfAnotherCompany):
            adjust_journal_lines(acting(journal.company_id), actual_ids=ids, **{name: value})
    assert list(JournalLine.objects.order_by("actual_id").values()) == before
