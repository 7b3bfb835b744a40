"""What the invoices of open proposals lack of what the law wants, told when they are proposed."""

from unbilled.foundation.statements import statement
from unbilled.masterdata.reads.legal_gaps import LegalGap

SQL = statement(__file__)


def gaps_of_proposals(*, company_id: int) -> list[LegalGap]:
    """Records without which open proposals cannot be posted, and what they lack.

    Args:
        company_id: The company.

    Source:
        docs/rules/invoices.md#legal-data
    """
    return [LegalGap(**row) for row in SQL.rows(company_id=company_id)]
