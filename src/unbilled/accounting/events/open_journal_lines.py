"""Open journal lines: what the accountant reviews before it reaches the ledger."""

from collections.abc import Sequence

from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.companies.events.return_numbers import return_numbers
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
JOURNALS = statement(__file__, "journals")


@event("accounting.open_journal_lines")
def open_journal_lines(act: Act, *, actual_ids: Sequence[int]) -> int:
    """Give each actual that goes to the journal its line, with tax groups and dimensions by default.

    The journal is that of the transaction date, by the company's grouping; the first line of a period
    makes it.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals just recorded; those that do not go to the journal are passed over.

    Returns:
        How many lines were opened.

    Source:
        docs/rules/journal.md#journal-lines; docs/rules/journal.md#defaults-of-a-line.
    """
    actuals = list(actual_ids)
    done = SQL.row(act, actual_ids=actuals)
    if done["missing_keys"]:
        _make_journals(act, done["missing_keys"])
        done = SQL.row(act, actual_ids=actuals)
    return int(done["line_count"])


def _make_journals(act: Act, period_keys: list[str]) -> None:
    """Make the journals of these periods, unless another transaction made them in the meantime."""
    count = len(period_keys)
    # Drawing waits for whoever draws at the same time; what they made is seen by the next statement.
    numbers = draw_numbers(act, series="journal", count=count, prefix="J-")
    made = JOURNALS.execute(
        act,
        period_keys=period_keys,
        first_number=numbers.first_number,
        prefix=numbers.prefix,
        digits=numbers.digits,
    )
    if made < count:
        return_numbers(act, series="journal", next_number=numbers.first_number + made)
