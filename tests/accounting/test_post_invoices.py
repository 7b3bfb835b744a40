"""Posting invoices: numbered documents, and the ledger takes them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import an_act
from altered import behind_the_guards
from unbilled.accounting.models import CostRevenueProfile, ProfileRule
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD, terms: N30, rates: {GBP: {2026-01-01: 1.25, 2026-04-01: 1.30}}}
terms: {N30: 30}
tax: {VAT20: 20}
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    profile: time_and_material_wip
    lines:
      Build: {project: P-1, sales_prices: {Developer: 200}}
"""

CONFIRMED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-04-02
"""

POSTED = (
    CONFIRMED
    + """
- post_invoices: all
  on: 2026-04-03
"""
)


def test_an_invoice_releases_the_accrual_exactly_while_the_rate_moved(books: Books) -> None:
    """Six hours at GBP 200, accrued at 1.25 in March, invoiced at 1.30 in April with 20 % tax."""
    books.given(GIVEN)
    books.do(
        POSTED
        + """
- expect:
    new ledger entries: |
      posting type     | transaction | currency | accounting | rate | date
      customer_balance |    1,440.00 | GBP      |   1,872.00 | 1.30 | 2026-04-02
      invoiced_revenue |   -1,200.00 | GBP      |  -1,560.00 | 1.30 | 2026-04-02
      sales_tax_payable|     -240.00 | GBP      |    -312.00 | 1.30 | 2026-04-02
      wip_sales_value  |   -1,200.00 | GBP      |  -1,500.00 | 1.25 | 2026-04-02
      accrued_revenue  |    1,200.00 | GBP      |   1,500.00 | 1.25 | 2026-04-02
    new invoices: |
      invoice    | class   | net      | tax    | gross    | currency | date       | due date   | accounting gross
      2026-00001 | invoice | 1,200.00 | 240.00 | 1,440.00 | GBP      | 2026-04-03 | 2026-05-03 | 1,872.00
    new project transactions: |
      kind         | transaction | accounting | layer           | accrued
      billed_sales |    1,200.00 |   1,560.00 | profit_and_loss |
    new customer transactions: |
      invoice    | customer | transaction | accounting | due date
      2026-00001 | Helios   |    1,440.00 |   1,872.00 | 2026-05-03
    new tax transactions: |
      invoice    | code  | rate | base     | tax    | accounting base | accounting tax
      2026-00001 | VAT20 |   20 | 1,200.00 | 240.00 |        1,560.00 |         312.00
    proposals: |
      proposal | status | net      | tax    | invoice date
      P-00001  | posted | 1,200.00 | 240.00 | 2026-04-03
"""
    )


def test_a_full_credit_mirrors_the_stored_amounts_and_everything_is_zero(books: Books) -> None:
    """Credited in April at the invoice's own rate of 1.30, whatever the rate is then."""
    books.given(GIVEN)
    books.do(
        POSTED
        + """
- set: {rates: {GBP: {2026-04-10: 1.50}}}
- revise: {proformas: P-00001, reason: Mistaken}
  on: 2026-04-12
- confirm: all
  on: 2026-04-13
- post_invoices: all
  on: 2026-04-14
- expect:
    new invoices: |
      invoice     | class       | net       | tax     | gross     | rate | accounting gross | corrects   | reason
      C2026-00001 | credit_note | -1,200.00 | -240.00 | -1,440.00 | 1.30 |        -1,872.00 | 2026-00001 | Mistaken
    new ledger entries: |
      posting type      | transaction | accounting
      customer_balance  |   -1,440.00 |  -1,872.00
      invoiced_revenue  |    1,200.00 |   1,560.00
      sales_tax_payable |      240.00 |     312.00
    new tax transactions: |
      code  | base      | tax     | accounting base | accounting tax
      VAT20 | -1,200.00 | -240.00 |       -1,560.00 |        -312.00
    balances: |
      posting type       | accounting
      cost               |     600.00
      payroll_allocation |    -600.00
"""
    )


