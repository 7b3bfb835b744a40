"""The format groups of a proposal on its page: made in a dialog, then renamed, moved and switched one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from django.urls import reverse

from unbilled.accounting.events.format_proposals import format_proposals
from unbilled.accounting.records import FormatGroup, GroupedBy
from unbilled.foundation.lists.columns import Row
from unbilled.kit.screens import Done, Field
from unbilled.reports.reads.proposal_sheet import ProposalGroup, proposal_groups
from unbilled.web.stepping import Asked, Step

FORMAT = "accounting.format_proposals"
BY: dict[str, str] = {
    "project": "Project",
    "task": "Task",
    "role": "Role",
    "person": "Person",
    "month": "Month",
    "category": "Category",
    "contract_line": "Contract line",
    "none": "No groups",
}
SHOWS = {"detail": "Every line, and a subtotal", "summary": "One line for each group"}


def group_lines(asked: Asked) -> tuple[Done, str]:
    """Group the lines at once, or take them out of their groups."""
    by = asked.filled["by"]
    format_proposals(
        asked.act,
        proposal_ids=[asked.head["proposal_id"]],
        by=cast("GroupedBy", by) if by in BY and by != "none" else None,
        is_summary=by != "none" and asked.filled["shows"] == "summary",
    )
    found = proposal_groups(
        company_id=asked.request.company.company_id, proposal_id=asked.head["proposal_id"]
    )
    page = reverse(
        "proposal", kwargs={"code": asked.code, "number": asked.head["number"]}, query={"tab": "preview"}
    )
    return Done("Grouped", {"groups": len(found)}), page


STEP = Step(
    name="group",
    label="Group lines",
    event=FORMAT,
    does=group_lines,
    title="Group lines for print",
    effect="The invoice prints its lines in these groups, instead of those they have. No amount changes.",
    button="Group lines of",
    when=lambda head: bool(head["status"] == "populated"),
    fields=(
        Field(name="by", label="By", kind="choice", choices=BY, preset="project"),
        Field(name="shows", label="Print", kind="choice", choices=SHOWS, preset="detail"),
    ),
)


def rearranged(
    head: Row, groups: Sequence[ProposalGroup], sent: Mapping[str, str]
) -> list[FormatGroup] | None:
    """The groups after one of them is changed as was sent; None when it is no longer the one that was seen.

    Args:
        head: The proposal.
        groups: Its groups.
        sent: ``place`` and ``was`` (title) of the group; ``title``, or ``change``: up, down or summary.
    """
    found = [
        FormatGroup(head["proposal_id"], group.title, group.line_nos, group.is_summary) for group in groups
    ]
    place = next((n for n, group in enumerate(groups) if str(group.group_no) == sent.get("place")), None)
    if place is None or found[place].title != sent.get("was"):
        return None
    match sent.get("change"):
        case "up":
            found.insert(max(place - 1, 0), found.pop(place))
        case "down":
            found.insert(place + 1, found.pop(place))
        case "summary":
            found[place] = replace(found[place], is_summary=not found[place].is_summary)
        case _:
            found[place] = replace(found[place], title=sent.get("title", ""))
    return found
