"""What is done with rows of the backlog: work, milestones, retainers, adjustments."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_retainers import delete_retainers
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.prepare_progress import prepare_progress
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.roll_over_retainers import roll_over_retainers
from unbilled.billing.reads.newest_draft import newest_draft
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.columns import Row
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Chosen, Done, Explained
from unbilled.process.events.expire_retainers import expire_retainers
from unbilled.process.events.reprice_work import method_of
from unbilled.process.runs.mark import MARK_NOT_READY, MARK_READY
from unbilled.process.runs.over_rows import ADD, EVALUATE, HOLD, REPRICE, RESET, UNDO, WRITE_OFF, WRITE_UP
from unbilled.reports.reads.find_named import find_documents, find_setup
from unbilled.reports.reads.repricing import repricing
from unbilled.reports.reads.why import why, why_named
from unbilled.web.lists.over import over


def work_explained(company_id: int, row: Row) -> Sequence[Explained]:
    """Why the work of a row is not billed."""
    return why_named(company_id=company_id, name=row["entry"]) if row["entry"] else []


def milestone_explained(company_id: int, row: Row) -> Sequence[Explained]:
    """Why a milestone is not billed."""
    return why(company_id=company_id, milestone_ids=[row["milestone_id"]])


def milestones_ready(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Mark milestones ready to invoice."""
    return Done("Marked ready", {"milestones": mark_ready(act, milestone_ids=chosen.ids)})


def milestones_not_ready(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Take the mark away again."""
    return Done("Marked not ready", {"milestones": mark_not_ready(act, milestone_ids=chosen.ids)})


def prepare(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Say how much of the lines of milestones is complete."""
    percent, amount = filled["percent"], filled["amount"]
    prepared = prepare_progress(
        act,
        contract_line_ids=sorted(set(chosen.listing.values("contract_line_id"))),
        complete_percent=number_typed(percent) if percent else None,
        complete_amount=number_typed(amount) if amount else None,
        name=filled["name"],
    )
    return Done("Ready", {"milestones": len(prepared)})


def prepare_part(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Let a quantity of products be ready."""
    prepared = prepare_products(
        act,
        contract_line_ids=sorted(set(chosen.listing.values("contract_line_id"))),
        quantity=number_typed(filled["quantity"]),
        delivery_date=date.fromisoformat(filled["day"]),
    )
    return Done("Ready", {"products": len(prepared)})


def hold_milestones(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Hold milestones back."""
    return Done("Held back", {"milestones": hold_work(act, milestone_ids=chosen.ids, **_hold_of(filled))})


def retainers_ready(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Mark retainers ready to invoice."""
    return Done("Marked ready", {"retainers": mark_ready(act, retainer_ids=chosen.ids)})


def retainers_not_ready(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Take the mark away again."""
    return Done("Marked not ready", {"retainers": mark_not_ready(act, retainer_ids=chosen.ids)})


def hold_retainers(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Hold retainers back."""
    return Done("Held back", {"retainers": hold_work(act, retainer_ids=chosen.ids, **_hold_of(filled))})


def bill_retainers(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put chosen retainers on draft proformas."""
    return created(
        create_proformas(
            act, contract_ids=chosen.listing.values("contract_id"), through=act.on, retainer_ids=chosen.ids
        )
    )


def give_back(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Draft refunds of what is available of retainers."""
    return created(refund_retainers(act, retainer_ids=chosen.ids, reason=filled["reason"]))


def let_expire(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Let what is open of retainers expire after their last days."""
    expired = expire_retainers(act, retainer_ids=chosen.ids)
    amounts: dict[str, Any] = {}
    for one in expired:
        amounts[one.transaction_currency] = amounts.get(one.transaction_currency, 0) + one.transaction_amount
    return Done("Expired", {"retainers": len(expired)}, {"revenue": amounts})


def roll_over(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Give retainers another last day, or none."""
    until = date.fromisoformat(filled["until"]) if filled["until"] else None
    changed = roll_over_retainers(act, retainer_ids=chosen.ids, until=until)
    return Done("Rolled over", {"retainers": changed})


def remove_retainers(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Remove retainers that were never invoiced."""
    return Done("Removed", {"retainers": delete_retainers(act, retainer_ids=chosen.ids)})


def _hold_of(filled: Mapping[str, str]) -> dict[str, Any]:
    until = filled["until"]
    return {"reason": filled["reason"], "until": date.fromisoformat(until) if until else None}


def _adjusting(act: Act, filled: Mapping[str, str]) -> dict[str, Any]:
    [reason_id] = find_setup(
        company_id=act.company_id, kind="write-off reason", names=[filled["write_off_reason"]]
    )
    percent = filled["percent"]
    return {
        "write_off_reason_id": reason_id,
        "percent": number_typed(percent) if percent else None,
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


def bill_milestones(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put chosen milestones on draft proformas."""
    return created(
        create_proformas(
            act, contract_ids=chosen.listing.values("contract_id"), through=act.on, milestone_ids=chosen.ids
        )
    )


def add_milestones(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put chosen ready milestones on a draft."""
    draft = _draft_for(act, filled, milestone_ids=chosen.ids)
    return Done("Added", {"lines": add_to_proforma(act, proforma_id=draft, milestone_ids=chosen.ids)})


def _draft_for(act: Act, filled: Mapping[str, str], **work: Sequence[int]) -> int:
    """The draft that is named, else the newest of the contract and customer of some work."""
    number, company_id = filled["proforma"], act.company_id
    if not number:
        return newest_draft(company_id=company_id, **work)
    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number], sight=act.sight)
    return found.document_id


def created(proformas: Any) -> Done:
    """What was put on draft proformas."""
    amounts: dict[str, Any] = {}
    for one in proformas:
        amounts[one.transaction_currency] = amounts.get(one.transaction_currency, 0) + one.transaction_amount
    lines = sum(one.detail_count for one in proformas)
    return Done(
        "Created",
        {"proformas": len(proformas), "lines": lines},
        {"net": amounts},
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
HOLDS = over(HOLD, "Held back", lambda act, chosen, filled: _hold_of(filled))
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
