"""Values: from the text of a cell to a date, a number, a duration, an amount or a currency, or a refusal."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies

from unbilled.companies.rules import CurrencyUnknown
from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
LONGEST = 15  # characters before the decimal mark; no quantity or amount of the books has more
SAID = 50_000  # texts of which is kept what they say; most stand in a file many times
HOUR_DIGITS = 6  # as many decimals as the books keep for quantities
MARK_NAMES = {".": "point", ",": "comma"}
THOUSANDS = {".": ",' ", ",": ".' "}  # what may stand between thousands, by decimal mark
DAY_SECONDS = 24 * 3600

# What a sign of currency alone can mean; codes mean themselves.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "€": ("EUR",), "$": ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD"), "US$": ("USD",), "A$": ("AUD",),
    "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",), "NZ$": ("NZD",), "S$": ("SGD",), "HK$": ("HKD",),
    "R$": ("BRL",), "£": ("GBP", "EGP"), "¥": ("JPY", "CNY"), "₹": ("INR",), "₽": ("RUB",), "₺": ("TRY",),
    "₪": ("ILS",), "₩": ("KRW",), "₫": ("VND",), "฿": ("THB",), "₴": ("UAH",), "₦": ("NGN",), "₱": ("PHP",),
    "kr": ("SEK", "NOK", "DKK", "ISK"), "kr.": ("DKK", "ISK"), "zł": ("PLN",), "Kč": ("CZK",), "Ft": ("HUF",),
    "lei": ("RON",), "Fr": ("CHF",), "Fr.": ("CHF",), "SFr.": ("CHF",), "Rs": ("INR", "PKR", "LKR"),
}  # fmt: skip


class ValueMissing(Refusal):
    """A cell is empty that every entry needs."""

    sentence = "{column} is empty; an entry needs its {field}."
    remedy = "Fill it in, or give a value for all such rows under [defaults] of a mapping file."


class DateUnreadable(Refusal):
    """A text is not a date in any of the patterns, or no such day exists."""

    sentence = "{text!r} is not a date in the pattern {patterns}."
    remedy = "Correct it, or name the pattern of the file with --date-format, such as %d.%m.%Y."


class DateOutOfRange(Refusal):
    """A date that no working day of a company has."""

    sentence = "{text!r} is the date {day}, outside {earliest} to {latest}."
    remedy = "Correct the year."


class DateAmbiguous(Refusal):
    """A date that can be read in two ways, and the rest of the file does not settle it."""

    sentence = "{text!r} can mean {days}; the file does not show which."
    remedy = "Say the order of day and month with --date-format, such as %d/%m/%Y or %m/%d/%Y."


class ClockUnreadable(Refusal):
    """A text is not a time of day."""

    sentence = "{text!r} is not a time of day."
    remedy = "Write it as 14:30 or 02:30 PM, with its date in front where it has one."


class NumberUnreadable(Refusal):
    """A text is not a number with the decimal mark and the thousands mark of the mapping."""

    sentence = "{text!r} is not a number{how}."
    remedy = "Write it as {example}, or say --decimal-mark and --thousands-mark as the file has them."


class NumberAmbiguous(Refusal):
    """A number that two decimal marks read differently, and the file does not settle which it has."""

    sentence = "{text!r} can mean {values}; {shown}."
    remedy = "Say the mark of the file with --decimal-mark . or --decimal-mark ,"


class DurationUnreadable(Refusal):
    """A text is not a duration in any of the ways in which durations are written."""

    sentence = "{text!r} is not a duration."
    remedy = "Write it as 2:30, 2h 30m, 150 min, PT2H30M or as a number of {unit}."


class DayLengthUnknown(Refusal):
    """A duration counts in days, and nobody has said how many hours a day has."""

    sentence = "{text!r} counts in days, and nothing says how many hours a day has."
    remedy = "Write it in hours, or say day_hours = 8 in a mapping file."


class QuantityNotPositive(Refusal):
    """Hours and pieces of an entry are above zero; an amount is below it on a refund."""

    sentence = "{text!r} is {kind}; an entry has more than zero."
    remedy = (
        "Remove the row, or correct the entry that it was meant to take back; "
        "a refund is an expense with an amount below zero."
    )


class LongerThanDay(Refusal):
    """One entry has more hours than the company allows a day."""

    sentence = "{text!r} is {hours} hours in one entry; a day has at most {limit}."
    remedy = "Split it over its days; in a file of minutes or seconds say --duration minutes or seconds."


class BillableUnknown(Refusal):
    """A text does not say yes or no where work is marked as billable, invoiced or approved."""

    sentence = "{text!r} does not say whether the work is {field}."
    remedy = "Write yes or no, or say what it means under [values.{field}] of a mapping file."


class CurrencyAmbiguous(Refusal):
    """A sign stands where the code of a currency belongs."""

    sentence = "{text!r} is a sign, not the code of a currency; it can mean {codes}."
    remedy = "Write the code, or say what the sign means under [values.currency] of a mapping file."


class AmountOfOtherCurrency(Refusal):
    """An amount has the sign of one currency, and stands in a row of another."""

    sentence = "{text!r} is an amount in {codes}, and the row says {currency}."
    remedy = "Correct the amount or the currency."


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def codes_of(mark: str) -> tuple[str, ...]:
    """The currencies that a code or a sign can mean; none when it is neither.

    >>> codes_of("eur"), codes_of("£"), codes_of("km")
    (('EUR',), ('GBP', 'EGP'), ())
    """
    code = mark.upper()
    return (code,) if code in _currencies() else SIGNS.get(mark, ())


def read_currency(text: str) -> str:
    """The ISO code: alone, or behind a name as in ``Euro - EUR``.

    >>> read_currency("Euro - EUR"), read_currency("usd")
    ('EUR', 'USD')

    Raises:
        CurrencyUnknown: There is no such code.
        CurrencyAmbiguous: It is a sign.
    """
    code = text.rpartition(" - ")[2].strip()
    if code.upper() in _currencies():
        return code.upper()
    if codes := codes_of(code):
        raise CurrencyAmbiguous(text=text, codes=" or ".join(codes))
    raise CurrencyUnknown(currencies=[text])


def _even(text: str) -> str:
    """A number with the same few characters, however its spaces, apostrophes and minus are typed."""
    plain = text.replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")
    return plain.replace("\u2019", "'").replace("\u2212", "-")


@cache
def _pattern(decimal_mark: str, thousands: str) -> re.Pattern[str]:
    whole = "[0-9]+"
    if thousands:
        whole = rf"(?:[0-9]+|[1-9][0-9]{{0,2}}([{re.escape(thousands)}])[0-9]{{3}}(?:\1[0-9]{{3}})*)"
    mark = re.escape(decimal_mark)
    return re.compile(rf"[+-]?(?:{whole}(?:{mark}[0-9]*)?|{mark}[0-9]+)")


def _reading(text: str, decimal_mark: str, thousands: str) -> Decimal | None:
    """What a text says with a decimal mark and any of some marks between thousands."""
    digits = text.partition(decimal_mark)[0]
    if len(digits) > LONGEST or not _pattern(decimal_mark, thousands).fullmatch(text):
        return None
    whole, _, rest = text.partition(decimal_mark)
    return Decimal(
        "".join(letter for letter in whole if letter in "+-0123456789") + (f".{rest}" if rest else "")
    )


# Whatever stands between thousands, only a point, or only a comma, reads such a number: most are of this kind.
_ONLY = {
    mark: re.compile(rf"[+-]?[0-9]{{1,{LONGEST}}}{re.escape(mark)}(?:[0-9]{{1,2}}|[0-9]{{4,}})")
    for mark in ".,"
}


class Numbers:
    """Reads the numbers of one file, and lets the file itself show its decimal mark.

    A text that only one mark can read proves it: ``7,5`` and ``1.234,50`` have a comma. A text with two readings,
    such as ``1.234``, takes the one that is proven, and is refused when none or both are. A mark that was told is
    believed unless the file proves the other alone; then what reads differently is refused, so that no wrong
    number comes in beside right ones.
    """

    def __init__(
        self,
        decimal_mark: str = "auto",
        thousands_mark: str = "auto",
        texts: Iterable[str] = (),
        proven: str = "",
    ) -> None:
        self.told = decimal_mark
        self._marks: tuple[str, ...] = (".", ",") if decimal_mark == "auto" else (decimal_mark,)
        self._thousands = {
            mark: THOUSANDS[mark] if thousands_mark == "auto" else thousands_mark for mark in self._marks
        }
        if thousands_mark in self._marks:
            self._marks = tuple(mark for mark in self._marks if mark != thousands_mark)
        self._example = "1234,5" if self._marks == (",",) else "1234.5"
        self.proven = set(proven)
        for text in set(texts):
            marks = [mark for mark, only in _ONLY.items() if only.fullmatch(text)] or [
                mark for mark in ".," if _reading(_even(text), mark, THOUSANDS[mark]) is not None
            ]
            if len(marks) == 1:
                self.proven.add(marks[0])
        self._read: dict[str, Decimal] = {}

    @property
    def mark(self) -> str:
        """The decimal mark that is told or proven; empty when neither."""
        return self.told if self.told != "auto" else "".join(self.proven if len(self.proven) == 1 else ())

    def read(self, text: str) -> Decimal:
        """The number.

        Raises:
            NumberUnreadable: It is written in another way.
            NumberAmbiguous: It can be read in two ways, and the file does not show which is right.
        """
        if text not in self._read:
            self._read[text] = self._settled(text)
        return self._read[text]

    def _settled(self, text: str) -> Decimal:
        if "." in self._marks and _ONLY["."].fullmatch(text):
            return Decimal(text)
        plain = _even(text)
        own = {
            mark: value
            for mark in self._marks
            if (value := _reading(plain, mark, self._thousands[mark])) is not None
        }
        if not own:
            mark = self._marks[0] if len(self._marks) == 1 else ""
            how = f" with a decimal {MARK_NAMES[mark]}" if mark else ""
            if mark and not self._thousands[mark]:
                how += " and nothing between thousands"
            raise NumberUnreadable(text=text, how=how, example=self._example)
        every = {
            mark: value for mark in ".," if (value := _reading(plain, mark, THOUSANDS[mark])) is not None
        } | own
        if len(set(every.values())) == 1:
            return next(iter(own.values()))
        proven = self.proven & every.keys()
        if self.told != "auto" and (not proven or self.told in proven):
            return own[self.told]
        if len(proven) == 1 and proven <= own.keys():
            return own[next(iter(proven))]
        values = " or ".join(f"{value:f}" for value in sorted(set(every.values())))
        shown = "the file shows the other mark" if self.told != "auto" else "the file does not show which"
        raise NumberAmbiguous(text=text, values=values, shown=shown)


_DIGITS = r"[0-9.,'’\xa0\u202f\u2009 ]*[0-9][.,]?"
_SIGN = "[-+\u2212]?"
_MONEY = re.compile(
    rf"({_SIGN})\s*((?:[^\d\s.,'+\u2212-][^\d\s,'+\u2212-]*)?)\s*({_SIGN})\s*([.,]?{_DIGITS})"
    r"\s*((?:[^\d\s.,'+\u2212-][^\d\s,'+\u2212-]*)?)"
)


_FIGURE = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")  # most of them: a number alone
# In brackets, its currency in them, before or behind; or with its minus behind.
_BEHIND = re.compile(
    r"(?:([^\d\s.,'()+\u2212-]*\s*)\(([^()+\u2212-]+)\)|([^()+\u2212-]*[0-9][.,]?) ?[\u2212-])"
    r"(\s*[^\d\s.,'()+\u2212-]*)"
)


class Money(NamedTuple):
    """An amount as it is written: the number, and the sign or code of its currency."""

    number: str
    mark: str


@lru_cache(SAID)
def money_parts(text: str) -> Money:
    """An amount without the sign or code of its currency.

    >>> money_parts("-€12.50"), money_parts("1.204,50 EUR"), money_parts("7")
    (Money(number='-12.50', mark='€'), Money(number='1.204,50', mark='EUR'), Money(number='7', mark=''))
    >>> money_parts("(12.00)"), money_parts("12,00- €")  # as accountants write what is taken back
    (Money(number='-12.00', mark=''), Money(number='-12,00', mark='€'))
    >>> [money_parts(text).mark for text in ("€ (12.00)", "€(12.00)", "(€ 12.00)", "EUR (12.00)", "(12.00) EUR")]
    ['€', '€', '€', 'EUR', 'EUR']
    >>> money_parts("€ (12.00)").number, money_parts("€ (12.00) EUR"), money_parts("x (12.00)").number
    ('-12.00', Money(number='€ (12.00) EUR', mark=''), 'x (12.00)')
    """
    if _FIGURE.fullmatch(text):
        return Money(text, "")
    back = _BEHIND.fullmatch(text)
    found = _MONEY.fullmatch("-" + "".join(back.groups(""))) if back else _MONEY.fullmatch(text)
    if not found:
        return Money(text, "")
    first, before, second, number, behind = found.groups()
    mark = before or behind
    if (before and behind) or (first and second) or (mark and not codes_of(mark)):
        return Money(text, "")
    return Money(first + second + number.strip(), mark)


_CLOCK = re.compile(
    r"([-\u2212]?)([0-9]{1,15}):([0-5][0-9])(?::([0-5][0-9])(?:[.,]([0-9]+))?)?\s*(?:h|hrs?|hours?|std)?\.?",
    re.I,
)
_ISO = re.compile(
    r"([-\u2212]?)P(?:([0-9]{1,15}(?:[.,][0-9]{1,9})?)D)?"
    r"(?:T(?:([0-9]{1,15}(?:[.,][0-9]{1,9})?)H)?(?:([0-9]{1,15}(?:[.,][0-9]{1,9})?)M)?(?:([0-9]{1,15}(?:[.,][0-9]{1,9})?)S)?)?",
    re.I,
)
_PART = re.compile(
    r"([0-9](?:[0-9.,'’]*[0-9])?)\s*([^\W\d_]+)\.?(?:[\s,;]*(?:and|und|et|y)\s+|[\s,;]*)", re.I
)
_PLAIN = re.compile(r"[-+\u2212]?[0-9.,'’\xa0\u202f\u2009 ]+")
_UNITS = {
    unit: seconds
    for seconds, units in {
        0: "d day days tag tage jour jours día días dia dias",
        3600: "h hr hrs hour hours std stunde stunden heure heures hora horas",
        60: "m min mins mn minute minutes minuten minuto minutos",
        1: "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos",
    }.items()
    for unit in units.split()
}


def _parts(text: str) -> list[tuple[str, str]] | None:
    """The numbers and units of a duration in words; minutes behind hours may lack theirs. None: it is none.

    >>> _parts("1h 30m"), _parts("1h30"), _parts("90 min"), _parts("soon")
    ([('1', 'h'), ('30', 'm')], [('1', 'h'), ('30', 'm')], [('90', 'min')], None)
    """
    parts, place = [], 0
    while found := _PART.match(text, place):
        parts.append((found[1], found[2].casefold()))
        place = found.end()
    rest = text[place:]
    if rest and parts and _UNITS.get(parts[-1][1]) == 3600 and re.fullmatch("[0-5]?[0-9]", rest):
        parts.append((rest, "m"))
    elif rest or not parts:
        return None
    seconds = [_UNITS.get(unit, -1) for _, unit in parts]
    return parts if -1 not in seconds and len(set(seconds)) == len(seconds) else None


class Durations:
    """Reads durations as hours: what states its unit as it says, other numbers in the unit of the file."""

    def __init__(self, unit: str, numbers: Numbers, day_hours: Decimal | None = None) -> None:
        self.unit, self._numbers, self._day_hours = unit, numbers, day_hours
        self._per_hour = {"hours": 1, "minutes": 60, "seconds": 3600}[unit]
        self._read: dict[str, Decimal] = {}

    @staticmethod
    def is_plain(text: str) -> bool:
        """Whether a text is a number without a unit of its own."""
        return _PLAIN.fullmatch(text) is not None

    @staticmethod
    def numbers_in(text: str) -> Iterator[str]:
        """The numbers in a duration that a decimal mark matters for."""
        if Durations.is_plain(text):
            yield text
        elif not _CLOCK.fullmatch(text) and not _ISO.fullmatch(text):
            yield from (number for number, _ in _parts(text.lstrip("-+\u2212")) or ())

    def read(self, text: str) -> Decimal:
        """Hours with at most six decimals, half a millionth rounded up.

        Raises:
            DurationUnreadable: It is no duration.
            DayLengthUnknown: It counts in days.
            NumberUnreadable, NumberAmbiguous: Its number cannot be read.
        """
        if text not in self._read:
            self._read[text] = self._settled(text)
        return self._read[text]

    def _settled(self, text: str) -> Decimal:
        if clock := _CLOCK.fullmatch(text):
            sign, hours, minutes, seconds, fraction = clock.groups()
            total = int(hours) * 3600 + int(minutes) * 60 + Decimal(f"{seconds or 0}.{(fraction or '0')[:9]}")
            return rounded((-total if sign else total) / 3600, HOUR_DIGITS)
        iso = _ISO.fullmatch(text)
        if iso and any(iso.groups()[1:]):
            days, hours, minutes, seconds = (
                Decimal((part or "0").replace(",", ".")) for part in iso.groups()[1:]
            )
            total = self._days(text, days) * 3600 + hours * 3600 + minutes * 60 + seconds
            return rounded((-total if iso[1] else total) / 3600, HOUR_DIGITS)
        if self.is_plain(text):
            if not any(letter.isdigit() for letter in text):
                raise DurationUnreadable(text=text, unit=self.unit)
            return rounded(self._numbers.read(text) / self._per_hour, HOUR_DIGITS)
        parts = _parts(text.lstrip("-+\u2212").lstrip())
        if parts is None:
            raise DurationUnreadable(text=text, unit=self.unit)
        total = Decimal(0)
        for number, unit in parts:
            value = self._numbers.read(number)
            total += value * _UNITS[unit] if _UNITS[unit] else self._days(text, value) * 3600
        return rounded((-total if text[0] in "-\u2212" else total) / 3600, HOUR_DIGITS)

    def _days(self, text: str, days: Decimal) -> Decimal:
        """The hours of some days."""
        if not days:
            return days
        if self._day_hours is None:
            raise DayLengthUnknown(text=text)
        return days * self._day_hours


_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-5][0-9])(?:[:.]([0-5][0-9])(?:[.,][0-9]+)?)?)?\s*(?:([ap])\.?\s?m\.?|uhr|h)?",
    re.I,
)
_BEHIND_DAY = (
    r"(?P<clock>[0-9]{1,2}[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]+)?)?(?:\s*[ap]\.?\s?m\.?)?)"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_STAMP = re.compile(rf"(?P<day>\S.*?)(?:T|,?\s+){_BEHIND_DAY}", re.I)


class Stamp(NamedTuple):
    """A day with a time of day behind it, in the words of the file."""

    day: str
    clock: str
    zone: str


@lru_cache(SAID)
def stamp_parts(text: str) -> Stamp:
    """The day, the time and the zone of a text; a text without a time is a day.

    >>> stamp_parts("2026-03-02T23:30:00Z"), stamp_parts("02.03.2026")
    (Stamp(day='2026-03-02', clock='23:30:00', zone='Z'), Stamp(day='02.03.2026', clock='', zone=''))
    """
    # Many stamps are each of few days and few times of day.
    day, _, rest = text.partition(" ")
    if rest and _is_numbers(day) and (behind := _behind_day(rest)):
        return Stamp(day, *behind)
    found = _STAMP.fullmatch(text)
    return Stamp(found["day"], found["clock"], found["zone"] or "") if found else Stamp(text, "", "")


@lru_cache(SAID)
def _is_numbers(day: str) -> bool:
    return re.fullmatch("[0-9./-]+", day) is not None


@lru_cache(SAID)
def _behind_day(text: str) -> tuple[str, str] | None:
    """The time and the zone behind a day."""
    found = re.fullmatch(_BEHIND_DAY, text.lstrip(), re.I)
    return (found["clock"], found["zone"] or "") if found else None


@lru_cache(SAID)
def read_clock(text: str) -> int:
    """Seconds since midnight.

    >>> read_clock("02:44:33 PM"), read_clock("14:44"), read_clock("12:10 am")
    (53073, 53040, 600)

    Raises:
        ClockUnreadable: It is no time of day.
    """
    found = _TIME.fullmatch(text)
    if not found or not (found[2] or found[4]):
        raise ClockUnreadable(text=text)
    hours, minutes, seconds = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hours <= 12:
            raise ClockUnreadable(text=text)
        hours = hours % 12 + (12 if found[4].casefold() == "p" else 0)
    total = hours * 3600 + minutes * 60 + seconds
    if total > DAY_SECONDS:
        raise ClockUnreadable(text=text)
    return total


def _offset(zone: str) -> timezone:
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone.startswith("-") else offset)


class Moment(NamedTuple):
    """A day and the seconds since its midnight, as the company's clock shows them."""

    day: date
    seconds: int


