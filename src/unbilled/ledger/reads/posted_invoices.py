"""Posted invoices and credit notes that a filter takes."""

from unbilled.foundation.selections import Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def posted_invoices(*, company_id: int, selection: Selection) -> list[int]:
    """The identities of posted invoices and credit notes, in the order of their posting.

    Args:
        company_id: Company that invoices.
        selection: By contract and customer, by project of a line, and by invoice date.
    """
    return SQL.values(company_id=company_id, **selection.params())
