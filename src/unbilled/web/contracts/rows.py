"""What is done with rows of contract lines and of change orders."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.rules import ChangeOrderEmpty
from unbilled.foundation.acts import Act
from unbilled.kit.numbers import number_typed
from unbilled.kit.screens import Chosen, Done
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.approve_change_orders import approve_change_orders
from unbilled.process.events.draft_change_order import draft_change_order


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


def approve_orders(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Approve change orders, and apply those whose day has come."""
    done = approve_change_orders(act, change_order_ids=chosen.ids)
    return Done("Approved", {"change orders": done.approved_count, "applied": done.applied_count})


def apply_orders(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Apply approved change orders whose day has come."""
    return Done("Applied", {"change orders": apply_change_orders(act, change_order_ids=chosen.ids)})


def withdraw_orders(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Withdraw change orders that are not applied."""
    return Done("Withdrawn", {"change orders": withdraw_change_orders(act, change_order_ids=chosen.ids)})
