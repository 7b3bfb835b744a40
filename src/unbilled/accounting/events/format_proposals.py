"""Format proposals: put their lines into groups, each printed line by line or as one line."""

from collections import Counter
from collections.abc import Sequence

from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.update_proposals import ProposalPosted
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.records import FormatGroup, GroupedBy
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class ProposalHasNoLines(Refusal):
    """There is nothing to group before the work has reached the ledger."""

    sentence = "Only proposals that have their lines can be grouped: {records}."
    subject = "proposal_ids"
    remedy = "Post the journal lines they wait for: unbilled post journals."


class GroupUnfit(Refusal):
    """A group has a title and lines of its proposal, and no line is printed twice."""

    sentence = "Lines cannot be grouped so: {found}."
    remedy = "Give each group a title and lines of its proposal, and each line one group."


@event("accounting.format_proposals")
def format_proposals(
    act: Act,
    *,
    proposal_ids: Sequence[int],
    by: GroupedBy | None = None,
    is_summary: bool = False,
    groups: Sequence[FormatGroup] = (),
) -> int:
    """Group the lines of unposted proposals, instead of what groups they had; all or nothing.

    A proposal that waits for nothing any more gets its lines first. With neither ``by`` nor groups, lines stand
    under their projects and tasks again. Amounts and tax do not change.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals that are not posted.
        by: What the lines of a group have in common, and what is its title; months in their order, all else by
            title. What a line does not have leaves it out of all groups.
        is_summary: Each of these groups is printed as one line.
        groups: Groups of these proposals, in the order in which they are printed.

    Returns:
        How many proposals were formatted.

    Raises:
        GroupUnfit: A group has no title, or a line that its proposal does not have or that another group has.
        ProposalPosted: A proposal is posted, or does not exist.
        ProposalHasNoLines: One waits for journal lines.
        TaxNotDetermined, TaxRateMissing: One gets its lines now, and they cannot be taxed.

    Source:
        docs/rules/proposals.md#format-groups.
    """
    if faults := misfits(groups):
        raise GroupUnfit(found=faults)
    named = [(place, group, line_no) for place, group in enumerate(groups, 1) for line_no in group.line_nos]
    populate_proposals(act, proposal_ids=proposal_ids)
    rows = SQL.rows(
        act,
        proposal_ids=list(proposal_ids),
        grouped_by=by,
        is_summary=is_summary,
        group_proposal_ids=[group.proposal_id for _, group, _ in named],
        line_nos=[line_no for *_, line_no in named],
        group_nos=[place for place, *_ in named],
        titles=[group.title.strip() for _, group, _ in named],
        summaries=[group.is_summary for _, group, _ in named],
    )
    names = proposal_names(act, states=True)
    refuse_rest(ProposalPosted, proposal_ids, [row["proposal_id"] for row in rows], names)
    refuse_rest(
        ProposalHasNoLines, proposal_ids, [row["proposal_id"] for row in rows if row["line_count"]], names
    )
    if unknown := [f"{row['number']} has no line {one}" for row in rows for one in row["unknown_lines"]]:
        raise GroupUnfit(found=unknown)
    return len(rows)


def misfits(groups: Sequence[FormatGroup]) -> list[str]:
    """What is wrong with groups in themselves, in words."""
    faults = ["a group has no title" for group in groups if not group.title.strip()]
    faults += [f"{group.title} has no lines" for group in groups if not group.line_nos]
    uses = Counter((group.proposal_id, line_no) for group in groups for line_no in group.line_nos)
    faults += [f"line {line_no} stands in two groups" for (_, line_no), times in uses.items() if times > 1]
    return list(dict.fromkeys(faults))
