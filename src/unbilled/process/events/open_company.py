"""Open a company: from here on it can approve, bill and post."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from unbilled.accounting.events.add_line_properties import add_line_properties
from unbilled.accounting.events.add_posting_rules import add_posting_rules
from unbilled.accounting.events.add_profiles import add_profiles
from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.records import NewLineProperty, NewPostingRule, NewProfile, NewProfileRule
from unbilled.companies.kinds import COMPANY, know_currencies
from unbilled.companies.models import Company
from unbilled.companies.rules import is_a_company_code
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, checked, refuse
from unbilled.foundation.refusals import Refusal
from unbilled.ledger.events.add_accounts import add_accounts
from unbilled.ledger.events.add_fiscal_years import add_fiscal_years
from unbilled.ledger.records import NewAccount
from unbilled.tax.models import TaxParameters


class CompanyExists(Refusal):
    """Company codes are unique."""

    sentence = "There is a company {code} already."
    remedy = "Choose another code, or work with the company that is there."


MOST_YEARS = 100


@dataclass(frozen=True)
class Account:
    """An account of the chart and the posting type that uses it."""

    number: str
    name: str
    account_kind: str
    posting_type: str = ""


CHART = (
    Account("1000", "Bank", "asset"),
    Account("1100", "Accounts receivable", "asset", "customer_balance"),
    Account("1200", "Work in progress, cost", "asset", "wip_cost_value"),
    Account("1210", "Work in progress, material", "asset", "wip_cost_value_item"),
    Account("1220", "Work in progress, sales value", "asset", "wip_sales_value"),
    Account("2100", "Sales tax payable", "liability", "sales_tax_payable"),
    Account("2200", "Invoiced on account", "liability", "wip_invoiced_on_account"),
    Account("2300", "Expenses payable", "liability", "expense_offset"),
    Account("3000", "Retained earnings", "equity"),
    Account("4000", "Invoiced revenue", "revenue", "invoiced_revenue"),
    Account("4010", "Invoiced revenue, on account", "revenue", "invoiced_revenue_on_account"),
    Account("4100", "Accrued revenue", "revenue", "accrued_revenue"),
    Account("5000", "Project cost", "expense", "cost"),
    Account("5100", "Material used", "expense", "cost_item"),
    Account("5200", "Payroll allocated to projects", "expense", "payroll_allocation"),
)

# Accruals and layers of the standard profiles: docs/rules/journal.md#profiles.
PROFILES: dict[str, dict[str, Any]] = {
    "time_and_material_no_wip": {
        "billing_method": "time_and_material",
        "on_account": "profit_and_loss",
    },
    "time_and_material_wip": {
        "billing_method": "time_and_material",
        "accrue_time": True,
        "accrue_expense": True,
        "accrue_material": True,
        "accrue_fee": True,
        "on_account": "balance",
    },
    "fixed_price_no_wip": {"billing_method": "fixed_price", "on_account": "profit_and_loss"},
    "fixed_price_completed_contract": {"billing_method": "fixed_price", "on_account": "balance"},
    "fixed_price_completed_percentage": {"billing_method": "fixed_price", "on_account": "balance"},
}
FOR_ALL = ("time_and_material_wip", "fixed_price_no_wip")

# Work nobody pays for is neither accrued nor an asset.
LINE_PROPERTIES = {
    "chargeable": {"is_chargeable": True, "accrue_revenue": True, "capitalize_cost": True},
    "non_chargeable": {"is_chargeable": False, "accrue_revenue": False, "capitalize_cost": False},
    "complimentary": {"is_chargeable": False, "accrue_revenue": False, "capitalize_cost": False},
    "not_available": {"is_chargeable": False, "accrue_revenue": False, "capitalize_cost": False},
}


@event("process.open_company")
def open_company(
    act: Act,
    *,
    code: str,
    name: str,
    accounting_currency: str,
    reporting_currency: str | None = None,
    first_fiscal_year: int,
    years: int = 2,
    first_day: date | None = None,
    details: Mapping[str, Any] | None = None,
    is_demonstration: bool = False,
) -> int:
    """Open a company that is ready to work.

    It gets its currencies, monthly fiscal periods, an international chart of accounts, a posting rule for
    every posting type, the five standard cost and revenue profiles, rules that apply
    ``time_and_material_wip`` and ``fixed_price_no_wip`` for all, and a line property for every billing type.

    Args:
        act: Who opens it; no company is named yet.
        code: Code people type: letters, digits, points, hyphens and low lines.
        name: Legal name.
        accounting_currency: ISO 4217 code of the currency of the books.
        reporting_currency: ISO 4217 code of the second currency of the books.
        first_fiscal_year: What the first fiscal year is called.
        years: How many years of periods.
        first_day: Day on which the first fiscal year begins; 1 January of the year it is called after.
        is_demonstration: It is there to be looked at: nobody who names no company means it while there is another.
        details: Fields of ``CompanyParameters`` that are not as usual, such as ``address`` or ``journal_grouping``.

    Returns:
        The company's identity.

    Raises:
        CompanyExists: The code is taken.
        CurrencyUnknown: A currency is not one of ISO 4217.
        FiscalYearNotNext: The first year is one that no calendar here knows.
        FiscalYearNotOfItsDay: The first day is not the first of a month, or not of the year or the one before.
        MastersRefused: The code or a field is what it may not be, or so many years are not kept; every fault is named.

    Source:
        docs/rules/companies.md#opening-a-company; docs/rules/journal.md#profiles;
        docs/rules/journal.md#posting-rules.
    """
    code = code.strip()
    if Company.objects.filter(code__iexact=code).exists():
        raise CompanyExists(code=code)
    faults = [
        Fault(f"company {code}", f"code {problem}") for problem in filter(None, [is_a_company_code(code)])
    ]
    if not 1 <= years <= MOST_YEARS:
        faults.append(Fault(f"company {code}", f"years is {years:,}, not between 1 and {MOST_YEARS}"))
    refuse(faults)
    know_currencies(filter(None, (accounting_currency, reporting_currency)))
    company = Company.objects.create(
        code=code,
        accounting_currency_id=accounting_currency,
        reporting_currency_id=reporting_currency,
        is_demonstration=is_demonstration,
        act_id=act.stamp,
        **checked(act, COMPANY, code, {"name": name, **(details or {})}),
    )
    act = replace(act, company_id=company.pk)
    TaxParameters.objects.create(company=company, act_id=act.stamp)
    add_fiscal_years(act, years=range(first_fiscal_year, first_fiscal_year + years), first_day=first_day)
    add_accounts(act, accounts=[NewAccount(one.number, one.name, one.account_kind) for one in CHART])
    add_posting_rules(
        act, posting_rules=[NewPostingRule(one.posting_type, one.number) for one in CHART if one.posting_type]
    )
    add_profiles(act, profiles=[NewProfile(code, **layers) for code, layers in PROFILES.items()])
    set_profile_rules(act, rules=[NewProfileRule(code) for code in FOR_ALL])
    add_line_properties(
        act, line_properties=[NewLineProperty(word, **meaning) for word, meaning in LINE_PROPERTIES.items()]
    )
    return company.pk
