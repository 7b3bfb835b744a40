"""Numbers as people type them into a cell: digits with a decimal point, commas only where thousands are set apart."""

import re
from decimal import Decimal

from unbilled.foundation.money import NotANumber, to_decimal

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
