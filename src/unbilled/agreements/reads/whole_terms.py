"""Whether the terms of contracts are whole: every part of the work has a payer, and no work two lines."""

from collections.abc import Sequence

from unbilled.agreements.rules import CoverageOverlaps, SplitNotComplete
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SPLITS = statement(__file__, "splits")
COVERAGE = statement(__file__, "coverage")


def refuse_partial_terms(act: Act, *, contract_ids: Sequence[int]) -> None:
    """Refuse contracts whose terms cannot bill.

    Args:
        act: For which company.
        contract_ids: Contracts that are confirmed, or are to be.

    Raises:
        SplitNotComplete: The shares of a line's customers do not total 100 percent.
        CoverageOverlaps: A line covers work that another line, of these or of a confirmed contract, covers.

    Source:
        docs/rules/agreements.md#customers-and-shares; docs/rules/agreements.md#one-line-for-the-same-work.
    """
    asked = list(contract_ids)
    incomplete = SPLITS.rows(act, contract_ids=asked)
    if incomplete:
        raise SplitNotComplete(
            contract_ids=sorted({line["contract_id"] for line in incomplete}),
            lines=[
                f"{line['number']} line {line['line_no']} {line['line_name']} has "
                f"{line['total_percent'].normalize():f} %"
                for line in incomplete
            ],
        )
    overlapping = COVERAGE.rows(act, contract_ids=asked)
    if overlapping:
        raise CoverageOverlaps(
            contract_ids=sorted({pair["contract_id"] for pair in overlapping}),
            lines=[
                f"{pair['one_line']} and {pair['other_line']} ({pair['project']})" for pair in overlapping
            ],
        )
