"""In which currency fees on projects are charged: that of the contract which sells them."""

from collections.abc import Collection, Mapping

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class FeeNotSold(Refusal):
    """A fee is nothing but a sale, so its contract must be there."""

    sentence = "No time-and-material contract line sells fees on project {project!r}."
    remedy = "Include fees in a line of the project, and enter it again."


class FeeOfOtherCurrency(Refusal):
    """A fee is charged in the currency of its contract."""

    sentence = "Fees on project {project!r} are charged in {currency}, not in {found}."
    remedy = "Give the amount in {currency}."


def currencies_of_fees(*, company_id: int, project_ids: Collection[int]) -> dict[tuple[int, int], str]:
    """Currencies by project and task, 0 where a fee has none; where nothing sells fees, there is none.

    Source:
        docs/rules/agreements.md#prices-of-fees.
    """
    rows = SQL.tuples(company_id=company_id, project_ids=sorted(project_ids))
    return {(project_id, task_id): currency for project_id, task_id, currency in rows}


def fee_refused(
    currencies: Mapping[tuple[int, int], str], place: tuple[int, int], *, project: str, found: str | None
) -> FeeNotSold | FeeOfOtherCurrency | None:
    """Why a fee cannot be entered somewhere: nothing sells it there, or in another currency; nothing where it can.

    Args:
        currencies: Currencies of fees.
        place: Its project and task, 0 without one.
        project: Code of the project.
        found: Currency in which the fee was given; none: that of the contract.
    """
    currency = currencies.get(place)
    if currency is None:
        return FeeNotSold(project=project)
    if found not in (None, currency):
        return FeeOfOtherCurrency(project=project, currency=currency, found=found)
    return None
