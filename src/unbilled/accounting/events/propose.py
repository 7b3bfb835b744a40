"""Propose: a confirmed proforma becomes the accountant's draft of the invoice."""

from collections.abc import Sequence

from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotConfirmed
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

LOCK = statement(__file__, "lock")
SQL = statement(__file__)


@event("accounting.propose")
def propose(act: Act, *, proforma_ids: Sequence[int]) -> list[int]:
    """Open the proposals of confirmed proformas, as headers without lines; all or nothing.

    A proposal carries its proforma's number and accounting date, and the terms of payment of the
    contract's customer, else of the contract, the customer, the company. A proforma that has its proposal
    already keeps it.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Confirmed proformas.

    Returns:
        The proposals, in the order of ``proforma_ids``.

    Raises:
        ProformaNotConfirmed: A proforma is a draft, or does not exist.

    Source:
        docs/rules/proposals.md#proposing.
    """
    LOCK.rows(act, proforma_ids=list(proforma_ids))
    proposed = {
        row["proforma_id"]: int(row["proposal_id"]) for row in SQL.rows(act, proforma_ids=list(proforma_ids))
    }
    refuse_rest(ProformaNotConfirmed, proforma_ids, proposed, proforma_names(act, states=True))
    return [proposed[proforma_id] for proforma_id in proforma_ids]
