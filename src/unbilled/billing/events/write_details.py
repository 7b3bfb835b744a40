"""Write details: what no approved work stands behind is put on a draft proforma by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.billing.events.add_to_proforma import CorrectionTakesNoWork
from unbilled.billing.events.deduct_retainers import deduct_retainers
from unbilled.billing.events.edit_details import PriceNegative
from unbilled.billing.events.spread_discounts import spread_discounts
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.events.enter_entries import NewEntry
from unbilled.work.events.write_entries import write_entries

SQL = statement(__file__)
LINES = statement(__file__, "lines")


class LineNotOfContract(Refusal):
    """A proforma bills lines of its contract."""

    sentence = "Proforma {proforma} bills contract {contract}, which has no lines {found}."
    remedy = "Choose a line of that contract."


class NotSoldThere(Refusal):
    """What is written on a proforma is of a project, and of a class that its contract line sells."""

    sentence = "Contract {contract} does not sell it there: {found}."
    remedy = "Choose a line of the contract that has a project and sells work of that class."


@dataclass(frozen=True, kw_only=True)
class NewDetail:
    """A line that somebody writes on a draft.

    Attributes:
        contract_line_id: Line of the draft's contract; its project is that of what is written.
        transaction_class: ``time``, ``expense``, ``material`` or ``fee``.
        quantity: In ``unit``, with up to six decimals.
        unit_price: Per unit, contract currency, with up to six decimals.
        description: Text that the invoice prints.
        transaction_date: Day of the supply; None: that of the act.
        unit: Unit of the quantity.
        billing_type: Whether it is charged: ``chargeable``, ``non_chargeable`` or ``complimentary``.
        task_id: Task of the project.
        role_id: As what somebody worked.
        category_id: Category of an expense, material or fee.
        resource_id: Who worked.
    """

    contract_line_id: int
    transaction_class: str
    quantity: Decimal
    unit_price: Decimal
    description: str = ""
    transaction_date: date | None = None
    unit: str = "hour"
    billing_type: str = "chargeable"
    task_id: int | None = None
    role_id: int | None = None
    category_id: int | None = None
    resource_id: int | None = None


@event("billing.write_details")
def write_details(act: Act, *, proforma_id: int, details: Sequence[NewDetail]) -> list[int]:
    """Write lines on a draft proforma, behind those it has; all or nothing.

    Each is an entry of its own, which is neither approved nor costs anything, named by proforma and line such as
    ``P-00001/4``. Confirmed, it is recorded and billed.

    Args:
        act: Who, for which company, on which day.
        proforma_id: Proforma in status ``draft`` that is no correction.
        details: What is written, in the order in which it gets its lines.

    Returns:
        The numbers of the lines; what is deducted from them by itself is not among them.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.
        CorrectionTakesNoWork: It is a correction.
        LineNotOfContract: A contract line is of another contract.
        NotSoldThere: A contract line has no project, or bills by time and material without that class.
        PriceNegative: A price is below zero.
        ReferenceUnknown, ProjectClosed, QuantityNegative, AmountTooLarge, FigureTooFine: See ``write_entries``.
        DiscountTooLarge: A discount would be more than what it is of.

    Source:
        docs/rules/billing.md#lines-written-by-hand; docs/rules/retainers.md#applying-by-itself.
    """
    draft = lock_draft(act, proforma_id)
    if draft.corrects:
        raise CorrectionTakesNoWork(proforma=draft.number, corrects=draft.corrects)
    lines = LINES.rows(
        act,
        proforma_id=proforma_id,
        contract_line_ids=[one.contract_line_id for one in details],
        classes=[one.transaction_class for one in details],
    )
    elsewhere = list(dict.fromkeys(row["line"] for row in lines if row["is_elsewhere"]))
    contract = lines[0]["contract"] if lines else ""
    if elsewhere:
        raise LineNotOfContract(proforma=draft.number, contract=contract, found=elsewhere)
    unsold = list(dict.fromkeys(row["unsold"] for row in lines if row["unsold"]))
    if unsold:
        raise NotSoldThere(contract=contract, found=unsold)
    negative = [
        f"{one.unit_price.normalize():f} for {one.description or one.transaction_class}"
        for one in details
        if one.unit_price < 0
    ]
    if negative:
        raise PriceNegative(found=negative)
    last = lines[0]["last_line_no"] if lines else 0
    numbers = [last + place for place in range(1, len(details) + 1)]
    entry_ids = write_entries(
        act,
        entries=[
            NewEntry(
                transaction_class=one.transaction_class,
                transaction_date=one.transaction_date or act.on,
                project_id=row["project_id"],
                quantity=one.quantity,
                unit=one.unit,
                task_id=one.task_id,
                role_id=one.role_id,
                category_id=one.category_id,
                resource_id=one.resource_id,
                unit_price=one.unit_price,
                billing_type=one.billing_type,
                description=one.description.strip(),
                external_reference=f"{draft.number}/{number}",
            )
            for one, row, number in zip(details, lines, numbers, strict=True)
        ],
    )
    SQL.execute(
        act,
        proforma_id=proforma_id,
        entry_ids=entry_ids,
        line_nos=numbers,
        contract_line_ids=[one.contract_line_id for one in details],
    )
    spread_discounts(act, proforma_ids=[proforma_id])
    deduct_retainers(act, proforma_ids=[proforma_id], after_line_nos=[last], is_automatic=True)
    return numbers
