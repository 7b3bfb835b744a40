"""Delete milestones: what is no longer agreed goes, as long as nobody was billed for it."""

from collections.abc import Sequence

from unbilled.billing.reads.line_milestones import lock_line_milestones
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.delete_milestones")
def delete_milestones(act: Act, *, contract_line_id: int, names: Sequence[str]) -> int:
    """Remove milestones of a line that are on no proforma and never were, all parts of them; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_line_id: Their line.
        names: Their names within the line.

    Returns:
        How many milestones were removed.

    Raises:
        ContractLineUnknown: The company has no such line.
        MilestoneUnknown: The line has no milestone of a name.
        MilestoneBilled: One is on a proforma, or was billed.

    Source:
        docs/rules/billing.md#changing-milestones.
    """
    wanted = list(dict.fromkeys(names))
    line = lock_line_milestones(act, contract_line_id)
    line.refuse_billed(wanted)
    SQL.execute(act, contract_line_id=contract_line_id, names=wanted)
    note_changes(
        act,
        [
            Change(
                "milestone",
                f"{line.contract}/{line.line}/{name}",
                field,
                getattr(line.milestones[name], field),
                None,
            )
            for name in wanted
            for field in ("milestone_date", "transaction_amount")
        ],
    )
    return len(wanted)
