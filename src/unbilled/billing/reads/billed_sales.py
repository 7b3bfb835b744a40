"""What lines of a confirmed proforma bill still."""

from collections.abc import Sequence

from unbilled.billing.rules import DetailUnknown
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def billed_sales(*, company_id: int, proforma_id: int, line_nos: Sequence[int], number: str) -> list[int]:
    """Identities of the billed sales of some lines; a line may have two, what is charged and what is not.

    Args:
        company_id: Company.
        proforma_id: A confirmed proforma.
        line_nos: Numbers of its lines.
        number: Its number, for the sentence of a refusal.

    Raises:
        DetailUnknown: None of the lines bills anything any more.

    Source:
        docs/rules/billing.md#revising.
    """
    found = SQL.values(company_id=company_id, proforma_id=proforma_id, line_nos=list(line_nos))
    if not found:
        raise DetailUnknown(proforma=number, line_nos=list(line_nos))
    return found
