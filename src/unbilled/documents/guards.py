"""What the database refuses about documents."""

from unbilled.documents.states import DELIVERY, QUESTION
from unbilled.foundation.guards import Guard, append_only, follows, frozen, undeletable


def guards() -> list[Guard]:
    """Bytes that were sent never change, nor what they were made with; what was sent is kept, and moves as drawn."""
    return [
        append_only("documents_document"),
        append_only("documents_attachment"),
        append_only("documents_chain_link"),
        append_only("documents_stationery"),
        follows(DELIVERY),
        follows(QUESTION),
        frozen("documents_question", when="old.status = 'answered'"),
        undeletable("documents_delivery"),
        undeletable("documents_customer_page"),
    ]
