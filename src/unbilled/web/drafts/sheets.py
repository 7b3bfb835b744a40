"""What the pages of one proforma show: read once, a fixed number of statements for any number of lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.differences import Difference, differences
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.billing.reads.proforma_discounts import proforma_discounts
from unbilled.foundation import figures
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.selections import Selection
from unbilled.kit.cells import digits, minor
from unbilled.reports.reads.proforma_sheet import (
    SheetGroup,
    SheetLine,
    sheet_groups,
    sheet_lines,
    sheet_standing,
    sheet_taxes,
)
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import today_of

LINES_A_PAGE = 200
LINES_OPEN = 500
"""Lines beyond which those of a contract line are shown when it is opened, and not before."""
MOST_PENDING = 500
"""Ready work that the page lists; all of it can still be added at once."""
STEPS = ("Draft", "Confirmed", "Proposal", "Posted")
STEP_OF = {None: 1, "header_only": 2, "populated": 2, "posted": 3}


@dataclass(frozen=True)
class Pending:
    """Ready work of the proforma's contract and customer that is on no proforma."""

    identity: str
    day: Any
    kind: str
    name: str
    description: str
    quantity: Decimal | None
    unit: str
    amount: Decimal
    currency: str

    @property
    def worth(self) -> int:
        """The amount in the smallest unit of its currency."""
        return minor(self.amount, self.currency)


@dataclass(frozen=True)
class Check:
    """A point to look at before confirming; ``tone`` is ok, warn or bad, ``tab`` where it is seen."""

    tone: str
    text: str
    tab: str = ""


def is_draft(head: Row) -> bool:
    """Whether it can still be edited."""
    return bool(head["status"] == "draft")


def lines(request: BackOfficeRequest, head: Row, **asked: Any) -> list[SheetLine]:
    """Lines of the proforma; see ``sheet_lines``."""
    return sheet_lines(
        company_id=request.company.company_id,
        proforma_id=head["proforma_id"],
        **asked,
    )


def losses(request: BackOfficeRequest, head: Row, **given: Any) -> list[Difference]:
    """What would be charged less or more than there was, with these quantities, prices and billing types."""
    return differences(company_id=request.company.company_id, proforma_id=head["proforma_id"], **given)


def groups_of(request: BackOfficeRequest, head: Row) -> list[SheetGroup]:
    """Subtotals of the proforma by contract line."""
    return sheet_groups(company_id=request.company.company_id, proforma_id=head["proforma_id"])


def around(
    request: BackOfficeRequest, head: Row, groups: Sequence[SheetGroup], line_nos: Sequence[int] = ()
) -> dict[str, Any]:
    """What stands around the lines: totals, tax, the contract, what to look at before confirming.

    Args:
        request: Who asks, in which company.
        head: The proforma.
        groups: Its subtotals.
        line_nos: Lines that are shown with their tax.
    """
    company_id, proforma_id = request.company.company_id, head["proforma_id"]
    taxes = sheet_taxes(
        company_id=company_id, proforma_id=proforma_id, on=today_of(request), line_nos=line_nos
    )
    standing = sheet_standing(company_id=company_id, proforma_id=proforma_id)
    net = sum((one.net_amount for one in groups), Decimal(0))
    tax = sum((one.tax_amount or Decimal(0) for one in taxes.codes), Decimal(0))
    step = STEP_OF[standing["proposal_status"]] if not is_draft(head) else 0
    use = _use(head, standing, net)
    return {
        "head": head,
        "groups": groups,
        "taxes": taxes,
        "standing": standing,
        "discounts": proforma_discounts(company_id=company_id, proforma_id=proforma_id),
        "net": net,
        "total": net + tax,
        "digits": digits(head["transaction_currency"]),
        "line_count": sum(one.line_count for one in groups),
        "edited_count": sum(one.edited_count for one in groups),
        "steps": [(name, place == step) for place, name in enumerate(STEPS)],
        "is_draft": is_draft(head),
        "use": use,
        "checks": checks(head, taxes.untaxed_count, standing, net, losses(request, head))
        if is_draft(head)
        else [],
    }


