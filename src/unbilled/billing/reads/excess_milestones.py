"""Whether the milestones of lines stay within what was agreed."""

from collections.abc import Sequence

from unbilled.billing.rules import MilestonesExceedContract
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def refuse_excess_milestones(*, company_id: int, contract_ids: Sequence[int]) -> None:
    """Refuse lines whose milestones total more than was agreed.

    Args:
        company_id: Company of the contracts.
        contract_ids: Contracts whose lines have other amounts now.

    Raises:
        MilestonesExceedContract: The milestones of a line total more than its amount.

    Source:
        docs/rules/billing.md#milestones.
    """
    for line in SQL.rows(company_id=company_id, contract_ids=list(contract_ids)):
        digits = line["digits"]
        raise MilestonesExceedContract(
            line=line["line"],
            contract=line["contract"],
            total=f"{line['total']:,.{digits}f}",
            contracted=f"{line['contracted']:,.{digits}f}",
            currency=line["currency"],
        )
