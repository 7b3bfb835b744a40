"""Keep shares: before a line's customers become others from a day on, those of the days before are kept."""

from collections.abc import Sequence
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LATER = statement(__file__, "later")


class SharesHoldLater(Refusal):
    """Shares that begin on a day are not undone by others that begin before it."""

    sentence = "Other shares begin later already: {records}."
    remedy = "Choose a day on which they hold, or change the customers of the line for all days since then."
    subject = "contract_line_ids"


@event("agreements.keep_shares")
def keep_shares(act: Act, *, contract_line_ids: Sequence[int], until_date: date) -> int:
    """Keep the shares that lines have now for work of the days before a day; the caller changes them afterwards.

    Args:
        act: Who, for which company.
        contract_line_ids: The lines.
        until_date: First day on which other shares will hold.

    Returns:
        How many shares are kept.

    Raises:
        SharesHoldLater: The shares of now began on a later day.

    Source:
        docs/rules/agreements.md#shares-by-date.
    """
    later = LATER.rows(act, contract_line_ids=list(contract_line_ids), until_date=until_date)
    if later:
        raise SharesHoldLater(
            contract_line_ids=[row["contract_line_id"] for row in later],
            records=[f"{row['line']} from {row['began']}" for row in later],
        )
    return SQL.execute(act, contract_line_ids=list(contract_line_ids), until_date=until_date)