class Moments:
    """Reads days, times of day and stamps of one file, as days and times of the company.

    Args:
        dates: Reads the days.
        company_zone: Where the company reads its clock.
        file_zone: Where the file was written, for stamps without a zone of their own.
    """

    def __init__(self, dates: "Dates", company_zone: ZoneInfo, file_zone: ZoneInfo | None = None) -> None:
        self._dates, self._company, self._file = dates, company_zone, file_zone
        self._even_days: dict[date, bool] = {}

    def day(self, text: str, clock: str = "") -> date:
        """The company day of a date or stamp; ``clock`` is the time that stands in a column of its own.

        Raises:
            DateUnreadable, DateAmbiguous, DateOutOfRange: It cannot be read.
            ClockUnreadable: Its time cannot be read.
        """
        stamp = stamp_parts(text)
        if not stamp.clock and not (clock and self._file):
            return self._dates.read(text)
        seconds = read_clock(stamp.clock or stamp_parts(clock).clock or clock)
        return self._moved(self._dates.read(stamp.day), seconds, stamp.zone).day

    def at(self, text: str, day: date) -> Moment:
        """The moment that a time of day or a stamp says; ``day`` is that of a time alone, before it is moved.

        Raises:
            ClockUnreadable: It is neither.
        """
        stamp = stamp_parts(text)
        if not stamp.clock:
            return Moment(day, read_clock(text))
        return self._moved(self._dates.read(stamp.day), read_clock(stamp.clock), stamp.zone)

    def between(self, start: Moment, end: Moment) -> Decimal:
        """Minutes from one moment to another; a clock that is put forward or back at night is seen."""
        if start.day == end.day and end.seconds <= DAY_SECONDS and self._is_even(start.day):
            return Decimal(end.seconds - start.seconds) / 60
        first, last = (
            datetime.combine(day, time(), tzinfo=self._company) + timedelta(seconds=seconds)
            for day, seconds in (start, end)
        )
        return Decimal((last.astimezone(UTC) - first.astimezone(UTC)).total_seconds()) / 60

    def _is_even(self, day: date) -> bool:
        """Whether nobody puts the clock forward or back on a day."""
        if day not in self._even_days:
            midnight = datetime.combine(day, time(), tzinfo=self._company)
            self._even_days[day] = midnight.utcoffset() == (midnight + timedelta(days=1)).utcoffset()
        return self._even_days[day]

    def _moved(self, day: date, seconds: int, zone: str) -> Moment:
        """A moment of the file by the company's clock."""
        if not zone and self._file is None:
            return Moment(day, seconds)
        written = datetime.combine(day, time(), tzinfo=_offset(zone) if zone else self._file)
        here = (written + timedelta(seconds=seconds)).astimezone(self._company)
        return Moment(here.date(), here.hour * 3600 + here.minute * 60 + here.second)


