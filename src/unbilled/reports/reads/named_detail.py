"""A line that somebody writes on a draft, from the words that people say."""

from typing import Any

from unbilled.agreements.reads.find_selection import find_selection
from unbilled.billing.events.write_details import NewDetail
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight
from unbilled.reports.reads.find_named import find_contract_line


def named_detail(
    *,
    company_id: int,
    contract: str,
    line: str,
    role: str | None = None,
    resource: str | None = None,
    category: str | None = None,
    transaction_class: str,
    unit: str = "",
    sight: Sight | None,
    **said: Any,
) -> NewDetail:
    """What ``write_details`` takes.

    Args:
        company_id: Company of the draft.
        contract: Number of its contract.
        line: Name or number of a line of that.
        role: As what somebody worked, by name.
        resource: Who worked, by name.
        category: Category, by name.
        transaction_class: ``time``, ``expense``, ``material`` or ``fee``.
        unit: Unit of the quantity; empty: hours of time, else pieces.
        sight: What the person may see; None: everything.
        said: Other fields of ``NewDetail``.

    Raises:
        NameUnknown: There is no such line, role, resource or category.
        NameAmbiguous: Several lines have the name.
    """
    asked = {"role": role, "resource": resource, "category": category}
    named: dict[str, Any] = {kind: name for kind, name in asked.items() if name}
    found = find_selection(company_id=company_id, selection=Selection(**named), sight=sight)
    ids: dict[str, Any] = {f"{kind}_id": next(iter(found.ids(f"{kind}_ids") or ()), None) for kind in named}
    return NewDetail(
        contract_line_id=find_contract_line(company_id=company_id, contract=contract, line=line, sight=sight),
        transaction_class=transaction_class,
        unit=unit or ("hour" if transaction_class == "time" else "piece"),
        **ids,
        **said,
    )
