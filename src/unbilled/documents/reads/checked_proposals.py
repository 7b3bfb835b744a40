"""What stands against the electronic invoices that proposals would become."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.documents.einvoice.validating import Finding
from unbilled.documents.einvoice.verdicts import verdicts
from unbilled.documents.reads.einvoices import expected_einvoices


@dataclass(frozen=True)
class CheckedProposal:
    """A proposal whose customer wants an electronic invoice, and what rules say of it.

    Attributes:
        proposal_id: The proposal.
        number: Its number.
        format: Name of the format.
        findings: What the rules find, warnings too.
    """

    proposal_id: int
    number: str
    format: str
    findings: list[Finding]

    @property
    def fatal(self) -> list[Finding]:
        """What keeps it from being posted."""
        return [one for one in self.findings if one.is_fatal]


def checked_proposals(
    *,
    company_id: int,
    proposal_ids: Sequence[int],
    invoice_date: date,
    progress: Callable[[int], None] | None = None,
) -> list[CheckedProposal]:
    """Check the electronic invoices that proposals would become; those who get paper are left out.

    Args:
        company_id: Company that invoices.
        proposal_ids: Proposals that have their lines.
        invoice_date: Date of issue of those that have none of their own.
        progress: Told how many more are checked.

    Raises:
        RulesFolderMissing: The operator names a folder of rules that is not there.

    Source:
        docs/rules/documents.md#validation.
    """
    found = expected_einvoices(company_id=company_id, proposal_ids=proposal_ids, invoice_date=invoice_date)
    wanted = [(one.invoice, one.format) for one in found.values() if one.format]
    return [
        CheckedProposal(one.id, one.number, one.format.name if one.format else "", verdict.findings)
        for one, verdict in zip(found.values(), verdicts(wanted, progress), strict=True)
    ]
