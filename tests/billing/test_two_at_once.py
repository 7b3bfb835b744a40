"""Two people at once: whoever comes second is refused, and nothing is done twice."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from billing_world import WORK, WORLD, sales
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from unbilled.agreements.models import Contract, ContractLine
from unbilled.billing.events.confirm_proformas import confirm_proformas
from unbilled.billing.events.create_milestones import (
    MilestonesExceedContract,
    NewMilestone,
    create_milestones,
)
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import WorkNotMarkable, mark_ready
from unbilled.billing.events.revise_proformas import CorrectionOpen, revise_proformas
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.billing.rules import ProformaNotDraft, WorkNotReady
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.scratch import scratch_database
from unbilled.reports.reads.verify import verify
from unbilled.runs.scenarios.books import Books
from unbilled.runs.scenarios.runner import make_template

PATIENCE_SECONDS = 20
BILLING = ("billing", "actuals")


@pytest.fixture
def shared(django_db_blocker: DjangoDbBlocker) -> Iterator[Books]:
    """Books that are really committed, in a database of their own, so that two connections see them."""
    with (
        django_db_blocker.unblock(),
        scratch_database(f"unbilled_two_at_once_{os.getpid()}", make_template()),
    ):
        books = Books()
        books.given(WORLD)
        books.do(WORK)
        yield books
        broken = [one for one in verify() if not one.holds and one.invariant.room in BILLING]
        assert not broken, broken


def race(*events: Callable[[], Any]) -> list[Any]:
    """Start events that all wait for the same contracts, then let them go.

    Returns:
        What each returned, or its refusal.
    """
    outcomes: list[Any] = [None] * len(events)

    def attempt(place: int) -> None:
        try:
            outcomes[place] = events[place]()
        except Refusal as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=(place,)) for place in range(len(events))]
    with transaction.atomic():
        assert list(Contract.objects.select_for_update(no_key=True).order_by("pk"))
        for thread in threads:
            thread.start()
        wait_until_waiting(len(threads))
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return outcomes


def wait_until_waiting(count: int) -> None:
    """Wait until so many connections to this database wait for a lock."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # Within a transaction the view keeps showing what it showed first, unless it is cleared.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock'
            """)
            if cursor.fetchone() == (count,):
                return
        time.sleep(0.01)
    raise AssertionError("the events do not wait for the contracts")


def one_refused(outcomes: list[Any], refusal: type[Refusal]) -> Any:
    """See that one event was done and all others were refused; return what the one did."""
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    [done] = [one for one in outcomes if not isinstance(one, Refusal)]
    assert len(refused) == len(outcomes) - 1
    assert {type(one) for one in refused} == {refusal}
    return done


def create(books: Books, actual_ids: list[int] | None) -> Any:
    return create_proformas(
        company_id=books.company_id,
        contract_ids=[books.id("contracts", "C-1")],
        through=date(2026, 3, 31),
        created_on=date(2026, 3, 31),
        created_by=books.person_id,
        actual_ids=actual_ids,
    )


def confirm(books: Books, proforma_id: int) -> Any:
    return confirm_proformas(
        company_id=books.company_id,
        proforma_ids=[proforma_id],
        confirmed_on=date(2026, 4, 1),
        confirmed_by=books.person_id,
        recorded_at=datetime(2026, 4, 1, tzinfo=UTC),
    )


def test_the_same_work_is_marked_once(shared: Books) -> None:
    work = sales(shared, "T1", "T2", "T3")

    outcomes = race(*[lambda: mark_ready(company_id=shared.company_id, actual_ids=work)] * 3)

    assert one_refused(outcomes, WorkNotMarkable) == 4


def test_the_same_work_is_taken_back_once(shared: Books) -> None:
    work = sales(shared, "T1")
    mark_ready(company_id=shared.company_id, actual_ids=work)

    outcomes = race(*[lambda: mark_not_ready(company_id=shared.company_id, actual_ids=work)] * 2)

    assert one_refused(outcomes, WorkNotReady) == 1


def test_chosen_work_is_put_on_one_proforma(shared: Books) -> None:
    work = sales(shared, "T1", "T2")
    mark_ready(company_id=shared.company_id, actual_ids=work)

    outcomes = race(*[lambda: create(shared, work)] * 3)

    [created] = one_refused(outcomes, WorkNotReady)
    assert (created.number, created.detail_count) == ("P-00001", 2)
    assert list(Proforma.objects.values_list("number", flat=True)) == ["P-00001"]


def test_whoever_bills_whatever_is_ready_second_finds_nothing(shared: Books) -> None:
    mark_ready(company_id=shared.company_id, actual_ids=sales(shared, "T1", "T2"))

    outcomes = race(*[lambda: create(shared, None)] * 2)

    assert sorted(len(one) for one in outcomes) == [0, 1]


def test_work_is_billed_or_taken_back_but_not_both(shared: Books) -> None:
    work = sales(shared, "T1")
    mark_ready(company_id=shared.company_id, actual_ids=work)

    outcomes = race(
        lambda: create(shared, work), lambda: mark_not_ready(company_id=shared.company_id, actual_ids=work)
    )

    one_refused(outcomes, WorkNotReady)
    status = BacklogLine.objects.get(pk=work[0]).billing_status
    assert status == ("not_ready" if isinstance(outcomes[0], Refusal) else "customer_invoice_created")


def test_a_proforma_is_confirmed_once(shared: Books) -> None:
    mark_ready(company_id=shared.company_id, actual_ids=sales(shared, "T1", "T2"))
    [created] = create(shared, None)

    outcomes = race(*[lambda: confirm(shared, created.proforma_id)] * 3)

    [result] = one_refused(outcomes, ProformaNotDraft)
    assert result.transaction_amount == Decimal("1683.33")


def test_an_edit_comes_before_the_confirmation_or_not_at_all(shared: Books) -> None:
    mark_ready(company_id=shared.company_id, actual_ids=sales(shared, "T1"))
    [created] = create(shared, None)

    confirmed, edited = race(
        lambda: confirm(shared, created.proforma_id),
        lambda: edit_details(
            company_id=shared.company_id, proforma_id=created.proforma_id, quantities={1: Decimal(6)}
        ),
    )

    assert confirmed[0].transaction_amount == (1600 if isinstance(edited, ProformaNotDraft) else 1200)


def test_a_proforma_is_revised_once(shared: Books) -> None:
    mark_ready(company_id=shared.company_id, actual_ids=sales(shared, "T1"))
    [created] = create(shared, None)
    confirm(shared, created.proforma_id)

    def revise() -> Any:
        return revise_proformas(
            company_id=shared.company_id,
            proforma_ids=[created.proforma_id],
            created_on=date(2026, 4, 2),
            created_by=shared.person_id,
            reason="Twice",
        )

    assert len(one_refused(race(revise, revise), CorrectionOpen)) == 1


def test_milestones_planned_at_once_do_not_exceed_the_contract(shared: Books) -> None:
    """GBP 1,500.00 are agreed and planned; 500.00 more are agreed, and planned twice."""
    line_id = shared.id("lines", "C-1/Launch")
    ContractLine.objects.filter(pk=line_id).update(contracted_amount=2000)

    def plan(name: str) -> Callable[[], Any]:
        wanted = NewMilestone(name, date(2026, 5, 1), Decimal(500))
        return lambda: create_milestones(
            company_id=shared.company_id, contract_line_id=line_id, milestones=[wanted]
        )

    assert len(one_refused(race(plan("First"), plan("Second")), MilestonesExceedContract)) == 1
