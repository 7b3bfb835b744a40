"""Change exchange rates."""

from collections.abc import Mapping
from typing import Any

from unbilled.companies.kinds import EXCHANGE_RATE
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("companies.change_exchange_rates")
def change_exchange_rates(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change exchange rates; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewExchangeRate`` and what they become, by ``GBP/USD/2026-01-01``.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#exchange-rates.
    """
    return changed(act, EXCHANGE_RATE, changes)
