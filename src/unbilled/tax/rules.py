"""Sales tax on decimals: which codes apply, and how a rounded total is spread over lines."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from unbilled.foundation.money import rounded

PERCENT = Decimal("0.01")
CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")
"""Categories of EN 16931: standard, zero, exempt, reverse charge, within the Union, export, outside the scope."""


def applicable_codes(group: Iterable[str], item_group: Iterable[str]) -> list[str]:
    """The codes a line is charged: those that its sales tax group and its item sales tax group share.

    An empty answer means that tax is not determined, never that the line is free of tax: a line
    without tax carries a code whose rate is zero.

    >>> applicable_codes(["VAT5", "VAT20", "CITY"], ["CITY", "VAT20"])
    ['CITY', 'VAT20']
    >>> applicable_codes(["VAT20"], ["EXPORT"])
    []
    """
    return sorted(set(group) & set(item_group))


def tax_of_total(net_amounts: Sequence[Decimal], rate_percent: Decimal, digits: int) -> Decimal:
    """Tax of one code on all the lines that carry it, rounded once.

    >>> tax_of_total([Decimal("0.12"), Decimal("0.12")], Decimal(20), 2)
    Decimal('0.05')
    """
    return rounded(sum(net_amounts, Decimal(0)) * rate_percent * PERCENT, digits)


def spread_tax(net_amounts: Sequence[Decimal], rate_percent: Decimal, digits: int) -> list[Decimal]:
    """Tax of one code line by line, so that the lines sum to the tax of the total.

    Each line takes what the rounded running total grows by: ``round(1..k) - round(1..k-1)``.

    Args:
        net_amounts: Amounts before tax of the lines that carry the code, in line order.
        rate_percent: Rate of the code, percent.
        digits: Decimals of the invoice currency.

    >>> spread_tax([Decimal("0.12"), Decimal("0.12"), Decimal("0.12")], Decimal(20), 2)
    [Decimal('0.02'), Decimal('0.03'), Decimal('0.02')]
    """
    taxes, running, charged = [], Decimal(0), Decimal(0)
    for net_amount in net_amounts:
        running += net_amount
        due = rounded(running * rate_percent * PERCENT, digits)
        taxes.append(due - charged)
        charged = due
    return taxes


def is_a_share(percent: Decimal) -> str:
    """Whether a percentage lies between 0 and 100.

    >>> is_a_share(Decimal("5.5")), is_a_share(Decimal(-1)), is_a_share(Decimal(101))
    ('', 'is below 0', 'is above 100')
    """
    if percent < 0:
        return "is below 0"
    return "is above 100" if percent > 100 else ""
