"""What an act adjusted and nobody undid."""

from dataclasses import dataclass

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class AdjustmentsOfAct:
    """Adjustments, and the unbilled sales in the place of what they adjusted."""

    adjustment_ids: list[int]
    actual_ids: list[int]


def adjustments_of_act(act: Act, *, act_number: int) -> AdjustmentsOfAct:
    """The adjustments that an act made and nothing undoes, in its company.

    Source:
        docs/rules/actuals.md#adjustments.
    """
    row = SQL.row(act, act_number=act_number)
    return AdjustmentsOfAct(adjustment_ids=row["adjustment_ids"], actual_ids=row["actual_ids"])
