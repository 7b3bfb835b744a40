"""What the database refuses about companies."""

from unbilled.foundation.guards import Guard, undeletable


def guards() -> list[Guard]:
    """Parents of line-grain rows stay."""
    return [undeletable("companies_company"), undeletable("companies_dimension_set")]
