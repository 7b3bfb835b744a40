"""What every conversion of money has in common, and what a company may say of itself."""

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from unbilled.foundation.refusals import Refusal

SERIES = ("invoice", "credit_note", "proforma", "journal")
"""What is numbered with prefix and digits; vouchers are plain numbers."""
LEGAL_SERIES = ("invoice", "credit_note")
"""Their numbers are told apart by nothing but their writing."""
LONGEST_PREFIX = 8
MOST_DIGITS = 8
# Codes of unions, of the unknown and of no place, which are no countries.
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


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
    """A currency is none of ISO 4217."""

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
    """Whether a text names a language that people write.

    >>> is_a_language("de"), is_a_language("german")
    ('', "is 'german', not a language such as en or de")
    """
    found = _locale(value)
    return "" if found and found.language == value else f"is {value!r}, not a language such as en or de"


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
