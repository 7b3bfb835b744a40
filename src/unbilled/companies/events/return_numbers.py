"""Return numbers: the unused end of a block that this transaction drew."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("companies.return_numbers")
def return_numbers(act: Act, *, series: str, next_number: int, fiscal_year: int = 0) -> None:
    """Give back what a block had too many, so that the series has no gap.

    Only the transaction that drew the block may call it: it still holds the counter's row.

    Args:
        act: Who, for which company, on which day.
        series: What is numbered, such as ``voucher``.
        next_number: First number of the block that was not used.
        fiscal_year: Year of the counter; 0 for a counter that runs on.

    Source:
        docs/rules/companies.md#number-series.
    """
    SQL.execute(act, series=series, fiscal_year=fiscal_year, next_number=next_number)
