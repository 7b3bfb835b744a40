"""Revise proformas: what was billed is listed again, to say what should remain billed of it."""

from collections.abc import Sequence

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.create_proformas import number_proformas
from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import CreatedProforma, ProformaNotConfirmed
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)
STATE = statement(__file__, "state")
LATER = statement(__file__, "later")
OPEN_AGAIN = "What it billed is open again: bill it anew, or leave it out."


class CorrectionOpen(Refusal):
    """A proforma has one open correction at a time."""

    sentence = "Being corrected already: {records}."
    remedy = "Edit or confirm the correction there is."
    subject = "proforma_ids"


class NothingToCorrect(Refusal):
    """What is credited already cannot be credited again."""

    sentence = "Nothing of proforma {records} is billed any more."
    remedy = "{wayout}"
    subject = "proforma_ids"


class SaleNotBilled(Refusal):
    """Of what is chosen to be corrected, everything is billed still."""

    sentence = "Of the lines chosen, {count} cannot be corrected there."
    remedy = "Leave out what is credited already or stands on the correction."
    subject = "actual_ids"


@event("billing.revise_proformas")
def revise_proformas(
    act: Act, *, proforma_ids: Sequence[int], reason: str, actual_ids: Sequence[int] | None = None
) -> list[CreatedProforma]:
    """Draft a correction of each confirmed proforma; all or nothing.

    A correction lists every billed sale of the proforma that is not credited yet, or those of them that are chosen,
    at quantity zero: as it stands it credits them, and what it does not list stays billed. Edited quantities say what
    remains billed. A confirmed correction can be revised like any other proforma, for what it billed again.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``confirmed``.
        reason: Why; printed on the credit note.
        actual_ids: Billed sales of these proformas; ``None`` lists all.

    Returns:
        One draft per proforma, in the order of the proformas' numbers.

    Raises:
        ProformaNotConfirmed: A proforma is a draft or does not exist.
        ContractClosed: What was billed is of a closed contract.
        CorrectionOpen: A draft corrects it already.
        NothingToCorrect: All it billed is credited already.
        SaleNotBilled: A chosen sale is credited already, or of another proforma.

    Source:
        docs/rules/billing.md#revising; docs/rules/billing.md#corrections.
    """
    ids = sorted(set(proforma_ids))
    lock_proformas(act, proforma_ids=ids)
    states = STATE.rows(act, proforma_ids=ids)
    confirmed = [row["proforma_id"] for row in states if row["status"] == "confirmed"]
    refuse_rest(ProformaNotConfirmed, ids, confirmed, proforma_names(act, states=True))
    closed = {row["contract_id"]: row["contract"] for row in states if row["is_closed"]}
    if closed:
        raise ContractClosed(contract_ids=list(closed), records=list(closed.values()))
    corrected = [row for row in states if row["correction"]]
    if corrected:
        raise CorrectionOpen(
            proforma_ids=[row["proforma_id"] for row in corrected],
            records=[f"{row['number']} by {row['correction']}" for row in corrected],
        )
    created = SQL.rows(
        act,
        proforma_ids=ids,
        reason=reason.strip(),
        actual_ids=None if actual_ids is None else list(actual_ids),
    )
    if actual_ids is not None:
        missing = len(set(actual_ids)) - sum(row["detail_count"] for row in created)
        if missing or not actual_ids:
            raise SaleNotBilled(actual_ids=sorted(set(actual_ids)), count=missing)
    empty = {row["corrects_id"] for row in created if not row["detail_count"]}
    if empty:
        billing = LATER.values(act, proforma_ids=sorted(empty))
        raise NothingToCorrect(
            proforma_ids=[row["proforma_id"] for row in states if row["proforma_id"] in empty],
            records=[row["number"] for row in states if row["proforma_id"] in empty],
            wayout=f"Revise {' or '.join(billing)}, which billed it again." if billing else OPEN_AGAIN,
        )
    return number_proformas(
        act,
        created=[{key: row[key] for key in row if key != "corrects_id"} for row in created],
    )
