"""Approval run: submitted work is recorded; what has no price is set aside."""

from collections.abc import Callable
from decimal import Decimal

from acting import acting, an_act
from road import MARCH_31, only, set_aside
from unbilled.agreements.models import PriceList, RolePrice
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.approve import APPROVE
from unbilled.runs.models import Run
from unbilled.runs.running import carry_out


def test_work_is_approved_and_what_has_no_price_waits(road: Callable[[int], Books]) -> None:
    """15 hours at cost 60; 12 hours for Helios at 100 and 2 for Meridian at 110."""
    books = road(1)
    report = carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), APPROVE)

    assert dict(report.counts) == {"entries": 4, "cost actuals": 4, "unbilled sales": 3}
    assert report.amounts == {"cost": {"EUR": Decimal(900)}, "unbilled sales": {"EUR": Decimal(1420)}}
    assert set_aside(report) == [("entry", books.id("entries", "T5"), "PriceMissing")]
    books.show(
        "entries",
        """
        entry | status
        T1    | approved
        T2    | approved
        T3    | approved
        T4    | approved
        T5    | submitted
        """,
    )


def test_running_it_again_finishes_what_was_set_aside(road: Callable[[int], Books]) -> None:
    """A guest costs 40 and sells for 90 once somebody has said so."""
    books = road(1)
    carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), APPROVE)
    for name, price in (("Cost", 40), ("Sales C-1", 90)):
        RolePrice.objects.create(
            act_id=an_act(),
            price_list=PriceList.objects.get(name=name),
            role_id=books.id("roles", "Guest"),
            unit_price=price,
        )
    report = carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), APPROVE)
    assert report.amounts == {"cost": {"EUR": Decimal(40)}, "unbilled sales": {"EUR": Decimal(90)}}
    assert [run.totals["set_aside"] for run in Run.objects.order_by("id")] == [1, 0]


def test_drafts_are_submitted_first_when_asked(road: Callable[[int], Books]) -> None:
    books = road(0)
    for drafts, counts in ((False, {}), (True, {"entries": 1, "cost actuals": 1, "unbilled sales": 1})):
        report = carry_out(
            acting(books.company_id, on=MARCH_31, by=books.person_id),
            APPROVE,
            selection=only(books, contract="C-2"),
            submit_drafts=drafts,
        )
        assert dict(report.counts) == counts


def test_a_dry_run_shows_what_would_be_recorded(road: Callable[[int], Books]) -> None:
    books = road(1)
    report = carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), APPROVE, dry_run=True)
    assert dict(report.counts) == {"entries": 4, "cost actuals": 4, "unbilled sales": 3}
    books.show("actuals", "type | quantity")
    assert not Run.objects.exists()