def test_a_partial_credit_bills_again_at_the_rates_of_the_original(books: Books) -> None:
    """Three lines of 33.33; two of them are credited, one of them partly."""
    books.given(
        GIVEN.replace("Developer: 200", "Developer: 33.33").replace("VAT20: 20", "VAT7: {rate: 7.25}")
    )
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
        T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 1}
    - submit: all
    - approve: all
    - post_journals: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
      on: 2026-03-31
    - post_invoices: all
    - expect:
        # 99.99 at 7.25 % is 7.25 (2.42, 2.41, 2.42); at 1.25 it is 9.06. 99.99 at 1.25 are 124.99, which the lines
        # share: 41.66, 41.67, 41.66.
        proposal lines: |
          entry | net   | tax
          T1    | 33.33 | 2.42
          T2    | 33.33 | 2.41
          T3    | 33.33 | 2.42
        tax transactions: |
          base  | tax  | accounting base | accounting tax
          99.99 | 7.25 |          124.99 |           9.06
    - revise: P-00001
      on: 2026-04-12
    - edit: {proformas: P-00002, quantities: {T1: 1, T2: 0.5, T3: 0}}
    """)
    # T1 stays as it is and leaves the correction. T2: 16.67 again, taxed 1.21.
    books.do("""
    - confirm: all
      on: 2026-04-13
    - post_invoices: all
    - expect:
        new invoices: |
          invoice     | net    | tax   | gross  | rate | accounting net | accounting tax
          C2026-00001 | -49.99 | -3.62 | -53.61 | 1.25 |         -62.49 |          -4.52
        new tax transactions: |
          line | base   | tax   | accounting base | accounting tax
          1    | -33.33 | -2.41 |          -41.67 |          -3.01
          2    |  16.67 |  1.21 |           20.84 |           1.51
          3    | -33.33 | -2.42 |          -41.66 |          -3.02
        new project transactions: |
          entry | transaction | accounting | rate
          T2    |      -33.33 |     -41.67 | 1.25
          T2    |       16.67 |      20.84 | 1.25
          T3    |      -33.33 |     -41.66 | 1.25
    """)


def test_a_fixed_rate_agreement_serves_accrual_and_invoice(books: Books) -> None:
    books.given(GIVEN.replace("    currency: GBP\n", "    currency: GBP\n    fixed_rate: 1.40\n"))
    books.do(
        POSTED
        + """
- expect:
    new ledger entries: |
      posting type     | transaction | accounting | rate
      customer_balance |    1,440.00 |   2,016.00 | 1.40
      invoiced_revenue |   -1,200.00 |  -1,680.00 | 1.40
      sales_tax_payable|     -240.00 |    -336.00 | 1.40
      wip_sales_value  |   -1,200.00 |  -1,680.00 | 1.40
      accrued_revenue  |    1,200.00 |   1,680.00 | 1.40
"""
    )


def test_the_reporting_currency_is_translated_from_the_transaction_currency(books: Books) -> None:
    books.given(
        GIVEN.replace(
            "accounting_currency: USD,", "accounting_currency: USD, reporting_currency: EUR,"
        ).replace("rates: {", "rates: {GBP/EUR: {2026-01-01: 1.10, 2026-04-01: 1.20}, USD/EUR: 0.90, ")
    )
    books.do(
        POSTED
        + """
- expect:
    new ledger entries: |
      posting type     | transaction | reporting | reporting rate
      customer_balance |    1,440.00 |  1,728.00 | 1.20
      invoiced_revenue |   -1,200.00 | -1,440.00 | 1.20
      sales_tax_payable|     -240.00 |   -288.00 | 1.20
      wip_sales_value  |   -1,200.00 | -1,320.00 | 1.10
      accrued_revenue  |    1,200.00 |  1,320.00 | 1.10
