"""Mirror journal lines: what is reversed before it is posted leaves the journal, what is posted is posted back."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class MirroredLines:
    """Lines that left the journal, and draft lines that will take back what is posted."""

    withdrawn_count: int
    mirrored_count: int


@event("accounting.mirror_journal_lines")
def mirror_journal_lines(act: Act, *, reversal_ids: Sequence[int]) -> MirroredLines:
    """Let the journal follow reversals of cost and unbilled sales.

    A draft line of what is reversed is withdrawn, and its reversal needs none. Where the line is posted, the
    reversal gets a draft line of the same journal, tax groups and dimensions.

    Args:
        act: Who, for which company, on which day.
        reversal_ids: Reversals just recorded.

    Source:
        docs/rules/journal.md#reversed-lines.
    """
    return MirroredLines(**SQL.row(act, reversal_ids=list(reversal_ids)))
