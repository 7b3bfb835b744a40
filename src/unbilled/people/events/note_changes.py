"""Note changes: what an act did to masters, each field before and after."""

import json
from collections.abc import Sequence

from unbilled.foundation.acts import Change
from unbilled.foundation.answers import noted
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def note_changes(act_id: int, changes: Sequence[Change]) -> None:
    """Add what was changed to an act that is being carried out.

    Args:
        act_id: The act.
        changes: What became of which field of which record.

    Source:
        docs/rules/acts.md#the-act-log.
    """
    SQL.execute(act_id=act_id, changes=json.dumps([noted(one) for one in changes]))
