"""Posting journals: cost and accrued revenue reach the ledger, everything the project subledger."""

import re
from datetime import UTC, datetime

import pytest

from acting import acting, an_act
from unbilled.accounting.events.post_journals import JournalLineNotDraft, PostedJournals, post_journals
from unbilled.accounting.models import CostRevenueProfile, JournalLine, LineProperty, PostingRule, ProfileRule
from unbilled.accounting.rules import NotPostable, PeriodClosed
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Entry, MainAccount, Voucher
from unbilled.masterdata.models import Category, Customer, Project
from unbilled.people.models import Act
from unbilled.process.events.open_company import open_company

# One entry of each class; prices are chosen so that every amount is different.
WORLD = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}, Cable: {class: material, cost_price: 4}, Licence: {class: fee}}
projects: {P-1: {}, P-2: {}}
profiles:
  on_balance:
    {like: time_and_material_wip, post_cost_time: balance, post_cost_expense: balance, post_cost_material: balance}
  off_ledger:
    {like: time_and_material_wip, post_cost_time: no_ledger, post_cost_expense: no_ledger, post_cost_material: never}
  fixed_on_balance:
    {like: fixed_price_no_wip, post_cost_time: balance}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: PROFILE
    sales_prices: {Developer: 100, Travel: at_cost, Cable: 6}
    lines: {Build: {project: P-1, billing_method: METHOD}}
"""
ENTRIES = """
- enter:
    T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}
    E1: {class: expense, category: Travel, project: P-1, date: 2026-03-03, cost: 250}
    M1: {class: material, category: Cable, project: P-1, date: 2026-03-04, quantity: 5}
    F1: {class: fee, category: Licence, project: P-1, date: 2026-03-05, quantity: 1, price: 700}
