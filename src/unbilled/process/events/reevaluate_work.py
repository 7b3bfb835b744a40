"""Re-evaluate work: terms changed, and exactly what would be recorded otherwise is recorded anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.events.replace_work import replace_work
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.reads.open_work_of_contracts import open_work_of_contracts
from unbilled.billing.reads.replaceable_work import replaceable_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.sights import refuse_foreign
from unbilled.process.events.evaluate_limits import evaluate_limits


@dataclass(frozen=True)
class ReevaluatedWork:
    """What changed terms did to recorded work; amounts are in transaction currency, by currency.

    Attributes:
        entry_count: Entries of which something was replaced.
        reversed_count: Actuals reversed.
        recorded_count: Actuals recorded in their place, or for the first time.
        cost_before: Cost that was reversed.
        cost_after: Cost that was recorded.
        sales_before: Unbilled sales that were reversed.
        sales_after: Unbilled sales that were recorded.
    """

    entry_count: int
    reversed_count: int
    recorded_count: int
    cost_before: dict[str, Decimal]
    cost_after: dict[str, Decimal]
    sales_before: dict[str, Decimal]
    sales_after: dict[str, Decimal]


def in_all(works: Iterable[ReevaluatedWork]) -> ReevaluatedWork:
    """What several changes of terms did to recorded work, one after the other."""
    done = list(works)

    def amounts(name: str) -> dict[str, Decimal]:
        total: dict[str, Decimal] = {}
        for one in done:
            for currency, amount in getattr(one, name).items():
                total[currency] = total.get(currency, Decimal(0)) + amount
        return total

    return ReevaluatedWork(
        entry_count=sum(one.entry_count for one in done),
        reversed_count=sum(one.reversed_count for one in done),
        recorded_count=sum(one.recorded_count for one in done),
        cost_before=amounts("cost_before"),
        cost_after=amounts("cost_after"),
        sales_before=amounts("sales_before"),
        sales_after=amounts("sales_after"),
    )


@dataclass(frozen=True)
class ChangedTerms:
    """Which contracts have other terms now, and what that did to recorded work.

    Attributes:
        contract_ids: Identities of the contracts.
        work: What was replaced.
    """

    contract_ids: list[int]
    work: ReevaluatedWork


@event("process.reevaluate_work")
def reevaluate_work(
    act: Act, *, contract_ids: Sequence[int] = (), entry_ids: Sequence[int] = ()
) -> ReevaluatedWork:
    """Hold approved work against the terms of now and replace exactly what would come out different; all or nothing.

    What differs is reversed and recorded anew as of the day of the work; backlog and integration journal follow.
    An entry of which anything is billed, on a proforma, or adjusted by somebody stays whole. What was marked
    ready and is replaced waits to be marked again. Without a difference nothing is written.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts whose terms changed: all work on their projects, or recorded under them.
        entry_ids: Further entries; those that are not approved are passed over.

    Returns:
        Counts, and amounts before and after of what was replaced.

    Raises:
        FeeNotCovered: A fee has no time-and-material line to sell it any more.
        PriceMissing: There is no cost or sales price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        AmountTooLarge: A sale would be worth more than the books hold.

    Source:
        docs/rules/agreements.md#changed-terms; docs/rules/journal.md#reversed-lines.
    """
    lock_contracts(act)
    work = replaceable_work(company_id=act.company_id, contract_ids=contract_ids, entry_ids=entry_ids)
    replaced = replace_work(act, entry_ids=work.entry_ids, actual_ids=work.actual_ids)
    if replaced.recorded_ids:
        # While what is replaced is still there, what takes its place is held as it is.
        open_backlog(act, actual_ids=replaced.recorded_ids)
    if replaced.reversed_ids:
        close_backlog(act, actual_ids=replaced.reversed_ids)
        mirror_journal_lines(act, reversal_ids=replaced.reversal_ids)
    if replaced.recorded_ids:
        open_journal_lines(act, actual_ids=replaced.recorded_ids)
        evaluate_limits(act, actual_ids=replaced.recorded_ids)
    return ReevaluatedWork(
        entry_count=len(replaced.entry_ids),
        reversed_count=len(replaced.reversed_ids),
        recorded_count=len(replaced.recorded_ids),
        cost_before=replaced.reversed_cost,
        cost_after=replaced.recorded_cost,
        sales_before=replaced.reversed_sales,
        sales_after=replaced.recorded_sales,
    )


def changed_terms(act: Act, contract_ids: list[int]) -> ChangedTerms:
    """Hold recorded work, and products not billed yet, against contracts that an event has changed.

    They must be the person's to change.

    Args:
        act: Who changed them.
        contract_ids: The contracts.

    Raises:
        NotYours: One is another manager's.
        ProductBeyondContract: More of a product is on proformas than is agreed now.
        Refusal: What ``reevaluate_work`` refuses.
    """
    refuse_foreign(act.sight, {"contract_ids": contract_ids})
    plan_products(act, contract_ids=contract_ids)
    work = reevaluate_work(act, contract_ids=contract_ids)
    # Limits may be others now, of work that is recorded as it would be.
    evaluate_limits(act, actual_ids=open_work_of_contracts(act, contract_ids=contract_ids))
    return ChangedTerms(contract_ids=contract_ids, work=work)
