"""Plan products: what is not billed yet of the product of a line waits to be billed, in whole or in parts."""

from collections.abc import Sequence

from unbilled.billing.rules import ProductBeyondContract
from unbilled.foundation import figures
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.plan_products")
def plan_products(
    act: Act,
    *,
    contract_ids: Sequence[int] = (),
    contract_line_ids: Sequence[int] = (),
    only_waiting: bool = False,
) -> int:
    """Let the parts of products total what is agreed of them; all or nothing.

    What is agreed beyond them waits as one more part; where less is left, what waits gives way. Parts that are on no
    proforma get the price, unit and payer of the line. A part whose quantity or price becomes another is not ready
    until somebody marks it again. What is as agreed stays as it is.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts, locked; closed ones are left alone.
        contract_line_ids: Lines besides, of locked contracts.
        only_waiting: What is ready does not give way.

    Returns:
        How many contracts and lines were asked for.

    Raises:
        ProductBeyondContract: More of a product is on proformas than is agreed.

    Source:
        docs/rules/billing.md#products; docs/rules/actuals.md#splits.
    """
    beyond = SQL.rows(
        act,
        contract_ids=list(contract_ids),
        contract_line_ids=list(contract_line_ids),
        only_waiting=only_waiting,
    )
    if beyond:
        raise ProductBeyondContract(
            contract_line_ids=[row["contract_line_id"] for row in beyond],
            found=[
                f"{row['contract']}/{row['line']}, {figures.quantity(row['billed_quantity'])} of "
                f"{figures.quantity(row['quantity'])} {row['unit']}"
                for row in beyond
            ],
        )
    return len(contract_ids) + len(contract_line_ids)
