"""What a company file says of the company itself: who it is, its parameters, exchange rates, terms and numbers."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.records import LONG_AGO, NewPriceList
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.events.add_terms import add_terms
from unbilled.companies.events.change_exchange_rates import change_exchange_rates
from unbilled.companies.kinds import EXCHANGE_RATE
from unbilled.companies.records import CompanyParameters, NewExchangeRate, NewNumberSeries, NewTerms
from unbilled.foundation.acts import Act
from unbilled.intake.company_files.parts.prices import COST_LIST
from unbilled.intake.company_files.parts.taxes import read_tax
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments, Lined, Place, days_of, none_of, number
from unbilled.intake.company_files.world import World
from unbilled.process.events.change_company import change_company
from unbilled.process.events.open_company import open_company
from unbilled.tax.records import TaxDefaults

# Words that differ from those of the plain records.
WORDS_OF_COMPANY = {"journal_grouping": "grouping"}


def open_said(act: Act, company: Arguments, place: Place, usual: Mapping[str, str]) -> World:
    """Open the company that is said.

    Args:
        act: Who opens it.
        company: What is said of it; tax, terms and the currency of costs are left for ``read_company``.
        place: Told where it stands.
        usual: Details that it has unless others are said.
    """
    code = company.text("code") if "code" in company else "HOME"
    currency = company.text("accounting_currency", "EUR")
    place.note(f"company {code}", company)
    details: dict[str, Any] = dict(usual)
    for one in fields(CompanyParameters):
        word = WORDS_OF_COMPANY.get(one.name, one.name)
        if word in company and one.name not in ("name", "terms"):
            details[one.name] = company.name(word) if isinstance(one.default, str) else company.take(word)
    if details.get("daily_limit_minutes") == "none":
        details["daily_limit_minutes"] = None
    with place.told():
        company_id = open_company(
            act,
            code=code,
            name=company.text("name", "Home Office Ltd"),
            accounting_currency=currency,
            reporting_currency=company.name("reporting_currency"),
            first_fiscal_year=company.whole("first_fiscal_year", 2026, 1990),
            years=company.whole("years", 2, 1),
            first_day=company.day("fiscal_year_begins"),
            is_demonstration=company.flag("demonstration"),
            details=details,
        )
    return World(replace(act, company_id=company_id), currency)


def read_company(reader: Reader, company: Arguments, said: Arguments) -> None:
    """Rates, tax and terms, and the company's parameters, which name them."""
    with reader.place.at(said.line("company")):
        read_rates(reader, company)
    read_tax(reader, said, defaults=not reader.declared)
    read_terms(reader, said)
    groups = {
        word: none_of(company.text(word, reader.first("item_tax_groups") or "none"))
        for word in ("default_item_tax_group", "milestone_item_tax_group")
    }
    currency = company.text("cost_currency", reader.world.accounting_currency)
    with reader.place.at(said.line("company")):
        point = company.text("tax_point", TaxDefaults.tax_point)
        reader.hand(change_company, changes={"terms": company.name("terms"), **groups, "tax_point": point})
        company.finish()
        if currency != "none" and COST_LIST not in said.peek("price_lists"):
            cost = NewPriceList(COST_LIST, context="cost", currency=currency, is_default=True)
            reader.hand(add_price_lists, price_lists=[cost])


def read_rates(reader: Reader, said: Arguments) -> None:
    """Exchange rates."""
    with reader.place.at(said.line("rates")):
        rates = new_rates(reader.world, said.mapping("rates"), reader.place)
        reader.hand(add_exchange_rates, exchange_rates=rates)


def read_terms(reader: Reader, said: Arguments) -> None:
    """Terms of payment."""
    reader.ids["terms"] |= reader.hand(
        add_terms, terms=[new_terms(reader, *one) for one in reader.each(said, "terms")]
    )


def new_terms(reader: Reader, code: str, value: Any) -> NewTerms:
    """Terms of payment."""
    said = Arguments(value, where=f"terms {code}", main="net_days")
    reader.noted("terms of payment", code, said)
    made = NewTerms(
        code=code,
        net_days=said.whole("net_days", 0),
        net_months=said.whole("net_months", 0),
        end_of_month=said.flag("end_of_month"),
        text=said.text("text"),
        discount_days=said.whole("discount_days", 0),
        discount_percent=said.number("discount_percent") or Decimal(0),
    )
    said.finish()
    return made


def read_number_series(reader: Reader, said: Arguments) -> None:
    """Number series: prefix and digits, of all years or by fiscal year."""
    series = []
    for name, value in reader.each(said, "number_series"):
        kind, _, year = name.partition(" ")
        one = Arguments(value, where=f"number series {name}", main="prefix")
        reader.noted("number series", f"{kind}/{year or 0}", one)
        series.append(
            NewNumberSeries(
                kind,
                fiscal_year=int(year) if year.isdecimal() else 0,
                prefix=one.text("prefix"),
                digits=one.whole("digits", 5),
            )
        )
        one.finish()
    reader.hand(add_number_series, number_series=series)


def new_rates(world: World, rates: Mapping[str, Any], place: Place | None = None) -> list[NewExchangeRate]:
    """Exchange rates.

    Args:
        world: The world.
        rates: A currency, or a pair such as ``GBP/USD``, to a rate or to rates by first day; a currency alone
            is converted to the accounting currency.
        place: Told where they stand.

    Raises:
        DescriptionUnreadable: A day or a rate is none.
    """
    found = []
    for pair, value in rates.items():
        source, _, target = str(pair).partition("/")
        target = target or world.accounting_currency
        dated = Lined(value if isinstance(value, Mapping) else {LONG_AGO: value})
        for day in days_of(dated, f"rates of {pair}"):
            line = dated.lines.get(day) or getattr(rates, "lines", {}).get(pair, 0)
            rate = number(dated[day], f"the rate of {pair}", line)
            found.append(NewExchangeRate(source, target, day, rate))
            if place is not None:
                place.records[f"rate {source}/{target}/{day}"] = line
    return found


def set_rates(act: Act, world: World, rates: Mapping[str, Any]) -> None:
    """Set exchange rates: where there is one of the day already, the new one takes its place.

    Args:
        act: Who sets them.
        world: The world.
        rates: As for ``new_rates``.

    Raises:
        DescriptionUnreadable: A day or a rate is none.
        MastersRefused: A currency is none of ISO 4217, or a rate is not above zero.
    """
    read = {f"{one.from_currency}/{one.to_currency}/{one.valid_from}": one for one in new_rates(world, rates)}
    there = EXCHANGE_RATE.known(world.company_id, read)
    change_exchange_rates(act, changes={name: {"rate": read[name].rate} for name in there if name in read})
    add_exchange_rates(act, exchange_rates=[one for name, one in read.items() if name not in there])
