"""What the database refuses about documents."""

from unbilled.documents.states import DELIVERY, QUESTION
from unbilled.foundation.guards import Guard, append_only, follows, frozen, undeletable


def guards() -> list[Guard]:
    """Bytes that were sent never change, nor what was said of them; what was sent to whom is kept, and moves as drawn."""
    return [
        append_only("documents_document"),
        append_only("documents_chain_link"),
        follows(DELIVERY),
        follows(QUESTION),
        frozen("documents_question", when="old.status = 'answered'"),
        undeletable("documents_delivery"),
        undeletable("documents_customer_page"),
    ]
