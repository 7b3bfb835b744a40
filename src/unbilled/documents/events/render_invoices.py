"""Render posted invoices: what is posted becomes bytes, paper and electronic invoice, and the bytes are kept."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from unbilled.documents.einvoice.container import contained, embedded
from unbilled.documents.einvoice.formats import Format
from unbilled.documents.einvoice.model import Invoice
from unbilled.documents.einvoice.validating import Finding
from unbilled.documents.einvoice.verdicts import SERIALIZER, Verdict, verdicts
from unbilled.documents.pdf import RENDERER
from unbilled.documents.press import print_papers
from unbilled.documents.reads.einvoices import einvoices
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
STORED = statement(__file__, "stored")
TURN = statement(__file__, "turn")
LINK = statement(__file__, "link")


class InvoicesNotPrintable(Refusal):
    """A posted invoice that no PDF can show; nothing of the set is stored."""

    sentence = "{records:Invoice|Invoices} {records} cannot be printed. {reasons}"
    remedy = "{remedies}"
    subject = "invoice_ids"


class EInvoiceNotSendable(Refusal):
    """A posted invoice that the rules of its format refuse; they may be newer than it is."""

    sentence = "The electronic invoice {number} is refused by the rules of its format: {found}."
    remedy = "Credit it, complete what is missing, and invoice again."


@dataclass(frozen=True)
class Made:
    """A document as it is kept: the paper, or the electronic invoice with the rules that it has passed."""

    invoice_id: int
    document_format: str
    content: bytes
    einvoice_format: str = ""
    rules: Sequence[str] = ()
    findings: Sequence[Finding] = ()


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
    Nine statements, twelve with electronic invoices, whatever their number; many are printed and checked in several
    processes. No transaction stays open meanwhile: posted invoices do not change, and one statement stores all.
    Customers who want it get the electronic invoice, kept beside the PDF with the rules that it has passed, or
    inside it. What is kept becomes links of the company's chain.

    Args:
        act: Who, for which company, on which day.
        invoice_ids: Posted invoices and credit notes.
        progress: Told how many more are printed.

    Returns:
        One document per invoice, by identity of the invoice; ``sha256`` is that of the bytes.

    Raises:
        InvoiceUnknown: One does not exist in the company.
        InvoicesNotPrintable: One has a character no font shows, an unknown locale, or does not add up; or the rules
            of its format refuse it.
        RulesFolderMissing: The folder with these rules is not there.

    Source:
        docs/rules/documents.md#printing; docs/rules/documents.md#printable;
        docs/rules/documents.md#electronic-invoices; docs/rules/documents.md#validation;
        docs/rules/documents.md#chain.
    """
    stored = stored_documents(act.company_id, invoice_ids)
    missing = sorted(set(invoice_ids) - {document.invoice_id for document in stored})
    if not missing:
        _link(act, invoice_ids)
        return stored
    papers = invoice_papers(company_id=act.company_id, invoice_ids=missing)
    found = einvoices(company_id=act.company_id, invoice_ids=missing, wanted_alone=True)
    electronic = {one.id: (one.invoice, one.format) for one in found.values() if one.format is not None}
    passed = dict(zip(electronic, verdicts(list(electronic.values())), strict=True))
    made: list[Made] = []
    refused: dict[int, Refusal] = {}
    for invoice_id, printed in zip(papers, print_papers(list(papers.values()), progress), strict=True):
        verdict = passed.get(invoice_id)
        if isinstance(printed, Refusal):
            refused[invoice_id] = printed
        elif verdict is None:
            attached = found[invoice_id].invoice.attachments if invoice_id in found else ()
            made.append(Made(invoice_id, "pdf", embedded(printed, None, attached) if attached else printed))
        else:
            kept = (
                [] if verdict.fatal else documents_of(invoice_id, printed, *electronic[invoice_id], verdict)
            )
            made += kept
            if fatal := verdict.fatal or [one for file in kept for one in file.findings if one.is_fatal]:
                refused[invoice_id] = EInvoiceNotSendable(
                    number=papers[invoice_id].number, found=[str(one) for one in fatal]
                )
    if refused:
        raise InvoicesNotPrintable(
            invoice_ids=sorted(refused),
            records=[papers[invoice_id].number for invoice_id in sorted(refused)],
            reasons=" ".join(refusal.message for refusal in refused.values()),
            remedies=" ".join(dict.fromkeys(refusal.advice for refusal in refused.values())),
        )
    SQL.execute(
        act,
        invoice_ids=[one.invoice_id for one in made],
        formats=[one.document_format for one in made],
        contents=[one.content for one in made],
        sha256s=[sha256(one.content).hexdigest() for one in made],
        renderers=[RENDERER if one.document_format == "pdf" else SERIALIZER for one in made],
        einvoice_formats=[one.einvoice_format for one in made],
        rules=[json.dumps(one.rules) for one in made],
        findings=[json.dumps([asdict(each) for each in one.findings]) for one in made],
    )
    _link(act, invoice_ids)
    return stored_documents(act.company_id, invoice_ids)


def _link(act: Act, invoice_ids: Sequence[int]) -> None:
    """Link what is kept; last, as numbers are drawn last: nobody waits for the chain while papers are made."""
    TURN.rows(act)
    LINK.execute(act, invoice_ids=list(invoice_ids))


def documents_of(
    invoice_id: int, pdf: bytes, invoice: Invoice, wanted: Format, verdict: Verdict
) -> list[Made]:
    """The paper with what travels with it, and the electronic invoice, inside the paper where the format says so."""
    findings = verdict.findings
    if wanted.is_in_pdf or invoice.attachments:
        pdf = embedded(pdf, verdict.content if wanted.is_in_pdf else None, invoice.attachments)
    if wanted.is_in_pdf:
        findings = findings + contained(pdf)
    return [
        Made(invoice_id, "pdf", pdf, wanted.code if wanted.is_in_pdf else ""),
        Made(invoice_id, "xml", verdict.content, wanted.code, verdict.rules, findings),
    ]


def stored_documents(company_id: int, invoice_ids: Sequence[int]) -> list[RenderedDocument]:
    """The PDFs there are."""
    rows = STORED.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    return [RenderedDocument(**row) for row in rows]
