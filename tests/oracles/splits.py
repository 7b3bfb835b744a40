"""A whole and its parts."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.money import rounded


def parts(total: Decimal, percents: Sequence[Decimal], digits: int, rest: int) -> list[Decimal]:
    """Split a total by percentages; the part numbered ``rest`` takes what rounding leaves.

    Args:
        total: What is split: hours, pieces or an amount.
        percents: Shares that total 100.
        digits: Decimals of each part.
        rest: Position of the part that takes the remainder, so that the parts sum to the total.

    >>> parts(Decimal("10.00"), [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")], 2, 2)
    [Decimal('3.33'), Decimal('3.33'), Decimal('3.34')]
    """
    shares = [rounded(total * percent / 100, digits) for percent in percents]
    shares[rest] = total - (sum(shares, Decimal(0)) - shares[rest])
    return shares
