"""Draw hours: prepaid hours pay for time on drafts, the oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
KNOWN = statement(__file__, "known")
PRICE = statement(__file__, "price")
RELEASE = statement(__file__, "release")


@dataclass(frozen=True)
class DrawnHours:
    """Hours of a prepaid retainer that pay for time on a draft, and what they come to before tax, contract currency."""

    proforma_id: int
    retainer_id: int
    line_no: int
    transaction_amount: Decimal
    hours: Decimal
    transaction_currency: str


@event("billing.draw_hours")
def draw_hours(
    act: Act,
    *,
    proforma_ids: Sequence[int],
    after_line_nos: Sequence[int] | None = None,
    is_automatic: bool = False,
) -> list[DrawnHours]:
    """Let prepaid hours pay for time on drafts, within the event that makes, adds to or applies to them.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.
        after_line_nos: Of each draft, the line behind which it has the time; None: all of it.
        is_automatic: Only drafts of contracts that say so.

    Returns:
        What is drawn, by proforma and line.

    Source:
        docs/rules/retainers.md#prepaid-hours.
    """
    known = set(KNOWN.values(act, proforma_ids=list(proforma_ids), is_automatic=is_automatic))
    if not known:
        return []
    after = dict(zip(proforma_ids, after_line_nos or [0] * len(proforma_ids), strict=True))
    return _drawn(act, {one: after[one] for one in known}, is_capped=False)


def redraw_hours(
    act: Act, *, proforma_ids: Sequence[int], hours: Mapping[int, Decimal] | None = None
) -> list[DrawnHours]:
    """Draw hours on drafts anew, as much of each retainer as they drew, or as is said.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.
        hours: Retainer to how many hours each of the drafts is to draw of it.

    Returns:
        What is drawn, by proforma and line.
    """
    rows = RELEASE.rows(act, proforma_ids=list(proforma_ids))
    if not rows and hours is None:
        return []
    caps = {(row["proforma_id"], row["retainer_id"]): row["hours"] for row in rows if row["retainer_id"]}
    caps |= {(one, retainer_id): each for one in proforma_ids for retainer_id, each in (hours or {}).items()}
    return _drawn(act, dict.fromkeys(proforma_ids, 0), is_capped=True, caps=caps)


def _drawn(
    act: Act,
    drafts: Mapping[int, int],
    *,
    is_capped: bool,
    caps: Mapping[tuple[int, int], Decimal] | None = None,
) -> list[DrawnHours]:
    given: dict[str, Any] = {
        "proforma_ids": sorted(drafts),
        "after_line_nos": [drafts[one] for one in sorted(drafts)],
    }
    capped = {
        "cap_proforma_ids": [one for one, _ in caps or ()],
        "cap_retainer_ids": [one for _, one in caps or ()],
        "cap_hours": list((caps or {}).values()),
    }
    # Hours of a line pay before those of the whole contract.
    rows = [
        row
        for is_of_line in (True, False)
        for row in SQL.rows(act, **given, **capped, is_capped=is_capped, is_of_line=is_of_line)
    ]
    PRICE.execute(act, **given)
    return [DrawnHours(**row) for row in rows]
