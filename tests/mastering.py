"""What tests of masters share: an event that is tried, one that is refused whole, and what the log kept of it."""

from collections.abc import Callable
from typing import Any

import pytest

from acting import acting
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.models import Act

WORLD = """
company: {code: ACME, accounting_currency: EUR, terms: N30}
terms: {N30: {net_days: 30}}
tax: {VAT20: {rate: 20}, VAT0: {rate: 0, category: Z}}
tax_groups: {DOMESTIC: [VAT20, VAT0]}
item_tax_groups: {FULL: [VAT20, VAT0]}
roles: {Developer: chargeable}
org_units: [North]
resources: {Ada Moreau: Developer}
categories: {Travel: expense}
customers: {Helios: {account: "10010", tax_group: DOMESTIC}}
projects: {P-1: {name: Website, tasks: [Design]}}
"""


def done(books: Books, event: Callable[..., Any], **asked: Any) -> Any:
    """What an event answers in these books."""
    return event(acting(books.company_id), **asked)


def refused(books: Books, event: Callable[..., Any], **asked: Any) -> list[str]:
    """The faults for which an event is refused; nothing is changed but the log, which keeps that it was tried."""
    act = acting(books.company_id)
    before = without_log()
    with pytest.raises(MastersRefused) as refusal:
        event(act, **asked)
    assert without_log() == before
    return [str(fault) for fault in refusal.value.details["faults"]]


def without_log() -> dict[str, str]:
    return {table: seen for table, seen in snapshot().items() if table != "people_act"}


def logged() -> list[tuple[Any, ...]]:
    """What the last act changed: kind, record, field, before and after."""
    changes = Act.objects.latest("id").changes or []
    return [tuple(one[name] for name in ("kind", "record", "field", "before", "after")) for one in changes]


def rows(model: Any, *columns: str, **which: Any) -> set[tuple[Any, ...]]:
    """Some columns of the rows of a table."""
    return set(model.objects.filter(**which).values_list(*columns))
