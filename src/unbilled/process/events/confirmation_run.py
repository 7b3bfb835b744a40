"""Confirmation run: draft proformas are confirmed and become invoice proposals."""

from unbilled.billing.reads.draft_proformas import draft_proformas
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selection
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.runs.running import Job, Outcome, Progress, RunReport, carry_out


def confirmation_run(
    act: Act,
    *,
    selection: Selection | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> RunReport:
    """Confirm draft proformas and propose their invoices.

    Args:
        act: Who, for which company, on which day.
        selection: Which proformas: by contract and customer, by project of a detail, and by the day they
            were created; all when None.
        dry_run: Do it and undo it.
        progress: Told details done and details in all.

    Returns:
        ``counts``: proformas, details. ``amounts``: confirmed, before tax.

    Raises:
        RunInProgress: Another process confirms for this company.

    Source:
        docs/rules/runs.md#billing-runs; docs/rules/billing.md#confirming.
    """
    selection = selection or Selection()

    def step(act: Act, ids: list[int]) -> Outcome:
        outcome = Outcome()
        confirmed = confirm_and_propose(
            act,
            proforma_ids=ids,
        )
        outcome.count("proformas", len(confirmed))
        outcome.count("details", sum(proforma.line_count for proforma in confirmed))
        for proforma in confirmed:
            outcome.add("confirmed", proforma.transaction_currency, proforma.transaction_amount)
        return outcome

    job = Job(
        event="process.confirmation_run",
        run_kind="confirm_proformas",
        subject="proforma",
        ids_of_refusals="proforma_ids",
        step=step,
        arguments={**selection.params(), "confirmed_on": act.on},
    )
    return carry_out(
        act,
        job,
        lambda: draft_proformas(company_id=act.company_id, selection=selection),
        dry_run=dry_run,
        progress=progress,
    )
