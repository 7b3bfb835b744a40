"""What people call deliveries, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class NamedDelivery:
    """A delivery.

    Attributes:
        delivery_id: Its identity.
        name: Number of the document and of the sending, such as ``2026-00001/1``.
        status: Where it stands.
    """

    delivery_id: int
    name: str
    status: str


def delivery_names(*, company_id: int, delivery_ids: Sequence[int]) -> list[NamedDelivery]:
    """Deliveries by identity, in its order.

    Args:
        company_id: Company.
        delivery_ids: Deliveries.

    Source:
        docs/rules/documents.md#delivery.
    """
    return [NamedDelivery(**row) for row in SQL.rows(company_id=company_id, delivery_ids=list(delivery_ids))]
