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

from datetime import date

from unbilled.agreements.reads.contract_names import contract_names
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.billable_work import billable_contracts
from unbilled.foundation.acts import Act
from unbilled.foundation.lists.lists import Listing
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.bill_work import BilledWork, bill_work
from unbilled.runs.running import Job, Tally


def _select(
    act: Act, selection: Selection, *, through: date, only_ready: bool = False, with_nil: bool = False
) -> list[Selected]:
    return billable_contracts(
        company_id=act.company_id, selection=selection.but(through_date=through), only_ready=only_ready
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
