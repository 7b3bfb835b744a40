"""What is left of contracts that are to be closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.figures import some
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Left:
    """Records of one kind that are left of a contract.

    Attributes:
        contract_id: The contract.
        contract: Its number.
        what: What the records are, such as ``work not billed``.
        record_count: How many.
        names: What people call the first of them.
    """

    contract_id: int
    contract: str
    what: str
    record_count: int
    names: list[str]

    def __str__(self) -> str:
        return f"{self.contract}, {self.what}: {some(self.names, self.record_count)}"


def left_of_contracts(*, company_id: int, contract_ids: Sequence[int]) -> list[Left]:
    """What is to be approved or on its way to an invoice, by contract.

    Args:
        company_id: Company of the contracts.
        contract_ids: The contracts; while they are confirmed, their lines tell which entries wait for them.

    Source:
        docs/rules/agreements.md#closing-contracts.
    """
    return [Left(**row) for row in SQL.rows(company_id=company_id, contract_ids=list(contract_ids))]
