"""What people call the records that acts name by identity."""

from collections.abc import Callable, Sequence

from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.proposal_names import proposal_names
from unbilled.agreements.reads.contract_names import contract_names
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import Names
from unbilled.ledger.reads.invoice_names import invoice_names
from unbilled.ledger.reads.period_names import period_names
from unbilled.work.reads.entry_names import entry_names

NAMES: dict[str, Callable[[Act], Names]] = {
    "actual": journal_line_names,
    "contract": contract_names,
    "entry": entry_names,
    "invoice": invoice_names,
    "period": period_names,
    "proforma": proforma_names,
    "proposal": proposal_names,
}
"""By the kind that the name of an argument tells: ``entry_ids`` are entries."""


def record_names(act: Act, *, kind: str, ids: Sequence[int]) -> list[str] | None:
    """The names of records in the order of their identities; None where records of the kind have none.

    Args:
        act: Its company is that of the records.
        kind: What they are, such as ``entry``.
        ids: Their identities.
    """
    return list(NAMES[kind](act)(ids)) if kind in NAMES else None
