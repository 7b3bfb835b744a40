"""Two people at once: whoever comes second is refused, and nothing is done twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from billing_world import WORK, WORLD, sales

from acting import acting
from at_once import one_refused, race
from unbilled.agreements.models import ContractLine
from unbilled.billing.events.confirm_proformas import confirm_proformas
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import WorkNotMarkable, mark_ready
from unbilled.billing.events.revise_proformas import CorrectionOpen, revise_proformas
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.billing.rules import MilestonesExceedContract, ProformaNotDraft, WorkNotReady
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.verify import verify

BILLING = ("billing", "actuals")


@pytest.fixture
def shared(own_database: None) -> Iterator[Books]:
    """Work of two contracts, really committed; the truths of billing must hold at the end."""
    books = Books()
    books.given(WORLD)
    books.do(WORK)
    yield books
    broken = [one for one in verify() if not one.holds and one.invariant.room in BILLING]
    assert not broken, broken


def create(books: Books, actual_ids: list[int] | None) -> Any:
    return create_proformas(
        acting(books.company_id, on=date(2026, 3, 31), by=books.person_id),
        contract_ids=[books.id("contracts", "C-1")],
        through=date(2026, 3, 31),
        actual_ids=actual_ids,
    )


def confirm(books: Books, proforma_id: int) -> Any:
    return confirm_proformas(
        acting(
            books.company_id, on=date(2026, 4, 1), by=books.person_id, at=datetime(2026, 4, 1, tzinfo=UTC)
        ),
        proforma_ids=[proforma_id],
    )


def test_the_same_work_is_marked_once(shared: Books) -> None:
    work = sales(shared, "T1", "T2", "T3")

    outcomes = race(*[lambda: mark_ready(acting(shared.company_id), actual_ids=work)] * 3)

    assert one_refused(outcomes, WorkNotMarkable) == 4


def test_the_same_work_is_taken_back_once(shared: Books) -> None:
    work = sales(shared, "T1")
    mark_ready(acting(shared.company_id), actual_ids=work)

    outcomes = race(*[lambda: mark_not_ready(acting(shared.company_id), actual_ids=work)] * 2)

    assert one_refused(outcomes, WorkNotReady) == 1


def test_chosen_work_is_put_on_one_proforma(shared: Books) -> None:
    work = sales(shared, "T1", "T2")
    mark_ready(acting(shared.company_id), actual_ids=work)

    outcomes = race(*[lambda: create(shared, work)] * 3)

    [created] = one_refused(outcomes, WorkNotReady)
    assert (created.number, created.detail_count) == ("P-00001", 2)
    assert list(Proforma.objects.values_list("number", flat=True)) == ["P-00001"]


def test_whoever_bills_whatever_is_ready_second_finds_nothing(shared: Books) -> None:
    mark_ready(acting(shared.company_id), actual_ids=sales(shared, "T1", "T2"))

    outcomes = race(*[lambda: create(shared, None)] * 2)

    assert sorted(len(one) for one in outcomes) == [0, 1]


def test_work_is_billed_or_taken_back_but_not_both(shared: Books) -> None:
    work = sales(shared, "T1")
    mark_ready(acting(shared.company_id), actual_ids=work)

    outcomes = race(
        lambda: create(shared, work), lambda: mark_not_ready(acting(shared.company_id), actual_ids=work)
    )

    one_refused(outcomes, WorkNotReady)
    status = BacklogLine.objects.get(pk=work[0]).billing_status
    assert status == ("not_ready" if isinstance(outcomes[0], Refusal) else "customer_invoice_created")


def test_a_proforma_is_confirmed_once(shared: Books) -> None:
    mark_ready(acting(shared.company_id), actual_ids=sales(shared, "T1", "T2"))
    [created] = create(shared, None)

    outcomes = race(*[lambda: confirm(shared, created.proforma_id)] * 3)

    [result] = one_refused(outcomes, ProformaNotDraft)
    assert result.transaction_amount == Decimal("1683.33")


def test_an_edit_comes_before_the_confirmation_or_not_at_all(shared: Books) -> None:
    mark_ready(acting(shared.company_id), actual_ids=sales(shared, "T1"))
    [created] = create(shared, None)

    confirmed, edited = race(
        lambda: confirm(shared, created.proforma_id),
        lambda: edit_details(
            acting(shared.company_id),
            proforma_id=created.proforma_id,
            quantities={1: Decimal(6)},
            reason="Agreed",
        ),
    )

    assert confirmed[0].transaction_amount == (1600 if isinstance(edited, ProformaNotDraft) else 1200)


def test_a_proforma_is_revised_once(shared: Books) -> None:
    mark_ready(acting(shared.company_id), actual_ids=sales(shared, "T1"))
    [created] = create(shared, None)
    confirm(shared, created.proforma_id)

    def revise() -> Any:
        return revise_proformas(
            acting(shared.company_id, on=date(2026, 4, 2), by=shared.person_id),
            proforma_ids=[created.proforma_id],
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
            acting(shared.company_id), contract_line_id=line_id, milestones=[wanted]
        )

    assert len(one_refused(race(plan("First"), plan("Second")), MilestonesExceedContract)) == 1
