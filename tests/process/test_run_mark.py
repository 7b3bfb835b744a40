"""Marking many sales ready, and taking the mark away; what is marked already is left alone."""

from collections.abc import Callable

from acting import acting
from road import MARCH_31
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.mark import MARK_NOT_READY, MARK_READY
from unbilled.runs.running import carry_out


def test_sales_are_marked_and_the_mark_is_taken_away(road: Callable[[int], Books]) -> None:
    books = road(2)
    act = acting(books.company_id, on=MARCH_31, by=books.person_id)
    chosen = list(BacklogLine.objects.values_list("pk", flat=True))
    first = carry_out(act, MARK_READY, actual_ids=chosen[:2])
    again = carry_out(act, MARK_READY, actual_ids=chosen)
    back = carry_out(act, MARK_NOT_READY, actual_ids=chosen[1:])
    assert [dict(one.counts) for one in (first, again, back)] == [{"sales": 2}, {"sales": 1}, {"sales": 2}]
    assert not [one for report in (first, again, back) for one in report.set_aside]
    assert list(BacklogLine.objects.order_by("pk").values_list("billing_status", flat=True)) == [
        "ready_to_invoice" if one == chosen[0] else "not_ready" for one in sorted(chosen)
    ]
