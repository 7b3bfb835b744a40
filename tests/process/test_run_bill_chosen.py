"""Billing sales that were chosen: a draft for each contract and customer; what nobody marked is set aside."""

from collections.abc import Callable
from decimal import Decimal

from acting import acting
from road import MARCH_31
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.bill_chosen import BILL_CHOSEN
from unbilled.runs.running import carry_out


def test_what_is_ready_is_billed_and_the_rest_waits(road: Callable[[int], Books]) -> None:
    """T1, 8 hours at 100, and T3, 2 hours at 110, are ready; T2 is not."""
    books = road(2)
    books.do("- mark_ready: {entries: [T1, T3]}")
    chosen = list(BacklogLine.objects.values_list("pk", flat=True))
    report = carry_out(
        acting(books.company_id, on=MARCH_31, by=books.person_id), BILL_CHOSEN, actual_ids=chosen
    )
    assert dict(report.counts) == {"proformas": 2, "details": 2}
    assert report.amounts == {"proformas": {"EUR": Decimal(1020)}}
    assert [item.refusal for item in report.set_aside] == ["WorkNotReady"]
