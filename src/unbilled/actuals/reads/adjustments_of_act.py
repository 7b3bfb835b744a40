"""What an act adjusted and nobody undid."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from unbilled.actuals.models import Adjustment
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


def acts_that_adjusted(act: Act, *, actual_ids: Sequence[int]) -> list[int]:
    """Numbers of the acts that adjusted some unbilled sales, where nobody undid it.

    Args:
        act: Its company is that of the sales.
        actual_ids: The sales as they were before.

    Source:
        docs/rules/actuals.md#adjustments.
    """
    made = Adjustment.objects.filter(company_id=act.company_id, actual_id__in=actual_ids, undoes=None)
    undone = Adjustment.objects.filter(undoes=OuterRef("pk"))
    return sorted(set(made.filter(~Exists(undone)).values_list("act_id", flat=True)))
