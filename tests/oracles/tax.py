"""How the tax of a total, rounded once, is spread over the lines."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.money import rounded

PERCENT = Decimal("0.01")


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
