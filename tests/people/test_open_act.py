"""Opening an act: who may, what is noted, and what a key that comes again is answered."""

from dataclasses import replace

import pytest

from acting import acting, granted
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.foundation.acts import Act
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.events.hold_act import hold_act, release_act
from unbilled.people.models import Act as Logged
from unbilled.people.models import Person
from unbilled.people.reads.find_person import PersonUnknown, find_person
from unbilled.people.rights import ActInProgress, KeyUsedOtherwise, NotAllowed
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.open_company import open_company

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada: Developer}
contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}}
roles: {Developer: {cost_price: 60}}
"""
WORK = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}}
- submit: all
- approve: {entries: all, on: 2026-03-03}
"""


@pytest.fixture
def worked(books: Books) -> Books:
    books.given(WORLD)
    books.do(WORK)
    return books


def person(books: Books, name: str, *roles: str) -> int:
    return granted(books.company_id, name, *roles)


def sales(books: Books) -> list[int]:
    return books.play.selection(
        "unbilled_sales", contracts=None, entries=None, through=None, status="not_ready"
    )


def test_a_role_that_may_is_let_in_and_the_act_is_noted(worked: Books) -> None:
    mia = person(worked, "mia", "project_manager")
    [sale] = sales(worked)
    mark_ready(acting(worked.company_id, by=mia, key="click-1"), actual_ids=[sale])

    act = Logged.objects.latest("id")
    assert (act.person_id, act.event, act.key, act.outcome) == (mia, "billing.mark_ready", "click-1", "done")
    assert act.asked == {"actual_ids": [sale]}
    worked.show(
        "backlog",
        """
        amount | billing status
        200.00 | ready_to_invoice
        """,
    )


@pytest.mark.parametrize("roles", [(), ("team_member",), ("auditor",), ("project_accountant",)])
def test_a_role_that_may_not_is_refused_and_nothing_changes(worked: Books, roles: tuple[str, ...]) -> None:
    tom = person(worked, "tom", *roles)
    before = snapshot()
    with pytest.raises(NotAllowed) as caught:
        mark_ready(acting(worked.company_id, by=tom), actual_ids=sales(worked))

    assert snapshot() == before
    assert str(caught.value) == (
        "tom may not do this (billing.mark_ready) in ACME. Ask accountant to do it, or to grant the role: "
        "project manager, billing lead, administrator."
    )
    act = Logged.objects.latest("id")
    assert (act.person_id, act.outcome, act.refusal) == (tom, "refused", "NotAllowed")


def test_a_role_in_another_company_is_none(worked: Books) -> None:
    mia = person(worked, "mia", "project_manager")
    with pytest.raises(NotAllowed):
        mark_ready(acting(worked.company_id + 1, by=mia), actual_ids=[])


def test_a_person_who_left_may_nothing(worked: Books) -> None:
    Person.objects.filter(pk=worked.person_id).update(is_active=False)
    with pytest.raises(NotAllowed):
        mark_ready(acting(worked.company_id, by=worked.person_id), actual_ids=[])
    Person.objects.filter(pk=worked.person_id).update(is_active=True)


def test_the_same_key_is_answered_and_does_nothing_again(worked: Books) -> None:
    worked.do("- mark_ready: all\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    proforma = worked.id("proformas", "P-00001")
    act = acting(worked.company_id, key="confirm-1")
    first = confirm_and_propose(act, proforma_ids=[proforma])
    again = confirm_and_propose(act, proforma_ids=[proforma])

    assert again == first
    assert again[0].transaction_amount == 200
    assert Logged.objects.filter(key="confirm-1").count() == 1


def test_a_company_is_opened_once_for_a_key(worked: Books) -> None:
    """The act names no company, for there is none yet."""
    act = acting(key="open-1")
    asked = {"code": "LATER", "name": "Later", "accounting_currency": "EUR", "first_fiscal_year": 2026}
    first = open_company(act, **asked)

    assert open_company(act, **asked) == first
    assert Logged.objects.filter(key="open-1").count() == 1


def test_a_key_with_another_request_is_refused(worked: Books) -> None:
    act = acting(worked.company_id, key="click-1")
    mark_ready(act, actual_ids=sales(worked))
    before = snapshot()
    with pytest.raises(KeyUsedOtherwise):
        mark_ready(act, actual_ids=[])
    assert snapshot() == before


def test_what_was_refused_may_be_asked_again_with_its_key(worked: Books) -> None:
    act = acting(worked.company_id, key="click-1")
    [sale] = sales(worked)
    with pytest.raises(Exception, match="Cannot be marked"):
        mark_ready(act, actual_ids=[sale, sale + 1])
    assert mark_ready(act, actual_ids=[sale]) == 1


def begun(books: Books, key: str) -> Logged:
    """An act that is noted as running."""
    return Logged.objects.create(
        company_id=books.company_id,
        person_id=books.person_id,
        event="billing.mark_ready",
        acted_on="2026-03-01",
        acted_at="2026-03-01T12:00Z",
        key=key,
        asked={"actual_ids": []},
    )


def test_an_act_under_way_is_not_begun_again(worked: Books) -> None:
    slow = begun(worked, "slow")
    hold_act(slow.pk)
    with pytest.raises(ActInProgress):
        mark_ready(acting(worked.company_id, by=worked.person_id, key="slow"), actual_ids=[])
    release_act(slow.pk)


def test_an_act_whose_process_was_killed_is_begun_again_with_its_key(worked: Books) -> None:
    killed = begun(worked, "slow")
    mark_ready(acting(worked.company_id, by=worked.person_id, key="slow"), actual_ids=[])

    assert list(Logged.objects.filter(key="slow").order_by("id").values_list("outcome", flat=True)) == [
        "interrupted",
        "done",
    ]
    assert Logged.objects.get(pk=killed.pk).outcome == "interrupted"


def test_events_within_an_event_belong_to_its_act(worked: Books) -> None:
    """Approving opened backlog and journal lines and recorded actuals: one act, which all of them name."""
    [act] = Logged.objects.filter(event="process.record_approved_work")
    with_act = snapshot_of_acts()
    assert with_act == {
        "actuals_actual": {act.pk},
        "billing_backlog_line": {act.pk},
        "work_approval": {act.pk},
    }


def snapshot_of_acts() -> dict[str, set[int]]:
    from unbilled.actuals.models import Actual
    from unbilled.billing.models import BacklogLine
    from unbilled.work.models import Approval

    return {
        model._meta.db_table: set(model._default_manager.values_list("act_id", flat=True))
        for model in (Actual, BacklogLine, Approval)
    }


def test_people_are_found_by_name_in_any_case_of_letters(worked: Books) -> None:
    mia = person(worked, "Mia")
    assert find_person(name="mia") == mia
    assert find_person(otherwise="somebody") is None
    with pytest.raises(PersonUnknown, match="no person 'Mai'; the nearest is mia"):
        find_person(name="Mai")


def test_an_act_carries_no_act_of_its_own_into_the_next(worked: Books) -> None:
    """The act a caller holds stays without a row: each event from outside gets its own."""
    act: Act = acting(worked.company_id)
    mark_ready(act, actual_ids=sales(worked))
    assert act.act_id is None
    assert replace(act, act_id=None) == act
