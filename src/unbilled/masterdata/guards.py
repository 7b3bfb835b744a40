"""What the database refuses about master data."""

from unbilled.foundation.guards import Guard, undeletable


def guards() -> list[Guard]:
    """Parents of line-grain rows stay."""
    return [
        undeletable("masterdata_project"),
        undeletable("masterdata_task"),
        undeletable("masterdata_role"),
        undeletable("masterdata_category"),
        undeletable("masterdata_resource"),
    ]
