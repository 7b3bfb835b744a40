"""Add exchange rates."""

from collections.abc import Sequence

from unbilled.companies.kinds import EXCHANGE_RATE
from unbilled.companies.records import NewExchangeRate
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, added


@event("companies.add_exchange_rates")
def add_exchange_rates(act: Act, *, exchange_rates: Sequence[NewExchangeRate]) -> dict[str, int]:
    """Add exchange rates; all or nothing.

    Args:
        act: Who, for which company, on which day.
        exchange_rates: What they are.

    Returns:
        The identity of each by its ``GBP/USD/2026-01-01``.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there, is of a currency in itself or
            holds what it may not; every fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#exchange-rates.
    """
    same = [
        Fault(
            f"{EXCHANGE_RATE.name} {one.from_currency}/{one.to_currency}/{one.valid_from}",
            "a currency is worth 1 in itself",
            "to_currency",
        )
        for one in exchange_rates
        if one.from_currency == one.to_currency
    ]
    return added(act, EXCHANGE_RATE, exchange_rates, also=same)
