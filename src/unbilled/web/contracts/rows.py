"""What is done with rows of contract lines and of change orders."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from unbilled.agreements.rules import ChangeOrderEmpty
from unbilled.foundation.acts import Act
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Chosen, Done
from unbilled.process.events.draft_change_order import draft_change_order
from unbilled.process.runs.over_agreed import APPLY_ORDERS, APPROVE_ORDERS, CONFIRM_CONTRACTS, WITHDRAW_ORDERS
from unbilled.web.lists.over import over


def order_change(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Draft a change order of the lines of a contract."""
    contract_ids = list(dict.fromkeys(chosen.listing.values("contract_id")))
    said: dict[str, Any] = {
        field: number_typed(filled[field]) for field in ("amount", "limit") if filled[field]
    }
    if filled["customers"]:
        shares = (one.partition("=") for one in filled["customers"].split(","))
        said["customers"] = {account.strip(): number_typed(share) for account, _, share in shares}
    if len(contract_ids) > 1:
        raise ChangeOrderEmpty(reason="the lines are of several contracts")
    drafted = draft_change_order(
        act,
        contract_id=contract_ids[0],
        name=filled["name"],
        effective_date=date.fromisoformat(filled["from_day"]),
        lines={name.partition("/")[2]: said for name in chosen.listing.values("name")} if said else {},
    )
    return Done(f"Drafted {drafted.name}", {"change orders": 1})


CONFIRMS = over(CONFIRM_CONTRACTS, "Confirmed")
APPROVES_ORDERS = over(APPROVE_ORDERS, "Approved")
APPLIES_ORDERS = over(APPLY_ORDERS, "Applied")
WITHDRAWS_ORDERS = over(WITHDRAW_ORDERS, "Withdrawn")
