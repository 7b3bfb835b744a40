"""Confirm contracts: from here on their lines decide what work is worth and who pays."""

from collections.abc import Sequence

from unbilled.agreements.reads.contract_names import contract_names
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.reads.whole_terms import refuse_partial_terms
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)
CUSTOMERS = statement(__file__, "customers")


class ContractNotDraft(Refusal):
    """Only a draft can be confirmed."""

    sentence = "Only draft contracts can be confirmed: {records}."
    remedy = "Confirm drafts of this company only."
    subject = "contract_ids"


class ContractWithoutCustomer(Refusal):
    """Someone must pay."""

    sentence = "Contract {records} has no customer."
    remedy = "Add the customer who pays."
    subject = "contract_ids"


@event("agreements.confirm_contracts")
def confirm_contracts(act: Act, *, contract_ids: Sequence[int]) -> int:
    """Confirm draft contracts; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``draft``.

    Returns:
        How many were confirmed.

    Raises:
        ContractNotDraft: One is confirmed already, or does not exist.
        ContractWithoutCustomer: One has no customer.
        SplitNotComplete: The shares of a line's customers do not total 100 percent.
        CoverageOverlaps: A line covers work that another line, of these or of a confirmed contract, covers.

    Source:
        docs/rules/agreements.md#confirming-contracts; docs/rules/agreements.md#customers-and-shares;
        docs/rules/agreements.md#one-line-for-the-same-work.
    """
    asked = list(contract_ids)
    lock_contracts(act)
    confirmed = SQL.values(act, contract_ids=asked)
    refuse_rest(ContractNotDraft, contract_ids, confirmed, contract_names(act, states=True))
    alone = CUSTOMERS.rows(act, contract_ids=asked)
    if alone:
        raise ContractWithoutCustomer(
            contract_ids=[contract["contract_id"] for contract in alone],
            records=[contract["number"] for contract in alone],
        )
    refuse_partial_terms(act, contract_ids=asked)
    return len(confirmed)
