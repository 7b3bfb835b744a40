"""Two people at once: whoever changes what is not what they saw any more is told, and nothing of theirs is written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from unbilled.agreements.models import Contract, ContractLine
from unbilled.agreements.records import NewPrice
from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
from unbilled.billing.models import Milestone
from unbilled.foundation.seen import ChangedMeanwhile, version_of
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_customers import change_customers
from unbilled.masterdata.models import Customer
from unbilled.process.events.change_company import change_company
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_contracts import change_contracts
from unbilled.process.events.change_prices import change_prices
from unbilled.web.forms.catalogue import FORMS
from unbilled.web.forms.form import Found

WORLD = """
company: {code: ACME, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
customers: {Helios: {account: "10010"}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1}
      Plan: {project: P-4, billing_method: fixed_price, milestones: {Go: {date: 2026-03-01, amount: 10}}}
"""


def price(amount: str) -> dict[str, Any]:
    return {"prices": {"Sales C-1": [NewPrice(role="Developer", unit_price=Decimal(amount))]}}


def test_every_form_hands_what_was_seen_to_its_event(books: Books) -> None:
    books.given(WORLD)
    company_id = books.company_id
    plan = ContractLine.objects.get(name="Plan")
    cases: list[tuple[str, int, str, Any]] = [
        (
            "customers",
            Customer.objects.get().pk,
            "customer 10010",
            lambda act, text: change_customers(act, changes={"10010": {"name": text}}),
        ),
        (
            "company",
            company_id,
            "company ACME",
            lambda act, text: change_company(act, changes={"name": text}),
        ),
        (
            "contracts",
            Contract.objects.get().pk,
            "contract C-1",
            lambda act, text: change_contracts(act, changes={"C-1": {"reference": text}}),
        ),
        (
            "contract-lines",
            ContractLine.objects.get(name="Build").pk,
            "contract line C-1/Build",
            lambda act, text: change_contract_lines(act, changes={"C-1/Build": {"amount": len(text)}}),
        ),
        (
            "milestones",
            Milestone.objects.get().pk,
            "milestone C-1/Plan/Go",
            lambda act, text: change_milestones(
                act,
                contract_line_id=plan.pk,
                changes={"Go": ChangedMilestone(milestone_date=date(2026, 4, len(text)))},
            ),
        ),
    ]
    for form, key, name, change in cases:
        found = FORMS[form].found(company_id, key)
        assert isinstance(found, Found), form
        seen = {name: found.version}
        change(acting(company_id), "other")
        before = FORMS[form].found(company_id, key)
        with pytest.raises(ChangedMeanwhile, match="while you had it open"):
            change(replace(acting(company_id), seen=seen), "mine, which is longer")
        now = FORMS[form].found(company_id, key)
        assert now == before, form
        assert now is not None
        change(replace(acting(company_id), seen={name: now.version}), "mine, which is longer")
    seen = {"price Sales C-1: Developer": version_of("100")}
    change_prices(acting(company_id), **price("110"))
    with pytest.raises(ChangedMeanwhile):
        change_prices(replace(acting(company_id), seen=seen), **price("120"))
    seen = {"price Sales C-1: Developer": version_of("110")}
    change_prices(replace(acting(company_id), seen=seen), **price("120"))