def _use(head: Row, standing: Row, net: Decimal) -> dict[str, Any]:
    """How much of the contract's value is billed, with this proforma; a bar where all of it is agreed.

    Where some lines bill what there is, the value is not what can be billed, and nothing of it remains.
    """
    agreed, billed = standing["contracted_amount"], standing["billed_amount"]
    this = net if standing["proposal_status"] != "posted" else Decimal(0)
    width = 240
    is_whole = standing["is_all_agreed"]
    if is_whole:
        past = min(max(int(width * billed / agreed), 0), width)
        now = min(max(int(width * this / agreed), 0), width - past)
    else:
        past = now = 0
    return {
        "agreed": agreed,
        "is_whole": is_whole,
        "billed": billed,
        "this": this,
        "remaining": agreed - billed - this,
        "past": past,
        "now": now,
        "width": width,
    }


def checks(
    head: Row, untaxed: int, standing: Row, net: Decimal, changed: Sequence[Difference]
) -> list[Check]:
    """What to look at before confirming; ``untaxed`` is how many lines charge without a tax code."""
    told = []
    if untaxed:
        told.append(
            Check("warn", f"{figures.counted(untaxed, 'lines')} without a tax code; accounting sets it.")
        )
    else:
        told.append(Check("ok", "Every line that charges has a tax code."))
    if head["review"]:
        comment = f": {head['review_comment']}" if head["review_comment"] else "."
        told.append(Check("warn", f"{figures.words(head['review']).capitalize()}{comment}", "details"))
    if head["corrects"]:
        kept = "credits all of it" if net < 0 else "changes nothing"
        told.append(
            Check("warn" if net == 0 else "ok", f"Corrects {head['corrects']}; as it stands it {kept}.")
        )
        return told
    pending = standing["pending_count"]
    if pending:
        told.append(
            Check(
                "warn", f"{figures.counted(pending, 'ready records')} of it not on the proforma.", "pending"
            )
        )
    else:
        told.append(Check("ok", "All that is ready is on it."))
    if changed:
        told.append(
            Check(
                "warn", f"{figures.counted(len(changed), 'lines')} billed otherwise than there was.", "edited"
            )
        )
    if net == 0:
        told.append(Check("warn", "It charges nothing, and becomes no invoice."))
    return told


def pending(request: BackOfficeRequest, head: Row) -> list[Pending]:
    """Ready work and milestones of the proforma's contract and customer that are on no proforma."""
    asked = Selection(
        contract_ids=[head["contract_id"]],
        customer_ids=[head["customer_id"]],
        status="ready_to_invoice",
    )
    of: dict[str, Any] = {
        "company_id": request.company.company_id,
        "selection": asked,
        "sight": request.sight,
    }
    work = [
        Pending(
            identity=f"work-{row['actual_id']}",
            day=row["transaction_date"],
            kind=figures.words(row["transaction_class"]),
            name=row["resource"] or row["category"] or "",
            description=row["description"] or row["work"] or "",
            quantity=row["quantity"],
            unit=row["unit"],
            amount=row["transaction_amount"],
            currency=row["transaction_currency"],
        )
        for row in OPEN_SALES.of(**of).rows(limit=MOST_PENDING)
    ]
    due = [
        Pending(
            identity=f"milestone-{row['milestone_id']}",
            day=row["milestone_date"],
            kind="milestone" if row["quantity"] is None else "product",
            name=row["name"],
            description=row["contract_line"],
            quantity=row["quantity"],
            unit=row["unit"] or "",
            amount=row["transaction_amount"],
            currency=row["transaction_currency"],
        )
        for row in MILESTONES.of(**of).rows(limit=MOST_PENDING)
    ]
    return due + work
