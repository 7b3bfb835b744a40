"""Confirm proformas: from here on their work counts as billed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")
UNCHANGED = statement(__file__, "unchanged")
NUMBERS = statement(__file__, "numbers")


class CorrectionUnchanged(Refusal):
    """A correction that leaves everything billed as it was corrects nothing."""

    sentence = "Correction {proformas} leaves everything billed as it was."
    remedy = "Lower or raise the quantity that remains billed of at least one line."
    subject = "proforma_ids"


@dataclass(frozen=True)
class ConfirmedProforma:
    """What one confirmation did.

    ``line_count`` counts details; ``transaction_amount`` is by how much the chargeable amount billed
    changed, before tax; ``reopened_ids`` are the unbilled sales that a correction put back.
    """

    proforma_id: int
    number: str
    line_count: int
    transaction_amount: Decimal
    transaction_currency: str
    reopened_ids: tuple[int, ...] = ()


@transaction.atomic
def confirm_proformas(
    *,
    company_id: int,
    proforma_ids: Sequence[int],
    confirmed_on: date,
    confirmed_by: int,
    recorded_at: datetime,
) -> list[ConfirmedProforma]:
    """Confirm draft proformas and move their work from unbilled to billed sales; all or nothing.

    - Work billed as it was: the unbilled sale is reversed, a billed sale recorded.
    - Work billed for less: what is kept and the rest take its place among the unbilled sales, leave at
      once, and are billed, the rest as non-chargeable. For more: one larger sale does the same.
    - A correction reverses the billed sale; what remains billed is billed again; the rest is an open
      unbilled sale again, with its place in the backlog. Lines of a correction that leave their quantity
      as it was are taken off it.
    - Milestones are billed; a credited milestone is ready to invoice again.

    Args:
        company_id: Company that bills.
        proforma_ids: Proformas in status ``draft``.
        confirmed_on: Company date of confirmation; billed sales take it as accounting date unless the
            proforma has one.
        confirmed_by: Person who confirms.
        recorded_at: Moment the actuals are recorded at.

    Returns:
        One result per proforma, by number.

    Raises:
        ProformaNotDraft: A proforma is confirmed already or does not exist.
        CorrectionUnchanged: A correction changes nothing.

    Source:
        docs/rules/billing.md#confirming; docs/rules/billing.md#corrections;
        docs/rules/actuals.md#what-is-recorded-when.
    """
    ids = list(proforma_ids)
    LOCK.values(company_id=company_id, proforma_ids=ids)
    UNCHANGED.execute(company_id=company_id, proforma_ids=ids)
    confirmed = [
        ConfirmedProforma(**{**row, "reopened_ids": tuple(row["reopened_ids"])})
        for row in SQL.rows(
            company_id=company_id,
            proforma_ids=ids,
            confirmed_on=confirmed_on,
            confirmed_by=confirmed_by,
            recorded_at=recorded_at,
        )
    ]
    refused = set(ids) - {result.proforma_id for result in confirmed}
    if refused:
        raise ProformaNotDraft(proforma_ids=sorted(refused), proformas=_named(company_id, refused))
    empty = [result for result in confirmed if not result.line_count]
    if empty:
        raise CorrectionUnchanged(
            proforma_ids=[result.proforma_id for result in empty],
            proformas=[result.number for result in empty],
        )
    return confirmed


def _named(company_id: int, proforma_ids: Iterable[int]) -> list[str]:
    ids = sorted(proforma_ids)
    numbers = {
        row["proforma_id"]: row["number"] for row in NUMBERS.rows(company_id=company_id, proforma_ids=ids)
    }
    return [str(numbers.get(proforma_id, proforma_id)) for proforma_id in ids]
