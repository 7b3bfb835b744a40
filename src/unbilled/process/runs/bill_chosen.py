"""Put sales that were chosen and are ready on draft proformas, one per contract and customer.

Args:
    actual_ids: The sales that were chosen; what nobody has marked ready is set aside.

Returns:
    ``counts``: proformas, details. ``amounts``: proformas, before tax.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/billing.md#creating-proformas.
"""

from collections.abc import Sequence

from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.reads.chosen_sales import chosen_sales
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.runs.mark import chosen
from unbilled.runs.running import Job, Tally

OPEN = ("not_ready", "ready_to_invoice")


def _select(act: Act, selection: Selection, *, actual_ids: Sequence[int]) -> list[Selected]:
    return chosen_sales(company_id=act.company_id, actual_ids=actual_ids, statuses=OPEN)


def _step(act: Act, selection: Selection, ids: list[int], **_: Sequence[int]) -> list[CreatedProforma]:
    found = chosen_sales(company_id=act.company_id, actual_ids=ids, statuses=OPEN)
    contract_ids = sorted({one.contract_id for one in found if one.contract_id is not None})
    return create_proformas(act, contract_ids=contract_ids, through=act.on, actual_ids=ids)


def tally(created: Sequence[CreatedProforma]) -> Tally:
    """What was created."""
    tally = Tally(counts={"proformas": len(created), "details": sum(one.detail_count for one in created)})
    for one in created:
        tally.add("proformas", one.transaction_currency, one.transaction_amount)
    return tally


BILL_CHOSEN = Job(
    event="process.bill_chosen",
    record_kind="sale",
    subject="actual_ids",
    names=journal_line_names,
    select=_select,
    step=_step,
    tally=tally,
    asked=chosen,
    shared=take_contracts,
    needs={"actual_ids": list[int]},
)
