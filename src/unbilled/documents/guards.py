"""What the database refuses about documents."""

from unbilled.foundation.guards import Guard, append_only


def guards() -> list[Guard]:
    """Bytes that were sent never change, and neither does what they were made with."""
    return [append_only("documents_document"), append_only("documents_stationery")]
