"""Money: decimal from the edge inward, rounded half away from zero, every cent with a home."""

from decimal import ROUND_HALF_UP, Context, Decimal

from unbilled.foundation.refusals import Refusal, shortened

WHOLE_DIGITS = 16  # before the point: those of an amount, the longest column
EXACT = Context(prec=1000, rounding=ROUND_HALF_UP)  # no number is too long to be rounded
DECIMALS = 30  # behind it: more than any column keeps, for prices that were worked out


class NotANumber(Refusal):
    """A text was given where an amount, quantity or rate belongs."""

    sentence = "{text!r} is not a number."
    remedy = "Write digits with a decimal point, such as 1234.50."


class NumberOutOfBounds(Refusal):
    """A number has more digits than the books have room for."""

    sentence = "{text} is a number beyond what the books hold."
    remedy = "Write at most {whole} digits before the decimal point and {decimals} behind it."


def to_decimal(text: str | int | Decimal) -> Decimal:
    """Read a number written with a decimal point; thousands commas are allowed as in ``1,000.00``.

    Raises:
        NotANumber: The text is not one.
        NumberOutOfBounds: It has more digits than any column of the books.

    >>> to_decimal("1,000.50")
    Decimal('1000.50')
    """
    try:
        number = Decimal(str(text).replace(",", "").strip())
    except ArithmeticError:
        raise NotANumber(text=text) from None
    if not number.is_finite():
        raise NotANumber(text=text)
    if not is_in_bounds(number):
        raise NumberOutOfBounds(text=shortened(str(text)), whole=WHOLE_DIGITS, decimals=DECIMALS)
    return number


def is_in_bounds(number: Decimal) -> bool:
    """Whether the books have room for a number, whatever it stands for.

    >>> is_in_bounds(Decimal("1e400")), is_in_bounds(Decimal("0e999")), is_in_bounds(Decimal("99999999999999.99"))
    (False, False, True)
    """
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -DECIMALS <= exponent <= WHOLE_DIGITS
        and number.adjusted() < WHOLE_DIGITS
    )


def rounded(amount: Decimal, digits: int) -> Decimal:
    """Round half away from zero, as PostgreSQL's ``round(numeric, digits)`` does.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-2.345"), 2), rounded(Decimal("1050"), -2)
    (Decimal('2.35'), Decimal('-2.35'), Decimal('1.1E+3'))
    """
    return amount.quantize(Decimal(1).scaleb(-digits), context=EXACT)
