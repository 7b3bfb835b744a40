"""What invoice proposals wait for before they get their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class UnmetLine:
    """One line that keeps a proposal from being populated.

    Attributes:
        proposal_id: The proposal.
        proposal: Its number.
        actual_id: The unbilled sale that is not posted, or the billed sale whose invoice is not.
        transaction_date: Day of the work.
        project: Code of the project, if any.
        transaction_amount: Amount of that actual, in ``transaction_currency``.
        transaction_currency: Contract currency.
        waits_for: ``journal_line`` or ``original_invoice``.
        named: Number of the journal, or of the proposal, that must be posted.
        entry: The work, by the reference of its entry where it has one.
        work: Who did what, as people know it.
        accounting_date: Day on which the journal line asks to be posted.
        refusal: Why the books do not take that day, by the name of the refusal; None when they do.
    """

    proposal_id: int
    proposal: str
    actual_id: int
    transaction_date: date
    project: str | None
    transaction_amount: Decimal
    transaction_currency: str
    waits_for: str
    named: str | None
    entry: str
    work: str
    accounting_date: date | None
    refusal: str | None

    def __str__(self) -> str:
        if self.waits_for == "original_invoice":
            return str(self.named)
        dated = "" if self.refusal is None else f" of {self.accounting_date}"
        return f"{self.entry}{dated} in {self.named}"


def unmet_lines(*, company_id: int, proposal_ids: Sequence[int] | None = None) -> list[UnmetLine]:
    """The lines that proposals without lines wait for, by proposal and day.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals to ask about; None asks about all.
    """
    asked = None if proposal_ids is None else list(proposal_ids)
    return [UnmetLine(**row) for row in SQL.rows(company_id=company_id, proposal_ids=asked)]
