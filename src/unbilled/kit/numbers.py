"""Numbers as people type them into a cell: digits with a decimal point, commas only where thousands are set apart."""

import re
from decimal import Decimal

from unbilled.foundation.money import NotANumber, to_decimal

DECIMAL_COMMA = re.compile(r"\d{0,3},\d+", re.ASCII)
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)", re.ASCII)
TYPED = re.compile(r"[-\u2212+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?", re.ASCII)


def number_typed(text: str) -> Decimal:
    """The number that somebody typed.

    Raises:
        NotANumber: It is none, or its comma could be a decimal mark.
        AmountTooLarge: It has more digits than any column of the books.

    >>> number_typed(" 1,250.5 "), number_typed("\u22122"), number_typed(".25")
    (Decimal('1250.5'), Decimal('-2'), Decimal('0.25'))
    >>> number_typed("7,5")
    Traceback (most recent call last):
        ...
    unbilled.foundation.money.NotANumber: '7,5' is not a number. Write digits with a decimal point, such as 1234.50.
    """
    bare = text.strip()
    if not TYPED.fullmatch(bare) or not any(each.isdigit() for each in bare):
        raise NotANumber(text=bare)
    return to_decimal(bare.replace("\u2212", "-"))


def hours_typed(text: str) -> Decimal:
    """Hours that somebody typed: with a decimal point or comma, or as hours and minutes.

    A comma sets no thousands apart here: nobody works a thousand hours on a day.

    Raises:
        NotANumber: It is neither.
        AmountTooLarge: It has more digits than any column of the books.

    >>> hours_typed("1:30"), hours_typed("1.5"), hours_typed("0:20"), hours_typed("7,25")
    (Decimal('1.500000'), Decimal('1.5'), Decimal('0.333333'), Decimal('7.25'))
    """
    bare = text.strip()
    match = CLOCK.fullmatch(bare)
    if not match:
        return number_typed(bare.replace(",", ".") if DECIMAL_COMMA.fullmatch(bare) else bare)
    return round(Decimal(match[1]) + Decimal(match[2]) / 60, 6)


def hours_shown(value: Decimal) -> str:
    """Hours as they are typed again: with up to two decimals, else as hours and minutes where they are whole minutes.

    >>> hours_shown(Decimal("7.500000")), hours_shown(Decimal("0.333333")), hours_shown(Decimal("0.123456"))
    ('7.5', '0:20', '0.123456')
    """
    plain = value.normalize() + 0
    exponent = plain.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -2:
        return f"{plain:f}"
    minutes = round(value * 60)
    is_whole = round(Decimal(minutes) / 60, 6) == round(value, 6)
    return f"{minutes // 60}:{minutes % 60:02}" if is_whole else f"{plain:f}"
