"""Figures as people and programs read them: amounts, quantities, rates, days and counted nouns.

Terminal, page, file and sentence take them from here, so that one figure looks the same everywhere. What a
printed invoice shows is shaped by its customer's locale instead (``documents/rules.py``).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision

NOTHING = ""


def decimals(value: Decimal, least: int, *, separated: bool = True) -> str:
    """A number with at least so many decimals, and more where it has them: no digit is ever hidden.

    >>> decimals(Decimal("1550.0000"), 2), decimals(Decimal("0.125000"), 2), decimals(Decimal("-0.00"), 0)
    ('1,550.00', '0.125', '0')
    >>> decimals(Decimal("1550.0000"), 2, separated=False)
    '1550.00'
    """
    most = max(least, -int(value.normalize().as_tuple().exponent))
    return f"{value if value else abs(value):{',' if separated else ''}.{most}f}"


def money(amount: Decimal, currency: str) -> str:
    """An amount with the digits of its currency; where the currency is none, as of hours, with two.

    >>> money(Decimal("1550.0000"), "EUR"), money(Decimal("1550.0000"), "JPY"), money(Decimal("7.5"), "hours")
    ('1,550.00', '1,550', '7.50')
    """
    return decimals(amount, get_currency_precision(currency))


def money_in(amount: Decimal, currency: str) -> str:
    """An amount and its currency.

    >>> money_in(Decimal("-1550.0000"), "EUR")
    '-1,550.00 EUR'
    """
    return f"{money(amount, currency)} {currency}"


def plain_money(amount: Decimal, currency: str) -> str:
    """An amount for a program: a text, so that no program makes a float of it.

    >>> plain_money(Decimal("1550.0000"), "EUR")
    '1550.00'
    """
    return decimals(amount, get_currency_precision(currency), separated=False)


def quantity(value: Decimal) -> str:
    """A quantity with the decimals it has.

    >>> quantity(Decimal("8.000000")), quantity(Decimal("2.250000")), quantity(Decimal("1200"))
    ('8', '2.25', '1,200')
    """
    return decimals(value, 0)


def plain(value: Decimal) -> str:
    """A quantity, rate or percentage for a program.

    >>> plain(Decimal("1200.500000"))
    '1200.5'
    """
    return decimals(value, 0, separated=False)


def rate(value: Decimal) -> str:
    """An exchange rate, with four decimals or those it has.

    >>> rate(Decimal("1.2500000000")), rate(Decimal("0.0061234500"))
    ('1.2500', '0.00612345')
    """
    return decimals(value, 4)


def percent(value: Decimal) -> str:
    """A share or tax rate given in percent.

    >>> percent(Decimal("20.0000")), percent(Decimal("7.7"))
    ('20%', '7.7%')
    """
    return f"{decimals(value, 0)}%"


def count(number: int) -> str:
    """A whole number.

    >>> count(969757)
    '969,757'
    """
    return f"{number:,}"


def capped(number: int, most: int) -> str:
    """A count that was not taken further than one above ``most``.

    >>> capped(10_001, 10_000), capped(10_000, 10_000)
    ('10,000+', '10,000')
    """
    return f"{most:,}+" if number > most else f"{number:,}"


def counted(number: int, what: str) -> str:
    """A number of things named in the plural, in the singular for one.

    >>> counted(1, "entries"), counted(1, "roles added"), counted(1, "breaks left out"), counted(2_000, "cost actuals")
    ('1 entry', '1 role added', '1 break left out', '2,000 cost actuals')
    >>> counted(1, "entries recorded anew"), counted(1, "people"), counted(2, "people")
    ('1 entry recorded anew', '1 person', '2 people')
    """
    words = what.split()
    if number == 1:
        place = {"added": -2, "anew": -3, "out": -3}.get(words[-1], -1)
        thing = words[place]
        if thing == "people":
            words[place] = "person"
        else:
            words[place] = (
                thing.removesuffix("ies") + "y" if thing.endswith("ies") else thing.removesuffix("s")
            )
    return f"{number:,} {' '.join(words)}"


def some(names: Sequence[str], number: int) -> str:
    """The first names of a number of records, and how many more there are.

    >>> some(["T1", "T2"], 2), some(["T1", "T2"], 1_002)
    ('T1, T2', 'T1, T2 and 1,000 more')
    """
    more = number - len(names)
    return ", ".join(names) + (f" and {count(more)} more" if more else "")


def sums(amounts: Mapping[str, Decimal]) -> str:
    """Amounts by currency, side by side: sums of different currencies are never added.

    >>> sums({"EUR": Decimal("12.5"), "JPY": Decimal("1200")}), sums({})
    ('12.50 EUR, 1,200 JPY', '')
    """
    return ", ".join(money_in(amount, currency) for currency, amount in amounts.items())


def words(value: str) -> str:
    """A word of the database as people read it.

    >>> words("non_chargeable"), words("wip_sales_value")
    ('non chargeable', 'WIP sales value')
    """
    said = value.replace("_", " ")
    return f"WIP{said[3:]}" if said.startswith("wip ") else said


def spoken(value: Any) -> str:
    """The value of a field as people read it; nothing where there is none.

    >>> spoken({"Helios": Decimal("60.00"), "Selene": None}), spoken(True), spoken(["time", "expense"])
    ('Helios 60, Selene', 'yes', 'time, expense')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {spoken(each)}".strip() for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(spoken, value))
    return str(value)


def became(before: Any, after: Any) -> str:
    """What a field was, and what it became.

    >>> became(None, Decimal("4000.50"))
    'none → 4000.5'
    """
    return f"{spoken(before) or 'none'} → {spoken(after) or 'none'}"


def day(value: date | None) -> str:
    """A date, or nothing.

    >>> day(date(2026, 3, 31)), day(None)
    ('2026-03-31', '')
    """
    return NOTHING if value is None else value.isoformat()


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """A moment by the clock of a time zone, or nothing.

    >>> moment(datetime(2026, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC")), ZoneInfo("Europe/Berlin"))
    '2026-07-02 00:30'
    """
    return NOTHING if value is None else f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
