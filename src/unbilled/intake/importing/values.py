"""Values: from the text of a cell to a date, a number, a duration or a currency, or a refusal."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel.numbers import list_currencies

from unbilled.companies.rules import CurrencyUnknown
from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
LONGEST = 15  # characters before the decimal mark; no quantity or amount of the books has more
HOUR_DIGITS = 6  # as many decimals as the books keep for quantities
MARK_NAMES = {".": "point", ",": "comma"}


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


class NumberUnreadable(Refusal):
    """A text is not a number with the decimal mark and the thousands mark of the mapping."""

    sentence = "{text!r} is not a number with a decimal {mark}{thousands}."
    remedy = "Write it as {example}, or say --decimal-mark and --thousands-mark as the file has them."


class DurationUnreadable(Refusal):
    """A text is not a duration of the kind that the mapping says."""

    sentence = "{text!r} is not a duration in {unit}."
    remedy = 'Write it as 2:30 or 2{mark}5, or say duration = "minutes" or "seconds" in a mapping file.'


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
    remedy = 'Split it over its days; in a file of minutes or seconds say duration = "minutes" or "seconds".'


class BillableUnknown(Refusal):
    """A text does not say whether the work is to be billed."""

    sentence = "{text!r} does not say whether the work is billable."
    remedy = "Write yes or no, or say what it means under [values.billable] of a mapping file."


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


def read_currency(text: str) -> str:
    """The ISO code: alone, or behind a name as in ``Euro - EUR``.

    >>> read_currency("Euro - EUR"), read_currency("usd")
    ('EUR', 'USD')

    Raises:
        CurrencyUnknown: There is no such code.
    """
    code = text.rpartition(" - ")[2].strip().upper()
    if code not in _currencies():
        raise CurrencyUnknown(currencies=[text])
    return code


class Numbers:
    """Reads numbers written with one decimal mark and, where said, one thousands mark.

    Nothing is guessed: ``7,5`` in a file with decimal points is refused, not read as 75.
    """

    def __init__(self, decimal_mark: str, thousands_mark: str = "") -> None:
        self.decimal_mark, self.thousands_mark = decimal_mark, thousands_mark
        whole = "[0-9]+"
        if thousands_mark:
            whole = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{re.escape(thousands_mark)}[0-9]{{3}})+)"
        mark = re.escape(decimal_mark)
        self._pattern = re.compile(rf"[+-]?(?:{whole}(?:{mark}[0-9]*)?|{mark}[0-9]+)")

    def read(self, text: str) -> Decimal:
        """The number.

        Raises:
            NumberUnreadable: It is written in another way.
        """
        plain = text.replace("\xa0", " ").replace("\u202f", " ").replace("\u2019", "'").replace("\u2212", "-")
        digits = plain.partition(self.decimal_mark)[0]
        if not self._pattern.fullmatch(plain) or len(digits) > LONGEST:
            raise NumberUnreadable(
                text=text,
                mark=MARK_NAMES[self.decimal_mark],
                thousands=f" and {self.thousands_mark!r} between thousands"
                if self.thousands_mark
                else " and nothing between thousands",
                example=f"1234{self.decimal_mark}5",
            )
        return Decimal(plain.replace(self.thousands_mark or " ", "").replace(self.decimal_mark, "."))


_CLOCK = re.compile(r"(-?)([0-9]{1,15}):([0-5][0-9])(?::([0-5][0-9]))?")


class Durations:
    """Reads durations as hours: ``2:30`` and ``02:30:00`` always, and numbers of the unit said."""

    def __init__(self, unit: str, numbers: Numbers) -> None:
        self.unit, self._numbers = unit, numbers
        self._per_hour = {"hours": 1, "minutes": 60, "seconds": 3600}[unit]

    def read(self, text: str) -> Decimal:
        """Hours with at most six decimals, half a millionth rounded up.

        Raises:
            DurationUnreadable: It is neither a clock time nor such a number.
        """
        if clock := _CLOCK.fullmatch(text):
            sign, hours, minutes, seconds = clock.groups()
            total = Decimal(int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0))
            return rounded((-total if sign else total) / 3600, HOUR_DIGITS)
        try:
            return rounded(self._numbers.read(text) / self._per_hour, HOUR_DIGITS)
        except NumberUnreadable:
            if ":" not in text and any(letter.isdigit() for letter in text):
                raise
            raise DurationUnreadable(text=text, unit=self.unit, mark=self._numbers.decimal_mark) from None


class Dates:
    """Reads the dates of one file, and lets the file itself show the order of day and month.

    A text that only one pattern can read proves that pattern: ``25/03/2026`` has its day first. A text
    with several readings takes the one that is proven. The other order of each pattern competes as well,
    though it is never read: a file in which it alone is proven was given the wrong pattern, and its other
    rows, which seem to fit, must not slip in with day and month exchanged.
    """

    def __init__(self, patterns: Collection[str], texts: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        rivals = dict.fromkeys([*patterns, *map(exchanged, patterns)])
        self._readings = {text: _readings(text, rivals) for text in set(texts)}
        self._read: dict[str, date] = {}
        self._proven = {
            pattern for readings in self._readings.values() if len(readings) == 1 for pattern in readings
        }

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
        readings = self._readings[text]
        own = {pattern: day for pattern, day in readings.items() if pattern in self._patterns}
        if not own:
            raise DateUnreadable(text=text, patterns=" or ".join(self._patterns))
        days = set(readings.values())
        proven = {readings[pattern] for pattern in self._proven & readings.keys()}
        only_one_asked = len(set(own.values())) == 1
        if len(days) == 1 or (only_one_asked and (not proven or self._proven & own.keys())):
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
