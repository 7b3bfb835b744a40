"""Money: decimal from the edge inward, rounded half away from zero, every cent with a home."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from unbilled.foundation.refusals import Refusal, shortened

WHOLE_DIGITS = 12
"""Most digits of a quantity or a price before the decimal point."""
FIGURE_DECIMALS = 6
"""Most decimals of a quantity or a price."""
AMOUNT_DIGITS = 16
"""Most digits of an amount, the longest column, before the decimal point."""
EXACT = Context(prec=1000, rounding=ROUND_HALF_UP)  # no number is too long to be rounded
DECIMALS = 30  # behind it: more than any column keeps, for prices that were worked out


class NotANumber(Refusal):
    """A text was given where an amount, quantity or rate belongs."""

    sentence = "{text!r} is not a number."
    remedy = "Write digits with a decimal point, such as 1234.50."


class AmountTooLarge(Refusal):
    """A figure has more digits than the books hold."""

    sentence = "More than the books hold: {found}."
    remedy = "Check it: quantities and prices have at most twelve digits before the decimal point, amounts sixteen."
    subjects = ("positions", "entry_ids")


class FigureTooFine(Refusal):
    """What somebody gives is kept as it was given, or not at all: nothing of it is rounded away."""

    sentence = "More decimals than the books keep: {found}."
    remedy = "Round it: quantities and prices have at most six decimals, amounts those of their currency."
    subjects = ("positions", "actual_ids")


def to_decimal(text: str | int | Decimal) -> Decimal:
    """Read a number written with a decimal point; thousands commas are allowed as in ``1,000.00``.

    Raises:
        NotANumber: The text is not one.
        AmountTooLarge: It has more digits than any column of the books.

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
        raise AmountTooLarge(found=shortened(str(text)))
    return number


def is_in_bounds(number: Decimal) -> bool:
    """Whether the books have room for a number, whatever it stands for.

    >>> is_in_bounds(Decimal("1e400")), is_in_bounds(Decimal("0e999")), is_in_bounds(Decimal("99999999999999.99"))
    (False, False, True)
    """
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -DECIMALS <= exponent <= AMOUNT_DIGITS
        and number.adjusted() < AMOUNT_DIGITS
    )


def rounded(amount: Decimal, digits: int) -> Decimal:
    """Round half away from zero, as PostgreSQL's ``round(numeric, digits)`` does.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-2.345"), 2), rounded(Decimal("1050"), -2)
    (Decimal('2.35'), Decimal('-2.35'), Decimal('1.1E+3'))
    """
    return amount.quantize(_smallest(digits), context=EXACT)


@cache
def _smallest(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def refuse_too_fine(given: Iterable[tuple[Decimal, str]]) -> None:
    """See that quantities and prices have no more decimals than are kept.

    Args:
        given: Each with the place where it was given, such as ``in line 1 of proforma P-00001``.

    Raises:
        FigureTooFine: Some have more.

    Source:
        docs/rules/companies.md#amounts.

    >>> refuse_too_fine([(Decimal("0.33333300"), "in line 1")])
    """
    found = [f"{number:f} {place}" for number, place in given if rounded(number, FIGURE_DECIMALS) != number]
    if found:
        raise FigureTooFine(found=found)
