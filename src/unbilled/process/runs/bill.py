"""Put open work and milestones through a date on draft proformas, one per contract and customer.

Args:
    through: Last day of the work and of milestones, inclusive.
    only_ready: Take what somebody has marked ready, and mark nothing.
    with_nil: Make proformas of nothing too.

Returns:
    ``counts``: marked ready, proformas, details, and what has nothing to charge. ``amounts``: proformas, before tax.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/billing.md#marking-ready;
    docs/rules/billing.md#creating-proformas.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from unbilled.agreements.events.extend_schedules import extend_schedules
from unbilled.agreements.events.note_schedule_failures import note_schedule_failures
from unbilled.agreements.reads.contract_names import contract_names
from unbilled.agreements.reads.due_rows import due_rows
from unbilled.agreements.reads.schedule_row_names import schedule_row_names
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.billable_work import billable_contracts
from unbilled.billing.reads.milestone_days import milestone_days
from unbilled.foundation.acts import Act
from unbilled.foundation.figures import counted, money_in
from unbilled.foundation.lists.lists import Listing
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.bill_due_work import BilledDueWork, bill_due_work
from unbilled.process.events.bill_work import BilledWork, bill_work
from unbilled.runs.events.record_chunk import SetAside
from unbilled.runs.running import Job, Tally


def _select(
    act: Act, selection: Selection, *, through: date, only_ready: bool = False, with_nil: bool = False
) -> list[Selected]:
    return billable_contracts(
        company_id=act.company_id,
        on=act.on,
        selection=selection.but(through_date=through),
        only_ready=only_ready,
    )


def _step(
    act: Act,
    selection: Selection,
    ids: list[int],
    *,
    through: date,
    only_ready: bool = False,
    with_nil: bool = False,
) -> BilledWork:
    return bill_work(
        act,
        contract_ids=ids,
        through=through,
        selection=selection,
        only_ready=only_ready,
        with_nil=with_nil,
    )


def _listed(
    act: Act, selection: Selection, *, through: date, only_ready: bool = False, with_nil: bool = False
) -> Listing:
    statuses = ["ready_to_invoice"] if only_ready else ["not_ready", "ready_to_invoice"]
    asked = selection.but(through_date=through, status=statuses)
    return OPEN_SALES.of(company_id=act.company_id, selection=asked, sight=act.sight)


def _tally(billed: BilledWork) -> Tally:
    tally = Tally(
        counts={
            "marked ready": billed.marked_count,
            "proformas": len(billed.proformas),
            "details": sum(proforma.detail_count for proforma in billed.proformas),
        },
        notes=billed.notes,
    )
    if billed.nil_count:
        tally.count("nothing to charge", billed.nil_count)
    for proforma in billed.proformas:
        tally.add("proformas", proforma.transaction_currency, proforma.transaction_amount)
    return tally


BILL = Job(
    event="process.bill",
    record_kind="contract",
    subject="contract_ids",
    names=contract_names,
    select=_select,
    step=_step,
    tally=_tally,
    listed=_listed,
    shared=take_contracts,
    needs={"through": date, "only_ready": bool, "with_nil": bool},
)


def _extend(act: Act, *, on: date) -> None:
    extend_schedules(act, milestone_days=milestone_days(company_id=act.company_id, on=on))


def _note(act: Act, items: Sequence[SetAside]) -> None:
    note_schedule_failures(act, problems={item.record_id: f"{item.sentence} {item.remedy}" for item in items})


def _tally_due(billed: BilledDueWork) -> Tally:
    tally = Tally(
        counts={
            "run dates": billed.day_count,
            "proformas": len(billed.proformas),
            "details": sum(proforma.detail_count for proforma in billed.proformas),
        }
    )
    if billed.nil_count:
        tally.count("nothing to charge", billed.nil_count)
    for proforma in billed.proformas:
        tally.add("proformas", proforma.transaction_currency, proforma.transaction_amount)
        tally.listed.append(
            f"{proforma.run_date}  {proforma.contract}  {proforma.customer}  {proforma.number}  "
            f"{counted(proforma.detail_count, 'details')}  "
            f"{money_in(proforma.transaction_amount, proforma.transaction_currency)}"
        )
    return tally


BILL_DUE = replace(
    BILL,
    record_kind="schedule_row",
    subject="schedule_row_ids",
    names=schedule_row_names,
    select=lambda act, selection, on: due_rows(company_id=act.company_id, on=on, selection=selection),
    step=lambda act, selection, ids, on: bill_due_work(act, schedule_row_ids=ids),
    tally=_tally_due,
    listed=None,
    needs={"on": date},
    prepare=_extend,
    aside=_note,
)
"""The same by invoice schedules: what is ready and due through a day, day by day, on drafts of those days.

Args:
    on: The last run date; days before it that were not run are caught up with.

Source:
    docs/rules/billing.md#periodic-billing; docs/rules/runs.md#billing-runs.
"""
