"""Releasing work: lines leave drafts, and what they held waits as before."""

from billing_world import sales

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.billing.events.release_work import Released, release_work
from unbilled.billing.models import BacklogLine, Retainer
from unbilled.lab.scenarios.books import Books


def test_lines_or_all_of_drafts_are_released_and_nothing_of_what_is_confirmed(books: Books) -> None:
    """P-00003 deducts 300.00 of Start and 100.00 of Later, P-00004 300.00 of Later."""
    books.given(GIVEN)
    books.do(STEPS)
    books.do("- apply_retainers: [P-00003, P-00004]")
    confirmed, first, second = (books.id("proformas", one) for one in ("P-00001", "P-00003", "P-00004"))
    act = acting(books.company_id)

    assert release_work(act, proforma_ids=[confirmed, first], line_nos=[2, 7]) == {first: Released([2], 1)}
    assert release_work(act, proforma_ids=[first, second]) == {
        first: Released([1, 3], 2),
        second: Released([1, 2], 2),
    }
    assert release_work(act, proforma_ids=[first]) == {}
    waiting = BacklogLine.objects.filter(billing_status="ready_to_invoice").values_list(
        "actual_id", flat=True
    )
    assert sorted(waiting) == sorted(sales(books, "T1", "T2"))
    assert not Retainer.objects.filter(drafted_amount__gt=0).exists()
    books.do("- discard: [P-00003, P-00004]")
