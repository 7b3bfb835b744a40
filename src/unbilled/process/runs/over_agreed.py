"""Steps over rows of what is agreed, when they are many: milestones, retainers, contracts, change orders.

Args:
    milestone_ids, retainer_ids, contract_line_ids, contract_ids, change_order_ids: The rows that were chosen. Besides,
        what the event is given.

Returns:
    What the event answers, counted.

What the event does not take is set aside. A run that a killed worker left is gone on with behind the last chunk that
was done, so nothing is done twice.

Raises:
    RunInProgress: Another process does the same for this company.

Source:
    docs/rules/runs.md#steps-over-many-rows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Model

from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.models import ChangeOrder
from unbilled.agreements.reads.change_order_names import change_order_names
from unbilled.agreements.reads.contract_lines import CONTRACT_LINES
from unbilled.agreements.reads.contract_names import contract_names
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.delete_retainers import delete_retainers
from unbilled.billing.events.expire_retainers import ExpiredRetainer
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.prepare_products import prepare_products
from unbilled.billing.events.prepare_progress import ProgressUnclear, prepare_progress
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.events.roll_over_retainers import roll_over_retainers
from unbilled.billing.models import Milestone, Retainer
from unbilled.billing.reads.milestones import MILESTONES
from unbilled.billing.reads.retainers import RETAINERS
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.confirm_contracts import confirm_contracts
from unbilled.process.events.expire_retainers import expire_retainers
from unbilled.process.events.reopen_contracts import reopen_contracts
from unbilled.process.runs.over_rows import counted, given, listed_names
from unbilled.runs.running import Job, Tally, Undoing

FEW = 500
"""Records of a chunk, where each may take work with it that is recorded under it."""


def _contracts_of(model: type[Model]) -> Callable[[Act, Sequence[int]], Mapping[int, int]]:
    """Whose contract each of some records is of."""

    def of(act: Act, ids: Sequence[int]) -> Mapping[int, int]:
        found = model._default_manager.filter(company_id=act.company_id, pk__in=ids)
        return dict(found.values_list("pk", "contract_id"))

    return of


def _draft(subject: str, model: type[Model]) -> Callable[..., list[CreatedProforma]]:
    """Puts what was chosen on drafts, one per contract and customer."""
    contracts = _contracts_of(model)

    def does(act: Act, **chosen: Any) -> list[CreatedProforma]:
        of = contracts(act, chosen[subject])
        return create_proformas(act, contract_ids=sorted(set(of.values())), through=act.on, **chosen)

    return does


def _marks(of: Callable[..., Job], what: str, subject: str) -> tuple[Job, Job, Job]:
    """Ready, not ready, held: each of the first two undoes the other."""
    ready, not_ready = f"billing.mark_{what}_ready", f"billing.mark_{what}_not_ready"

    def undone_by(name: str) -> Callable[[Act, Sequence[int]], Undoing]:
        return lambda act, ids: Undoing(name, None, {subject: list(ids)})

    tally = counted(what)
    return (
        of("billing.mark_ready", mark_ready, name=ready, tally=tally, undone_by=undone_by(not_ready)),
        of("billing.mark_not_ready", mark_not_ready, name=not_ready, tally=tally, undone_by=undone_by(ready)),
        of(
            "billing.hold_work",
            hold_work,
            name=f"billing.hold_{what}",
            tally=tally,
            needs={"reason": str, "until": date | None},
        ),
    )


def _of_one_line(
    act: Act, *, contract_line_ids: Sequence[int], complete_amount: Decimal | None, **_: Any
) -> None:
    """An amount is that of one line, however the lines are cut into chunks."""
    if complete_amount is not None and len(contract_line_ids) > 1:
        raise ProgressUnclear


def drafted(created: Sequence[CreatedProforma]) -> Tally:
    """What was put on drafts."""
    tally = Tally(counts={"proformas": len(created), "lines": sum(one.detail_count for one in created)})
    for one in created:
        tally.add("net", one.transaction_currency, one.transaction_amount)
    return tally


def _expired(expired: Sequence[ExpiredRetainer]) -> Tally:
    tally = Tally(counts={"retainers": len(expired)})
    for one in expired:
        tally.add("revenue", one.transaction_currency, one.transaction_amount)
    return tally


MILESTONE_IDS, RETAINER_IDS, LINE_IDS = "milestone_ids", "retainer_ids", "contract_line_ids"
_of_milestones = partial(
    given, subject=MILESTONE_IDS, kind="milestone", names=listed_names(MILESTONES, "name")
)
_of_retainers = partial(given, subject=RETAINER_IDS, kind="retainer", names=listed_names(RETAINERS, "name"))
_of_lines = partial(given, subject=LINE_IDS, kind="contract_line", names=listed_names(CONTRACT_LINES, "name"))
_of_orders = partial(
    given,
    subject="change_order_ids",
    kind="change_order",
    names=change_order_names,
    contracts=_contracts_of(ChangeOrder),
    chunk_rows=FEW,
)

MILESTONES_READY, MILESTONES_NOT_READY, HOLD_MILESTONES = _marks(_of_milestones, "milestones", MILESTONE_IDS)
ADD_MILESTONES = _of_milestones(
    "billing.add_to_proforma",
    add_to_proforma,
    name="billing.add_milestones",
    tally=counted("lines"),
    needs={"proforma_id": int},
)
BILL_MILESTONES = _of_milestones(
    "billing.create_proformas",
    _draft(MILESTONE_IDS, Milestone),
    name="billing.bill_milestones",
    tally=drafted,
    contracts=_contracts_of(Milestone),
)
PROGRESS = _of_lines(
    "billing.prepare_progress",
    prepare_progress,
    tally=lambda prepared: Tally(counts={"milestones": len(prepared)}),
    needs={"complete_percent": Decimal | None, "complete_amount": Decimal | None, "name": str},
    prepare=_of_one_line,
)
PART = _of_lines(
    "billing.prepare_products",
    prepare_products,
    tally=lambda prepared: Tally(counts={"products": len(prepared)}),
    needs={"quantity": Decimal, "delivery_date": date},
)
RETAINERS_READY, RETAINERS_NOT_READY, HOLD_RETAINERS = _marks(_of_retainers, "retainers", RETAINER_IDS)
BILL_RETAINERS = _of_retainers(
    "billing.create_proformas",
    _draft(RETAINER_IDS, Retainer),
    name="billing.bill_retainers",
    tally=drafted,
    contracts=_contracts_of(Retainer),
)
REFUND = _of_retainers(
    "billing.refund_retainers",
    refund_retainers,
    tally=drafted,
    contracts=_contracts_of(Retainer),
    needs={"reason": str},
)
ROLL_OVER = _of_retainers(
    "billing.roll_over_retainers",
    roll_over_retainers,
    tally=counted("retainers"),
    needs={"until": date | None},
)
EXPIRE = _of_retainers("process.expire_retainers", expire_retainers, tally=_expired)
REMOVE = _of_retainers("billing.delete_retainers", delete_retainers, tally=counted("retainers"))
CONFIRM_CONTRACTS = given(
    "process.confirm_contracts",
    confirm_contracts,
    subject="contract_ids",
    kind="contract",
    names=contract_names,
    tally=lambda done: Tally(
        counts={"contracts": done.contract_count, "entries recorded anew": done.work.entry_count}
    ),
    chunk_rows=FEW,
)
REOPEN_CONTRACTS = given(
    "process.reopen_contracts",
    reopen_contracts,
    subject="contract_ids",
    kind="contract",
    names=contract_names,
    tally=lambda done: Tally(
        counts={"contracts": len(done.contract_ids), "entries recorded anew": done.work.entry_count}
    ),
    chunk_rows=FEW,
)
APPROVE_ORDERS = _of_orders(
    "process.approve_change_orders",
    approve_change_orders,
    tally=lambda done: Tally(
        counts={
            "change orders": done.approved_count,
            "applied": done.applied_count,
            "entries recorded anew": done.work.entry_count,
        }
    ),
)
APPLY_ORDERS = _of_orders(
    "process.apply_change_orders",
    apply_change_orders,
    tally=lambda done: Tally(
        counts={"change orders": done.applied_count, "entries recorded anew": done.work.entry_count}
    ),
)
WITHDRAW_ORDERS = _of_orders(
    "agreements.withdraw_change_orders", withdraw_change_orders, tally=counted("change orders")
)

OVER_AGREED = (
    MILESTONES_READY,
    MILESTONES_NOT_READY,
    HOLD_MILESTONES,
    ADD_MILESTONES,
    BILL_MILESTONES,
    PROGRESS,
    PART,
    RETAINERS_READY,
    RETAINERS_NOT_READY,
    HOLD_RETAINERS,
    BILL_RETAINERS,
    REFUND,
    ROLL_OVER,
    EXPIRE,
    REMOVE,
    CONFIRM_CONTRACTS,
    REOPEN_CONTRACTS,
    APPROVE_ORDERS,
    APPLY_ORDERS,
    WITHDRAW_ORDERS,
)