- submit: all
- approve: {entries: all, on: 2026-03-06}
"""
HOURS = """
- enter: {T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}}
- submit: all
- approve: {entries: all, on: 2026-03-06}
"""
NOW = datetime(2026, 3, 7, 9, tzinfo=UTC)


def world(profile: str = "time_and_material_wip", method: str = "time_and_material") -> str:
    """The world with a profile and a billing method."""
    return WORLD.replace("PROFILE", profile).replace("METHOD", method)


def test_each_class_accrues_and_costs_under_the_profile_that_accrues(books: Books) -> None:
    """Rows 1, 5, 7, 9 and 11."""
    books.given(world())
    books.do(ENTRIES)

    posted = books.do("- post_journals: all")

    assert posted == PostedJournals(line_count=7, voucher_count=7)
    books.show(
        "ledger entries",
        """
        date       | posting type       | accounting
        2026-03-02 | cost               |     600.00
        2026-03-02 | payroll_allocation |    -600.00
        2026-03-02 | wip_sales_value    |    1000.00
        2026-03-02 | accrued_revenue    |   -1000.00
        2026-03-03 | cost               |     250.00
        2026-03-03 | expense_offset     |    -250.00
        2026-03-03 | wip_sales_value    |     250.00
        2026-03-03 | accrued_revenue    |    -250.00
        2026-03-04 | cost               |      20.00
        2026-03-04 | cost_item          |     -20.00
        2026-03-04 | wip_sales_value    |      30.00
        2026-03-04 | accrued_revenue    |     -30.00
        2026-03-05 | wip_sales_value    |     700.00
        2026-03-05 | accrued_revenue    |    -700.00
        """,
    )
    books.show(
        "vouchers",
        """
        kind          | date       | entries | debit
        project_cost  | 2026-03-02 | 2       |  600.00
        project_sales | 2026-03-02 | 2       | 1000.00
        project_cost  | 2026-03-03 | 2       |  250.00
        project_sales | 2026-03-03 | 2       |  250.00
        project_cost  | 2026-03-04 | 2       |   20.00
        project_sales | 2026-03-04 | 2       |   30.00
        project_sales | 2026-03-05 | 2       |  700.00
        """,
    )
    assert set(Voucher.objects.values_list("number", flat=True)) == {1, 2, 3, 4, 5, 6, 7}
    assert set(JournalLine.objects.values_list("status", flat=True)) == {"posted"}
    [posting] = Act.objects.filter(event="accounting.post_journals")
    assert set(JournalLine.objects.values_list("act_id", flat=True)) == {posting.pk}


def test_a_profile_without_accrual_leaves_sales_out_of_the_ledger(books: Books) -> None:
    """Row 10; the voucher numbers drawn for sales go back to the series."""
    books.given(world("time_and_material_no_wip"))
    books.do(ENTRIES)

    posted = books.do("- post_journals: all")

    assert posted == PostedJournals(line_count=7, voucher_count=3)
    assert NumberSeries.objects.get(company_id=books.company_id, series="voucher").next_number == 4
    books.show(
        "project transactions",
        """
        kind           | class    | quantity | accounting | layer           | accrued
        cost           | time     |    10.00 |     600.00 | profit_and_loss |
        cost           | expense  |     1.00 |     250.00 | profit_and_loss |
        cost           | material |     5.00 |      20.00 | profit_and_loss |
        unbilled_sales | time     |    10.00 |    1000.00 | no_ledger       |
        unbilled_sales | expense  |     1.00 |     250.00 | no_ledger       |
        unbilled_sales | material |     5.00 |      30.00 | no_ledger       |
        unbilled_sales | fee      |     1.00 |     700.00 | no_ledger       |
        """,
    )


def test_cost_on_the_balance_sheet_lets_only_fees_accrue(books: Books) -> None:
    """Rows 2, 5 and 7 on the balance sheet; the accrual gate of row 11."""
    books.given(world("on_balance"))
    books.do(ENTRIES)
    books.do("- post_journals: all")
    books.show(
        "ledger entries",
        """
        posting type        | accounting
        wip_cost_value      |     600.00
        payroll_allocation  |    -600.00
        wip_cost_value      |     250.00
        expense_offset      |    -250.00
        wip_cost_value_item |      20.00
        cost_item           |     -20.00
        wip_sales_value     |     700.00
        accrued_revenue     |    -700.00
        """,
    )


def test_cost_that_is_not_capitalized_goes_to_profit_and_loss(books: Books) -> None:
    """The line property of the billing type decides, with the profile."""
    books.given(world("on_balance"))
    LineProperty.objects.filter(company_id=books.company_id).update(capitalize_cost=False)
    books.do(HOURS)
    books.do("- post_journals: all")
    books.show(
        "ledger entries",
        """
        posting type       | accounting
        cost               |     600.00
        payroll_allocation |    -600.00
        """,
    )


def test_no_ledger_and_never_reach_the_project_subledger_only(books: Books) -> None:
    """Rows 3 and 4; without cost in profit and loss, no revenue accrues but the fee's."""
    books.given(world("off_ledger"))
    books.do(ENTRIES)
    books.do("- post_journals: all")
    books.show(
        "project transactions",
        """
        kind           | class    | accounting | layer           | accrued
        cost           | time     |     600.00 | no_ledger       |
        cost           | expense  |     250.00 | no_ledger       |
        cost           | material |      20.00 | never           |
        unbilled_sales | time     |    1000.00 | no_ledger       |
        unbilled_sales | expense  |     250.00 | no_ledger       |
        unbilled_sales | material |      30.00 | no_ledger       |
        unbilled_sales | fee      |     700.00 | profit_and_loss | yes
        """,
    )


def test_work_that_is_not_chargeable_does_not_accrue(books: Books) -> None:
    """Six of ten hours are billed; the rest is sales at no value for the books."""
    books.given(world())
    books.do(HOURS.replace("entries: all,", "entries: all, billable: {T1: 6},"))
    books.do("- post_journals: all")
    books.show(
        "ledger entries",
        """
        posting type       | accounting
        cost               |     600.00
        payroll_allocation |    -600.00
        wip_sales_value    |     600.00
        accrued_revenue    |    -600.00
        """,
    )


def test_fixed_price_work_is_cost_only(books: Books) -> None:
    """Row 12, to profit and loss."""
    books.given(world("fixed_price_no_wip", "fixed_price"))
    books.do(HOURS)
    books.do("- post_journals: all")
    books.show(
        "ledger entries",
        """
        posting type       | accounting
        cost               |     600.00
        payroll_allocation |    -600.00
        """,
    )


def test_fixed_price_work_can_be_an_asset(books: Books) -> None:
    """Row 12, to the balance sheet, when its billing type is capitalized."""
    books.given(world("fixed_on_balance", "fixed_price"))
    LineProperty.objects.filter(company_id=books.company_id).update(capitalize_cost=True)
    books.do(HOURS)
    books.do("- post_journals: all")
    books.show(
        "ledger entries",
        """
        posting type       | accounting
        wip_cost_value     |     600.00
        payroll_allocation |    -600.00
        """,
    )


