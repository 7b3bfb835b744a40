"""Opening a company: everything it needs to approve, bill and post is there."""

from datetime import date
from typing import Any

import pytest

from acting import acting
from unbilled.accounting.models import CostRevenueProfile, LineProperty, PostingRule, ProfileRule
from unbilled.companies.kinds import know_currencies
from unbilled.companies.models import Company, Currency
from unbilled.companies.rules import CurrencyUnknown
from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.refusals import Refusal
from unbilled.ledger.models import FiscalPeriod, MainAccount
from unbilled.process.events.open_company import CompanyExists, open_company

pytestmark = pytest.mark.django_db
POSTING_TYPES = {
    *("cost", "cost_item", "payroll_allocation", "expense_offset", "wip_cost_value", "wip_cost_value_item"),
    *("wip_sales_value", "accrued_revenue", "invoiced_revenue", "invoiced_revenue_on_account"),
    *("wip_invoiced_on_account", "customer_balance", "sales_tax_payable"),
}


def opened(**details: Any) -> int:
    plain: dict[str, Any] = {
        "code": "ACME",
        "name": "Acme Ltd",
        "accounting_currency": "EUR",
        "first_fiscal_year": 2026,
    }
    named = {
        name: details.pop(name) for name in list(details) if name in {*plain, "reporting_currency", "years"}
    }
    return open_company(acting(), details=details, **(plain | named))


def test_its_currencies_have_the_digits_of_the_standard() -> None:
    opened(accounting_currency="JPY", reporting_currency="USD", vat_id="JP1")
    know_currencies(["KWD", "JPY"])

    found = Currency.objects.filter(code__in=["JPY", "USD", "KWD"]).values_list("code", "digits", "name")
    assert sorted(found) == [
        ("JPY", 0, "Japanese Yen"),
        ("KWD", 3, "Kuwaiti Dinar"),
        ("USD", 2, "US Dollar"),
    ]
    company = Company.objects.get(code="ACME")
    assert (company.accounting_currency_id, company.reporting_currency_id) == ("JPY", "USD")
    assert company.vat_id == "JP1"


def test_its_periods_are_the_months_of_its_years() -> None:
    company_id = opened(first_fiscal_year=2027, years=2)

    periods = list(
        FiscalPeriod.objects.filter(company_id=company_id)
        .order_by("starts_on")
        .values_list("fiscal_year", "starts_on", "ends_before", "status")
    )
    assert len(periods) == 24
    assert periods[0] == (2027, date(2027, 1, 1), date(2027, 2, 1), "open")
    assert periods[11] == (2027, date(2027, 12, 1), date(2028, 1, 1), "open")
    assert periods[23] == (2028, date(2028, 12, 1), date(2029, 1, 1), "open")


def test_every_posting_type_has_an_account_of_the_chart() -> None:
    company_id = opened()

    rules = PostingRule.objects.filter(company_id=company_id).select_related("main_account")
    assert {rule.posting_type for rule in rules} == POSTING_TYPES
    assert len({rule.main_account.number for rule in rules}) == len(POSTING_TYPES)
    kinds = {rule.posting_type: rule.main_account.account_kind for rule in rules}
    assert {posting_type for posting_type, kind in kinds.items() if kind in ("asset", "liability")} == {
        *("wip_cost_value", "wip_cost_value_item", "wip_sales_value", "wip_invoiced_on_account"),
        *("customer_balance", "sales_tax_payable", "expense_offset"),
    }
    assert MainAccount.objects.filter(company_id=company_id).count() == 15


