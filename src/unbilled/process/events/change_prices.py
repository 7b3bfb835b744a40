"""Change prices, and hold the work that is recorded already against them."""

from collections.abc import Mapping, Sequence
from datetime import date

from unbilled.agreements.events import change_prices as agreements
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.records import NewPrice
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.change_prices")
def change_prices(
    act: Act, *, prices: Mapping[str, Sequence[NewPrice]], valid_from: date | None = None
) -> ChangedTerms:
    """Change prices of lists, at once or from a day on.

    Recorded work that is not billed and would come out different is replaced; all or nothing.

    Args:
        act: Who, for which company, on which day.
        prices: New prices by the name of their list; each takes the place of one that is there.
        valid_from: First day of the new prices; without it they hold for all of the list's time.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        NotYours: A contract is another manager's, and the person's role is for their own.
        MastersRefused: What is named is not there, or would be what it may not; every fault is named.
        FeeNotCovered: A fee would have no time-and-material line to sell it any more.
        PriceMissing: Recorded work would have no price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-prices; docs/rules/agreements.md#changed-terms.
    """
    lock_contracts(act)
    contract_ids = agreements.change_prices(act, prices=prices, valid_from=valid_from)
    return changed_terms(act, contract_ids)
