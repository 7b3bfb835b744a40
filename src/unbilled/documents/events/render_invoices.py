"""Render posted invoices: what is posted becomes bytes, and the bytes are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from unbilled.documents.pdf import RENDERER
from unbilled.documents.press import print_papers
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
STORED = statement(__file__, "stored")


class InvoicesNotPrintable(Refusal):
    """A posted invoice that no PDF can show; nothing of the set is stored."""

    sentence = "Invoices {records} cannot be printed. {reasons}"
    remedy = "{remedies}"
    subject = "invoice_ids"


@dataclass(frozen=True)
class RenderedDocument:
    """The stored PDF of one invoice."""

    invoice_id: int
    number: str
    document_id: int
    byte_count: int
    sha256: str


@event("documents.render_invoices")
def render_invoices(
    act: Act,
    *,
    invoice_ids: Sequence[int],
    progress: Callable[[int], None] | None = None,
) -> list[RenderedDocument]:
    """Print posted invoices and credit notes and store the files; all or nothing.

    An invoice that has its PDF already is not printed again: the stored bytes are the document.
    Six statements whatever the number of invoices; many are printed in several processes. No
    transaction stays open meanwhile: posted invoices do not change, and one statement stores all.

    Args:
        act: Who, for which company, on which day.
        invoice_ids: Posted invoices and credit notes.
        progress: Told how many more are printed.

    Returns:
        One document per invoice, by identity of the invoice; ``sha256`` is that of the bytes.

    Raises:
        InvoiceUnknown: One does not exist in the company.
        InvoicesNotPrintable: One has a character no font shows, an unknown locale, or does not add up.

    Source:
        docs/rules/documents.md#printing; docs/rules/documents.md#printable.
    """
    stored = stored_documents(act.company_id, invoice_ids)
    missing = sorted(set(invoice_ids) - {document.invoice_id for document in stored})
    if not missing:
        return stored
    papers = invoice_papers(company_id=act.company_id, invoice_ids=missing)
    files: dict[int, bytes] = {}
    refused: dict[int, Refusal] = {}
    for invoice_id, printed in zip(papers, print_papers(list(papers.values()), progress), strict=True):
        if isinstance(printed, Refusal):
            refused[invoice_id] = printed
        else:
            files[invoice_id] = printed
    if refused:
        raise InvoicesNotPrintable(
            invoice_ids=sorted(refused),
            records=[papers[invoice_id].number for invoice_id in sorted(refused)],
            reasons=" ".join(refusal.message for refusal in refused.values()),
            remedies=" ".join(dict.fromkeys(refusal.advice for refusal in refused.values())),
        )
    SQL.execute(
        act,
        invoice_ids=list(files),
        contents=list(files.values()),
        sha256s=[sha256(file).hexdigest() for file in files.values()],
        renderer=RENDERER,
    )
    return stored_documents(act.company_id, invoice_ids)


def stored_documents(company_id: int, invoice_ids: Sequence[int]) -> list[RenderedDocument]:
    """The PDFs there are."""
    rows = STORED.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    return [RenderedDocument(**row) for row in rows]
