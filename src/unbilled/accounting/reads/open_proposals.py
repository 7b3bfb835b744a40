"""Invoice proposals that are not posted yet."""

from dataclasses import dataclass

from unbilled.foundation.selections import Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class OpenProposal:
    """A proposal on its way to an invoice.

    Attributes:
        proposal_id: Its identity.
        number: Its number, that of the proforma.
        contract_id: Contract.
        status: ``header_only`` or ``populated``.
        detail_count: Details of its proforma, which become its lines.
    """

    proposal_id: int
    number: str
    contract_id: int
    status: str
    detail_count: int


def open_proposals(*, company_id: int, selection: Selection) -> list[OpenProposal]:
    """The proposals that a filter takes, by number.

    Args:
        company_id: Company that invoices.
        selection: By contract and customer, by project of a detail, and by accounting date.
    """
    return [OpenProposal(**row) for row in SQL.rows(company_id=company_id, **selection.params())]
