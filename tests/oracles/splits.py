"""A whole and its parts."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.money import rounded


def parts(total: Decimal, percents: Sequence[Decimal], digits: int, rest: int) -> list[Decimal]:
    """Split a total by percentages; the part numbered ``rest`` takes what rounding leaves.

    The smallest share goes first, of equals the last, and nobody takes more than is left.

    Args:
        total: What is split: hours, pieces or an amount; not below zero.
        percents: Shares that total 100.
        digits: Decimals of each part.
        rest: Position of the part that takes the remainder, so that the parts sum to the total.

    >>> parts(Decimal("10.00"), [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")], 2, 2)
    [Decimal('3.33'), Decimal('3.33'), Decimal('3.34')]
    >>> parts(Decimal("0.02"), [Decimal(25)] * 4, 2, 0)
    [Decimal('0.00'), Decimal('0.00'), Decimal('0.01'), Decimal('0.01')]
    """
    shares = [Decimal(0)] * len(percents)
    left = total
    for place in sorted(set(range(len(percents))) - {rest}, key=lambda place: (percents[place], -place)):
        shares[place] = min(rounded(total * percents[place] / 100, digits), left)
        left -= shares[place]
    shares[rest] = left
    return shares
