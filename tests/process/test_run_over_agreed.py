"""Steps over many milestones, retainers, contracts and change orders: what is drafted, and what undoes them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from backgrounds import manager
from unbilled.agreements.models import ContractLine
from unbilled.billing.events.prepare_progress import ProgressUnclear
from unbilled.billing.models import Milestone, Proforma
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.over_agreed import BILL_MILESTONES, MILESTONES_READY, PROGRESS
from unbilled.runs.models import Run
from unbilled.runs.running import carry_out


def test_milestones_are_marked_and_drafted_and_an_amount_is_of_one_line(road: Callable[[int], Books]) -> None:
    """Go live is agreed at 5,000.00; nothing is prepared for two lines by one amount, however they are cut."""
    books = road(0)
    act = manager(books)
    ids = [Milestone.objects.get().pk]
    before = Run.objects.count()
    lines = list(ContractLine.objects.values_list("pk", flat=True))
    asked = {"complete_percent": None, "complete_amount": Decimal(1000), "name": ""}
    with pytest.raises(ProgressUnclear):
        carry_out(act, PROGRESS, contract_line_ids=lines, chunk_rows=1, **asked)
    assert (Run.objects.count(), Milestone.objects.count()) == (before, 1)

    marked = carry_out(act, MILESTONES_READY, milestone_ids=ids)
    assert (marked.counts, marked.set_aside) == ({"milestones": 1}, [])
    assert MILESTONES_READY.undone_by is not None
    undoing = MILESTONES_READY.undone_by(act, ids)
    assert (undoing.name, undoing.needs) == ("billing.mark_milestones_not_ready", {"milestone_ids": ids})
    drafted = carry_out(act, BILL_MILESTONES, milestone_ids=ids)
    assert (drafted.counts, drafted.amounts) == (
        {"proformas": 1, "lines": 1},
        {"net": {"EUR": Decimal(5000)}},
    )
    assert Proforma.objects.get().number == "P-00001"