def test_internal_work_is_cost_in_profit_and_loss_without_a_profile(books: Books) -> None:
    """Row 13."""
    books.given(world())
    ProfileRule.objects.filter(company_id=books.company_id).delete()
    books.do(HOURS.replace("P-1", "P-2"))
    books.do("- post_journals: all")
    books.show(
        "project transactions",
        """
        kind | project | accounting | layer           | accrued
        cost | P-2     |     600.00 | profit_and_loss |
        """,
    )


FOREIGN = """
company:
  {accounting_currency: EUR, reporting_currency: USD, cost_currency: GBP,
   rates: {GBP: {2026-01-01: 1.20, 2026-03-15: 1.25}, GBP/USD: 1.333}}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    fixed_rate: 1.30
    profile: time_and_material_wip
    lines: {Build: {project: P-1, billing_method: time_and_material, sales_prices: {Developer: 100.01}}}
"""
DRIFTING = """
- enter:
    T1: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-14, hours: 1}
    T2: {class: time, resource: Ada Moreau, project: P-1, date: 2026-03-15, hours: 1}
- submit: all
- approve: {entries: all, on: 2026-03-16}
- post_journals: all
"""


def test_the_rate_of_the_day_serves_cost_and_the_fixed_rate_sales(books: Books) -> None:
    """60.00 at 1.20 and 1.25; 100.01 at 1.30 is 130.013; reporting always at 1.333 from the pound."""
    books.given(FOREIGN)
    books.do(DRIFTING)
    books.show(
        "ledger entries",
        """
        date       | posting type       | transaction | currency | accounting | rate | reporting | reporting rate
        2026-03-14 | cost               |       60.00 | GBP      |      72.00 | 1.20 |     79.98 | 1.333
        2026-03-14 | payroll_allocation |      -60.00 | GBP      |     -72.00 | 1.20 |    -79.98 | 1.333
        2026-03-14 | wip_sales_value    |      100.01 | GBP      |     130.01 | 1.30 |    133.31 | 1.333
        2026-03-14 | accrued_revenue    |     -100.01 | GBP      |    -130.01 | 1.30 |   -133.31 | 1.333
        2026-03-15 | cost               |       60.00 | GBP      |      75.00 | 1.25 |     79.98 | 1.333
        2026-03-15 | payroll_allocation |      -60.00 | GBP      |     -75.00 | 1.25 |    -79.98 | 1.333
        2026-03-15 | wip_sales_value    |      100.01 | GBP      |     130.01 | 1.30 |    133.31 | 1.333
        2026-03-15 | accrued_revenue    |     -100.01 | GBP      |    -130.01 | 1.30 |   -133.31 | 1.333
        """,
    )


def test_without_a_fixed_rate_sales_drift_with_the_rate_of_the_day(books: Books) -> None:
    """100.01 at 1.20 is 120.012, at 1.25 it is 125.0125."""
    books.given(FOREIGN.replace("    fixed_rate: 1.30\n", ""))
    books.do(DRIFTING)
    books.show(
        "project transactions",
        """
        kind           | date       | transaction | accounting | rate | reporting
        cost           | 2026-03-14 |       60.00 |      72.00 | 1.20 |     79.98
        unbilled_sales | 2026-03-14 |      100.01 |     120.01 | 1.20 |    133.31
        cost           | 2026-03-15 |       60.00 |      75.00 | 1.25 |     79.98
        unbilled_sales | 2026-03-15 |      100.01 |     125.01 | 1.25 |    133.31
        """,
    )


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ({}, {"project_group": "rail"}),
        ({"project_group": "rail"}, {"project": True}),
        ({"category_group": "travel"}, {"category": True}),
        ({"customer_group": "public"}, {"customer": True}),
        ({"category": True, "customer": True}, {"project_group": "rail"}),
    ],
)
def test_the_most_specific_posting_rule_names_the_account(
    books: Books, general: dict[str, object], special: dict[str, object]
) -> None:
    """Project before group, category before group, customer before group, in this order."""
    books.given(world())
    found = {
        "project": books.id("projects", "P-1"),
        "category": books.id("categories", "Travel"),
        "customer": books.id("customers", "Helios"),
    }
    Project.objects.filter(pk=found["project"]).update(project_group="rail")
    Category.objects.filter(pk=found["category"]).update(category_group="travel")
    Customer.objects.filter(pk=found["customer"]).update(customer_group="public")
    for number, selector in (("7001", general), ("7002", special)):
        account = MainAccount.objects.create(
            act_id=an_act(), company_id=books.company_id, number=number, name=number, account_kind="revenue"
        )
        if selector:
            PostingRule.objects.create(
                act_id=an_act(),
                company_id=books.company_id,
                posting_type="accrued_revenue",
                main_account=account,
                **{
                    f"{name}_id" if value is True else name: found[name] if value is True else value
                    for name, value in selector.items()
                },
            )
    books.do(
        """
        - enter: {E1: {class: expense, category: Travel, project: P-1, date: 2026-03-03, cost: 250}}
        - submit: all
        - approve: {entries: all, on: 2026-03-06}
        - post_journals: {entries: all, kind: sales}
        """
    )
    [credited] = Entry.objects.filter(posting_type="accrued_revenue").values_list(
        "main_account__number", flat=True
    )
    assert credited == "7002"


