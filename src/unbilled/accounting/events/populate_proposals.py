"""Populate proposals: lines and tax arrive once the accruals they release are in the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.accounting.reads.lock_proposals import lock_proposals
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.rules import TaxNotDetermined, TaxRateMissing
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement

SQL = statement(__file__)
EMPTY = statement(__file__, "empty")


@dataclass(frozen=True)
class WaitingLine:
    """One line that keeps a proposal from being populated, as the event found it.

    ``waits_for`` is ``journal_line`` (the unbilled sale ``actual_id`` is not posted yet) or
    ``original_invoice`` (the billed sale ``actual_id`` that is corrected is not on a posted invoice yet).
    """

    proposal_id: int
    proposal_number: str
    actual_id: int
    waits_for: str


@dataclass(frozen=True)
class PopulatedProposals:
    """Proposals that have their lines now, and what the others wait for."""

    populated: list[int]
    waiting: list[WaitingLine]


@event("accounting.populate_proposals")
def populate_proposals(act: Act, *, proposal_ids: Sequence[int]) -> PopulatedProposals:
    """Give proposals their lines and tax.

    A proposal gets all its lines or none: it waits until every unbilled sale whose accrual it releases is
    posted, and a correction until its original is. Proposals that have lines already stay as they are.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals, of which those that are ``header_only`` are populated.

    Returns:
        The proposals populated now, and one row for each line that another proposal waits for.

    Raises:
        TaxNotDetermined: A chargeable line has no tax group or no item tax group, or they share no code.
        TaxRateMissing: A code has no rate on the tax date (the day of the supply, or the invoice date where the
            company is set so; on a correction that of its original).

    Source:
        docs/rules/proposals.md#waiting-for-the-journal; docs/rules/proposals.md#lines;
        docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#tax-date; docs/rules/tax.md#rounding;
        docs/rules/tax.md#tax-of-credits.
    """
    lock_proposals(act, proposal_ids=proposal_ids)
    # Whoever posts asks for those that have waited, and mostly none has: planning the long statement takes 10 ms.
    empty = EMPTY.values(act, proposal_ids=list(proposal_ids))
    if not empty:
        return PopulatedProposals(populated=[], waiting=[])
    rows = accepted(
        SQL.rows(act, proposal_ids=empty),
        TaxNotDetermined,
        TaxRateMissing,
        subject="proposal_ids",
        names=proposal_names(act),
    )
    return PopulatedProposals(
        populated=[row["proposal_id"] for row in rows if row["waits_for"] is None],
        waiting=[
            WaitingLine(row["proposal_id"], row["number"], row["actual_id"], row["waits_for"])
            for row in rows
            if row["waits_for"] is not None
        ],
    )
