"""Which journal lines can be posted, and what stands against the others, cause by cause."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from unbilled.accounting.events import post_journals as posting
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.rules import NOT_OPEN
from unbilled.foundation.acts import Act

END = """looked as (
    select count(*) as line_count, count(resolved.voucher_id) as voucher_count
      from resolved
     where resolved.refusal is null
)

select null as refusal, null as found, null::bigint[] as actual_ids, line_count, voucher_count
  from looked
 union all
select refusal, found, array_agg(actual_id order by actual_id), 0, 0
  from faults
 group by refusal, found
 order by refusal nulls first, found
"""
LOOK = posting.SQL.until("entries as (\n    insert into", END, {"nextval(known.voucher_ids)": "0::bigint"})
"""What posting finds out before it writes: one rule for both, and no number is drawn."""
OF_A_DAY = {refusal.__name__ for refusal in NOT_OPEN}
UNPOSTABLE = {refusal.__name__: refusal for refusal in posting.UNPOSTABLE}


@dataclass(frozen=True)
class Cause:
    """What stands against some journal lines: the refusal they would meet, in words, and the lines."""

    refusal: str
    sentence: str
    remedy: str
    actual_ids: list[int]


@dataclass(frozen=True)
class PostableLines:
    """How many lines can be posted and how many vouchers they make, and what stands against each of the others."""

    line_count: int = 0
    voucher_count: int = 0
    causes: list[Cause] = field(default_factory=list)

    @property
    def at_fault(self) -> set[int]:
        """The lines that cannot be posted."""
        return {one for cause in self.causes for one in cause.actual_ids}


def postable_lines(act: Act, *, actual_ids: Sequence[int]) -> PostableLines:
    """Look at journal lines as posting would, and write nothing.

    Args:
        act: Who looks, for which company.
        actual_ids: Actuals whose journal lines are meant.

    Source:
        docs/rules/journal.md#previewing.
    """
    if not actual_ids:
        return PostableLines()
    rows = by_period(LOOK.rows(act, actual_ids=list(actual_ids)))
    names = journal_line_names(act, states=True)
    causes = []
    for row in rows:
        if row["refusal"]:
            found = [row["found"]] if row["found"] is not None else []
            refusal = UNPOSTABLE[row["refusal"]](
                actual_ids=row["actual_ids"], found=found, records=names(row["actual_ids"])
            )
            causes.append(Cause(row["refusal"], refusal.message, refusal.advice, row["actual_ids"]))
    [fine] = [row for row in rows if row["refusal"] is None]
    return PostableLines(fine["line_count"], fine["voucher_count"], causes)


def by_period(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One cause of all days on which the books take nothing for the same reason: what is mended once is told once."""
    merged: dict[str, dict[str, Any]] = {}
    told = []
    for row in rows:
        name = row["refusal"]
        if name not in OF_A_DAY:
            told.append(row)
        elif name not in merged:
            merged[name] = dict(row, days=[row["found"]])
            told.append(merged[name])
        else:
            merged[name]["days"].append(row["found"])
            merged[name]["actual_ids"] = [*merged[name]["actual_ids"], *row["actual_ids"]]
    for row in merged.values():
        first, last = min(row["days"]), max(row["days"])
        row["found"] = first if first == last else f"{first} to {last}"
    return told
