"""How figures, dates and words look on paper: pure formatting, nothing looked up."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.languages import get_official_languages
from babel.numbers import format_decimal, format_percent
from stdnum.eu import vat as union

from unbilled.foundation.money import rounded
from unbilled.foundation.names import without_unseen
from unbilled.foundation.refusals import Refusal

MOST_ATTACHED_BYTES = 10_000_000
"""What may travel with one document: mail and networks take little more, as it grows by a third when it is written."""
WORDS = Path(__file__).with_name("words")
TEXTS: dict[str, dict[str, Any]] = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in sorted(WORDS.glob("*.toml"))
    if file.stem != "law"
}
"""Printed words by language; a new language is a new file with the same keys, and one of ``LANGUAGES``."""
LAW: dict[str, dict[str, str]] = tomllib.loads((WORDS / "law.toml").read_text(encoding="utf-8"))
"""Which law says why no tax is charged, by country of the seller."""
REASONS = {
    "AE": "reverse_charge",
    "K": "intra_community",
    "G": "export",
    "E": "exempt",
    "O": "not_subject",
}
"""Why no tax is charged, by category, as ``legal`` of the words calls it."""
UNION = frozenset(country.upper() for country in union.MEMBER_STATES)

ZERO_WIDTH_SPACE = "\u200b"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


class LocaleUnknown(Refusal):
    """Numbers and dates take their shape from a locale that must be known."""

    sentence = "{locale!r} is not a locale."
    remedy = "Set the company's locale to a language and a country, such as en_GB or de_DE."


def supply_days(lines: Iterable[Mapping[str, Any]]) -> list[date]:
    """Days on which a document's lines were supplied; an advance is no supply, unless there is nothing else.

    >>> work = {"transaction_class": "time", "transaction_date": date(2026, 2, 28)}
    >>> advance = {"transaction_class": "retainer", "transaction_date": date(2026, 1, 10)}
    >>> supply_days([advance, work]) == [date(2026, 2, 28)], supply_days([advance]) == [date(2026, 1, 10)]
    (True, True)
    """
    lines = list(lines)
    return [line["transaction_date"] for line in lines if line["transaction_class"] != "retainer"] or [
        line["transaction_date"] for line in lines
    ]


def language_of(language: str) -> str:
    """Give the language that is printed: the one wanted, or English where a customer of old has another.

    >>> language_of("en"), language_of("tlh")
    ('en', 'en')
    """
    return language if language in TEXTS else "en"


def legal_text(
    said: str, category: str, *, seller_country: str, buyer_country: str = "", language: str = "en"
) -> str:
    """Say why no tax is charged: in the words of the tax code, else in those of the language, with the law.

    Args:
        said: What the tax code says: a sentence, or the name of a reason such as ``small_business``.
        category: Category of EN 16931.
        seller_country: Whose law it is.
        buyer_country: Empty: the seller's.
        language: One of ``TEXTS``.

    Source:
        docs/rules/documents.md#words-and-figures.

    >>> legal_text("", "AE", seller_country="DE", language="de")
    'Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG)'
    >>> legal_text("", "AE", seller_country="DE", buyer_country="FR", language="fr")
    'Autoliquidation (Art. 196, 2006/112/EC)'
    >>> legal_text("small_business", "E", seller_country="FR", language="fr")
    'TVA non applicable (art. 293 B du CGI)'
    >>> legal_text("As agreed.", "E", seller_country="FR"), legal_text("", "S", seller_country="FR")
    ('As agreed.', '')
    """
    words: dict[str, str] = TEXTS[language]["legal"]
    reason = said.strip() or REASONS.get(category, "")
    if reason not in words:
        return said.strip()
    is_abroad = reason == "reverse_charge" and buyer_country not in ("", seller_country)
    if is_abroad:
        within = {seller_country, buyer_country} <= UNION
        law = LAW["EU"]["reverse_charge_abroad"] if within else ""
    else:
        ours = LAW["EU"] if seller_country in UNION else {}
        law = LAW.get(seller_country, {}).get(reason) or ours.get(reason, "")
    return f"{words[reason]} ({law})" if law else words[reason]


def locale_of(language: str, locale: str, country: str) -> str:
    """Give the locale of a paper: the company's where it speaks the language, else that of the customer's country.

    >>> locale_of("de", "de_AT", "DE"), locale_of("de", "en_GB", "CH"), locale_of("nl", "en_GB", "FR")
    ('de_AT', 'de_CH', 'nl')
    >>> locale_of("en", "de_DE", "US"), locale_of("en", "de_DE", "DE"), locale_of("xx", "en_IE", "")
    ('en_US', 'en_001', 'en_IE')
    """
    wanted = language_of(language)
    if parsed_locale(locale).language == wanted:
        return locale
    own = f"{wanted}_{country}"
    speaks = bool(country) and wanted in get_official_languages(country, de_facto=True)
    return own if speaks else ("en_001" if wanted == "en" else wanted)


def is_a_layout_name(name: str) -> str:
    """Whether a layout may be called so.

    >>> is_a_layout_name("our-own"), is_a_layout_name("Ours!")
    ('', 'it has other characters than small letters, digits and hyphens, or more than 40')
    """
    fits = re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name)
    return "" if fits else "it has other characters than small letters, digits and hyphens, or more than 40"


def parsed_locale(locale: str) -> Locale:
    """Read a locale's name, with either separator.

    Raises:
        LocaleUnknown: There is no such locale.

    >>> parsed_locale("en-GB")
    Locale('en', territory='GB')
    """
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise LocaleUnknown(locale=locale) from None


def number(value: Decimal, locale: Locale, least: int, most: int) -> str:
    """Write a number with a locale's separators, never broken across lines, with a true minus sign.

    Args:
        value: Any number; rounded half away from zero to ``most`` decimals.
        locale: Whose separators and grouping.
        least: Decimals that are always written.
        most: Decimals that are written when they are not zero.

    >>> number(Decimal("-1234567.5"), Locale("en", "GB"), 2, 6) == MINUS + "1,234,567.50"
    True
    >>> number(Decimal("0.015625"), Locale("de", "DE"), 2, 6)
    '0,015625'
    >>> number(Decimal("1234567"), Locale("en", "IN"), 0, 0)
    '12,34,567'
    """
    exact = rounded(value, most)
    grouped = locale.decimal_formats[None].pattern.split(".")[0]
    pattern = f"{grouped}.{'0' * least}{'#' * (most - least)}"
    written = format_decimal(exact if exact else Decimal(0), format=pattern, locale=locale)
    return str(written).replace("-", MINUS).replace(" ", NO_BREAK_SPACE)


def money(amount: Decimal, digits: int, locale: Locale) -> str:
    """Write an amount with all decimals of its currency.

    >>> money(Decimal("1234.5"), 2, Locale("de", "DE")), money(Decimal("1234"), 0, Locale("ja", "JP"))
    ('1.234,50', '1,234')
    >>> money(Decimal("-0.00"), 2, Locale("en", "US"))
    '0.00'
    """
    return number(amount, locale, digits, digits)


def priced(amount: Decimal, currency: str, digits: int, locale: Locale) -> str:
    r"""Write an amount with the code of its currency, on the side on which the locale has it.

    >>> priced(Decimal("3540"), "GBP", 2, Locale("en", "GB")), priced(Decimal("3540"), "EUR", 2, Locale("de", "DE"))
    ('GBP\xa03,540.00', '3.540,00\xa0EUR')
    """
    parts = [currency, money(amount, digits, locale)]
    is_last = locale.currency_formats["standard"].pattern.split(";")[0].rstrip().endswith("¤")
    return NO_BREAK_SPACE.join(reversed(parts) if is_last else parts)


def quantity(value: Decimal, locale: Locale) -> str:
    """Write a quantity with two decimals, more where it has them.

    >>> quantity(Decimal("7.5"), Locale("en", "GB")), quantity(Decimal("0.333333"), Locale("en", "GB"))
    ('7.50', '0.333333')
    """
    return number(value, locale, 2, 6)


MINUTE = Decimal("0.0001")
"""Of a minute: what six decimals of an hour leave of it at most, also where a share takes the rest of another."""


def minutes(hours: Decimal) -> int | None:
    """Hours in minutes, where they are whole minutes written in six decimals; else None.

    >>> minutes(Decimal("0.833333")), minutes(Decimal("-0.166667")), minutes(Decimal("7.505"))
    (50, -10, None)
    """
    exact = hours * 60
    whole = rounded(exact, 0)
    return int(whole) if abs(exact - whole) <= MINUTE else None


def clock(of: int) -> str:
    """Minutes as hours and minutes.

    >>> clock(50), clock(-610)
    ('0:50', '-10:10')
    """
    return f"{'-' if of < 0 else ''}{abs(of) // 60}:{abs(of) % 60:02}"


def hours(value: Decimal, locale: Locale) -> str:
    """Write hours: in two decimals where these are exact, else as hours and minutes, else in up to six decimals.

    >>> hours(Decimal("7.25"), Locale("de", "DE")), hours(Decimal("0.333333"), Locale("de", "DE"))
    ('7,25', '0:20')
    """
    of = minutes(value)
    if of is None or of * 100 % 60 == 0:
        return quantity(Decimal(of) / 60 if of is not None else value, locale)
    return clock(of).replace("-", MINUS)


def percent(rate: Decimal, locale: Locale) -> str:
    r"""Write a rate given in percent, with the decimals it has.

    >>> percent(Decimal("20.0000"), Locale("en", "GB")), percent(Decimal("7.7"), Locale("de", "DE"))
    ('20%', '7,7\xa0%')
    """
    return str(format_percent(rate / 100, locale=locale, decimal_quantization=False)).replace("-", MINUS)


def day(value: date, locale: Locale, language: str) -> str:
    r"""Write a date: the month as a word if the locale speaks the paper's language, else in figures.

    >>> day(date(2026, 8, 31), Locale("en", "GB"), "en"), day(date(2026, 8, 31), Locale("en", "US"), "en")
    ('31\xa0Aug\xa02026', 'Aug\xa031,\xa02026')
    >>> day(date(2026, 8, 31), Locale("fr", "FR"), "en")
    '31/08/2026'
    """
    if locale.language == language:
        written = format_date(value, "medium", locale=locale)
    else:
        written = format_skeleton("yMd", value, locale=locale)
    return str(written).replace(" ", NO_BREAK_SPACE)


def period(first: date, last: date, locale: Locale, language: str) -> str:
    r"""Write a period with both of its ends; a single day as that day.

    >>> ascii(period(date(2026, 8, 1), date(2026, 8, 31), Locale("en", "GB"), "en"))
    "'1\\u201331 Aug 2026'"
    >>> period(date(2026, 8, 1), date(2026, 8, 1), Locale("en", "GB"), "en")
    '1\xa0Aug\xa02026'
    """
    if first == last:
        return day(first, locale, language)
    skeleton = "yMMMd" if locale.language == language else "yMd"
    return str(format_interval(first, last, skeleton, locale=locale))


def unit(word: str, language: str) -> str:
    """Write a unit of the books as the language abbreviates it, else as it is.

    >>> unit("hour", "en"), unit("lump_sum", "en")
    ('h', 'lump sum')
    """
    units: dict[str, str] = TEXTS[language]["units"]
    return units.get(word, word.replace("_", " "))


def country_name(country: str, language: str) -> str:
    """Name a country in a language; a code nobody knows stays a code.

    >>> country_name("DE", "en"), country_name("", "en"), country_name("ZZZ", "en")
    ('Germany', '', 'ZZZ')
    """
    return str(Locale(language).territories.get(country, country))


def account_number(iban: str) -> str:
    """Write an IBAN in groups of four; any other account number as it is.

    >>> account_number("GB29NWBK60161331926819"), account_number("12-345-6")
    ('GB29 NWBK 6016 1331 9268 19', '12-345-6')
    """
    compact = iban.replace(" ", "")
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        return iban
    return " ".join(compact[start : start + 4] for start in range(0, len(compact), 4))


def breakable(text: str, longest: int = 24) -> str:
    r"""Let words that are longer than any column break anywhere, by spaces of no width; tabs become spaces.

    Marks of direction go: a line that runs backwards shows other figures than it has.

    >>> breakable("a short\ttext"), len(breakable("x" * 25)), len(breakable("x" * 24))
    ('a short text', 49, 24)
    """
    spaced = without_unseen(re.sub(r"[\t\r\v\f]+", " ", text))
    return re.sub(rf"\S{{{longest + 1},}}", lambda word: ZERO_WIDTH_SPACE.join(word.group()), spaced)
