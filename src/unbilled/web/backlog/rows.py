"""What is done with rows of the backlog: work, milestones, retainers, adjustments."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.reads.newest_draft import newest_draft
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.columns import Row
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Chosen, Done, Explained
from unbilled.process.events.reprice_work import method_of
from unbilled.process.runs.mark import MARK_NOT_READY, MARK_READY
from unbilled.process.runs.over_agreed import (
    ADD_MILESTONES,
    BILL_MILESTONES,
    BILL_RETAINERS,
    EXPIRE,
    HOLD_MILESTONES,
    HOLD_RETAINERS,
    MILESTONES_NOT_READY,
    MILESTONES_READY,
    PART,
    PROGRESS,
    REFUND,
    REMOVE,
    RETAINERS_NOT_READY,
    RETAINERS_READY,
    ROLL_OVER,
    drafted,
)
from unbilled.process.runs.over_rows import ADD, EVALUATE, HOLD, REPRICE, RESET, UNDO, WRITE_OFF, WRITE_UP
from unbilled.reports.reads.find_named import find_documents, find_setup
from unbilled.reports.reads.repricing import repricing
from unbilled.reports.reads.why import why, why_named
from unbilled.web.lists.over import over, typed


def work_explained(company_id: int, row: Row) -> Sequence[Explained]:
    """Why the work of a row is not billed."""
    return why_named(company_id=company_id, name=row["entry"]) if row["entry"] else []


def milestone_explained(company_id: int, row: Row) -> Sequence[Explained]:
    """Why a milestone is not billed."""
    return why(company_id=company_id, milestone_ids=[row["milestone_id"]])


def _hold_of(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> dict[str, Any]:
    return {"reason": filled["reason"], "until": _day(filled["until"])}


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if typed else None


def _figure(typed: str) -> Decimal | None:
    return number_typed(typed) if typed else None


def _progress_of(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> dict[str, Any]:
    percent, amount = _figure(filled["percent"]), _figure(filled["amount"])
    return {"complete_percent": percent, "complete_amount": amount, "name": filled["name"]}


def _part_of(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> dict[str, Any]:
    return {"quantity": number_typed(filled["quantity"]), "delivery_date": _day(filled["day"])}


def _lines(chosen: Chosen) -> list[int]:
    return list(chosen.listing.values("contract_line_id"))


def _adjusting(act: Act, filled: Mapping[str, str]) -> dict[str, Any]:
    [reason_id] = find_setup(
        company_id=act.company_id, kind="write-off reason", names=[filled["write_off_reason"]]
    )
    return {
        "write_off_reason_id": reason_id,
        "percent": _figure(filled["percent"]),
        "reason": filled["reason"],
    }


def foresee_prices(company_id: int, chosen: Chosen, filled: Mapping[str, str]) -> list[str]:
    """What chosen work would charge at other prices, contract by contract."""
    method, value = method_of(*_priced(filled))
    found = repricing(company_id=company_id, actual_ids=chosen.ids, method=method, value=value)
    return [one.sentence for one in found] or ["Nothing would have another price."]


def _priced(filled: Mapping[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """The price and the percentage that are filled in."""
    figure = number_typed(filled["figure"]) if filled["figure"] and filled["method"] != "list" else None
    return (figure, None) if filled["method"] == "price" else (None, figure)


def bill_work(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put chosen work on draft proformas."""
    return created(
        create_proformas(
            act, contract_ids=chosen.listing.values("contract_id"), through=act.on, actual_ids=chosen.ids
        )
    )


def _draft_for(act: Act, filled: Mapping[str, str], **work: Sequence[int]) -> int:
    """The draft that is named, else the newest of the contract and customer of some work."""
    number, company_id = filled["proforma"], act.company_id
    if not number:
        return newest_draft(company_id=company_id, **work)
    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number], sight=act.sight)
    return found.document_id


def created(proformas: Sequence[CreatedProforma]) -> Done:
    """What was put on draft proformas."""
    tally = drafted(proformas)
    return Done(
        "Created",
        tally.counts,
        tally.amounts,
        record=("proforma", proformas[0].number) if len(proformas) == 1 else None,
        listed="proformas?status=draft",
    )


def chosen_sales(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> tuple[None, dict[str, Any]]:
    """The sales, which the run looks for itself."""
    return None, {"actual_ids": chosen.ids}


def _acts(chosen: Chosen) -> list[int]:
    return sorted(set(chosen.listing.values("act_number")))


MARKS_READY = over(MARK_READY, "Marked ready")
MARKS_NOT_READY = over(MARK_NOT_READY, "Marked not ready")
HOLDS = over(HOLD, "Held back", _hold_of)
WRITES_OFF = over(WRITE_OFF, "Written off", lambda act, chosen, filled: _adjusting(act, filled))
WRITES_UP = over(WRITE_UP, "Written up", lambda act, chosen, filled: _adjusting(act, filled))
PRICES_ANEW = over(
    REPRICE,
    "Priced anew",
    lambda act, chosen, filled: {
        **dict(zip(("price", "percent"), _priced(filled), strict=True)),
        "reason": filled["reason"],
    },
)
UNDOES = over(UNDO, "Undone", rows=_acts)
EVALUATES = over(EVALUATE, "Evaluated")
RESETS = over(RESET, "Reset")
ADDS = over(
    ADD,
    "Added",
    lambda act, chosen, filled: {"proforma_id": _draft_for(act, filled, actual_ids=chosen.ids)},
)
MARKS_MILESTONES_READY = over(MILESTONES_READY, "Marked ready")
MARKS_MILESTONES_NOT_READY = over(MILESTONES_NOT_READY, "Marked not ready")
HOLDS_MILESTONES = over(HOLD_MILESTONES, "Held back", _hold_of)
ADDS_MILESTONES = over(
    ADD_MILESTONES,
    "Added",
    lambda act, chosen, filled: {"proforma_id": _draft_for(act, filled, milestone_ids=chosen.ids)},
)
BILLS_MILESTONES = over(BILL_MILESTONES, "Created", says=created)
PREPARES_PROGRESS = over(PROGRESS, "Ready", _progress_of, rows=_lines)
PREPARES_PARTS = over(PART, "Ready", _part_of, rows=_lines)
MARKS_RETAINERS_READY = over(RETAINERS_READY, "Marked ready")
MARKS_RETAINERS_NOT_READY = over(RETAINERS_NOT_READY, "Marked not ready")
HOLDS_RETAINERS = over(HOLD_RETAINERS, "Held back", _hold_of)
BILLS_RETAINERS = over(BILL_RETAINERS, "Created", says=created)
REFUNDS = over(REFUND, "Created", typed("reason"))
ROLLS_OVER = over(ROLL_OVER, "Rolled over", lambda act, chosen, filled: {"until": _day(filled["until"])})
LETS_EXPIRE = over(EXPIRE, "Expired")
REMOVES = over(REMOVE, "Removed")
