"""Preview invoices: what a draft proforma or a proposal would become, found out by doing it and undoing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from unbilled.accounting.events.post_awaited_lines import post_awaited_lines
from unbilled.documents.pdf import page_images
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.process.events.confirm_and_propose import confirm_and_propose
from unbilled.process.events.post_proposals import issue_proposals
from unbilled.reports.reads.invoice_sheet import invoice_sheet

PROPOSALS = statement(__file__)
MARK = "–"
"""What stands where the number will be."""


@dataclass(frozen=True)
class PreviewedInvoice:
    """A document that would be posted; amounts in its currency, negative on a credit note.

    Attributes:
        document_class: ``invoice`` or ``credit_note``.
        net_amount: Before tax.
        tax_amount: Sales tax.
        gross_amount: What would be owed.
        transaction_currency: Currency of these.
        entries: Its voucher by account: how many entries, and their sums, debit positive.
        taxes: By code and rate.
        pages: Images of its pages, PNG, marked as a draft.
    """

    document_class: str
    net_amount: Decimal
    tax_amount: Decimal
    gross_amount: Decimal
    transaction_currency: str
    entries: list[dict[str, Any]]
    taxes: list[dict[str, Any]]
    pages: list[bytes]


@event("process.preview_invoices")
def preview_invoices(
    act: Act,
    *,
    invoice_date: date,
    proforma_ids: Sequence[int] = (),
    proposal_ids: Sequence[int] = (),
) -> list[PreviewedInvoice]:
    """Say what draft proformas and proposals would become, in words, figures and pages; nothing stays of it.

    Drafts are confirmed, the journal lines that are waited for are posted, and so are the proposals, each by the event
    that does it; then all of it is undone.

    Args:
        act: Who, for which company, on which day.
        invoice_date: Date of issue of those that have none of their own.
        proforma_ids: Draft proformas.
        proposal_ids: Proposals that are not posted.

    Returns:
        The documents; none of a proforma that charges nothing.

    Raises:
        Refusal: Whatever stands against confirming (``confirm_and_propose``), posting the journal lines
            (``post_awaited_lines``) or posting the proposals (``post_proposals``).

    Source:
        docs/rules/documents.md#previewing.
    """
    with transaction.atomic():
        if proforma_ids:
            confirm_and_propose(act, proforma_ids=proforma_ids)
        ids = [*proposal_ids, *PROPOSALS.values(act, proforma_ids=list(proforma_ids))]
        post_awaited_lines(act, proposal_ids=ids)
        posted = issue_proposals(act, proposal_ids=ids, invoice_date=invoice_date) if ids else []
        found = previewed(company_id=act.company_id, invoice_ids=[one.invoice_id for one in posted])
        transaction.set_rollback(True)
    return found


def previewed(*, company_id: int, invoice_ids: Sequence[int]) -> list[PreviewedInvoice]:
    """Posted documents as they are previewed; of those that are posted only to be undone.

    Args:
        company_id: Company.
        invoice_ids: Documents.

    Raises:
        GlyphMissing, LocaleUnknown, PaperDoesNotAddUp: One cannot be drawn.
    """
    papers = invoice_papers(company_id=company_id, invoice_ids=invoice_ids) if invoice_ids else {}
    found = []
    for invoice_id, paper in papers.items():
        sheet = invoice_sheet(company_id=company_id, invoice_id=invoice_id)
        found.append(
            PreviewedInvoice(
                document_class=paper.document_class,
                net_amount=paper.net_amount,
                tax_amount=paper.tax_amount,
                gross_amount=paper.gross_amount,
                transaction_currency=paper.transaction_currency,
                entries=sheet.entries,
                taxes=sheet.taxes,
                pages=page_images(replace(paper, number=MARK)),
            )
        )
    return found
