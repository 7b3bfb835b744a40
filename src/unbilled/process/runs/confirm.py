"""Confirm draft proformas and propose their invoices.

The selection takes proformas by contract and customer, by project of a detail, and by the day they were created.

Returns:
    ``counts``: proformas, details, and what was closed without an invoice. ``amounts``: confirmed, before tax.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/billing.md#confirming.
"""

from collections.abc import Sequence

from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.events.confirm_proformas import ConfirmedProforma
from unbilled.billing.reads.draft_proformas import draft_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.runs.running import Job, Tally


def tally(confirmed: Sequence[ConfirmedProforma]) -> Tally:
    """What a confirmation did."""
    tally = Tally(
        counts={
            "proformas": len(confirmed),
            "details": sum(proforma.line_count for proforma in confirmed),
        }
    )
    nil = sum(proforma.is_nil for proforma in confirmed)
    if nil:
        tally.count("closed without an invoice", nil)
    for proforma in confirmed:
        tally.add("confirmed", proforma.transaction_currency, proforma.transaction_amount)
    return tally


CONFIRM = Job(
    event="process.confirm",
    record_kind="proforma",
    subject="proforma_ids",
    names=proforma_names,
    select=lambda act, selection: draft_proformas(company_id=act.company_id, selection=selection),
    step=lambda act, selection, ids: confirm_and_propose(act, proforma_ids=ids),
    tally=tally,
    listed=lambda act, selection: PROFORMAS.of(
        company_id=act.company_id, selection=selection.but(status="draft"), sight=act.sight
    ),
    shared=take_contracts,
)
