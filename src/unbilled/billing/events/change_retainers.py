"""Change retainers: what was agreed is agreed otherwise, as long as nobody was asked for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.billing.events.add_retainers import (
    NewRetainer,
    PrepaidHoursUnfit,
    RetainerNameTaken,
    is_fit,
    refuse_retainers,
)
from unbilled.billing.events.delete_retainers import RetainerBilled
from unbilled.billing.reads.lock_work import lock_work
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.money import rounded
from unbilled.foundation.seen import refuse_stale
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement

SQL = statement(__file__)
NOW = statement(__file__, "now")
FIELDS = ("name", "retainer_date", "transaction_amount", "hours", "unit_price", "overage_price")


@dataclass(frozen=True)
class ChangedRetainer:
    """What a retainer becomes; what is None stays.

    Attributes:
        name: Its name.
        retainer_date: Day it falls due.
        transaction_amount: Before tax, contract currency; of prepaid hours it follows from hours and price.
        hours: Prepaid hours.
        unit_price: Price of one of these hours.
        overage_price: Price of hours beyond them.
    """

    name: str | None = None
    retainer_date: date | None = None
    transaction_amount: Decimal | None = None
    hours: Decimal | None = None
    unit_price: Decimal | None = None
    overage_price: Decimal | None = None


@event("billing.change_retainers")
def change_retainers(act: Act, *, changes: Mapping[int, ChangedRetainer]) -> list[int]:
    """Change retainers that are on no proforma and never were; all or nothing.

    One whose amount becomes another is not ready until somebody marks it again.

    Args:
        act: Who, for which company, on which day.
        changes: By retainer.

    Returns:
        Ids of the retainers.

    Raises:
        RetainerBilled: One is on a proforma, was on a confirmed one, or does not exist.
        PrepaidHoursUnfit: Prepaid hours would get an amount, or money hours or their prices; or one of them is zero or
            less.
        RetainerNameMissing: A name would be empty.
        RetainerNameTaken: The customer has a retainer of a new name, or two would get it.
        RetainerAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        AmountTooLarge: An amount has more digits than the books hold.
        ChangedMeanwhile: One is not what the act has seen of it.
        NotYours: One is another manager's, and the person's role is for their own.

    Source:
        docs/rules/retainers.md#retainers.
    """
    refuse_foreign(act.sight, {"retainer_ids": list(changes)})
    lock_work(act, actual_ids=(), milestone_ids=(), retainer_ids=list(changes))
    rows = NOW.rows(act, retainer_ids=list(changes))
    billed = [row for row in rows if row["is_billed"]]
    gone = sorted(set(changes) - {row["retainer_id"] for row in rows})
    if billed or gone:
        raise RetainerBilled(
            retainer_ids=[*(row["retainer_id"] for row in billed), *gone],
            records=[
                *(f"{row['name']} of contract {row['contract']}" for row in billed),
                *("a retainer that is not there" for _ in gone),
            ],
        )
    refuse_stale(
        act,
        {
            f"retainer {row['contract']}/{row['name']}": NewRetainer(**{name: row[name] for name in FIELDS})
            for row in rows
        },
    )
    unfit = [row["name"] for row in rows if not _is_fit(row, changes[row["retainer_id"]])]
    if unfit:
        raise PrepaidHoursUnfit(names=unfit)
    wanted = [_becoming(row, changes[row["retainer_id"]]) for row in rows]
    _refuse_names(wanted)
    for row in wanted:
        refuse_retainers([(row["name"], row["transaction_amount"])], row["currency"], row["digits"])
    changed = SQL.values(
        act,
        retainer_ids=[row["retainer_id"] for row in wanted],
        names=[row["name"] for row in wanted],
        retainer_dates=[row["retainer_date"] for row in wanted],
        amounts=[row["transaction_amount"] for row in wanted],
        hours=[row["hours"] for row in wanted],
        unit_prices=[row["unit_price"] for row in wanted],
        overage_prices=[row["overage_price"] for row in wanted],
    )
    note_changes(act, _noted(rows, wanted))
    return sorted(changed)


def _becoming(row: dict[str, Any], change: ChangedRetainer) -> dict[str, Any]:
    said = {name: getattr(change, name) for name in FIELDS if getattr(change, name) is not None}
    if "name" in said:
        said["name"] = said["name"].strip()
    becoming = row | said
    if becoming["hours"] is not None:
        becoming["transaction_amount"] = rounded(becoming["hours"] * becoming["unit_price"], row["digits"])
    return becoming


def _is_fit(row: dict[str, Any], change: ChangedRetainer) -> bool:
    """Whether it stays money, or hours at a price."""
    of_hours = {name: getattr(change, name) for name in ("hours", "unit_price", "overage_price")}
    if row["hours"] is None:
        return all(one is None for one in of_hours.values())
    said = {name: row[name] if one is None else one for name, one in of_hours.items()}
    return is_fit(NewRetainer(row["name"], row["retainer_date"], change.transaction_amount, **said))


def _refuse_names(wanted: Sequence[dict[str, Any]]) -> None:
    counts = Counter((row["contract"], row["customer"], row["name"]) for row in wanted)
    for row in wanted:
        if counts[row["contract"], row["customer"], row["name"]] > 1 or row["name"] in row["others"]:
            raise RetainerNameTaken(contract=row["contract"], customer=row["customer"], names=[row["name"]])


def _noted(rows: Sequence[dict[str, Any]], wanted: Sequence[dict[str, Any]]) -> Sequence[Change]:
    return [
        Change("retainer", f"{row['contract']}/{row['name']}", name, row[name], one[name])
        for row, one in zip(rows, wanted, strict=True)
        for name in FIELDS
        if row[name] != one[name]
    ]
