"""Enter entries: what people did, as drafts; what is known already stays as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring_ascii as quoted

from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AmountTooLarge, FigureTooFine
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement
from unbilled.work.rules import QuantityNegative

SQL = statement(__file__)


class ReferenceUnknown(Refusal):
    """An entry names something the company does not have."""

    sentence = "The company does not have what is named: {found}."
    remedy = (
        "Choose a class, project, task, role, category and resource of this company; a task of the project."
    )
    subject = "positions"


class ProjectClosed(Refusal):
    """Nothing is entered on a closed project."""

    sentence = "Nothing is entered on closed projects: {found}."
    remedy = "Reopen the project, or choose another."
    subject = "positions"


class CostWithoutCurrency(Refusal):
    """An amount of money has a currency."""

    sentence = "A cost has no currency: {found}."
    remedy = "Name the currency of the cost, or leave the cost to the price list."
    subject = "positions"


REFUSALS: tuple[type[Refusal], ...] = (
    ReferenceUnknown,
    ProjectClosed,
    QuantityNegative,
    AmountTooLarge,
    FigureTooFine,
    CostWithoutCurrency,
)


@dataclass(slots=True)
class NewEntry:
    """One piece of work as it is entered.

    It is not frozen, for a file brings many: a frozen one takes eight times as long to make.

    ``quantity`` is in ``unit``: hours of time, pieces or kilometers. ``unit_cost`` is in ``cost_currency``;
    without it the cost price list decides. ``unit_price`` is the sales price of a fee, in contract currency.
    ``external_reference`` is the key in the system it came from: one entry each.
    """

    transaction_class: str
    transaction_date: date
    project_id: int
    quantity: Decimal
    unit: str = "hour"
    task_id: int | None = None
    role_id: int | None = None
    category_id: int | None = None
    resource_id: int | None = None
    unit_cost: Decimal | None = None
    cost_currency: str | None = None
    unit_price: Decimal | None = None
    billing_type: str | None = None
    description: str = ""
    internal_note: str = ""
    external_reference: str | None = None


@dataclass(frozen=True)
class EnteredEntries:
    """What was entered: the new entries in the order given, and how many were known before."""

    entry_ids: list[int]
    known: int


def written_entries(entries: Iterable[NewEntry]) -> str:
    """Entries as the JSON that statements read; what is empty is left out, which is most of it."""
    return f"[{','.join(map(_written, entries))}]"


def _written(one: NewEntry) -> str:
    """Field by field: an encoder of whatever comes, which has to ask for each what it is, takes three times as long."""
    said = (
        f'{{"transaction_class":{quoted(one.transaction_class)},"unit":{quoted(one.unit)},'
        f'"transaction_date":"{one.transaction_date.isoformat()}","project_id":{one.project_id},'
        f'"quantity":"{one.quantity}"'
    )
    if one.task_id is not None:
        said += f',"task_id":{one.task_id}'
    if one.role_id is not None:
        said += f',"role_id":{one.role_id}'
    if one.category_id is not None:
        said += f',"category_id":{one.category_id}'
    if one.resource_id is not None:
        said += f',"resource_id":{one.resource_id}'
    if one.unit_cost is not None:
        said += f',"unit_cost":"{one.unit_cost}"'
    if one.cost_currency:
        said += f',"cost_currency":{quoted(one.cost_currency)}'
    if one.unit_price is not None:
        said += f',"unit_price":"{one.unit_price}"'
    if one.billing_type:
        said += f',"billing_type":{quoted(one.billing_type)}'
    if one.description:
        said += f',"description":{quoted(one.description)}'
    if one.internal_note:
        said += f',"internal_note":{quoted(one.internal_note)}'
    if one.external_reference:
        said += f',"external_reference":{quoted(one.external_reference)}'
    return said + "}"


@event("work.enter_entries")
def enter_entries(act: Act, *, entries: Sequence[NewEntry]) -> EnteredEntries:
    """Enter work as drafts; all or nothing.

    An entry whose external reference the company has already is left as it is, so entering the same
    work twice does nothing.

    Args:
        act: Who, for which company, on which day.
        entries: The work, in the order in which it gets its identities.

    Raises:
        ReferenceUnknown: A class, project, task, role, category, resource or currency is not the company's.
        ProjectClosed: A project is closed.
        QuantityNegative: A quantity is below zero.
        AmountTooLarge: A quantity, cost or price, or their product, has more digits than the books hold.
        FigureTooFine: A quantity, cost or price has more than six decimals.
        CostWithoutCurrency: A cost has no currency.

    Source:
        docs/rules/work.md#entering.
    """
    rows = SQL.rows_of_many(act, entries=written_entries(entries))
    [entered] = accepted(rows, *REFUSALS, subject="positions")
    entry_ids = entered["entry_ids"]
    return EnteredEntries(entry_ids=entry_ids, known=len(entries) - len(entry_ids))
