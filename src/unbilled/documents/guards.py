"""What the database refuses about documents."""

from unbilled.documents.states import DELIVERY, QUESTION
from unbilled.foundation.guards import Guard, append_only, follows, frozen, undeletable


def guards() -> list[Guard]:
    """Bytes that were sent never change; what was sent to whom is kept, and moves along its drawing."""
    return [
        append_only("documents_document"),
        follows(DELIVERY),
        follows(QUESTION),
        frozen("documents_question", when="old.status = 'answered'"),
        undeletable("documents_delivery"),
        undeletable("documents_customer_page"),
    ]
