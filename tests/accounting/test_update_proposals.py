"""Updating proposals: dates, terms, tax groups and dimensions, until they are posted."""

import pytest

from acting import acting
from unbilled.accounting.events.update_proposals import ProposalPosted, update_proposals
from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD, first_fiscal_year: 2025}
terms: {N30: 30, EOM15: {net_days: 15, end_of_month: true}}
tax: {VAT: {rates: {2026-01-01: 20, 2026-04-01: 21}}, ZERO: {rate: 0, category: Z}}
tax_groups: {DOMESTIC: [VAT], EXPORT: [ZERO], NOWHERE: []}
item_tax_groups: {FULL: [VAT, ZERO]}
resources: {Ada: {role: Developer, cost_price: 100}}
customers: {Helios: {tax_group: DOMESTIC, terms: N30}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip,
        lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}}
"""
PROPOSED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-03-31
"""


@pytest.fixture
def proposed(books: Books) -> Books:
    """A proposal over USD 1,200.00, taxed at 20 % of March."""
    books.given(GIVEN)
    books.do(PROPOSED)
    return books


@pytest.fixture
def by_invoice_date(books: Books) -> Books:
    """The same in a company whose tax goes by the invoice date."""
    books.given(GIVEN.replace("currency: USD,", "currency: USD, tax_point: invoice_date,"))
    books.do(PROPOSED)
    return books


def test_the_rate_is_that_of_the_day_of_the_work_whatever_the_invoice_date(proposed: Books) -> None:
    proposed.do("""
    - update: {proposals: all, invoice_date: 2026-04-01}
    - expect:
        proposals: |
          net      | tax    | invoice date | accounting date
          1,200.00 | 240.00 | 2026-04-01   | 2026-03-31
    """)


def test_where_the_company_says_so_an_invoice_date_takes_the_rate_of_its_day(by_invoice_date: Books) -> None:
    by_invoice_date.do("""
    - update: {proposals: all, invoice_date: 2026-04-01}
    - expect:
        proposals: |
          net      | tax    | invoice date | accounting date
          1,200.00 | 252.00 | 2026-04-01   | 2026-03-31
        proposal taxes: |
          code | rate | base     | tax
          VAT  | 21   | 1,200.00 | 252.00
        proposal lines: |
          net      | tax
          1,200.00 | 252.00
    """)


def test_an_invoice_dated_when_it_is_posted_takes_the_rate_of_that_day(by_invoice_date: Books) -> None:
    by_invoice_date.do("""
    - update: {proposals: all, due_date: 2026-04-17}
    - expect:
        proposals: |
          net      | tax    | accounting date
          1,200.00 | 240.00 | 2026-03-31
    - post_invoices: {proposals: all, invoice_date: 2026-04-01}
    - expect:
        invoices: |
          net      | tax    | date       | due date
          1,200.00 | 252.00 | 2026-04-01 | 2026-04-17
    """)


def test_another_tax_group_brings_its_own_codes(proposed: Books) -> None:
    proposed.do("""
    - update: {proposals: all, tax_group: EXPORT}
    - expect:
        proposals: |
          net      | tax
          1,200.00 | 0.00
        proposal taxes: |
          code | rate | base     | tax
          ZERO | 0    | 1,200.00 | 0.00
        proposal lines: |
          tax group | net      | tax
          EXPORT    | 1,200.00 | 0.00
    - post_invoices: all
    - expect:
        new ledger entries: |
          posting type     | transaction
          customer_balance |    1,200.00
          invoiced_revenue |   -1,200.00
          wip_sales_value  |   -1,200.00
          accrued_revenue  |    1,200.00
        tax transactions: |
          code | base     | tax
          ZERO | 1,200.00 | 0.00
    """)


def test_a_new_invoice_date_drops_the_due_date_set_for_the_old_one(proposed: Books) -> None:
    proposed.do("""
    - update: {proposals: all, due_date: 2026-12-24}
    - update: {proposals: all, invoice_date: 2026-04-10, terms: EOM15}
    - expect:
        proposals: |
          terms | invoice date | due date
          EOM15 | 2026-04-10   |
    - post_invoices: all
    - expect:
        invoices: |
          date       | due date
          2026-04-10 | 2026-05-15
    """)


def test_a_due_date_set_by_hand_stands(proposed: Books) -> None:
    proposed.do("""
    - update: {proposals: all, invoice_date: 2026-04-10, due_date: 2026-12-24}
    - post_invoices: all
    - expect:
        invoices: |
          date       | due date
          2026-04-10 | 2026-12-24
    """)


def test_a_group_without_a_code_is_refused(proposed: Books) -> None:
    refusal = proposed.refused("TaxNotDetermined", "- update: {proposals: all, tax_group: NOWHERE}")

    assert refusal.subject_ids == (proposed.id("proposals", "P-00001"),)


