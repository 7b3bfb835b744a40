"""Entries that a file may bring in again: those of its references, and those of its people on its days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class EntryThere:
    """An entry that the company has, as it can be compared with a row of a file.

    ``name`` is what people call it, ``amount`` the cost of the whole quantity in ``currency``, of a fee its
    price in contract currency, unrounded; ``is_untouched``: nothing has happened to it since it was entered.
    """

    entry_id: int
    name: str
    external_reference: str
    transaction_class: str
    transaction_date: date
    project_id: int
    project: str
    resource_id: int | None
    resource: str
    task_id: int | None
    task: str
    category_id: int | None
    category: str
    quantity: Decimal
    unit: str
    amount: Decimal | None
    currency: str | None
    billing_type: str | None
    description: str
    status: str
    entered_act_id: int
    is_untouched: bool


def entries_alike(
    *,
    company_id: int,
    transaction_classes: Collection[str],
    external_references: Collection[str],
    resource_days: Collection[tuple[int, date]],
    project_days: Collection[tuple[int, date]],
) -> list[EntryThere]:
    """The entries to which rows of a file are compared.

    Args:
        company_id: Whose entries.
        transaction_classes: Of those of people on days and of projects; of references any.
        external_references: References that rows have or may have.
        resource_days: Resources and days of rows.
        project_days: Projects and days of rows that name no resource.
    """
    resources, projects = sorted(resource_days), sorted(project_days)
    rows = SQL.rows_of_many(
        company_id=company_id,
        transaction_classes=list(transaction_classes),
        # Each list as one text: lists of so many are slow to send.
        external_references=chr(31).join(external_references),
        resource_ids=",".join(str(one) for one, _ in resources),
        resource_days=",".join(day.isoformat() for _, day in resources),
        project_ids=[one for one, _ in projects],
        project_days=[day for _, day in projects],
    )
    return [EntryThere(**row) for row in rows]
