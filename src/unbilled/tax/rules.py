"""What sales tax may say of itself."""

from decimal import Decimal
from re import fullmatch

CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")
"""Categories of EN 16931: standard, zero, exempt, reverse charge, within the Union, export, outside the scope."""


def is_an_exemption_code(code: str) -> str:
    """Whether a code is written as the codes of the list of VAT exemption reasons are.

    >>> is_an_exemption_code("VATEX-EU-132-1I"), is_an_exemption_code(""), is_an_exemption_code("Art. 132")
    ('', '', "is 'Art. 132', not a code such as VATEX-EU-132-1I")
    """
    is_one = not code or fullmatch(r"VATEX-[A-Z]{2}-[A-Z0-9-]{1,25}", code)
    return "" if is_one else f"is {code!r}, not a code such as VATEX-EU-132-1I"


def is_a_share(percent: Decimal) -> str:
    """Whether a percentage lies between 0 and 100.

    >>> is_a_share(Decimal("5.5")), is_a_share(Decimal(-1)), is_a_share(Decimal(101))
    ('', 'is below 0', 'is above 100')
    """
    if percent < 0:
        return "is below 0"
    return "is above 100" if percent > 100 else ""
