"""The act log as a list: who did what, when, how it ended, and to which record."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner

from acting import acting, granted
from unbilled.actuals.models import Actual
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.cli.main import app
from unbilled.foundation.acts import EVENTS, Act, Change, event, note_changes
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged
from unbilled.people.reads.acts import ActUnknown
from unbilled.people.rights import NotAllowed
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.reports.reads.find_records import RecordUnknown

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada: Developer}
contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}}
roles: {Developer: {cost_price: 60}}
"""
WORK = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 3}
- submit: all
- approve: {entries: all, on: 2026-03-03}
"""


@pytest.fixture
def worked(books: Books, monkeypatch: pytest.MonkeyPatch) -> Books:
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    monkeypatch.setenv("COLUMNS", "140")
    books.given(WORLD)
    books.do(WORK)
    return books


def told(*arguments: str) -> Any:
    result = CliRunner().invoke(app, ["acts", *arguments, "--json"])
    if result.exception:
        raise result.exception
    return json.loads(result.stdout)


def events(*arguments: str) -> list[str]:
    return [row["event"] for row in told("list", *arguments)["rows"]]


def marked(books: Books, entry: str, **who: Any) -> None:
    sale = Actual.objects.get(entry__external_reference=entry, transaction_type="unbilled_sales").pk
    mark_ready(acting(books.company_id, **who), actual_ids=[sale])


def test_the_log_is_narrowed_by_person_event_day_outcome_and_text(worked: Books) -> None:
    mia = granted(worked.company_id, "mia", "project_manager")
    tom = granted(worked.company_id, "tom", "team_member")
    marked(worked, "T1", by=mia, on=date(2026, 3, 4), key="click-7")
    with pytest.raises(NotAllowed):
        marked(worked, "T2", by=tom, on=date(2026, 3, 5))

    assert events("--person", "mia", "--event", "billing.mark_ready") == ["billing.mark_ready"]
    assert events("--outcome", "refused") == ["billing.mark_ready"]
    assert events("--from", "2026-03-04", "--through", "2026-03-04") == ["billing.mark_ready"]
    assert events("--text", "click-7") == ["billing.mark_ready"]
    [refused] = told("list", "--person", "tom", "--outcome", "refused")["rows"]
    assert (refused["refusal"], refused["acted_on"]) == ("NotAllowed", "2026-03-05")
    assert refused["sentence"] == "tom may not do this (billing.mark_ready) in ACME."
    assert events("--person", "accountant")[-1] == "lab.given"


def test_the_log_is_narrowed_by_the_record_that_was_named(worked: Books) -> None:
    marked(worked, "T1")
    marked(worked, "T2")
    assert events("--record", "entry T1") == [
        "billing.mark_ready",
        "process.record_approved_work",
        "process.submit_work",
    ]
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}\n- confirm: all")
    assert "process.confirm_and_propose" in events("--record", "proforma P-00001")
    assert "billing.create_proformas" in events("--record", "contract C-1")
    with pytest.raises(RecordUnknown, match="There is no proforma P-00009"):
        events("--record", "proforma P-00009")


def test_the_log_goes_on_page_by_page(worked: Books) -> None:
    whole = events()
    seen, after = [], []
    while True:
        page = told("list", "--limit", "2", *after)
        seen += [row["event"] for row in page["rows"]]
        if page["next"] is None:
            break
        after = ["--after", page["next"]]
    assert len(whole) == 4
    assert seen == whole


def test_people_read_what_was_asked_in_a_few_words(worked: Books) -> None:
    marked(worked, "T1")
    seen = CliRunner().invoke(app, ["acts", "list", "--limit", "1"]).stdout
    assert seen.splitlines()[1].split()[3:] == ["accountant", "billing.mark_ready", "1", "actual", "done"]


def test_one_act_is_shown_with_what_it_changed_and_answered(worked: Books) -> None:
    @event("people.tried_change")
    def tried_change(act: Act, *, reason: str, contract_ids: list[int]) -> dict[str, int]:
        note_changes(act, [Change("customer", "10010", "terms", None, "N30")])
        return {"changed": 1}

    del EVENTS["people.tried_change"]
    contract = worked.id("contracts", "C-1")
    tried_change(acting(worked.company_id, key="k-1"), reason="Moved", contract_ids=[contract])
    act = Logged.objects.latest("pk").pk

    found = told("show", str(act))
    assert found["asked"] == {"reason": "Moved", "contracts": ["C-1"]}
    assert found["changes"] == [
        {"kind": "customer", "record": "10010", "field": "terms", "before": None, "after": "N30"}
    ]
    assert found["answer"] == {"changed": 1}
    shown = CliRunner().invoke(app, ["acts", "show", str(act)]).stdout
    assert shown.splitlines()[0].endswith("for 2026-01-01: done")
    assert "  contracts: C-1\n" in shown
    assert ["customer", "10010", "terms", "\u2013", "N30"] in [line.split() for line in shown.splitlines()]
    assert 'Answered: {"changed": 1}' in shown
    assert events("--record", "customer 10010") == ["people.tried_change"]
    with pytest.raises(ActUnknown):
        told("show", str(act + 100))


def test_whoever_has_a_role_for_own_contracts_sees_what_they_did(worked: Books) -> None:
    mia = granted(worked.company_id, "mia", "project_manager", scope="own")
    mark_ready(acting(worked.company_id, by=mia), actual_ids=[])
    assert events("--as", "mia") == ["billing.mark_ready", "people.grant_roles"]
    others = Logged.objects.exclude(person_id=mia).latest("pk").pk
    with pytest.raises(ActUnknown):
        told("show", str(others), "--as", "mia")


@pytest.mark.parametrize("way", [confirm_and_propose])
def test_an_act_of_another_company_is_not_listed(worked: Books, way: Callable[..., Any]) -> None:
    with pytest.raises(NotAllowed):
        way(
            acting(worked.company_id + 1, by=granted(worked.company_id, "mia", "project_manager")),
            proforma_ids=[],
        )
    assert "process.confirm_and_propose" not in events()
