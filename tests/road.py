"""Two contracts, internal work, and someone without a price: what the runs are tried on."""

from datetime import UTC, date, datetime
from typing import Any

from acting import acting
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.runs.events.start_run import start_run
from unbilled.runs.running import RunReport

WORLD = """
company: {accounting_currency: EUR}
terms: {N30: {net_days: 30}}
roles: {Developer: {cost_price: 60}, Guest: {}}
resources: {Ada Moreau: Developer, Ben Okoro: Developer, Guy Fox: Guest}
customers: {Helios: {account: "10010"}, Meridian: {account: "10020"}}
projects: {P-1: {}, P-2: {}, P-3: {}, P-8: {}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
  C-2:
    customers: {Meridian: 100}
    sales_prices: {Developer: 110}
    lines:
      Care: {project: P-2}
      Launch:
        project: P-3
        billing_method: fixed_price
        milestones: {Go live: {date: 2026-03-15, amount: 5000}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ben Okoro, project: P-1, date: 2026-03-20, hours: 4}
    T3: {resource: Ben Okoro, project: P-2, date: 2026-03-03, hours: 2}
    T4: {resource: Ada Moreau, project: P-8, date: 2026-03-04, hours: 1}
    T5: {resource: Guy Fox, project: P-1, date: 2026-03-05, hours: 1}
"""
STAGES = (
    "- submit: [T1, T2, T3, T4, T5]",
    "- approve: {entries: [T1, T2, T3, T4], on: 2026-03-31}",
    "- post_journals: all",
    "- mark_ready: {entries: [T1, T2, T3], milestones: [Go live]}",
    "- create_proformas: {contracts: [C-1, C-2], through: 2026-03-31, on: 2026-03-31}",
    "- confirm: all",
)
MARCH_31 = date(2026, 3, 31)


def only(books: Books, **names: str) -> Selection:
    """A filter by names: ``contract``, ``project``, ``customer``."""
    ids: dict[str, Any] = {f"{kind}_ids": [books.id(f"{kind}s", name)] for kind, name in names.items()}
    return Selection(**ids)


def set_aside(report: RunReport) -> list[tuple[str, int, str]]:
    """What was set aside."""
    return sorted((item.record_kind, item.record_id, item.refusal) for item in report.set_aside)


NOON, ONE = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 2, 13, tzinfo=UTC)


def started(books: Books, kind: str = "post_journals") -> int:
    """A run that has started at noon."""
    return start_run(
        acting(books.company_id, by=books.person_id, at=NOON),
        run_kind=kind,
        arguments={"through_date": NOON.date(), "contract_ids": [7]},
    )
