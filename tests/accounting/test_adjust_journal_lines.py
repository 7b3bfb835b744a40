"""Adjusting journal lines: tax groups on sales, dimensions on all, until they are posted."""

import pytest

from acting import acting, an_act
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
        "tax_group_id": TaxGroup.objects.create(act_id=an_act(), company_id=other, code="DOMESTIC").pk,
        "item_tax_group_id": ItemTaxGroup.objects.create(act_id=an_act(), company_id=other, code="FULL").pk,
        "dimension_set_id": DimensionSet.objects.create(
            act_id=an_act(), company_id=other, values={"department": "1"}
        ).pk,
    }
    for name, value in foreign.items():
        with pytest.raises(SetupOfAnotherCompany):
            adjust_journal_lines(acting(journal.company_id), actual_ids=ids, **{name: value})
    assert list(JournalLine.objects.order_by("actual_id").values()) == before


# The accounting date


def test_lines_of_a_closed_month_are_given_an_open_day(journal: Books) -> None:
    """The day of the work stays; the books take them on the day that was said."""
    journal.do("- close_periods: {periods: [2026-03], anyway: true}")
    journal.refused("PeriodClosed", "post_journals: all")

    assert journal.do("- adjust: {entries: [T1], accounting_date: 2026-04-02}") == 2
    journal.show(
        "journal lines",
        """
        entry | kind  | date       | accounting date | status
        T1    | cost  | 2026-03-02 | 2026-04-02      | draft
        T1    | sales | 2026-03-02 | 2026-04-02      | draft
        T2    | cost  | 2026-03-03 | 2026-03-03      | draft
        T2    | sales | 2026-03-03 | 2026-03-03      | draft
        """,
    )
    journal.do("- post_journals: [T1]")
    journal.show(
        "project transactions",
        """
        kind           | date       | accounting date
        cost           | 2026-03-02 | 2026-04-02
        unbilled_sales | 2026-03-02 | 2026-04-02
        """,
    )


@pytest.mark.parametrize(
    ("day", "refusal", "sentence"),
    [
        (
            "2026-03-01",
            "LineDatedTooEarly",
            "Journal lines cost of T1 (draft), sales of T1 (draft), cost of T2 (draft), sales of T2 (draft) cannot be "
            "posted on a day before the one they are recorded for: 2026-03-02, 2026-03-03.",
        ),
        ("2026-04-30", "PeriodClosed", "The fiscal period of 2026-04-30 is closed for good."),
        ("2026-05-01", "PeriodOnHold", "The fiscal period of 2026-05-01 is on hold."),
        ("2028-01-01", "DayOutsideYears", "No fiscal year of the company has 2028-01-01."),
    ],
)
def test_a_day_that_cannot_be_is_refused(journal: Books, day: str, refusal: str, sentence: str) -> None:
    journal.do("- close_periods: [2026-04]\n- hold_periods: [2026-05]")

    found = journal.refused(refusal, f"adjust: {{entries: all, accounting_date: {day}}}")

    assert found.message == sentence
    assert len(found.subject_ids) == 4


def test_what_takes_back_something_posted_has_a_day_of_its_own(journal: Books) -> None:
    """Else a closed month would keep it for ever."""
    journal.do("""
    - post_journals: [T1]
    - set: {prices: {Sales C-1: {Developer: 110}}}
    - reevaluate: [C-1]
    - close_periods: {periods: [2026-03], anyway: true}
    """)

    assert journal.do("- adjust: {entries: all, accounting_date: 2026-04-01}") == 4
    assert journal.do("- post_journals: all").line_count == 4
