"""Close contracts: what is left to bill of them is named first."""

from collections.abc import Sequence

from unbilled.accounting.reads.left_of_contracts import left_of_contracts
from unbilled.agreements.events import close_contracts as agreements
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal


class ContractNotBilled(Refusal):
    """A contract is closed when everything of it is billed, for nobody looks for work there afterwards."""

    sentence = "Not everything is done of {found}."
    remedy = (
        "Approve or reject the entries and bill what is left: what nobody is to pay for is billed at nil. "
        "Delete milestones that will not be billed, lower products to what was delivered, and post the proposals."
    )
    subject = "contract_ids"


@event("process.close_contracts")
def close_contracts(act: Act, *, contract_ids: Sequence[int]) -> int:
    """Close confirmed contracts of which nothing is left to bill; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``confirmed``.

    Returns:
        How many were closed.

    Raises:
        ContractNotMovable: One is a draft or closed already, or does not exist.
        ContractNotBilled: There is open work, a milestone, a draft proforma or a proposal of one, or an entry that
            waits to be approved.

    Source:
        docs/rules/agreements.md#closing-contracts.
    """
    # Whoever approves or bills is waited for here, and seen by the next statement.
    lock_contracts(act)
    left = left_of_contracts(company_id=act.company_id, contract_ids=contract_ids)
    closed = agreements.close_contracts(act, contract_ids=contract_ids)
    if left:
        raise ContractNotBilled(
            contract_ids=sorted({one.contract_id for one in left}), found="; ".join(map(str, left))
        )
    return closed
