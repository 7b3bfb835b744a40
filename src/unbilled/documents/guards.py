"""What the database refuses about documents."""

from unbilled.foundation.guards import Guard, append_only


def guards() -> list[Guard]:
    """Bytes that were sent never change, nor what was said of them."""
    return [
        append_only("documents_document"),
        append_only("documents_attachment"),
        append_only("documents_chain_link"),
    ]