"""
    )


@pytest.mark.parametrize(
    ("hours", "revenue", "tax", "gross"), [("4", "800", "160", "960"), ("8", "1600", "320", "1920")]
)
def test_a_lowered_or_raised_detail_releases_the_whole_accrual(
    books: Books, hours: str, revenue: str, tax: str, gross: str
) -> None:
    """Six hours were accrued, whatever of them is invoiced."""
    books.given(GIVEN.replace("2026-04-01: 1.30", "2026-04-01: 1.25"))
    books.do(
        CONFIRMED.replace(
            "- confirm: all",
            f"- edit: {{proformas: P-00001, quantities: {{T1: {hours}}}, reason: Agreed}}\n- confirm: all",
        )
        + f"""
- post_invoices: all
- expect:
    new ledger entries: |
      posting type      | transaction
      customer_balance  | {gross}
      invoiced_revenue  | -{revenue}
      sales_tax_payable | -{tax}
      wip_sales_value   | -1200
      accrued_revenue   | 1200
"""
    )


@pytest.mark.parametrize(
    ("profile", "posting_type", "layer"),
    [
        ("fixed_price_no_wip", "invoiced_revenue_on_account", "profit_and_loss"),
        ("fixed_price_completed_contract", "wip_invoiced_on_account", "balance"),
    ],
)
def test_a_milestone_is_credited_where_its_profile_says_and_so_is_its_credit(
    books: Books, profile: str, posting_type: str, layer: str
) -> None:
    books.given(f"""
    company: {{accounting_currency: USD}}
    contracts:
      C-1:
        customers: {{Helios: 100}}
        profile: {profile}
        lines:
          Site:
            project: P-1
            billing_method: fixed_price
            milestones: {{Launch: {{date: 2026-03-15, amount: 5000}}}}
    """)
    books.do(f"""
    - mark_ready: {{milestones: [Launch]}}
    - create_proformas: {{through: 2026-03-31}}
    - confirm: all
    - post_invoices: all
    - expect:
        new ledger entries: |
          posting type      | transaction
          customer_balance  |    6,000.00
          {posting_type}    |   -5,000.00
          sales_tax_payable |   -1,000.00
        new project transactions: |
          milestone | transaction | layer
          Launch    |    5,000.00 | {layer}
        invoice lines: |
          invoice    | net      | tax
          2026-00001 | 5,000.00 | 1,000.00
    - revise: P-00001
      on: 2026-04-12
    - confirm: all
    - post_invoices: all
    - expect:
        new ledger entries: |
          posting type      | transaction
          customer_balance  |   -6,000.00
          {posting_type}    |    5,000.00
          sales_tax_payable |    1,000.00
        balances: none
    """)


def test_the_profile_of_the_project_group_goes_before_that_of_the_contract(books: Books) -> None:
    """Rules of another project, group, contract or billing method speak for others, however closely they look."""
    books.given("""
    company: {accounting_currency: USD}
    projects: {P-1: {group: Sites}, P-2: {group: Offices}}
    contracts:
      C-1:
        customers: {Helios: 100}
        profile: fixed_price_no_wip
        lines:
          Site:
            project: P-1
            billing_method: fixed_price
            milestones: {Launch: {date: 2026-03-15, amount: 5000}}
      C-2: {customers: {Helios: 100}, profile: fixed_price_no_wip, lines: {Other: {project: P-2}}}
    """)
    completed, other = (
        CostRevenueProfile.objects.get(company_id=books.company_id, code=code)
        for code in ("fixed_price_completed_contract", "fixed_price_no_wip")
    )
    rules: list[dict[str, object]] = [
        {"project_group": "Sites", "profile": completed},
        {"project_group": "Offices", "profile": other},
        {"project_id": books.id("projects", "P-2"), "profile": other},
        {"project_id": books.id("projects", "P-1"), "billing_method": "time_and_material", "profile": other},
        {"project_group": "Sites", "contract_id": books.id("contracts", "C-2"), "profile": other},
    ]
    for rule in rules:
        ProfileRule.objects.create(
            act_id=an_act(), **{"company_id": books.company_id, "billing_method": "fixed_price"} | rule
        )
    books.do("""
    - mark_ready: {milestones: [Launch]}
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    - confirm: all
    - post_invoices: all
    - expect:
        new ledger entries: |
          posting type            | transaction
          customer_balance        |    6,000.00
          wip_invoiced_on_account |   -5,000.00
          sales_tax_payable       |   -1,000.00
    """)


TWO_CUSTOMERS = """
company: {accounting_currency: USD}
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip,
        lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}}
  C-2: {customers: {Selene: 100}, profile: time_and_material_wip,
        lines: {Build: {project: P-2, sales_prices: {Developer: 200}}}}
