"""Tax proposals: the tax of lines is computed again, after a group or a date has changed."""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.accounting.rules import TaxNotDetermined, TaxRateMissing
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement

SQL = statement(__file__)
TOTALS = statement(__file__, "totals")


@event("accounting.tax_proposals")
def tax_proposals(
    act: Act,
    *,
    proposal_ids: Sequence[int],
    tax_group_id: int | None = None,
    item_tax_group_id: int | None = None,
    invoice_date: date | None = None,
) -> None:
    """Compute the tax of populated proposals again; others among them are passed over.

    Lines that mirror a billed sale keep their original's tax; lines of a correction that are billed again keep
    its tax date.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals, locked by whoever asks.
        tax_group_id: Sales tax group of all lines, instead of theirs.
        item_tax_group_id: Item sales tax group of all lines, instead of theirs.
        invoice_date: Date of issue of proposals that have none of their own.

    Raises:
        TaxNotDetermined: A chargeable line has no tax group or no item tax group, or they share no code.
        TaxRateMissing: A code has no rate on the tax date.

    Source:
        docs/rules/tax.md#tax-date; docs/rules/tax.md#codes-that-apply; docs/rules/tax.md#rounding.
    """
    faults = SQL.rows(
        act,
        proposal_ids=list(proposal_ids),
        tax_group_id=tax_group_id,
        item_tax_group_id=item_tax_group_id,
        invoice_date=invoice_date,
    )
    accepted(faults, TaxNotDetermined, TaxRateMissing, subject="proposal_ids", names=proposal_names(act))
    TOTALS.values(act, proposal_ids=list(proposal_ids))
