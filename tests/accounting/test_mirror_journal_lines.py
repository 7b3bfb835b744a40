"""The journal follows reversals: what is posted is posted back, what is not leaves."""

from decimal import Decimal

import pytest

from acting import acting
from unbilled.accounting.events.adjust_journal_lines import LineMirrorsPosted, adjust_journal_lines
from unbilled.accounting.models import JournalLine
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Entry

WORLD = """
company: {accounting_currency: USD, rates: {GBP: {2026-01-01: 1.25}}}
dimensions: {North: {department: north}, South: {department: south}}
tax: {VAT20: 20}
tax_groups: {DOMESTIC: [VAT20], ABROAD: []}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Helios: {tax_group: DOMESTIC}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 33.33}
    lines: {All: {project: P-1}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2}
- submit: all
- approve: {entries: all, on: 2026-03-04}
- adjust: {entries: [T1], dimensions: North, tax_group: ABROAD}
- post_journals: [T1]
- set: {prices: {Sales C-1: {Developer: 44.44}}, rates: {GBP: {2026-01-01: 1.5}}}
- reevaluate: [C-1]
"""


@pytest.fixture
def mirrored(books: Books) -> Books:
    """The sale of T1 was posted when its price changed, that of T2 was not."""
    books.given(WORLD)
    books.do(WORK)
    return books


def test_a_posted_line_is_mirrored_a_draft_withdrawn(mirrored: Books) -> None:
    mirrored.show(
        "journal lines",
        """
        journal | entry | kind  | amount | tax group | dimensions       | status
        J-00001 | T1    | cost  |  60.00 |           |                  | posted
        J-00001 | T1    | sales |  33.33 | ABROAD    | department north | posted
        J-00001 | T2    | cost  | 120.00 |           |                  | draft
        J-00001 | T1    | sales | -33.33 | ABROAD    | department north | draft
        J-00001 | T1    | sales |  44.44 | DOMESTIC  |                  | draft
        J-00001 | T2    | sales |  88.88 | DOMESTIC  |                  | draft
        """,
    )


def test_what_is_taken_back_is_copied_to_the_cent_whatever_the_rate_is_now(mirrored: Books) -> None:
    mirrored.do("- post_journals: [T1]")

    mirrored.show(
        "new ledger entries",
        """
        posting type    | transaction | accounting | dimensions
        wip_sales_value |      -33.33 |     -41.66 | department north
        accrued_revenue |       33.33 |      41.66 | department north
        wip_sales_value |       44.44 |      66.66 |
        accrued_revenue |      -44.44 |     -66.66 |
        """,
    )
    sums = Entry.objects.filter(posting_type="wip_sales_value").values_list("accounting_amount", flat=True)
    assert sum(sums) == Decimal("66.66")


def test_what_is_taken_back_in_a_closed_period_is_refused_or_moves(mirrored: Books) -> None:
    mirrored.do("- close_periods: {periods: [2026-03], anyway: true}")
    mirrored.refused("PeriodClosed", "post_journals: [T1]")

    mirrored.do("- set: {company: {move_to_open_period: true}}")
    mirrored.do("- post_journals: [T1]")

    assert {
        str(line.accounting_date) for line in JournalLine.objects.filter(status="posted").order_by("pk")[2:]
    } == {"2026-04-01"}


def test_a_line_that_takes_back_what_is_posted_is_not_adjusted(mirrored: Books) -> None:
    line = JournalLine.objects.get(status="draft", actual__reverses__isnull=False)
    south = mirrored.id("dimensions", "South")

    with pytest.raises(LineMirrorsPosted) as caught:
        adjust_journal_lines(acting(mirrored.company_id), actual_ids=[line.actual_id], dimension_set_id=south)

    assert caught.value.subject_ids == (line.actual_id,)
    line.refresh_from_db()
    assert line.dimension_set_id == mirrored.id("dimensions", "North")
