"""Change orders and shares of earlier days in company files: kept as they stood, tried where they are to come."""

from datetime import date
from pathlib import Path

import pytest
from test_company_files import WHOLE
from test_writing import copied, loaded, tables

from acting import acting
from unbilled.agreements.models import ChangeOrder, Contract, PastShare
from unbilled.companies.models import Company
from unbilled.intake.company_files.loading import CompanyFileRefused
from unbilled.intake.company_files.reading import read_yaml
from unbilled.intake.company_files.writing import company_file
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.draft_change_order import draft_change_order

LINE = "    lines:\n      Redesign: {project: P-210}\n"
ORDERS = """    change_orders:
      - {name: More, from: 2026-04-01, lines: {Redesign: {amount: 500}}}
      - {name: Rate, from: 2026-05-01, status: approved, prices: {Sales C-1: {Engineer: 130}}}
"""
WRONG = {
    "change_orders: {}": "change_orders of contract C-1 are a list, by their numbers",
    "change_orders: [{name: A}]": "change order 1 of contract C-1 lacks from, its first day",
    "change_orders: [{name: A, from: 2026-04-01, status: done}]": "no status of change order 1 of contract C-1 'done'",
    "change_orders: [{name: A, from: 2026-04-01, terms: {limits: 1}}]": "called 'limits'; the nearest is limit",
    "change_orders: [{name: A, from: 2026-04-01, terms: {currency: EUR}}]": "called 'currency'",
    "change_orders: [{name: A, from: 2026-04-01, lines: {Redesign: 5}}]": "says by name what becomes another",
    "change_orders: [{name: A, from: 2026-04-01, lines: {Redesign: {amount: much}}}]": "cannot be read: ",
    "change_orders: [{name: A, from: 2026-04-01, status: applied, value_after: 1}]": "lacks value_before",
    "change_orders: [{name: A, from: 2026-04-01}]": "The change order says nothing: nothing becomes another.",
    "change_orders: [{name: A, from: 2026-04-01, lines: {Redesign: {customers: {Helios: 90}}}}]": "do not total 100 %",
}


def test_what_is_to_come_is_tried_and_what_cannot_be_is_refused(tmp_path: Path, db: None) -> None:
    assert LINE in WHOLE
    for wrong, sentence in WRONG.items():
        with pytest.raises(CompanyFileRefused) as refused:
            loaded(tmp_path / "company.yaml", WHOLE.replace(LINE, f"    {wrong}\n{LINE}"))
        assert sentence in refused.value.message, wrong
        assert not Company.objects.filter(code="LARK").exists()

    loaded(tmp_path / "company.yaml", WHOLE.replace(LINE, ORDERS + LINE))
    found = ChangeOrder.objects.order_by("order_no").values_list("name", "status", "value_after", "changes")
    assert [(name, status, int(value), changes) for name, status, value, changes in found] == [
        ("More", "draft", 500, {"lines": {"Redesign": {"amount": "500"}}}),
        ("Rate", "approved", 0, {"prices": {"Sales C-1": {"Engineer": "130"}}}),
    ]


def test_what_was_agreed_since_is_exported_with_the_shares_of_before(tmp_path: Path, db: None) -> None:
    company_id = loaded(tmp_path / "company.yaml", WHOLE)
    act = acting(company_id, on=date(2026, 4, 2))
    drafted = draft_change_order(
        act,
        contract_id=Contract.objects.get(number="C-1").pk,
        name="Aurora pays, too",
        effective_date=date(2026, 4, 1),
        lines={"Redesign": {"customers": {"10010": 60, "10020": 40}, "amount": 700}},
    )
    handed_over = draft_change_order(
        act,
        contract_id=Contract.objects.get(number="C-2").pk,
        name="Helios pays from now on",
        effective_date=date(2026, 4, 1),
        lines={"Monitoring": {"customers": {"10010": 100}}},
    )
    approve_change_orders(act, change_order_ids=[drafted.change_order_id, handed_over.change_order_id])

    said, copy_id = copied(tmp_path, company_id)

    assert company_file(copy_id).replace("code: COPY", "code: LARK", 1) == said
    assert tables(copy_id) == tables(company_id)
    contract = read_yaml(said)["contracts"]["C-1"]
    assert contract["lines"]["Redesign"]["past_shares"] == {date(2026, 3, 31): {"customers": {"10010": 100}}}
    [order] = contract["change_orders"]
    assert (order["status"], order["value_before"], order["value_after"]) == ("applied", 0, 700)
    [milestone] = read_yaml(said)["contracts"]["C-2"]["lines"]["Monitoring"]["milestones"].values()
    assert milestone["customers"] == {"10020": 4000}
    [kept] = PastShare.objects.filter(contract_line__company_id=copy_id, contract_line__name="Redesign")
    assert (kept.customer.account, int(kept.split_percent), str(kept.valid_until)) == (
        "10010",
        100,
        "2026-04-01",
    )
