"""What the database refuses about actuals."""

from unbilled.foundation.guards import Guard, append_only, references_of


def guards() -> list[Guard]:
    """Actuals and their adjustments never change."""
    return [append_only("actuals_actual"), append_only("actuals_adjustment"), *references_of("actuals")]
