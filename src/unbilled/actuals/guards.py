"""What the database refuses about actuals."""

from unbilled.foundation.guards import Guard, append_only, references_of


def guards() -> list[Guard]:
    """Actuals never change."""
    return [append_only("actuals_actual"), *references_of("actuals")]
