"""What people call deliveries and questions, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.documents.delivery.refusals import CustomerQuestionUnknown, DeliveryUnknown
from unbilled.documents.models import Delivery, Question
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LONGEST_PLACE = 10


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


def find_deliveries(*, company_id: int, names: Sequence[str]) -> list[int]:
    """Deliveries by name.

    Args:
        company_id: Company.
        names: Their names, such as ``2026-00001/1``.

    Raises:
        DeliveryUnknown: There is none of a name.
    """
    wanted = list(dict.fromkeys(names))
    found = dict(Delivery.objects.filter(company_id=company_id, name__in=wanted).values_list("name", "pk"))
    if unknown := [name for name in wanted if name not in found]:
        raise DeliveryUnknown(records=unknown)
    return [found[name] for name in wanted]


def find_question(*, company_id: int, name: str) -> int:
    """A question by the number of the document and its own, such as ``2026-00001/1``.

    Args:
        company_id: Company.
        name: Its name.

    Raises:
        CustomerQuestionUnknown: There is none.
    """
    number, _, place = name.rpartition("/")
    if place.isdecimal() and len(place) < LONGEST_PLACE:
        found = Question.objects.filter(
            company_id=company_id, invoice__number=number, question_no=int(place)
        ).first()
        if found is not None:
            return int(found.pk)
    raise CustomerQuestionUnknown(record=name)
