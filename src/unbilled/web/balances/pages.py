"""What stands below a node of the trial balance: accounts of a kind, amounts of an account by its dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unbilled.foundation.lists.columns import Column, Row
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selection
from unbilled.kit.asking import Asked
from unbilled.kit.cells import Look, cell
from unbilled.kit.saying import refused
from unbilled.reports.reads.trial_balance import BY_DIMENSIONS, BY_KIND, KINDS, SPAN, SUMS, TRIAL_BALANCE
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import today_of, zone_of
from unbilled.web.screens import SCREENS, drilled


@dataclass(frozen=True)
class Node:
    """An account, or what it has of some dimensions.

    Attributes:
        key: What tells it from others; empty where nothing stands below it.
        name: What people call it.
        href: Where its name leads.
        cells: Its cells behind the name.
    """

    key: str
    name: str
    href: str
    cells: SafeString


@require_safe
def below(request: BackOfficeRequest, code: str, key: str) -> HttpResponse:
    """What stands below a kind of account, or below an account by its identity, in the columns of the tree.

    Raises:
        Http404: There is no such node.
    """
    asked = Asked.of(BY_KIND, request.GET)
    is_kind = key in KINDS
    if not is_kind and not (key.isdecimal() and len(key) < 19):
        raise Http404(f"The trial balance has no {key}.")
    columns = [BY_KIND.by_name[name] for name in asked.columns if name in (*SUMS, *SPAN)]
    try:
        selection = asked.selection.on(today_of(request))
        rows = _accounts(request, selection, key) if is_kind else _parts(request, selection, int(key))
    except Refusal as refusal:
        return refused(request, refusal)
    nodes = [_node(request, row, columns, is_kind) for row in rows]
    told = {"key": key, "nodes": nodes, "level": 2 if is_kind else 3, "columns": ",".join(asked.columns)}
    return render(request, "balances/below.html", told | {"filters": asked.filters})


def _accounts(request: BackOfficeRequest, selection: Selection, kind: str) -> list[Row]:
    asked = selection.but(kind=kind)
    return list(
        TRIAL_BALANCE.of(company_id=request.company.company_id, selection=asked, sight=request.sight).rows()
    )


def _parts(request: BackOfficeRequest, selection: Selection, account_id: int) -> list[Row]:
    of: dict[str, Any] = {"company_id": request.company.company_id, "sight": request.sight}
    [number] = TRIAL_BALANCE.of(**of, selection=selection).among([account_id]).values("number") or [""]
    return list(BY_DIMENSIONS.of(**of, selection=selection.but(account=number)).rows())


def _node(request: BackOfficeRequest, row: Row, columns: Sequence[Column], is_account: bool) -> Node:
    code, look = request.company.code, Look(zone=zone_of(request))
    drills = SCREENS["trial-balance-accounts" if is_account else "trial-balance-by-dimensions"].drills

    def href(column: Column) -> str:
        return drilled(drills[column.name], row, column, code) if column.name in drills else ""

    name = f"{row['number']} {row['name']}" if is_account else row["dimensions"] or "No dimensions"
    return Node(
        key=str(row["account_id"]) if is_account else "",
        name=name,
        href=href(TRIAL_BALANCE.by_name["number"]),
        cells=SafeString("".join(cell(one, row, look, href(one)) for one in columns)),
    )
