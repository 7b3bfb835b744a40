"""Steps over many rows: each takes what stands where it finds it, so that nothing is done twice."""

from decimal import Decimal

from backgrounds import manager
from road import ENTERED, STAGES, WORLD
from unbilled.actuals.models import Adjustment
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import WriteOffReason
from unbilled.process.runs.over_rows import REJECT, UNDO, WRITE_UP
from unbilled.runs.running import carry_out


def test_what_a_killed_worker_has_done_is_not_done_again(books: Books) -> None:
    """Three sales, 1,420.00 in all, are written up by a tenth; the first of them before the worker was killed."""
    books.given(WORLD + "write_off_reasons: {LATE: Late}\n")
    for steps in (ENTERED, *STAGES[:2]):
        books.do(steps)
    act = manager(books)
    ids = sorted(BacklogLine.objects.values_list("actual_id", flat=True))
    given = {
        "write_off_reason_id": WriteOffReason.objects.get().pk,
        "percent": Decimal(10),
        "reason": "",
    }
    first = carry_out(act, WRITE_UP, only=ids[:1], actual_ids=ids, **given)
    rest = carry_out(act, WRITE_UP, actual_ids=ids, **given)

    assert (first.counts, rest.counts) == ({"sales": 1}, {"sales": 2})
    assert sum(line.transaction_amount for line in BacklogLine.objects.all()) == Decimal("1562.00")
    numbers = sorted(set(Adjustment.objects.values_list("act_id", flat=True)))
    undone = carry_out(act, UNDO, act_numbers=numbers)
    again = carry_out(act, UNDO, act_numbers=numbers)
    assert (undone.counts, again.counts) == ({"sales": 3}, {})
    rejected = carry_out(act, REJECT, entry_ids=[books.id("entries", "T1")], comment="Which task?")
    assert (rejected.counts, rejected.set_aside) == ({}, [])
