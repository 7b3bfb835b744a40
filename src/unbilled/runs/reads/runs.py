"""Runs: what was started over many records, how far it came, and how much it set aside."""

from typing import Any

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Count, Counts, Day, Facts, Moment, Ordinal, Status, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Named, Numbers, Words
from unbilled.foundation.refusals import Refusal, shortened
from unbilled.foundation.selections import Selection, SelectionUnreadable
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement
from unbilled.people.rights import OWN_ACTS
from unbilled.runs.states import RUN


class RunUnknown(Refusal):
    """A run was named that the company does not have."""

    sentence = "The company has no run {run_id}."
    remedy = "Give the number of a run as it is listed."


RUNS = List(
    name="runs",
    title="Runs",
    nothing="Nothing was run yet.",
    statement=statement(__file__),
    key=("run_id",),
    columns=(
        Ordinal("run_id", "Run"),
        Moment("started_at", "Started"),
        Day("started_on", "Day", is_shown=False),
        Moment("finished_at", "Ended", is_shown=False),
        Word("run_kind", "Kind"),
        Status("status", "Status", drawing=RUN),
        Text("started_by", "By"),
        Counts("counts", "Done"),
        Count("set_aside_count", "Set aside"),
        Facts("arguments", "Asked", is_shown=False),
        Facts("totals", "Totals", is_shown=False),
    ),
    questions=(
        Numbers("run", "run_id"),
        Words("status", "status", RUN),
        Named("person", "started_by"),
        Days("started_on"),
        Contains(columns=("run_kind",)),
    ),
    sorts={"started": ("run_id",)},
    order="-started",
    scope=OWN_ACTS,
)
"""Runs, the latest first."""


def find_run(*, company_id: int, run_id: int, sight: Sight | None = None) -> dict[str, Any]:
    """One run as it is listed.

    Args:
        company_id: Company.
        run_id: Its number.
        sight: Who looks, where not everything is seen.

    Raises:
        RunUnknown: It is none of the company's, or none that the person sees.
    """
    try:
        found = RUNS.of(company_id=company_id, selection=Selection(run=run_id), sight=sight).rows()
    except SelectionUnreadable:  # more digits than any run has
        found = []
    if not found:
        raise RunUnknown(run_id=shortened(str(run_id), 30))
    return found[0]