@pytest.mark.parametrize(
    ("selectors", "accrues"),
    [
        (("contract", "project_group"), False),
        (("project_group", "project"), False),
        (("project",), False),
        ((), True),
    ],
)
def test_the_most_specific_profile_rule_wins(books: Books, selectors: tuple[str, ...], accrues: bool) -> None:
    """Project before project group before contract: the last one listed does not accrue."""
    books.given(world())
    Project.objects.filter(pk=books.id("projects", "P-1")).update(project_group="rail")
    keys: dict[str, dict[str, object]] = {
        "contract": {"contract_id": books.id("contracts", "C-1")},
        "project_group": {"project_group": "rail"},
        "project": {"project_id": books.id("projects", "P-1")},
    }
    for place, selector in enumerate(selectors, start=1):
        last = place == len(selectors)
        profile = "time_and_material_no_wip" if last else "time_and_material_wip"
        ProfileRule.objects.update_or_create(
            company_id=books.company_id,
            billing_method="time_and_material",
            project_id=keys[selector].get("project_id"),
            project_group=keys[selector].get("project_group", ""),
            contract_id=keys[selector].get("contract_id"),
            defaults={
                "act_id": an_act(),
                "profile": CostRevenueProfile.objects.get(company_id=books.company_id, code=profile),
            },
        )
    books.do(HOURS)
    posted = books.do("- post_journals: all")
    assert posted.voucher_count == (2 if accrues else 1)


def test_the_accounting_date_moves_to_the_next_open_period_when_allowed(books: Books) -> None:
    """March is closed and April on hold: the books take the work on the first of May, at its rate."""
    books.given(FOREIGN)
    books.do("- set: {company: {move_to_open_period: true}, rates: {GBP: {2026-05-01: 1.40}}}")
    books.do("- close_periods: {periods: [2026-03], anyway: true}\n- hold_periods: [2026-04]")
    books.do(re.sub(r" +T2: .*\n", "", DRIFTING))
    books.show(
        "ledger entries",
        """
        date       | posting type       | accounting | rate
        2026-05-01 | cost               |      84.00 | 1.40
        2026-05-01 | payroll_allocation |     -84.00 | 1.40
        2026-05-01 | wip_sales_value    |     130.01 | 1.30
        2026-05-01 | accrued_revenue    |    -130.01 | 1.30
        """,
    )
    books.show(
        "journal lines",
        """
        kind  | date       | accounting date | status
        cost  | 2026-03-14 | 2026-05-01      | posted
        sales | 2026-03-14 | 2026-05-01      | posted
        """,
    )


def test_dimensions_of_the_line_reach_both_entries_and_the_subledger(books: Books) -> None:
    """They come from the project and are carried on."""
    books.given(world().replace("P-1: {}", "P-1: {dimensions: {department: 100}}"))
    books.do(HOURS)
    books.do("- post_journals: {entries: all, kind: cost}")
    books.show(
        "ledger entries",
        """
        posting type       | accounting | dimensions
        cost               |     600.00 | department 100
        payroll_allocation |    -600.00 | department 100
        """,
    )
    books.show("project transactions", "kind | dimensions\ncost | department 100")


# Refusals: nothing changes, and the refusal names the lines at fault


def test_what_is_not_postable_names_lines_or_proposals() -> None:
    """Journals and invoices share these refusals, and a run sets aside what they name."""
    refusal: NotPostable = PeriodClosed(found=["2026-03-02"], actual_ids=[7, 8])
    assert refusal.subject_ids == (7, 8)
    assert PeriodClosed(found=["2026-03-02"], proposal_ids=[9]).subject_ids == (9,)


