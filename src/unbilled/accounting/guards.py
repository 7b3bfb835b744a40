"""What the database refuses about journals and proposals."""

from unbilled.accounting.states import JOURNAL_LINE, PROPOSAL
from unbilled.foundation.guards import (
    Guard,
    append_only,
    follows,
    frozen,
    lines_frozen,
    references_of,
    totals,
    undeletable,
)


def guards() -> list[Guard]:
    """Journal lines and proposals move along their drawings and are ink once posted."""
    return [
        follows(JOURNAL_LINE),
        follows(PROPOSAL),
        frozen("accounting_journal_line", when="old.status = 'posted'"),
        frozen("accounting_proposal", when="old.status = 'posted'"),
        lines_frozen(
            "accounting_proposal_line", "accounting_proposal", "proposal_id", when="header.status = 'posted'"
        ),
        totals(
            "accounting_journal_line",
            "accounting_draft_total",
            key="company_id, contract_id, accounting_date",
            sums={
                "line_count": "count(*)",
                "untaxed_count": "count(*) filter (where line_kind = 'sales' and tax_group_id is null)",
            },
            where="status = 'draft'",
            read_as={"contract_id": "coalesce(contract_id, 0)"},
        ),
        append_only("accounting_retainer_expiry"),
        undeletable("accounting_journal"),
        undeletable("accounting_proposal", unless="old.status <> 'posted'"),
        *references_of("accounting"),
    ]
