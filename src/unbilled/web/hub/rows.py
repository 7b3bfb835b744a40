"""What is done with rows of the billing hub."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from unbilled.billing.events.create_proformas import create_proformas
from unbilled.foundation import figures
from unbilled.foundation.acts import Act
from unbilled.kit.screens import Chosen, Done
from unbilled.reports.reads.billing_hub import would_bill
from unbilled.web.backlog.rows import created


def bill_contracts(act: Act, chosen: Chosen, filled: Mapping[str, str]) -> Done:
    """Put all that is ready of chosen contracts on draft proformas."""
    through = date.fromisoformat(filled["through"])
    return created(create_proformas(act, contract_ids=chosen.ids, through=through))


def foresee_proformas(company_id: int, chosen: Chosen, filled: Mapping[str, str]) -> list[str]:
    """The proformas that chosen contracts would have."""
    found = would_bill(
        company_id=company_id, contract_ids=chosen.ids, through=date.fromisoformat(filled["through"])
    )
    return [
        f"{one.contract}, {one.customer}: {figures.counted(one.record_count, 'lines')}, "
        f"{figures.money_in(one.transaction_amount, one.transaction_currency)}"
        for one in found
    ]


def contracts_through(
    act: Act, chosen: Chosen, filled: Mapping[str, str]
) -> tuple[list[int], dict[str, Any]]:
    """The contracts, with what is ready of them through a day."""
    return chosen.ids, {"through": date.fromisoformat(filled["through"]), "only_ready": True}
