"""The draft that somebody is about to change."""

from dataclasses import dataclass

from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


@dataclass(frozen=True)
class Draft:
    """A draft proforma; ``corrects`` is the number of what it corrects, empty when it bills."""

    number: str
    contract_id: int
    customer_id: int
    corrects: str


def lock_draft(act: Act, proforma_id: int) -> Draft:
    """Hold a draft's contract until the transaction ends, and see that it is one.

    Raises:
        ProformaNotDraft: The proforma is confirmed or does not exist.

    Source:
        docs/rules/billing.md#editing; docs/rules/performance.md#locking.
    """
    lock_proformas(act, proforma_ids=[proforma_id])
    rows = SQL.rows(act, proforma_id=proforma_id)
    drafts = [proforma_id for row in rows if row["status"] == "draft"]
    refuse_rest(ProformaNotDraft, [proforma_id], drafts, proforma_names(act, states=True))
    [row] = rows
    return Draft(row["number"], row["contract_id"], row["customer_id"], row["corrects"] or "")