class Dates:
    """Reads the dates of one file, and lets the file itself show the order of day and month.

    A text that only one pattern can read proves that pattern: ``25/03/2026`` has its day first. A text
    with several readings takes the one that is proven. The other order of each pattern competes as well,
    though it is never read: a file in which it alone is proven was given the wrong pattern, and its other
    rows, which seem to fit, must not slip in with day and month exchanged.
    """

    def __init__(self, patterns: Collection[str], texts: Iterable[str], proven: Iterable[str] = ()) -> None:
        self._patterns = tuple(patterns)
        self._rivals = tuple(dict.fromkeys([*patterns, *map(exchanged, patterns)]))
        self._readings = {text: _readings(text, self._rivals) for text in set(texts)}
        self._read: dict[str, date] = {}
        self.proven = {pattern for pattern in proven if pattern in self._rivals} | {
            pattern for readings in self._readings.values() if len(readings) == 1 for pattern in readings
        }

    def is_one(self, text: str) -> bool:
        """Whether a text can be read as a date at all."""
        return bool(self.readings(text))

    def readings(self, text: str) -> dict[str, date]:
        """What a text means by each pattern."""
        if text not in self._readings:
            self._readings[text] = _readings(text, self._rivals)
        return self._readings[text]

    def read(self, text: str) -> date:
        """The date.

        Raises:
            DateUnreadable: No pattern reads it.
            DateAmbiguous: Patterns read it differently and the file does not show which is right.
            DateOutOfRange: The year is a slip.
        """
        if text not in self._read:
            self._read[text] = self._settled(text)
        return self._read[text]

    def _settled(self, text: str) -> date:
        readings = self.readings(text)
        own = {pattern: day for pattern, day in readings.items() if pattern in self._patterns}
        if not own:
            raise DateUnreadable(text=text, patterns=" or ".join(self._patterns))
        days = set(readings.values())
        proven = {readings[pattern] for pattern in self.proven & readings.keys()}
        only_one_asked = len(set(own.values())) == 1
        if len(days) == 1 or (only_one_asked and (not proven or self.proven & own.keys())):
            [day] = set(own.values())
        elif len(proven) == 1 and proven <= set(own.values()):
            [day] = proven
        else:
            raise DateAmbiguous(text=text, days=" or ".join(str(day) for day in sorted(days)))
        if not EARLIEST <= day <= LATEST:
            raise DateOutOfRange(text=text, day=day, earliest=EARLIEST, latest=LATEST)
        return day


def exchanged(pattern: str) -> str:
    """A pattern with day and month exchanged; one that begins with the year has no other order in use.

    >>> exchanged("%d/%m/%Y"), exchanged("%Y-%m-%d"), exchanged("%d-%b-%y")
    ('%m/%d/%Y', '%Y-%m-%d', '%d-%b-%y')
    """
    if pattern.startswith(("%Y", "%y")) or "%m" not in pattern:
        return pattern
    return pattern.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _readings(text: str, patterns: Iterable[str]) -> dict[str, date]:
    readings = {}
    for pattern in patterns:
        try:
            readings[pattern] = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return readings
