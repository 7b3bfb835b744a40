"""How figures, dates and words look on paper: pure formatting, nothing looked up."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent

from unbilled.foundation.money import rounded
from unbilled.foundation.names import without_unseen
from unbilled.foundation.refusals import Refusal

MOST_ATTACHED_BYTES = 10_000_000
"""What may travel with one document: mail and networks take little more, as it grows by a third when it is written."""
TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "invoice": "Invoice",
        "credit_note": "Credit note",
        "number": {"invoice": "Invoice number", "credit_note": "Credit note number"},
        "invoice_date": {"invoice": "Invoice date", "credit_note": "Date"},
        "due_date": "Due date",
        "supply": "Period of supply",
        "contract": "Contract",
        "buyer_reference": "Your reference",
        "buyer_vat_id": "Your VAT ID",
        "account": "Customer number",
        "proforma": "Proforma",
        "credits": "Credits invoice {number} of {date}",
        "reason": "Reason",
        "date": "Date",
        "description": "Description",
        "quantity": "Quantity",
        "unit_price": "Unit price",
        "tax": "Tax",
        "amount": "Amount",
        "other_project": "Other",
        "other_task": "Other work",
        "subtotal": "Subtotal",
        "billing_types": {"non_chargeable": "not charged", "complimentary": "complimentary"},
        "share": "share of {quantity} {unit}",
        "advance": "Advance payment",
        "units": {"hour": "h", "day": "d", "each": "pc", "piece": "pc", "kilometer": "km"},
        "tax_summary": "Tax summary",
        "rate": "Rate",
        "base": "Taxable amount",
        "net_total": "Net amount",
        "tax_total": "Tax",
        "gross_total": {"invoice": "Total due", "credit_note": "Total credited"},
        "in_accounting_currency": "In {currency} at 1 {foreign} = {rate} {currency}",
        "payment": "Payment",
        "pay_by": "Please pay {amount} by {date}.",
        "credit": "This amount is credited to your account. Please do not pay it.",
        "nothing_due": "No payment is due.",
        "bank": "Bank",
        "iban": "IBAN",
        "bic": "BIC",
        "payment_reference": "Reference",
        "vat_id": "VAT ID",
        "page": "Page {page} of {pages}",
        "draft": "Draft",
    },
    "de": {
        "invoice": "Rechnung",
        "credit_note": "Gutschrift",
        "number": {"invoice": "Rechnungsnummer", "credit_note": "Gutschriftsnummer"},
        "invoice_date": {"invoice": "Rechnungsdatum", "credit_note": "Datum"},
        "due_date": "Fällig am",
        "supply": "Leistungszeitraum",
        "contract": "Vertrag",
        "buyer_reference": "Ihr Zeichen",
        "buyer_vat_id": "Ihre USt-IdNr.",
        "account": "Kundennummer",
        "proforma": "Proforma",
        "credits": "Korrektur der Rechnung {number} vom {date}",
        "reason": "Grund",
        "date": "Datum",
        "description": "Beschreibung",
        "quantity": "Menge",
        "unit_price": "Einzelpreis",
        "tax": "Steuer",
        "amount": "Betrag",
        "other_project": "Sonstiges",
        "other_task": "Sonstige Arbeiten",
        "subtotal": "Zwischensumme",
        "billing_types": {"non_chargeable": "nicht berechnet", "complimentary": "kostenlos"},
        "share": "Anteil an {quantity} {unit}",
        "advance": "Vorauszahlung",
        "units": {"hour": "Std.", "day": "Tag", "each": "Stk.", "piece": "Stk.", "kilometer": "km"},
        "tax_summary": "Steuern",
        "rate": "Satz",
        "base": "Bemessungsgrundlage",
        "net_total": "Nettobetrag",
        "tax_total": "Steuer",
        "gross_total": {"invoice": "Zu zahlen", "credit_note": "Gutgeschrieben"},
        "in_accounting_currency": "In {currency} zu 1 {foreign} = {rate} {currency}",
        "payment": "Zahlung",
        "pay_by": "Bitte zahlen Sie {amount} bis zum {date}.",
        "credit": "Der Betrag wird Ihrem Konto gutgeschrieben. Bitte zahlen Sie ihn nicht.",
        "nothing_due": "Es ist nichts zu zahlen.",
        "bank": "Bank",
        "iban": "IBAN",
        "bic": "BIC",
        "payment_reference": "Verwendungszweck",
        "vat_id": "USt-IdNr.",
        "page": "Seite {page} von {pages}",
        "draft": "Entwurf",
    },
    "fr": {
        "invoice": "Facture",
        "credit_note": "Avoir",
        "number": {"invoice": "Numéro de facture", "credit_note": "Numéro d’avoir"},
        "invoice_date": {"invoice": "Date de facture", "credit_note": "Date"},
        "due_date": "Échéance",
        "supply": "Période de prestation",
        "contract": "Contrat",
        "buyer_reference": "Votre référence",
        "buyer_vat_id": "Votre n° de TVA",
        "account": "Numéro de client",
        "proforma": "Pro forma",
        "credits": "Avoir sur la facture {number} du {date}",
        "reason": "Motif",
        "date": "Date",
        "description": "Description",
        "quantity": "Quantité",
        "unit_price": "Prix unitaire",
        "tax": "TVA",
        "amount": "Montant",
        "other_project": "Divers",
        "other_task": "Autres travaux",
        "subtotal": "Sous-total",
        "billing_types": {"non_chargeable": "non facturé", "complimentary": "offert"},
        "share": "part de {quantity} {unit}",
        "advance": "Acompte",
        "units": {"hour": "h", "day": "j", "each": "pce", "piece": "pce", "kilometer": "km"},
        "tax_summary": "Détail de la TVA",
        "rate": "Taux",
        "base": "Base imposable",
        "net_total": "Total HT",
        "tax_total": "TVA",
        "gross_total": {"invoice": "Net à payer", "credit_note": "Total de l’avoir"},
        "in_accounting_currency": "En {currency} à 1 {foreign} = {rate} {currency}",
        "payment": "Règlement",
        "pay_by": "Merci de régler {amount} au plus tard le {date}.",
        "credit": "Ce montant est porté au crédit de votre compte. Merci de ne pas le régler.",
        "nothing_due": "Aucun règlement n’est dû.",
        "bank": "Banque",
        "iban": "IBAN",
        "bic": "BIC",
        "payment_reference": "Référence",
        "vat_id": "N° de TVA",
        "page": "Page {page} sur {pages}",
        "draft": "Brouillon",
    },
}
"""Printed words by language; a new language is a new entry with the same keys, and one of ``LANGUAGES``."""

ZERO_WIDTH_SPACE = "\u200b"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


class LocaleUnknown(Refusal):
    """Numbers and dates take their shape from a locale that must be known."""

    sentence = "{locale!r} is not a locale."
    remedy = "Set the company's locale to a language and a country, such as en_GB or de_DE."


def language_of(language: str) -> str:
    """Give the language that is printed: the one wanted, or English where a customer of old has another.

    >>> language_of("en"), language_of("tlh")
    ('en', 'en')
    """
    return language if language in TEXTS else "en"


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
