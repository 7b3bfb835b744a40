"""What sales tax may say of itself."""

from decimal import Decimal

CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")
"""Categories of EN 16931: standard, zero, exempt, reverse charge, within the Union, export, outside the scope."""


def is_a_share(percent: Decimal) -> str:
    """Whether a percentage lies between 0 and 100.

    >>> is_a_share(Decimal("5.5")), is_a_share(Decimal(-1)), is_a_share(Decimal(101))
    ('', 'is below 0', 'is above 100')
    """
    if percent < 0:
        return "is below 0"
    return "is above 100" if percent > 100 else ""