def test_the_five_standard_profiles_are_there() -> None:
    company_id = opened()

    profiles = CostRevenueProfile.objects.filter(company_id=company_id).values_list(
        *("code", "billing_method", "on_account", "accrue_time", "accrue_expense", "accrue_material"),
        *("accrue_fee", "post_cost_time", "post_cost_expense", "post_cost_material"),
    )
    no, yes, pnl = (False,) * 4, (True,) * 4, ("profit_and_loss",) * 3
    assert sorted(profiles) == [
        ("fixed_price_completed_contract", "fixed_price", "balance", *no, *pnl),
        ("fixed_price_completed_percentage", "fixed_price", "balance", *no, *pnl),
        ("fixed_price_no_wip", "fixed_price", "profit_and_loss", *no, *pnl),
        ("time_and_material_no_wip", "time_and_material", "profit_and_loss", *no, *pnl),
        ("time_and_material_wip", "time_and_material", "balance", *yes, *pnl),
    ]
    rules = ProfileRule.objects.filter(company_id=company_id).values_list(
        "billing_method", "profile__code", "project", "project_group", "contract"
    )
    assert sorted(rules) == [
        ("fixed_price", "fixed_price_no_wip", None, "", None),
        ("time_and_material", "time_and_material_wip", None, "", None),
    ]


def test_every_billing_type_has_a_line_property() -> None:
    company_id = opened()

    properties = LineProperty.objects.filter(company_id=company_id).values_list(
        "billing_type", "is_chargeable", "accrue_revenue", "capitalize_cost"
    )
    assert sorted(properties) == [
        ("chargeable", True, True, True),
        ("complimentary", False, False, False),
        ("non_chargeable", False, False, False),
        ("not_available", False, False, False),
    ]


@pytest.mark.parametrize(
    ("details", "refusal", "sentence"),
    [
        ({"code": "ACME"}, CompanyExists, "There is a company ACME already."),
        (
            {"accounting_currency": "EURO", "reporting_currency": "XQX"},
            CurrencyUnknown,
            "EURO, XQX is no currency code.",
        ),
    ],
)
def test_a_code_that_is_taken_and_unknown_currencies_are_refused(
    details: dict[str, str], refusal: type[Refusal], sentence: str
) -> None:
    opened()
    before = (Company.objects.count(), FiscalPeriod.objects.count(), Currency.objects.count())

    with pytest.raises(refusal) as refused:
        opened(**({"code": "OTHER"} | details))

    assert refused.value.message == sentence
    assert (Company.objects.count(), FiscalPeriod.objects.count(), Currency.objects.count()) == before


def test_two_companies_have_books_of_their_own() -> None:
    first, second = opened(), opened(code="SECOND")

    assert MainAccount.objects.filter(company_id=first).count() == 15
    assert MainAccount.objects.filter(company_id=second).count() == 15


@pytest.mark.parametrize("code", ["", " ", "a/b", "-x", "a b", "a\nb", "ü?"])
def test_a_code_that_no_address_or_command_can_hold_is_refused(code: str) -> None:
    with pytest.raises(MastersRefused, match="code is not of letters, digits, points, hyphens and low lines"):
        opened(code=code)
    assert not Company.objects.exists()


def test_a_code_is_taken_in_any_case_of_letters() -> None:
    opened(code="Acme")
    with pytest.raises(CompanyExists):
        opened(code="ACME")


@pytest.mark.parametrize("years", [0, -1, 101, 5000])
def test_so_many_years_are_not_kept(years: int) -> None:
    with pytest.raises(MastersRefused, match=f"years is {years:,}, not between 1 and 100"):
        opened(years=years)
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("iban", "DE00", "which is no IBAN"),
        ("iban", "GB29NWBK60161331926818", "which is no IBAN"),
        ("bic", "BANK", "not a BIC"),
        ("vat_id", "DE123456789", "which is no VAT id of DE"),
        ("vat_id", "EL123456780", "which is no VAT id of EL"),
        ("vat_id", "XI 123 4567 83", "which is no VAT id of XI"),
    ],
)
def test_numbers_with_check_digits_are_checked(field: str, value: str, wrong: str) -> None:
    with pytest.raises(MastersRefused, match=wrong):
        opened(**{field: value})
    assert not Company.objects.exists()


@pytest.mark.parametrize("code", ["XAU", "XTS", "eur"])
def test_what_nobody_pays_with_is_no_currency(code: str) -> None:
    with pytest.raises(CurrencyUnknown, match=code):
        opened(accounting_currency=code)
    assert not Company.objects.exists()