"""
TWO_CONFIRMED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}
    T2: {resource: Ada, project: P-2, date: 2026-03-03, hours: 1}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
"""


def test_numbers_follow_dates_and_a_refused_posting_leaves_no_gap(books: Books) -> None:
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED + "\n- update: {proposals: P-00001, invoice_date: 2026-04-20}")
    books.do("- set: {customers: {Selene: {on_hold: true}}}")

    refusal = books.refused("CustomerOnHold", "- post_invoices: all\n  on: 2026-04-05")

    assert "Selene" in refusal.message
    assert refusal.subject_ids == (books.id("proposals", "P-00002"),)
    books.do("""
    - set: {customers: {Selene: {on_hold: false}}}
    - post_invoices: all
      on: 2026-04-05
    - expect:
        invoices: |
          invoice    | proforma | date       | voucher
          2026-00001 | P-00002  | 2026-04-05 | 6
          2026-00002 | P-00001  | 2026-04-20 | 5
    """)


def test_an_invoice_date_before_the_last_of_its_series_is_refused(books: Books) -> None:
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED + "\n- post_invoices: {proposals: P-00001}\n  on: 2026-04-20")

    refusal = books.refused(
        "InvoiceDateTooEarly", "- post_invoices: {proposals: P-00002, invoice_date: 2026-04-19}"
    )

    assert refusal.subject_ids == (books.id("proposals", "P-00002"),)
    assert "2026-04-20" in refusal.message
    books.do("- post_invoices: {proposals: P-00002, invoice_date: 2026-04-20}")


def test_the_fiscal_year_of_a_number_is_that_of_the_invoice_date(books: Books) -> None:
    """Dated in January, booked in December: the number is of January's year, the entry of December's."""
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED + "\n- update: {proposals: all, accounting_date: 2026-12-31}")
    books.do("""
    - post_invoices: {proposals: P-00001}
      on: 2026-12-31
    - post_invoices: {proposals: P-00002}
      on: 2027-01-02
    - expect:
        invoices: |
          invoice    | date       | accounting date
          2026-00001 | 2026-12-31 | 2026-12-31
          2027-00001 | 2027-01-02 | 2026-12-31
    """)


def test_an_invoice_of_january_does_not_hold_december(books: Books) -> None:
    """Each fiscal year has its counter and its last date."""
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED + "\n- update: {proposals: all, accounting_date: 2026-12-30}\n  on: 2026-12-30")
    books.do("""
    - post_invoices: {proposals: P-00001, invoice_date: 2027-01-04}
      on: 2026-12-30
    - post_invoices: {proposals: P-00002, invoice_date: 2026-12-31}
      on: 2026-12-31
    - expect:
        invoices: |
          invoice    | date       | accounting date
          2027-00001 | 2027-01-04 | 2026-12-30
          2026-00001 | 2026-12-31 | 2026-12-30
    """)


