"""Cancel runs: what waits is not begun, what is under way stops after the chunk it is at."""

from collections.abc import Sequence
from datetime import datetime

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.people.reads.companies_of import companies_of

SQL = statement(__file__)
LOOK = statement(__file__, "look")
FOR_OTHERS = frozenset({"billing_lead", "administrator"})


class RunOfAnother(Refusal):
    """Whoever started a run may stop it, and who leads the billing."""

    sentence = "Run {runs} was started by {who}."
    remedy = "Ask them, or a billing lead, to cancel it."
    subject = "run_ids"


class RunNotCancelable(Refusal):
    """Only what a worker carries out can be stopped from elsewhere, and only until it has ended."""

    sentence = "Run {runs} cannot be canceled: it has ended, or a command in a terminal carries it out."
    remedy = "Press Ctrl-C in that terminal to stop it there; what has ended stays as it is."
    subject = "run_ids"


@event("runs.cancel_runs")
def cancel_runs(act: Act, *, run_ids: Sequence[int], canceled_at: datetime) -> int:
    """Cancel runs; what their finished chunks did stays done.

    Args:
        act: Who, for which company, on which day.
        run_ids: Runs that wait, are carried out by a worker, or were left behind by one.
        canceled_at: When.

    Returns:
        How many were canceled, or asked to stop.

    Raises:
        RunOfAnother: Somebody else started one, and the person leads no billing.
        RunNotCancelable: One has ended, or no worker carries it out.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    found = LOOK.rows(act, run_ids=list(run_ids))
    roles = {
        role
        for place in companies_of(person_id=act.person_id)
        if place.company.company_id == act.company_id
        for role in place.roles
    }
    others = [one for one in found if one["person_id"] != act.person_id]
    if others and not roles & FOR_OTHERS:
        raise RunOfAnother(
            run_ids=[one["run_id"] for one in others],
            runs=[one["run_id"] for one in others],
            who=sorted({one["started_by"] for one in others}),
        )
    cancelable = {one["run_id"] for one in found if one["is_cancelable"]}
    if ended := sorted(set(run_ids) - cancelable):
        raise RunNotCancelable(run_ids=ended, runs=ended)
    return int(SQL.row(act, run_ids=list(run_ids), canceled_at=canceled_at)["canceled_count"])
