"""Proposals whose tax waits for the date of issue."""

from collections.abc import Sequence

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def undated_proposals(*, company_id: int, proposal_ids: Sequence[int]) -> list[int]:
    """Proposals without an invoice date, where the company's tax goes by that; in the order of their identities.

    Source:
        docs/rules/tax.md#tax-date.
    """
    return SQL.values(company_id=company_id, proposal_ids=list(proposal_ids))
