"""Write entries: what somebody adds to a draft proforma by hand is an entry, though nobody submits it."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement
from unbilled.work.events.enter_entries import REFUSALS, NewEntry, written_entries

SQL = statement(__file__)


@event("work.write_entries")
def write_entries(act: Act, *, entries: Sequence[NewEntry]) -> list[int]:
    """Enter what is written on a draft, within the event that writes it there; all or nothing.

    Such an entry is neither submitted nor approved, and costs nothing: the confirmation of the proforma records it.

    Args:
        act: Who, for which company, on which day.
        entries: What is written, each with its price, and a reference that no other entry has.

    Returns:
        The entries, in the order given.

    Raises:
        ReferenceUnknown: A class, project, task, role, category or resource is not the company's.
        ProjectClosed: A project is closed.
        QuantityNegative: A quantity is below zero.
        AmountTooLarge: A quantity or price, or their product, has more digits than the books hold.
        FigureTooFine: A quantity or price has more than six decimals.

    Source:
        docs/rules/billing.md#lines-written-by-hand.
    """
    rows = SQL.rows(act, entries=written_entries(entries))
    return [row["entry_id"] for row in accepted(rows, *REFUSALS, subject="positions")]
