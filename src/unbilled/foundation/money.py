"""Money: decimal from the edge inward, rounded half away from zero, every cent with a home."""

from decimal import ROUND_HALF_UP, Decimal

from unbilled.foundation.refusals import Refusal


class NotANumber(Refusal):
    """A text was given where an amount, quantity or rate belongs."""

    sentence = "{text!r} is not a number."
    remedy = "Write digits with a decimal point, such as 1234.50."


class AmountTooLarge(Refusal):
    """A figure has more digits than the books hold."""

    sentence = "More than the books hold: {found}."
    remedy = "Check it: quantities and prices have at most twelve digits before the decimal point, amounts sixteen."
    subjects = ("positions", "entry_ids")


WHOLE_DIGITS = 12
"""Most digits of a quantity or a price before the decimal point; an amount has four more."""


def to_decimal(text: str | int | Decimal) -> Decimal:
    """Read a number written with a decimal point; thousands commas are allowed as in ``1,000.00``.

    Raises:
        NotANumber: The text is not one.

    >>> to_decimal("1,000.50")
    Decimal('1000.50')
    """
    try:
        number = Decimal(str(text).replace(",", "").strip())
    except ArithmeticError:
        raise NotANumber(text=text) from None
    if not number.is_finite():
        raise NotANumber(text=text)
    return number


def rounded(amount: Decimal, digits: int) -> Decimal:
    """Round half away from zero, as PostgreSQL's ``round(numeric, digits)`` does.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-2.345"), 2), rounded(Decimal("1050"), -2)
    (Decimal('2.35'), Decimal('-2.35'), Decimal('1.1E+3'))
    """
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
