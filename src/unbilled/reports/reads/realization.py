"""Realization: what was worked at its recorded prices, and what became of it on its way to an invoice."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import Grouped, List, Shortcut
from unbilled.foundation.lists.columns import Code, Column, Day, Identity, Money, Percent, Text
from unbilled.foundation.lists.questions import Contains, Days, Reference
from unbilled.foundation.statements import statement

SQL = statement(__file__)
CONTRACTS = statement(__file__, "contracts")
PROJECTS = statement(__file__, "projects")
AMOUNTS = {
    "worked_amount": "Worked",
    "not_charged_amount": "Not to be charged",
    "written_off_amount": "Written off",
    "written_up_amount": "Written up",
    "repriced_amount": "Repriced",
    "discounted_amount": "Discounted",
    "edited_amount": "Edited",
    "billed_amount": "Billed",
    "drafted_amount": "On a draft",
    "held_amount": "Held",
    "waiting_amount": "Waiting",
}
PERCENT = (
    "round(100 * (sum(listed.billed_amount) + sum(listed.drafted_amount) + sum(listed.held_amount)"
    " + sum(listed.waiting_amount)) / nullif(sum(listed.worked_amount), 0), 1)"
)
QUESTIONS = (
    Reference("contract"),
    Reference("project"),
    Reference("customer"),
    Reference("resource"),
    Days("transaction_date"),
    Contains(columns=("contract", "customer", "project", "resource")),
)


def _columns(*of: Column) -> tuple[Column, ...]:
    return (
        *of,
        *(Money(name, label, currency="transaction_currency") for name, label in AMOUNTS.items()),
        Percent("realized_percent", "Realized"),
        Code("transaction_currency", "Currency", is_shown=False),
    )


CONTRACT = (Identity("contract_id"), Code("contract", "Contract", link="contract", link_id="contract_id"))
CUSTOMER = (Identity("customer_id"), Text("customer", "Customer", link="customer", link_id="customer_id"))
PROJECT = (Identity("project_id"), Code("project", "Project", link="project", link_id="project_id"))
PERSON = (Identity("resource_id"), Text("resource", "Person"))
MONTH = (
    Code("month", "Month"),
    Day("from_day", "From", is_shown=False),
    Day("through_day", "Through", is_shown=False),
)
REALIZATION = List(
    name="realization",
    title="Realization",
    nothing="Nothing was worked there that is sold.",
    statement=SQL,
    key=("work_key",),
    columns=_columns(
        Text("work_key", "Key", is_shown=False),
        Day("transaction_date", "Day"),
        *CONTRACT,
        *CUSTOMER,
        *PROJECT,
        *PERSON,
    ),
    questions=QUESTIONS,
    sorts={
        "date": ("transaction_date", "contract"),
        "contract": ("contract", "transaction_date"),
        "worked": ("worked_amount",),
    },
    order="contract",
    scope=OWN_WORK,
    totals=tuple(AMOUNTS),
)
"""Day by day. Source: docs/rules/billing.md#realization."""


def _by(
    name: str,
    title: str,
    key: str,
    sort: str,
    columns: tuple[Column, ...],
    shortcut: Shortcut | None = None,
) -> List:
    return List(
        name=f"realization-by-{name}",
        title=title,
        nothing=REALIZATION.nothing,
        statement=SQL,
        key=(key, "transaction_currency"),
        columns=_columns(*columns),
        questions=QUESTIONS,
        sorts={name: (sort, "transaction_currency"), "worked": ("worked_amount",)},
        order=name,
        scope=OWN_WORK,
        totals=tuple(AMOUNTS),
        groups=Grouped(
            by=(*(one.name for one in columns), "transaction_currency"),
            sums={one: f"sum(listed.{one})" for one in AMOUNTS} | {"realized_percent": PERCENT},
        ),
        shortcut=shortcut,
    )


ASKED = frozenset(key for one in QUESTIONS for key in one.keys)
OF_CONTRACTS = Shortcut(CONTRACTS, unless=ASKED - {"contract", "contract_ids"}, is_whole=True)
OF_PROJECTS = Shortcut(PROJECTS, unless=ASKED - {"project", "project_ids"}, is_whole=True)
"""A page of contracts or projects reads the work of those alone."""
BY_CONTRACT = _by(
    "contract", "Realization by contract", "contract_id", "contract", CONTRACT, shortcut=OF_CONTRACTS
)
BY_PROJECT = _by("project", "Realization by project", "project_id", "project", PROJECT, shortcut=OF_PROJECTS)
BY_PERSON = _by("person", "Realization by person", "resource_id", "resource", PERSON)
BY_MONTH = _by("month", "Realization by month", "month", "month", MONTH)
"""The same in sum. Source: docs/rules/billing.md#realization."""
