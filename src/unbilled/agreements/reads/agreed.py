"""What was agreed: contracts of a company as the plain records that would add them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unbilled.agreements.records import CLASSES, NewContract, NewLine
from unbilled.agreements.rules import ContractClosed
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES = statement(__file__, "lines")


@dataclass(frozen=True)
class AgreedContract:
    """A contract as it stands.

    Attributes:
        contract_id: Its identity.
        status: Where it stands.
        contract: What was agreed.
        line_ids: Identities of its lines by name.
    """

    contract_id: int
    status: str
    contract: NewContract
    line_ids: Mapping[str, int]


def refuse_closed(contracts: Iterable[AgreedContract]) -> None:
    """Refuse to change what is closed.

    Raises:
        ContractClosed: One of the contracts is.
    """
    closed = [one for one in contracts if one.status == "closed"]
    if closed:
        raise ContractClosed(
            contract_ids=[one.contract_id for one in closed], records=[one.contract.number for one in closed]
        )


def agreed(*, company_id: int, numbers: Iterable[str] | None = None) -> list[AgreedContract]:
    """Contracts of a company, by number.

    Args:
        company_id: The company.
        numbers: Those that are wanted; None takes all. A number that is nobody's is left out.

    Source:
        docs/rules/agreements.md#contracts.
    """
    wanted = {"company_id": company_id, "numbers": None if numbers is None else list(numbers)}
    lines: dict[str, list[tuple[int, NewLine]]] = {}
    for row in LINES.rows(**wanted):
        lines.setdefault(row["contract"], []).append((row.pop("contract_line_id"), _line(row)))
    return [_contract(row, lines.get(row["number"], [])) for row in SQL.rows(**wanted)]


def _contract(row: dict[str, Any], lines: list[tuple[int, NewLine]]) -> AgreedContract:
    contract_id, status = row.pop("contract_id"), row.pop("status")
    for word in ("bill_to", "customer_terms"):
        row[word] = {account: said for account, said in zip(row["customers"], row[word], strict=True) if said}
    row["customer_limits"] = _limits(row)
    row["customers"] = _shares(row)
    row["limit"] = _figure(row["limit"])
    row["price_lists"] = tuple(row["price_lists"])
    if row["fixed_rate"] is not None:
        row["fixed_rate"] = row["fixed_rate"].normalize()
    return AgreedContract(
        contract_id=contract_id,
        status=status,
        contract=NewContract(**row, lines=tuple(line for _, line in lines)),
        line_ids={line.name: line_id for line_id, line in lines},
    )


def _line(row: dict[str, Any]) -> NewLine:
    return NewLine(
        contract=row["contract"],
        name=row["name"],
        billing_method=row["billing_method"],
        project=row["project"],
        classes=tuple(one for one in CLASSES if row[f"include_{one}"]),
        tasks=dict(zip(row["tasks"], row["task_types"], strict=True)),
        amount=row["amount"].normalize() + 0,
        dimensions=json.loads(row["dimensions"]) or None,
        customer_limits=_limits(row),
        customers=_shares(row),
        rounding=row["rounding"],
        roles=dict(zip(row["roles"], row["role_types"], strict=True)),
        categories=dict(zip(row["categories"], row["category_types"], strict=True)),
        limit=_figure(row["limit"]),
        schedule=row["schedule"],
        billing_start=row["billing_start"],
        billing_through=row["billing_through"],
        quantity=_figure(row["quantity"]),
        unit=row["unit"],
        price=_figure(row["price"]),
        delivery_date=row["delivery_date"],
        category=row["category"],
    )


def _figure(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0


def _limits(row: dict[str, Any]) -> dict[str, Any]:
    limits = zip(row["customers"], row.pop("customer_limits"), strict=True)
    return {account: _figure(limit) for account, limit in limits if limit is not None}


def _shares(row: dict[str, Any]) -> dict[str, Any]:
    shares = row.pop("shares")
    return {account: share.normalize() + 0 for account, share in zip(row["customers"], shares, strict=True)}
