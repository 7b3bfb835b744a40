"""Post awaited lines: the journal lines that proposals wait for are posted, and the proposals get their lines."""

from collections.abc import Sequence

from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.post_journals import PostedJournals, post_journals
from unbilled.accounting.reads.unmet_lines import unmet_lines
from unbilled.foundation.acts import Act, event


@event("accounting.post_awaited_lines")
def post_awaited_lines(act: Act, *, proposal_ids: Sequence[int]) -> PostedJournals:
    """Post the draft journal lines that proposals wait for, and give the proposals their lines and tax.

    All or nothing. A correction that waits for its original invoice goes on waiting.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals, of which those that are ``header_only`` wait for something.

    Returns:
        What was posted; nothing where nothing is waited for.

    Raises:
        Refusal: Whatever stands against posting the lines (``post_journals``) or against their tax
            (``populate_proposals``).

    Source:
        docs/rules/proposals.md#waiting-for-the-journal.
    """
    awaited = unmet_lines(company_id=act.company_id, proposal_ids=proposal_ids)
    posted = post_journals(
        act, actual_ids=sorted({one.actual_id for one in awaited if one.waits_for == "journal_line"})
    )
    populate_proposals(act, proposal_ids=proposal_ids)
    return posted
