"""What every conversion of money has in common, and what a company may say of itself."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies
from stdnum import bic, iban
from stdnum.ch import vat as swiss
from stdnum.eu import vat as union
from stdnum.gb import vat as british
from stdnum.no import mva as norse

from unbilled.foundation.refusals import Refusal

SERIES = ("invoice", "credit_note", "proforma", "journal")
"""What is numbered with prefix and digits; vouchers are plain numbers."""
LEGAL_SERIES = ("invoice", "credit_note")
"""Their numbers are told apart by nothing but their writing."""
LONGEST_PREFIX = 8
LONGEST_CODE = 40
MOST_DIGITS = 8
# Codes of unions, of the unknown and of no place, which are no countries.
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
RETENTION_YEARS = {"AU": 5, "DE": 8, "ES": 6, "FR": 10, "GB": 6, "IN": 7, "IT": 10, "US": 7}
"""For how many years after the one they were issued in invoices are kept, by the law of the seller's country."""
LONGEST_RETENTION = 10
"""For how many, where the country is none of these."""
LANGUAGES = ("de", "en", "es", "fr", "it", "nl")
"""Languages in which documents are printed; their words are those of ``documents/words``."""
VAT_IDS = {country.upper(): union for country in (*union.MEMBER_STATES, "el")} | {
    "CH": swiss,
    "GB": british,
    "NO": norse,
}
"""What checks the VAT identification numbers that begin with the letters of a country."""
EARLIEST_MONEY = date(1990, 1, 1)


class ExchangeRateMissing(Refusal):
    """A conversion needs a rate that holds on its day; nothing is converted at a guess.

    Raised with ``found`` such as ``GBP to USD on 2026-03-02``, and with the ``entry_ids``, ``actual_ids``
    or ``proposal_ids`` that need the rate.
    """

    sentence = "There is no exchange rate for {found}."
    remedy = (
        "Enter a rate of that pair, or of both to the currency of the books, valid from that day or earlier."
    )
    subjects = ("entry_ids", "actual_ids", "proposal_ids")


class CurrencyUnknown(Refusal):
    """A currency is none of ISO 4217 in which anybody pays."""

    sentence = "{currencies} is no currency code."
    remedy = "Use ISO 4217 codes of three letters, such as EUR."


def is_a_country(value: str) -> str:
    """Whether a text is the code of a country, or nothing.

    >>> is_a_country("GB"), is_a_country(""), is_a_country("UK")
    ('', '', "is 'UK', not the code of a country such as GB")
    """
    known = value in Locale("en").territories and re.fullmatch("[A-Z]{2}", value)
    if not value or (known and value not in NO_COUNTRIES):
        return ""
    return f"is {value!r}, not the code of a country such as GB"


@cache
def _time_zones() -> set[str]:
    return available_timezones()


def is_a_time_zone(value: str) -> str:
    """Whether a clock keeps a time zone.

    >>> is_a_time_zone("Europe/Lisbon"), is_a_time_zone("Lisbon")
    ('', "is 'Lisbon', not a time zone such as Europe/Lisbon")
    """
    return "" if value in _time_zones() else f"is {value!r}, not a time zone such as Europe/Lisbon"


def is_a_locale(value: str) -> str:
    """Whether a locale says how figures and dates are written.

    >>> is_a_locale("en-GB"), is_a_locale("klingon")
    ('', "is 'klingon', not a locale such as en_GB or de_DE")
    """
    return "" if _locale(value) else f"is {value!r}, not a locale such as en_GB or de_DE"


def is_a_language(value: str) -> str:
    """Whether documents are printed in a language.

    >>> is_a_language("de"), is_a_language("tlh")
    ('', "is 'tlh', not a language that documents are printed in: de, en, es, fr, it, nl")
    """
    known = ", ".join(LANGUAGES)
    return (
        "" if value in LANGUAGES else f"is {value!r}, not a language that documents are printed in: {known}"
    )


@cache
def currencies() -> frozenset[str]:
    """Codes of ISO 4217 that are, or since 1990 were, legal tender somewhere.

    >>> "EUR" in currencies(), "XTS" in currencies(), "XAU" in currencies()
    (True, False, False)
    """
    return frozenset(
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory, EARLIEST_MONEY, date.max)
    )


PAGE_SIZES = ("", "a4", "us-letter")
EINVOICE_FORMATS = (
    "paper",
    "facturx",
    "en16931_ubl",
    "en16931_cii",
    "peppol",
    "xrechnung_ubl",
    "xrechnung_cii",
)
"""What a customer may get: the PDF alone, or an electronic invoice."""


def is_a_vat_id(value: str) -> str:
    """Whether a VAT identification number has the form and the check digits of the country that it begins with.

    What begins with no country that checks them is taken as it is.

    >>> is_a_vat_id("GB 123 4567 82"), is_a_vat_id("CHE-116.281.710 MWST"), is_a_vat_id("JP1"), is_a_vat_id("")
    ('', '', '', '')
    >>> is_a_vat_id("GB 123 4567 83")
    "is 'GB 123 4567 83', which is no VAT id of GB: a digit or the form is wrong"

    Source:
        docs/rules/companies.md#numbers-with-check-digits.
    """
    country = value[:2].upper()
    if country not in VAT_IDS or VAT_IDS[country].is_valid(value):
        return ""
    return f"is {value!r}, which is no VAT id of {country}: a digit or the form is wrong"


