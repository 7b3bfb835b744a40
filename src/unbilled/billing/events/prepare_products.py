"""Prepare products: a part of what is agreed of a product is ready to invoice, the rest waits."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.events.prepare_progress import LOCK
from unbilled.billing.rules import ContractLineUnknown, ProductBeyondContract
from unbilled.foundation import figures
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES = statement(__file__, "lines")
QUANTITY_DIGITS = 6


class LineWithoutProduct(Refusal):
    """Work is billed as it is done, or by milestones; only a product has a quantity to be delivered."""

    sentence = "No product is sold by {records}."
    remedy = "Choose a contract line that sells a product."
    subject = "contract_line_ids"


class ProductQuantityNotPositive(Refusal):
    """A part of a product is some of it."""

    sentence = "{quantity} is no quantity of a product."
    remedy = "Give a quantity above zero, with up to six decimals."


@event("billing.prepare_products")
def prepare_products(
    act: Act, *, contract_line_ids: Sequence[int], quantity: Decimal, delivery_date: date | None = None
) -> list[int]:
    """Bill a part of the products of lines; all or nothing.

    The part is cut off what waits of the product and is ready to invoice; what is left waits. Amounts sum to that of
    the whole, to the cent.

    Args:
        act: Who, for which company, on which day.
        contract_line_ids: Lines that each sell a product.
        quantity: How much of each, in its unit.
        delivery_date: Day on which it was delivered; that of the act.

    Returns:
        Ids of the parts that are ready now, one per line.

    Raises:
        ProductQuantityNotPositive: The quantity is zero or less, or has more than six decimals.
        ContractLineUnknown: The company has no such line.
        LineWithoutProduct: A line sells work.
        ContractClosed: A contract is closed.
        ProductBeyondContract: Less of a product waits.
        MilestoneNotMarkable: The contract is not confirmed.
        MilestoneOverLimit: It would exceed the limit of the contract, or of a customer of it.

    Source:
        docs/rules/billing.md#products.
    """
    if quantity <= 0 or quantity != rounded(quantity, QUANTITY_DIGITS):
        raise ProductQuantityNotPositive(quantity=f"{quantity:f}")
    ids = list(dict.fromkeys(contract_line_ids))
    LOCK.values(act, contract_line_ids=ids)
    lines = LINES.rows(act, contract_line_ids=ids)
    unknown = sorted(set(ids) - {line["contract_line_id"] for line in lines})
    if unknown:
        raise ContractLineUnknown(contract_line_id=unknown)
    others = [line for line in lines if not line["is_product"]]
    if others:
        raise LineWithoutProduct(
            contract_line_ids=[line["contract_line_id"] for line in others],
            records=[f"{line['contract']}/{line['line']}" for line in others],
        )
    closed = [line for line in lines if line["status"] == "closed"]
    if closed:
        raise ContractClosed(
            contract_ids=[line["contract_id"] for line in closed],
            records=[line["contract"] for line in closed],
        )
    beyond = [line for line in lines if line["waiting_quantity"] < quantity]
    if beyond:
        raise ProductBeyondContract(
            contract_line_ids=[line["contract_line_id"] for line in beyond],
            found=[
                f"{line['contract']}/{line['line']}, {figures.quantity(quantity)} of "
                f"{figures.quantity(line['waiting_quantity'])} {line['unit']} that wait"
                for line in beyond
            ],
        )
    prepared = SQL.values(
        act, contract_line_ids=ids, quantity=quantity, delivery_date=delivery_date or act.on
    )
    plan_products(act, contract_line_ids=ids, only_waiting=True)
    mark_ready(act, milestone_ids=prepared)
    return prepared