def test_what_was_confirmed_before_its_accruals_waits_for_a_later_day(books: Books) -> None:
    """The proposal is there before its journal lines are posted, so that nobody could know."""
    books.given(GIVEN)
    books.do(CONFIRMED.replace("on: 2026-04-02", "on: 2026-03-01"))

    refusal = books.refused("AccountingDateBeforeAccruals", "- post_invoices: all\n  on: 2026-04-03")

    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)
    books.do("- update: {proposals: all, accounting_date: 2026-04-02}\n  on: 2026-04-03")
    books.do("- post_invoices: all\n  on: 2026-04-03")


def test_a_due_date_before_the_day_of_posting_is_refused(books: Books) -> None:
    books.given(GIVEN)
    books.do(CONFIRMED + "\n- update: {proposals: all, due_date: 2026-04-02}\n  on: 2026-04-02")

    refusal = books.refused("DueDateTooEarly", "- post_invoices: all\n  on: 2026-04-03")

    assert (
        refusal.message == "Invoices would be due before they are dated: due on 2026-04-02, dated 2026-04-03."
    )


def test_an_invoice_date_lies_at_most_so_many_days_ahead(books: Books) -> None:
    """31 days after 31 March is 1 May; a company may allow fewer."""
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED)

    refusal = books.refused(
        "InvoiceDateTooLate", "- post_invoices: {proposals: all, invoice_date: 2026-05-02}\n  on: 2026-03-31"
    )
    assert "2026-05-02" in refusal.message
    assert refusal.subject_ids == (books.id("proposals", "P-00001"), books.id("proposals", "P-00002"))
    books.do("- post_invoices: {proposals: P-00001, invoice_date: 2026-05-01}\n  on: 2026-03-31")

    with connection.cursor() as cursor:
        cursor.execute("update companies_company set days_ahead = 0")
    books.refused(
        "InvoiceDateTooLate",
        "- post_invoices: {proposals: P-00002, invoice_date: 2026-05-03}\n  on: 2026-05-02",
    )
    books.do("- post_invoices: {proposals: P-00002, invoice_date: 2026-05-02}\n  on: 2026-05-02")


def test_an_invoice_date_outside_every_fiscal_year_is_refused(books: Books) -> None:
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED)

    refusal = books.refused(
        "InvoiceDateOutsideYears", "- post_invoices: {proposals: P-00001}\n  on: 2028-01-01"
    )

    assert refusal.message == "No fiscal year has the invoice date 2028-01-01."
    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)


def test_a_number_has_at_most_16_characters(books: Books) -> None:
    """A prefix of 12 leaves four digits: 9999 is the last."""
    books.given(TWO_CUSTOMERS)
    books.do(TWO_CONFIRMED)
    NumberSeries.objects.create(
        act_id=an_act(),
        company_id=books.company_id,
        series="invoice",
        fiscal_year=2026,
        prefix="INVOICE/2026",
        digits=4,
        next_number=9_999,
    )

    refusal = books.refused("InvoiceNumberTooLong", "- post_invoices: {proposals: all}\n  on: 2026-04-02")
    assert refusal.message == "Invoice number INVOICE/202610000 has more than 16 characters."

    [posted] = books.do("- post_invoices: {proposals: P-00001}\n  on: 2026-04-02")
    assert posted.number == "INVOICE/20269999"
    books.refused("InvoiceNumberTooLong", "- post_invoices: {proposals: P-00002}\n  on: 2026-04-02")
    NumberSeries.objects.filter(prefix="INVOICE/2026").update(next_number=2)
    with behind_the_guards() as cursor:
        cursor.execute("update ledger_invoice set sequence_number = 1")


def test_no_number_is_held_before_everything_else_is_known(books: Books) -> None:
    """The counters are the last thing that is read and written but the documents themselves."""
    books.given(GIVEN)
    books.do(CONFIRMED)

    with CaptureQueriesContext(connection) as captured:
        books.do("- post_invoices: all\n  on: 2026-04-03")

    events = [
        line.removeprefix("-- event:").strip()
        for query in captured
        if (line := query["sql"].partition("\n")[0]).startswith("-- event:")
    ]
    assert events[events.index("post_invoices, its lock") :] == [
        "post_invoices, its lock",
        "post_invoices",
        "post_invoices",
        "hold_series",
        "draw_dated_numbers",
        "post_invoices, the documents issued",
        "post_invoices, the discounts and surcharges on the documents issued",
    ]