def test_a_date_without_a_rate_is_refused(by_invoice_date: Books) -> None:
    refusal = by_invoice_date.refused(
        "TaxRateMissing", "- update: {proposals: all, invoice_date: 2025-12-31}"
    )

    assert refusal.subject_ids == (by_invoice_date.id("proposals", "P-00001"),)


def test_what_is_posted_stays(proposed: Books) -> None:
    proposed.do("- post_invoices: all")
    proposal = proposed.id("proposals", "P-00001")

    with pytest.raises(ProposalPosted) as refused:
        update_proposals(acting(proposed.company_id), proposal_ids=[proposal], tax_group_id=1)

    assert refused.value.subject_ids == (proposal,)
    assert proposed.refused("ProposalPosted", "- update: {proposals: P-00001, due_date: 2026-12-24}")


def test_a_credit_keeps_the_tax_of_its_original(proposed: Books) -> None:
    """Posted at 20 % in March, credited in April when the rate is 21 %."""
    proposed.do("""
    - post_invoices: all
    - revise: P-00001
      on: 2026-04-12
    - confirm: all
    - update: {proposals: P-00002, invoice_date: 2026-04-13, tax_group: EXPORT}
    - expect:
        proposals: |
          proposal | net       | tax
          P-00001  |  1,200.00 |  240.00
          P-00002  | -1,200.00 | -240.00
    """)


# Dates in bounds, when they are typed


@pytest.mark.parametrize(
    ("changed", "refusal", "sentence"),
    [
        (
            "invoice_date: 2062-12-05",
            "InvoiceDateOutsideYears",
            "No fiscal year has the invoice date 2062-12-05.",
        ),
        (
            "invoice_date: 2026-05-02",
            "InvoiceDateTooLate",
            "Invoices dated 2026-05-02 would lie too far ahead of today.",
        ),
        (
            "invoice_date: 2026-04-10, due_date: 2026-04-09",
            "DueDateTooEarly",
            "Invoices would be due before they are dated: due on 2026-04-09, dated 2026-04-10.",
        ),
        (
            "due_date: 2026-03-30",
            "DueDateTooEarly",
            "Invoices would be due before they are dated: due on 2026-03-30, dated 2026-03-31.",
        ),
        ("accounting_date: 2062-01-01", "DayOutsideYears", "No fiscal year of the company has 2062-01-01."),
        (
            "accounting_date: 2026-05-01",
            "PeriodClosed",
            "The fiscal period of 2026-05-01 is closed for good.",
        ),
        ("accounting_date: 2026-06-01", "PeriodOnHold", "The fiscal period of 2026-06-01 is on hold."),
        (
            "accounting_date: 2026-03-01",
            "AccountingDateBeforeAccruals",
            "Accruals would be released before they were posted: P-00001 of 2026-03-01 releases what accrued on "
            "2026-03-02.",
        ),
    ],
)
def test_a_date_out_of_bounds_is_refused(proposed: Books, changed: str, refusal: str, sentence: str) -> None:
    """It is 31 March; the first that is too far is 2 May."""
    proposed.do("- close_periods: [2026-05]\n- hold_periods: [2026-06]")

    found = proposed.refused(refusal, f"- update: {{proposals: all, {changed}}}")

    assert found.message == sentence
    assert found.subject_ids == (proposed.id("proposals", "P-00001"),)


def test_bounds_themselves_are_dates_there_may_be(proposed: Books) -> None:
    proposed.do(
        "- update: {proposals: all, invoice_date: 2026-05-01, due_date: 2026-05-01, accounting_date: 2026-03-02}"
    )


def test_a_date_before_the_last_of_the_series_is_refused_when_it_is_typed(proposed: Books) -> None:
    """The other has its lines, so that its series is known."""
    proposed.do("""
    - enter: {T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 6}}
    - submit: all
    - approve: all
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: P-00002
    - post_invoices: P-00001
      on: 2026-04-10
    """)

    found = proposed.refused(
        "InvoiceDateTooEarly", "- update: {proposals: P-00002, invoice_date: 2026-04-09}"
    )

    assert (
        found.message
        == "Invoices would come after later ones of their number series: 2026-04-09, before 2026-04-10."
    )
    proposed.do("- update: {proposals: P-00002, invoice_date: 2026-04-10}")


def test_what_a_correction_puts_back_follows_an_accounting_date_that_becomes_later(proposed: Books) -> None:
    """It never goes back, and what is posted stays."""
    proposed.do("""
    - post_invoices: all
    - revise: {proformas: P-00001, on: 2026-04-02}
    - confirm: P-00002
    - update: {proposals: P-00002, accounting_date: 2026-04-10}
    - update: {proposals: P-00002, accounting_date: 2026-04-05}
    - expect:
        journal lines: |
          kind  | date       | accounting date | status
          cost  | 2026-03-02 | 2026-03-02      | posted
          sales | 2026-03-02 | 2026-03-02      | posted
          sales | 2026-03-02 | 2026-04-10      | draft
    - post_journals: all
    - update: {proposals: P-00002, accounting_date: 2026-04-20}
    - post_invoices: all
    """)