def is_an_account_number(value: str) -> str:
    """Whether an IBAN has the form and the check digits of its country; other account numbers are taken as they are.

    >>> is_an_account_number("GB29 NWBK 6016 1331 9268 19"), is_an_account_number("12-345"), is_an_account_number("")
    ('', '', '')
    >>> is_an_account_number("DE00")
    "is 'DE00', which is no IBAN: a digit or the form is wrong"

    Source:
        docs/rules/companies.md#numbers-with-check-digits.
    """
    if not re.match("[A-Za-z]{2}[0-9]{2}", value) or iban.is_valid(value):
        return ""
    return f"is {value!r}, which is no IBAN: a digit or the form is wrong"


def is_a_bic(value: str) -> str:
    """Whether a text has the form of a BIC, or is nothing.

    >>> is_a_bic("NWBKGB2L"), is_a_bic(""), is_a_bic("bank")
    ('', '', "is 'bank', not a BIC such as NWBKGB2L")
    """
    return "" if not value or bic.is_valid(value) else f"is {value!r}, not a BIC such as NWBKGB2L"


def is_a_company_code(value: str) -> str:
    """Whether a code can stand in commands and addresses.

    >>> is_a_company_code("ACME-2"), is_a_company_code("Müller_1")
    ('', '')
    >>> is_a_company_code("a/b")
    'is not of letters, digits, points, hyphens and low lines, beginning with a letter or digit'
    """
    if len(value) > LONGEST_CODE:
        return f"has more than {LONGEST_CODE} characters"
    if re.fullmatch(r"[^\W_][\w.-]*", value):
        return ""
    return "is not of letters, digits, points, hyphens and low lines, beginning with a letter or digit"


def _locale(value: str) -> Locale | None:
    try:
        return Locale.parse(value.replace("-", "_")) if value else None
    except (UnknownLocaleError, ValueError):
        return None


def is_a_prefix(value: str) -> str:
    """Whether a number with such a prefix has at most sixteen characters, which is what tax offices take.

    >>> is_a_prefix("RE-2026-"), is_a_prefix("INVOICE-2026-")
    ('', 'has more than 8 characters')
    """
    return "" if len(value) <= LONGEST_PREFIX else f"has more than {LONGEST_PREFIX} characters"


def fits_a_number(digits: int) -> str:
    """Whether numbers can have so many digits.

    >>> fits_a_number(5), fits_a_number(0)
    ('', 'is not between 1 and 8')
    """
    return "" if 1 <= digits <= MOST_DIGITS else f"is not between 1 and {MOST_DIGITS}"


def may_be_one_number(prefix: str, other: str) -> bool:
    """Whether numbers with two prefixes may be written alike: one begins with the other, and digits follow.

    >>> may_be_one_number("2026-", "C2026-"), may_be_one_number("A-", "A-"), may_be_one_number("A-1", "A-")
    (False, True, True)
    """
    short, long = sorted((prefix, other), key=len)
    return long.startswith(short) and (long == short or long[len(short) :].isdigit())


def likeness(series: str, fiscal_year: int, prefix: str, prefixes: Mapping[tuple[str, int], str]) -> str:
    """What numbers of a series of invoices or credit notes could be taken for; nothing when all are told apart.

    Args:
        series: What is numbered.
        fiscal_year: Year of the counter.
        prefix: Its prefix.
        prefixes: Those of all such series, by series and year.

    >>> likeness("invoice", 2026, "A-", {("invoice", 2026): "A-", ("invoice", 2027): "A-2"})
    "is 'A-', with which its numbers could be those of invoice/2027"
    >>> likeness("invoice", 2026, "2027-", {})
    "is '2027-', with which its numbers could be those of invoice/2027"
    >>> likeness("proforma", 0, "2027-", {})
    ''
    """
    if series not in LEGAL_SERIES:
        return ""
    others = dict(prefixes)
    usual = re.fullmatch(r"(C?)(\d{4})-", prefix)
    if usual:
        kind = "credit_note" if usual[1] else "invoice"
        others.setdefault((kind, int(usual[2])), prefix)
    alike = [
        f"{kind}/{year}"
        for (kind, year), other in others.items()
        if (kind, year) != (series, fiscal_year) and kind in LEGAL_SERIES and may_be_one_number(prefix, other)
    ]
    return f"is {prefix!r}, with which its numbers could be those of {', '.join(alike)}" if alike else ""


def is_a_discount(percent: Decimal) -> str:
    """What is wrong with a cash discount; empty where nothing is.

    >>> is_a_discount(Decimal(2)), is_a_discount(Decimal(-1))
    ('', 'is -1, not from 0 to 100')
    """
    return "" if 0 <= percent <= 100 else f"is {percent.normalize():f}, not from 0 to 100"


def is_a_retention(years: int | None) -> str:
    """What is wrong with a term of retention; empty where nothing is.

    >>> is_a_retention(None), is_a_retention(8), is_a_retention(0)
    ('', '', 'is 0, not from 1 to 100')
    """
    return "" if years is None or 1 <= years <= 100 else f"is {years}, not from 1 to 100"


def kept_through(day: date, years: int | None, country: str) -> date:
    """The last day for which a document is kept by law; nothing of it goes before.

    Args:
        day: The last day of the fiscal year that it belongs to; terms begin when the calendar year of that ends.
        years: What the company says; None: what its country says.
        country: ISO 3166 code.

    >>> kept_through(date(2026, 3, 31), None, "DE"), kept_through(date(2026, 12, 31), 12, "DE")
    (datetime.date(2034, 12, 31), datetime.date(2038, 12, 31))

    Source:
        docs/rules/companies.md#retention.
    """
    term = RETENTION_YEARS.get(country, LONGEST_RETENTION) if years is None else years
    return date(day.year + term, 12, 31)
