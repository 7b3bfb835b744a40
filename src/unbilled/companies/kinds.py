"""The kinds of records that companies keep about themselves, and how others name them."""

from collections.abc import Iterable, Mapping
from typing import Any

from babel.numbers import get_currency_name, get_currency_precision

from unbilled.companies.models import (
    Company,
    Currency,
    DimensionSet,
    ExchangeRate,
    NumberSeries,
    TermsOfPayment,
)
from unbilled.companies.records import CompanyParameters, NewExchangeRate, NewNumberSeries, NewTerms
from unbilled.companies.rules import (
    EINVOICE_FORMATS,
    PAGE_SIZES,
    SERIES,
    CurrencyUnknown,
    currencies,
    fits_a_number,
    is_a_bic,
    is_a_country,
    is_a_discount,
    is_a_locale,
    is_a_prefix,
    is_a_retention,
    is_a_time_zone,
    is_a_vat_id,
    is_an_account_number,
)
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import Kind, Lookup, above_zero, is_a_code, is_said


def know_currencies(codes: Iterable[str]) -> None:
    """See to it that currencies are there, with the digits that ISO 4217 gives them.

    Raises:
        CurrencyUnknown: A code is none that is or was legal tender.
    """
    wanted = sorted(set(codes))
    unknown = sorted(set(wanted) - currencies())
    if unknown:
        raise CurrencyUnknown(currencies=unknown)
    Currency.objects.bulk_create(
        [
            Currency(
                code=code, digits=get_currency_precision(code), name=get_currency_name(code, locale="en")
            )
            for code in wanted
        ],
        ignore_conflicts=True,
    )


class Currencies(Lookup):
    """Currencies by their code; one of ISO 4217 is known as soon as somebody names it."""

    def found(self, act: Act, values: Iterable[Any]) -> dict[str, Any]:
        """The currencies that are some."""
        known = {str(value) for value in values} & currencies()
        know_currencies(known)
        return {code: code for code in known}

    def known(self, act: Act) -> list[str]:
        """All of ISO 4217."""
        return sorted(currencies())

    def suggested(self, act: Act, *, limit: int) -> dict[str, str]:
        """All of them, with their names."""
        return {code: f"{code} · {get_currency_name(code, locale='en')}" for code in self.known(act)}


class Dimensions(Lookup):
    """Sets of dimensions by what is in them; a set is made when it is first used."""

    def spoken(self, value: Any) -> str:
        """Names and values, in the order of the names."""
        if not isinstance(value, Mapping):
            return str(value)
        return ", ".join(f"{name} {value[name]}" for name in sorted(value))

    def found(self, act: Act, values: Iterable[Any]) -> dict[str, Any]:
        """The set of each, made where it is new."""
        wanted = {
            self.spoken(value): {str(name): str(part) for name, part in value.items()}
            for value in values
            if isinstance(value, Mapping)
        }
        if not wanted:
            return {}
        DimensionSet.objects.bulk_create(
            [
                DimensionSet(company_id=act.company_id, values=value, act_id=act.stamp)
                for value in wanted.values()
            ],
            ignore_conflicts=True,
        )
        rows = DimensionSet.objects.filter(company_id=act.company_id, values__in=list(wanted.values()))
        return {self.spoken(row.values): row.pk for row in rows}

    def known(self, act: Act) -> list[str]:
        """The sets there are."""
        return [str(row) for row in DimensionSet.objects.filter(company_id=act.company_id)]

    def values(self, ids: Iterable[Any]) -> dict[Any, Any]:
        """Value by name, of each set."""
        return dict(DimensionSet.objects.filter(pk__in=set(ids)).values_list("pk", "values"))


CURRENCIES = Currencies("currency", Currency, "code", of_company=False)
TERMS_OF_PAYMENT = Lookup("terms of payment", TermsOfPayment, "code")
DIMENSIONS = Dimensions("set of dimensions", DimensionSet, "values")

COMPANY = Kind(
    "company",
    CompanyParameters,
    Company,
    key="code",
    lookups={"terms": TERMS_OF_PAYMENT},
    choices={"einvoice_format": EINVOICE_FORMATS, "page_size": PAGE_SIZES},
    checks={
        "name": is_said,
        "country": is_a_country,
        "locale": is_a_locale,
        "time_zone": is_a_time_zone,
        "vat_id": is_a_vat_id,
        "iban": is_an_account_number,
        "bic": is_a_bic,
        "retention_years": is_a_retention,
    },
    within="id",
)
EXCHANGE_RATE = Kind(
    "rate",
    NewExchangeRate,
    ExchangeRate,
    key="from_currency/to_currency/valid_from",
    lookups={"from_currency": CURRENCIES, "to_currency": CURRENCIES},
    checks={"rate": above_zero},
    fixed=("from_currency", "to_currency", "valid_from"),
    events="exchange_rates",
)
TERMS = Kind(
    "payment term",
    NewTerms,
    TermsOfPayment,
    key="code",
    checks={"code": is_a_code, "discount_percent": is_a_discount},
    events="terms",
)
NUMBER_SERIES = Kind(
    "number series",
    NewNumberSeries,
    NumberSeries,
    key="series/fiscal_year",
    choices={"series": SERIES},
    checks={"prefix": is_a_prefix, "digits": fits_a_number},
    fixed=("series", "fiscal_year"),
    events="number_series",
)
