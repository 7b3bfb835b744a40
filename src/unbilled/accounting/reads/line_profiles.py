"""Which profile serves each line of contracts, and by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class LineProfile:
    """The profile of a contract line.

    Attributes:
        contract_line_id: The line.
        profile: Code of the profile; empty where no rule fits.
        rule_id: The rule of the contract itself, where there is one.
    """

    contract_line_id: int
    profile: str
    rule_id: int | None


def line_profiles(*, company_id: int, contract_ids: Sequence[int]) -> dict[int, LineProfile]:
    """The profile of each line of contracts, by the line.

    Args:
        company_id: Company of the contracts.
        contract_ids: The contracts.

    Source:
        docs/rules/journal.md#profiles.
    """
    rows = SQL.rows(company_id=company_id, contract_ids=list(contract_ids))
    return {row["contract_line_id"]: LineProfile(**row) for row in rows}