def test_what_is_posted_is_not_posted_again(books: Books) -> None:
    """The posted line is named, not the draft beside it."""
    books.given(world())
    books.do(HOURS)
    books.do("- post_journals: {entries: all, kind: cost}")
    refusal = books.refused("JournalLineNotDraft", "post_journals: {entries: all, again: true}")
    posted = JournalLine.objects.filter(status="posted").values_list("actual_id", flat=True)
    assert refusal.subject_ids == tuple(posted)


def test_a_line_that_does_not_exist_is_refused(books: Books) -> None:
    """Nor does a line of another company exist."""
    books.given(world())
    other = open_company(
        acting(), code="OTHER", name="Other", accounting_currency="EUR", first_fiscal_year=2026
    )
    books.do(HOURS)
    ids = list(JournalLine.objects.values_list("actual_id", flat=True))
    for company_id in (other, other + 1):
        with pytest.raises(JournalLineNotDraft) as caught:
            post_journals(
                acting(company_id, at=NOW),
                actual_ids=ids,
            )
        assert set(caught.value.subject_ids) == set(ids)
    assert not Voucher.objects.exists()
    assert set(JournalLine.objects.values_list("status", flat=True)) == {"draft"}


def test_without_a_profile_rule_nothing_is_posted(books: Books) -> None:
    """The sentence names contract and project."""
    books.given(world())
    ProfileRule.objects.filter(company_id=books.company_id).delete()
    books.do(HOURS)
    refusal = books.refused("ProfileNotFound", "post_journals: all")
    assert "time and material work of contract C-1 on project P-1" in str(refusal)
    assert len(refusal.subject_ids) == 2


def test_a_billing_type_without_line_property_blocks(books: Books) -> None:
    """Only the lines of that type are named."""
    books.given(world())
    LineProperty.objects.filter(company_id=books.company_id, billing_type="non_chargeable").delete()
    books.do(HOURS.replace("entries: all,", "entries: all, billable: {T1: 6},"))
    refusal = books.refused("LinePropertyMissing", "post_journals: all")
    assert "non_chargeable" in str(refusal)
    assert len(refusal.subject_ids) == 1


def test_a_closed_period_takes_nothing(books: Books) -> None:
    """Neither does one on hold."""
    books.given(world())
    books.do(HOURS)
    books.do("- hold_periods: [2026-03]")
    refusal = books.refused("PeriodOnHold", "post_journals: all")
    assert refusal.message == "The fiscal period of 2026-03-02 is on hold."
    books.do("- close_periods: {periods: [2026-03], anyway: true}")
    books.refused("PeriodClosed", "post_journals: all")


def test_no_open_period_after_a_closed_one_is_refused_too(books: Books) -> None:
    """The company may move the date, but there is nowhere to move it to."""
    books.given(world())
    books.do(HOURS)
    books.do("- set: {company: {move_to_open_period: true}}")
    months = [f"{year}-{month:02}" for year in (2026, 2027) for month in range(1, 13)]
    books.do(f"- close_periods: {{periods: [{', '.join(months)}], anyway: true}}")
    refusal = books.refused("NoOpenPeriod", "post_journals: all")
    assert refusal.message == "Neither the fiscal period of 2026-03-02 nor a later one is open."


def test_a_missing_rate_is_named_with_its_day(books: Books) -> None:
    """Cost is in euro and needs none."""
    books.given(world().replace("    profile:", "    currency: USD\n    profile:"))
    books.do(HOURS)
    refusal = books.refused("ExchangeRateMissing", "post_journals: all")
    assert "USD to EUR on 2026-03-02" in str(refusal)
    assert len(refusal.subject_ids) == 1


def test_a_missing_reporting_rate_is_named_too(books: Books) -> None:
    """The reporting currency is translated from the transaction currency."""
    books.given(
        world().replace("accounting_currency: EUR", "accounting_currency: EUR, reporting_currency: USD")
    )
    books.do(HOURS)
    refusal = books.refused("ExchangeRateMissing", "post_journals: all")
    assert "EUR to USD on 2026-03-02" in str(refusal)
    assert len(refusal.subject_ids) == 2


@pytest.mark.parametrize("posting_type", ["cost", "payroll_allocation", "wip_sales_value", "accrued_revenue"])
def test_a_posting_type_without_account_is_named(books: Books, posting_type: str) -> None:
    """Whether it is the debit or the credit."""
    books.given(world())
    PostingRule.objects.filter(company_id=books.company_id, posting_type=posting_type).delete()
    books.do(HOURS)
    refusal = books.refused("AccountMissing", "post_journals: all")
    assert posting_type in str(refusal)
    assert len(refusal.subject_ids) == 1