def test_a_proposal_is_posted_once(books: Books) -> None:
    books.given(GIVEN)
    books.do(POSTED)

    refusal = books.refused("ProposalNotPopulated", "- post_invoices: {proposals: P-00001}")

    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)


def test_a_closed_period_is_refused_or_the_next_open_one_taken(books: Books) -> None:
    books.given(GIVEN)
    books.do(CONFIRMED + "\n- close_periods: {periods: [2026-04], anyway: true}")

    refusal = books.refused("PeriodClosed", "- post_invoices: all\n  on: 2026-04-03")

    assert "2026-04-02" in refusal.message
    books.do("""
    - set: {company: {move_to_open_period: true}}
    - post_invoices: all
      on: 2026-04-03
    - expect:
        new invoices: |
          invoice    | date       | accounting date
          2026-00001 | 2026-04-03 | 2026-05-01
    """)


def test_a_day_is_in_the_period_that_it_begins_and_has_the_rate_that_holds_from_it(books: Books) -> None:
    books.given(GIVEN)
    books.do(
        CONFIRMED.replace("on: 2026-04-02", "on: 2026-04-01")
        + "\n- close_periods: {periods: [2026-03, 2026-05], anyway: true}"
    )

    books.do("""
    - post_invoices: all
      on: 2026-04-03
    - expect:
        new invoices: |
          invoice    | date       | accounting date | rate
          2026-00001 | 2026-04-03 | 2026-04-01      | 1.30
    """)


def test_a_day_is_not_in_the_period_that_ends_before_it(books: Books) -> None:
    books.given(GIVEN)
    books.do(
        CONFIRMED.replace("on: 2026-04-02", "on: 2026-05-01")
        + "\n- close_periods: {periods: [2026-05], anyway: true}"
    )

    books.refused("PeriodClosed", "- post_invoices: all\n  on: 2026-05-03")


def test_without_an_exchange_rate_nothing_is_posted(books: Books) -> None:
    books.given(GIVEN)
    books.do(CONFIRMED)
    books.do("- update: {proposals: all, accounting_date: 2026-04-02}")
    with connection.cursor() as cursor:
        cursor.execute("delete from companies_exchange_rate")

    refusal = books.refused("ExchangeRateMissing", "- post_invoices: all")

    assert "GBP to USD on 2026-04-02" in refusal.message
    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)


@pytest.mark.parametrize("posting_type", ["invoiced_revenue", "sales_tax_payable", "customer_balance"])
def test_without_an_account_nothing_is_posted(books: Books, posting_type: str) -> None:
    books.given(GIVEN)
    books.do(CONFIRMED)
    with connection.cursor() as cursor:
        cursor.execute("delete from accounting_posting_rule where posting_type = %s", [posting_type])

    refusal = books.refused("AccountMissing", "- post_invoices: all")

    assert posting_type in refusal.message
    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)


def test_a_milestone_without_a_profile_is_refused(books: Books) -> None:
    books.given("""
    contracts:
      C-1:
        customers: {Helios: 100}
        lines:
          Site:
            project: P-1
            billing_method: fixed_price
            milestones: {Launch: {date: 2026-03-15, amount: 5000}}
    """)
    books.do("""
    - mark_ready: {milestones: [Launch]}
    - create_proformas: {through: 2026-03-31}
    - confirm: all
    """)
    with connection.cursor() as cursor:
        cursor.execute("delete from accounting_profile_rule")

    refusal = books.refused("ProfileNotFound", "- post_invoices: all")

    assert "fixed price work of contract C-1 on project P-1" in refusal.message
