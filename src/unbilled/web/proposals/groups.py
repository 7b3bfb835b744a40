"""The format groups of a proposal on its page: made in a dialog, then renamed, moved and switched one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django.http import Http404
from django.urls import reverse

from unbilled.accounting.events.format_proposals import format_proposals
from unbilled.accounting.records import FormatGroup, GroupedBy
from unbilled.foundation.lists.columns import Row
from unbilled.kit.screens import Done, Field
from unbilled.reports.reads.proposal_sheet import ProposalGroup, proposal_groups, proposal_lines
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
LINES_TO_SPLIT = 200
"""Lines of a group that its dialog of splitting shows; of more, lines are grouped by something they share."""
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


def split_off(asked: Asked) -> tuple[Done, str]:
    """Put the chosen lines of a group into a group of their own, behind it."""
    of = {"company_id": asked.request.company.company_id, "proposal_id": asked.head["proposal_id"]}
    found = as_asked(asked.head, proposal_groups(**of))
    place = next(
        (n for n, one in enumerate(found) if str(first_line(one)) == asked.request.GET.get("group")), None
    )
    chosen = {int(one) for one in asked.request.POST.getlist("line") if one.isdecimal()}
    if place is None or not chosen <= set(found[place].line_nos):
        raise Http404("Others changed the groups meanwhile.")
    new = FormatGroup(
        found[place].proposal_id, asked.filled["title"], sorted(chosen), found[place].is_summary
    )
    found[place] = replace(found[place], line_nos=[one for one in found[place].line_nos if one not in chosen])
    format_proposals(
        asked.act,
        proposal_ids=[asked.head["proposal_id"]],
        groups=[*found[: place + 1], new, *found[place + 1 :]],
    )
    page = reverse(
        "proposal", kwargs={"code": asked.code, "number": asked.head["number"]}, query={"tab": "preview"}
    )
    return Done("Split", {"lines": len(chosen)}), page


def lines_to_split(asked: Asked) -> dict[str, Any]:
    """The lines of the group that is split, with what was chosen of them."""
    of = {"company_id": asked.request.company.company_id, "proposal_id": asked.head["proposal_id"]}
    group = next(
        (one for one in proposal_groups(**of) if str(min(one.line_nos)) == asked.request.GET.get("group")),
        None,
    )
    if group is None:
        raise Http404("There is no such group.")
    shown = group.line_nos[:LINES_TO_SPLIT]
    return {
        "group": group,
        "group_lines": proposal_lines(**of, limit=len(shown), after=0, line_nos=shown),
        "is_cut": len(group.line_nos) > len(shown),
        "taken": asked.request.POST.getlist("line"),
    }


SPLIT = Step(
    name="split",
    label="Split",
    event=FORMAT,
    does=split_off,
    title="Split a group",
    effect="The lines that are chosen stand in a group of their own, behind this one. No amount changes.",
    button="Split group of",
    when=lambda head: False,
    fields=(Field(name="title", label="Title of the new group"),),
    beside="proposals/split.html",
    tells=lines_to_split,
)
"""Asked for beside each group, not in the title bar."""


def first_line(group: FormatGroup) -> int:
    """What a group is known by, wherever it stands and whatever it is called."""
    return min(group.line_nos)


def as_asked(head: Row, groups: Sequence[ProposalGroup]) -> list[FormatGroup]:
    """The groups as the event is given them."""
    return [
        FormatGroup(head["proposal_id"], group.title, group.line_nos, group.is_summary) for group in groups
    ]


def rearranged(
    head: Row, groups: Sequence[ProposalGroup], sent: Mapping[str, str]
) -> list[FormatGroup] | None:
    """The groups after one of them is changed as was sent; None when it is no longer the one that was seen.

    Args:
        head: The proposal.
        groups: Its groups.
        sent: ``place`` and ``was`` (title) of the group; ``title``, or ``change``: up, down, summary or merge, with
            the group before it; or ``order``, the first lines of all groups in the order that is wanted.
    """
    found = as_asked(head, groups)
    if "order" in sent:
        wanted = sent["order"].split(",")
        by_first = {str(first_line(one)): one for one in found}
        return [by_first[one] for one in wanted] if sorted(wanted) == sorted(by_first) else None
    place = next((n for n, group in enumerate(groups) if str(group.group_no) == sent.get("place")), None)
    if place is None or found[place].title != sent.get("was"):
        return None
    match sent.get("change"):
        case "up":
            found.insert(max(place - 1, 0), found.pop(place))
        case "down":
            found.insert(place + 1, found.pop(place))
        case "merge" if place:
            before = found[place - 1]
            together = sorted([*before.line_nos, *found.pop(place).line_nos])
            found[place - 1] = replace(before, line_nos=together)
        case "summary":
            found[place] = replace(found[place], is_summary=not found[place].is_summary)
        case _:
            found[place] = replace(found[place], title=sent.get("title", ""))
    return found
