"""What tests of lists share: all lists there are, and books in which each has several rows."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import unbilled
from acting import acting
from unbilled.billing.models import Proforma
from unbilled.foundation.lists import List, Listing
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.models import Run, RunItem
from unbilled.runs.running import carry_out
from unbilled.work.models import Entry
from worlds import BILLED, CREDITED, LARKFIELD, WORK

SOURCE = Path(unbilled.__file__).parent
FURTHER = """
- enter:
    T20: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-04-01, hours: 3.5,
          description: Draft of 100% of the _report_}
    T21: {resource: Tom Ellery, project: P-210, task: Hydraulic design, date: 2026-04-01, hours: 2}
    T22: {resource: Ada Moreau, project: P-230, date: 2026-04-02, hours: 1.25, description: Alarm rules}
    T23: {resource: Ada Moreau, project: P-230, date: 2026-04-03, hours: 4}
    T24: {resource: Tom Ellery, project: P-214, date: 2026-04-03, hours: 1}
    T25: {resource: Ada Moreau, project: P-210, date: 2026-04-04, hours: 1}
    T27: {resource: Ada Moreau, project: P-240, date: 2026-04-04, hours: 1}
- submit: [T20, T21, T22, T23, T24, T27]
- approve: {entries: [T20, T21, T22, T23, T24], billing_types: {T21: non_chargeable}, on: 2026-04-05}
- create_milestones: {line: CT-0044/Study, milestones: {Final report: {date: 2026-05-01, amount: 1500.50}}}
- mark_ready: [T22, T24]
- create_proformas: {entries: [T24], contracts: [CT-0031], on: 2026-04-06}
- confirm: all
- mark_ready: [T20]
- create_proformas: {entries: [T20], contracts: [CT-0031], on: 2026-04-07}
"""


def all_lists() -> dict[str, List]:
    """Every list of the house, by name."""
    found: dict[str, List] = {}
    for path in sorted(SOURCE.glob("*/reads/*.py")):
        module = import_module(f"unbilled.{path.parts[-3]}.reads.{path.stem}")
        for value in vars(module).values():
            if isinstance(value, List) and value.name not in found:
                found[value.name] = value
    return found


def busy(books: Books) -> Books:
    """Larkfield with work in every state: drafts, backlog, drafts of invoices, posted and credited ones, runs."""
    books.given(
        LARKFIELD.replace("billing_method: fixed_price", "billing_method: fixed_price\n        amount: 6000")
    )
    for steps in (WORK, BILLED, CREDITED, FURTHER):
        books.do(steps)
    internal = Project.objects.create(company_id=books.company_id, code="P-900", name="Internal")
    other = Entry.objects.filter(company_id=books.company_id).earliest("pk")
    Entry.objects.create(
        company_id=books.company_id,
        project=internal,
        resource_id=books.id("resources", "Ada Moreau"),
        transaction_class="time",
        transaction_date=date(2026, 4, 4),
        quantity=1,
        entered_act_id=other.entered_act_id,
        act_id=other.act_id,
    )
    carry_out(acting(books.company_id, by=books.person_id), SUBMIT)
    carry_out(acting(books.company_id, by=books.person_id, on=date(2026, 4, 8)), APPROVE)
    run = Run.objects.filter(company_id=books.company_id).earliest("pk")
    for number, refusal in enumerate(("PriceMissing", "PriceMissing", "PeriodClosed")):
        RunItem.objects.create(
            run=run,
            subject="entry",
            subject_id=number,
            refusal=refusal,
            sentence=f"{refusal}.",
            remedy="Mend.",
        )
    return books


def asked(books: Books, one: List, selection: Selection | None = None, sight: Any = None) -> Listing:
    """A list of the books, with what it must be given."""
    given = {
        "proforma_id": lambda: Proforma.objects.filter(company_id=books.company_id).earliest("pk").pk,
        "run_id": lambda: Run.objects.filter(company_id=books.company_id).earliest("pk").pk,
    }
    return one.of(
        company_id=books.company_id,
        selection=selection,
        sight=sight,
        **{name: given[name]() for name in one.given},
    )
