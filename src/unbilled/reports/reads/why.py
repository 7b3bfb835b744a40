"""Why: what keeps work or a milestone from being billed, in words, with who brought it there and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement
from unbilled.reports.reads.find_named import find_entries, find_milestones
from unbilled.reports.reads.trace import refuse_foreign

SQL = statement(__file__)
WORDS = {
    "draft": ("It is a draft.", "Submit it."),
    "submitted": ("It waits for approval.", "Approve it, or reject it with a comment."),
    "returned": ("It was returned: {detail}", "Correct it and submit it again."),
    "PriceMissing": ("There is no price: {detail}.", "Add the price to the price list, then approve it."),
    "ExchangeRateMissing": ("There is no exchange rate: {detail}.", "Enter the rate, then approve it."),
    "FeeNotCovered": (
        "No time-and-material line sells the fee.",
        "Let a line of the contract include fees, then approve it.",
    ),
    "AmountTooLarge": ("It is worth more than the books hold: {detail}.", "Correct its quantity or price."),
    "uncovered": (
        "No contract line sells it: {detail}.",
        "Change the line, or confirm a contract that does.",
    ),
    "fixed_price": ("{detail} has a fixed price: its milestones are billed, not its hours.", ""),
    "draft_contract": ("Contract {detail} is a draft, which does not bill.", "Confirm the contract."),
    "over_limit": ("It is over a limit: {detail}", "Agree on a higher limit and evaluate the work again."),
    "not_evaluated": ("It is not evaluated against its limits.", "Evaluate its limits."),
    "rounded": ("It is billed rounded: {detail}.", ""),
    "written_off": ("It was written off: {detail}", "To charge it, undo that."),
    "written_up": ("It was written up: {detail}", ""),
    "repriced": ("It was priced anew: {detail}", ""),
    "held": ("It is held back: {detail}.", "Mark it ready, which ends the hold."),
    "not_marked": ("Nobody has marked it ready.", "Mark it ready."),
    "ready": ("It is ready, and on no proforma yet.", "Create a proforma, or add it to a draft."),
    "on_draft": ("It is on draft {detail}.", "Confirm the draft, or take it off."),
    "non_chargeable": ("It is not chargeable: on an invoice it charges nothing.", ""),
    "complimentary": ("It is complimentary: on an invoice it charges nothing.", ""),
    "nothing_charged": ("Proforma {detail} closed it; nothing was charged.", ""),
    "waits_for_journal": (
        "It is billed by {detail}, whose proposal waits for journal lines.",
        "Post the journal lines that the proposal waits for.",
    ),
    "proposed": ("It is billed by {detail}, whose proposal is not posted.", "Post the proposal."),
    "invoiced": ("It is invoiced: {detail}.", ""),
}
"""Per reason its sentence and what to do about it; nothing where nothing is to be done."""


@dataclass(frozen=True)
class Reason:
    """Why a piece of work is not billed, or how it is.

    Attributes:
        what: The work, and the customer where it has one.
        why: The reason, as a word.
        detail: Names that its sentence says.
        person: Who brought it there.
        acted_at: When.
    """

    what: str
    why: str
    detail: str
    person: str
    acted_at: datetime | None

    @property
    def sentence(self) -> str:
        """The reason.

        >>> Reason("T1, Helios", "on_draft", "P-00001", "mia", None).sentence
        'It is on draft P-00001.'
        """
        return WORDS[self.why][0].format(detail=self.detail or "no comment.")

    @property
    def remedy(self) -> str:
        """What to do about it.

        >>> Reason("T1, Helios", "not_marked", "", "mia", None).remedy
        'Mark it ready.'
        """
        return WORDS[self.why][1]


def why(*, company_id: int, entry_ids: Sequence[int] = (), milestone_ids: Sequence[int] = ()) -> list[Reason]:
    """What keeps entries and milestones from being billed, by what they are called; of what is billed, by what.

    Args:
        company_id: Company.
        entry_ids: Entries; whoever asks may see them.
        milestone_ids: Milestones; the same of them.

    Source:
        docs/rules/billing.md#why-work-is-not-billed.
    """
    rows = SQL.rows(company_id=company_id, entry_ids=list(entry_ids), milestone_ids=list(milestone_ids))
    return [Reason(**row) for row in rows]


def why_named(*, company_id: int, name: str, sight: Sight | None = None) -> list[Reason]:
    """The same of an entry by its reference, or of a milestone by its name.

    Raises:
        NameUnknown: There is neither, or it is another manager's: both look alike.
        EntryAmbiguous, NameAmbiguous: Several answer to the name.
    """
    try:
        entry_ids = find_entries(company_id=company_id, names=[name], sight=sight)
    except NameUnknown:
        try:
            milestone_ids = find_milestones(company_id=company_id, names=[name], sight=sight)
        except NameUnknown:
            milestone_ids = []
        if not milestone_ids:
            raise
        for one in milestone_ids:
            refuse_foreign(sight, "milestone", one, company_id=company_id, name=name)
        return why(company_id=company_id, milestone_ids=milestone_ids)
    refuse_foreign(sight, "entry", entry_ids[0], company_id=company_id, name=name)
    return why(company_id=company_id, entry_ids=entry_ids)
