"""What an act was asked and answered names records as people know them, never by identity."""

import importlib
import json
import pkgutil
import re
from typing import get_type_hints

import unbilled
from acting import acting
from unbilled.actuals.models import Actual
from unbilled.agreements.models import ContractLine
from unbilled.billing.models import Proforma
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.foundation.acts import EVENTS, Act
from unbilled.foundation.refusing import NOT_THERE
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged
from unbilled.people.reads.acts import find_act
from unbilled.process.events.bill_work import bill_work
from unbilled.reports.reads.record_names import (
    ANSWERED,
    IDENTITY,
    KEYED,
    KINDS,
    NUMBERED,
    SQL,
    named_act,
    record_names,
)
from unbilled.work.events.change_entries import change_entries
from unbilled.work.models import Entry

WORLD = """
company: {code: ACME, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
resources: {Ada: Developer, Tom: Developer}
customers: {Helios: {account: "10010"}, Orbit: {account: "10020"}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
  C-2: {customers: {Orbit: 100}, lines: {Care: {project: P-2}}}
"""
WORK = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 2}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 3}
- submit: [T1]
- approve: {entries: [T1], on: 2026-03-03}
"""
LINES = {"prices", "quantities", "seen"}
"""Given by number of the line."""


def shown(books: Books) -> tuple[object, object]:
    """What the latest act was asked and answered."""
    act = Logged.objects.latest("pk")
    found = find_act(company_id=books.company_id, act_id=act.pk)
    return named_act(
        company_id=books.company_id, event=act.event, asked=found["asked"], answer=found["answer"]
    )


def test_records_are_named_wherever_they_stand(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    contract, draft = books.id("contracts", "C-1"), Entry.objects.get(external_reference="T2").pk

    change_entries(
        acting(books.company_id, key="k-1"),
        changes={draft: {"resource_id": books.id("resources", "Tom"), "quantity": "4"}},
    )
    assert shown(books) == ({"changes": {"T2": {"resource": "Tom", "quantity": "4"}}}, 1)

    day = acting(books.company_id).on.replace(month=3, day=31)
    bill_work(
        acting(books.company_id, on=day, key="k-2"),
        contract_ids=[contract],
        through=day,
        selection=Selection(contract_ids=[contract], through_date=day),
        only_ready=False,
    )
    asked, answer = shown(books)
    assert asked == {
        "contracts": ["C-1"],
        "through": "2026-03-31",
        "selection": {"answers": {"contracts": ["C-1"], "through_date": ["2026-03-31"]}},
        "only_ready": False,
    }
    written = json.dumps(answer)
    assert "P-00001" in written
    assert "_id" not in written

    sale = Actual.objects.get(transaction_type="unbilled_sales").pk
    proforma = Proforma.objects.get().pk
    wanted = [
        ("actual", sale),
        ("contract_line", ContractLine.objects.get(name="Build").pk),
        ("proforma", -1),
    ]
    assert record_names(company_id=books.company_id, wanted=wanted) == {
        wanted[0]: "unbilled sales of T1",
        wanted[1]: "C-1/Build",
    }
    other = books.company_id + 1
    assert record_names(company_id=other, wanted=[("proforma", proforma), *wanted]) == {}
    assert named_act(
        company_id=other, event="", asked={"proforma_id": proforma, "act_id": 7}, answer=[3]
    ) == (
        {"proforma": NOT_THERE, "act_id": 7},
        [3],
    )
    assert proforma_names(acting(books.company_id))([proforma]) == ["P-00001"]


def test_everything_an_event_is_asked_and_answers_by_identity_has_a_name() -> None:
    for one in pkgutil.walk_packages(unbilled.__path__, "unbilled."):
        if ".events." in one.name:
            importlib.import_module(one.name)
    kinds = re.findall(r"wanted\.kind = '(\w+)'", SQL.text)
    assert sorted(kinds) == sorted(set(KINDS.values()))
    for event, function in EVENTS.items():
        hints = {name: kind for name, kind in get_type_hints(function).items() if kind is not Act}
        answer = str(hints.pop("return"))
        for name, kind in hints.items():
            found = IDENTITY.fullmatch(name)
            assert not found or found["word"] in (*KINDS, *NUMBERED), (event, name)
            if re.search(r"Mapping\[int\b", str(kind)):
                assert {name, f"{event} {name}"} & {*KEYED, *LINES}, (event, name)
        if re.search(r"(list|dict)\[int\b", answer):
            assert event in ANSWERED
