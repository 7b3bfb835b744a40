"""The unbilled sales of entries, for whoever names the work and not its actuals."""

from collections.abc import Sequence

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.rules import told_apart

SQL = statement(__file__)
COVER = "Put the project of what is approved on a contract line that includes their class and task, or leave them out."


class NothingToBill(Refusal):
    """Only approved work that a contract line sells has an unbilled sale."""

    sentence = "Nothing is sold of {records:entry|entries} {records}."
    remedy = "{wayout}"
    subject = "entry_ids"


def sales_of_entries(*, company_id: int, entry_ids: Sequence[int], chargeable: bool = False) -> list[int]:
    """The open unbilled sales of entries, in the order of the entries.

    Of an entry that is billed whole, its billed ones, so that marking them is refused with the entry's name.

    Args:
        company_id: Company of the entries.
        entry_ids: The entries.
        chargeable: Without the part of an entry that is not charged, where another is.

    Raises:
        NothingToBill: An entry has no unbilled sale.
    """
    rows = SQL.rows(company_id=company_id, entry_ids=list(entry_ids), chargeable=chargeable)
    without = [row for row in rows if row["actual_id"] is None]
    if without:
        raise NothingToBill(
            entry_ids=[row["entry_id"] for row in without],
            **told_apart(without, approved="on no contract line that sells it", way=COVER),
        )
    return [row["actual_id"] for row in rows]
