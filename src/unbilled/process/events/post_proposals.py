"""Post proposals: what can be issued and printed becomes an invoice, and gets its number last of all."""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.events.post_invoices import PostedInvoice, post_invoices
from unbilled.accounting.events.tax_proposals import tax_proposals
from unbilled.accounting.reads.attached_receipts import Attached, attached_receipts
from unbilled.accounting.reads.issued_texts import IssuedText, issued_texts
from unbilled.accounting.reads.undated_proposals import undated_proposals
from unbilled.accounting.reads.unmet_lines import UnmetLine, unmet_lines
from unbilled.companies.models import Company
from unbilled.documents.pdf import unprintable, way_out
from unbilled.documents.reads.checked_proposals import checked_proposals
from unbilled.documents.rules import MOST_ATTACHED_BYTES, parsed_locale
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

OWN = statement(__file__, "own")
ATTACH = statement(__file__, "attach")


class ProposalWaits(Refusal):
    """An invoice is posted only after the work on it has reached the ledger."""

    sentence = (
        "{records:Proposal|Proposals} {records} {records:waits|wait} for journal lines that are not "
        "posted: {found}."
    )
    remedy = "Post them: unbilled post journals."
    subject = "proposal_ids"


class ProposalWaitsForDay(Refusal):
    """What is billed could not be posted: no open month takes the day of its journal line."""

    sentence = (
        "{records:Proposal|Proposals} {records} {records:waits|wait} for journal lines that no open period takes: "
        "{found}."
    )
    remedy = (
        "Give the lines an accounting date that is open, or let the company post into the next open period; then post "
        "the journals."
    )
    subject = "proposal_ids"


class ProposalWaitsForInvoice(Refusal):
    """A correction mirrors what its original posted."""

    sentence = (
        "{records:Proposal|Proposals} {records} {records:corrects|correct} what is not posted: {found}."
    )
    remedy = "Post that first: unbilled post invoices."
    subject = "proposal_ids"


class OwnConfirmation(Refusal):
    """The company has what somebody confirmed posted by somebody else."""

    sentence = (
        "You have confirmed {records:proposal|proposals} {records}, and somebody else posts "
        "{records:it|them} here."
    )
    remedy = (
        "Ask another project accountant or billing lead. Whether people post what they confirmed is a parameter of the "
        "company, which an administrator changes."
    )
    subject = "proposal_ids"


class LegalDataMissing(Refusal):
    """An invoice without these is none, so none is numbered."""

    sentence = (
        "{records:Proposal|Proposals} {records} cannot become "
        "{records:an invoice: it lacks|invoices: they lack} {found}."
    )
    remedy = "Complete the data of the company and its customers, then post again."
    subject = "proposal_ids"


class TextNotPrintable(Refusal):
    """What no font can print is found while the document has no number yet."""

    sentence = "{records:Proposal|Proposals} {records} cannot be printed: no font has {found}."
    remedy = "Write the text with other characters (unbilled reword does it for an entry), or {way}."
    subject = "proposal_ids"


class EInvoiceNotValid(Refusal):
    """What the rules of the customer's format refuse would come back, so it is never numbered."""

    sentence = (
        "{records:Proposal|Proposals} {records} cannot become {records:an electronic invoice|electronic invoices}: "
        "{found}."
    )
    remedy = "Complete the data of the company, the customer, the contract or the tax code, then post again."
    subject = "proposal_ids"


class AttachmentsTooLarge(Refusal):
    """Mail and networks would not take the document, so it is never numbered."""

    sentence = "With the documents of {records} more receipts travel than {most} MB: {found}."
    remedy = "Let the customer do without receipts, or bill the expenses in several invoices."
    subject = "proposal_ids"


@event("process.post_proposals")
def post_proposals(act: Act, *, proposal_ids: Sequence[int], invoice_date: date) -> list[PostedInvoice]:
    """Post invoice proposals as invoices and credit notes; all or nothing.

    Proposals that have waited get their lines first. Everything that the documents will say is looked at before
    the ledger takes them, and the numbers are drawn last: a document that has one can be issued and printed.

    Args:
        act: Who, for which company, on which day.
        proposal_ids: Proposals that are not posted.
        invoice_date: Date of issue of proposals that have none of their own; a company date.

    Returns:
        The documents, in the order of their numbers.

    Raises:
        OwnConfirmation: One was confirmed by whoever posts, and the company has another do it.
        ProposalWaits: The journal lines that one waits for are not posted.
        ProposalWaitsForDay: Nor could they be, as no open period takes their day.
        ProposalWaitsForInvoice: What one corrects is not posted.
        ProposalNotPopulated: One is posted, or does not exist.
        TaxNotDetermined: A chargeable line has no tax group or no item tax group, or they share no code.
        TaxRateMissing: A code has no rate on the tax date.
        LegalDataMissing: Seller or buyer lacks name, address or country, or tax is charged and the seller has
            neither a VAT id nor a registration.
        LocaleUnknown: The company's locale does not exist.
        TextNotPrintable: A text has a character that no font has.
        AttachmentsTooLarge: More receipts would travel with a document than 10 MB.
        EInvoiceNotValid: The format that the customer wants would refuse the document.
        RulesFolderMissing: The folder with the rules of these formats is not there.
        CustomerOnHold: A customer is on hold.
        DayOutsideYears, PeriodClosed, PeriodOnHold, NoOpenPeriod: The books do not take an accounting date, nor
            may it move to an open period.
        InvoiceDateOutsideYears: An invoice date lies in no fiscal year.
        InvoiceDateTooLate: An invoice date lies further after the act's day than the company allows.
        DueDateTooEarly: A due date lies before the invoice date.
        AccountingDateBeforeAccruals: An accounting date lies before that of an accrual that is released.
        InvoiceDateTooEarly: An invoice date lies before the last one of its number series.
        InvoiceNumberTooLong: A number would have more than 16 characters.
        AccountMissing: No posting rule names an account.
        ExchangeRateMissing: No rate is known on the accounting date, and the contract fixes none.
        ProfileNotFound: No cost and revenue profile holds for what a line bills.

    Source:
        docs/rules/invoices.md#posting-invoices; docs/rules/invoices.md#legal-data;
        docs/rules/documents.md#printable; docs/rules/documents.md#validation; docs/rules/documents.md#attachments;
        docs/rules/proposals.md#waiting-for-the-journal;
        docs/rules/tax.md#tax-date; docs/rules/acts.md#separation-of-duties.
    """
    own = OWN.rows(act, person_id=act.person_id, proposal_ids=list(proposal_ids))
    if own:
        raise OwnConfirmation(
            proposal_ids=[one["proposal_id"] for one in own], records=[one["number"] for one in own]
        )
    return issue_proposals(act, proposal_ids=proposal_ids, invoice_date=invoice_date)


def issue_proposals(act: Act, *, proposal_ids: Sequence[int], invoice_date: date) -> list[PostedInvoice]:
    """Post proposals, whoever confirmed them; part of ``post_proposals``, and of a preview that is undone.

    Args:
        act: The act, while it is carried out.
        proposal_ids: Proposals that are not posted.
        invoice_date: Date of issue of those that have none of their own.

    Raises:
        Refusal: See ``post_proposals``.
    """
    if populate_proposals(act, proposal_ids=proposal_ids).waiting:
        _refuse_waiting(unmet_lines(company_id=act.company_id, proposal_ids=proposal_ids))
    undated = undated_proposals(company_id=act.company_id, proposal_ids=proposal_ids)
    if undated:
        tax_proposals(act, proposal_ids=undated, invoice_date=invoice_date)
    texts = issued_texts(company_id=act.company_id, proposal_ids=proposal_ids)
    _refuse_incomplete([one for one in texts if one.is_missing])
    for one in texts:
        if one.field == "locale":
            parsed_locale(one.text)
    _refuse_unprintable(act, texts)
    attached = attached_receipts(company_id=act.company_id, proposal_ids=proposal_ids)
    _refuse_large(attached)
    _refuse_invalid(act, proposal_ids, invoice_date)
    posted = post_invoices(act, proposal_ids=proposal_ids, invoice_date=invoice_date)
    if attached:
        ATTACH.execute(act, proposal_ids=[one.proposal_id for one in attached])
    return posted


def _refuse_waiting(lines: Sequence[UnmetLine]) -> None:
    """Refuse what waits for something; first what posting the journals would not help."""
    kinds: dict[type[Refusal], list[UnmetLine]] = {
        ProposalWaitsForDay: [line for line in lines if line.refusal],
        ProposalWaits: [line for line in lines if line.waits_for == "journal_line"],
        ProposalWaitsForInvoice: list(lines),
    }
    for refusal, found in kinds.items():
        if found:
            waiting = dict(sorted((line.proposal_id, line.proposal) for line in found))
            raise refusal(
                proposal_ids=list(waiting),
                records=list(waiting.values()),
                found=list(dict.fromkeys(map(str, found))),
            )


def _refuse_incomplete(missing: Sequence[IssuedText]) -> None:
    if missing:
        raise LegalDataMissing(
            **_at_fault(missing), found=[f"{one.field} of {one.kind} {one.record}" for one in missing]
        )


def _refuse_unprintable(act: Act, texts: Sequence[IssuedText]) -> None:
    names_emoji = Company.objects.values_list("names_emoji", flat=True).get(pk=act.company_id)
    characters = unprintable([one.text for one in texts], names_emoji=names_emoji)
    found = [one for one in texts if one.text in characters]
    if found:
        raise TextNotPrintable(
            **_at_fault(found),
            found=[
                f"{', '.join(characters[one.text])} in {one.field} of {one.kind} {one.record}: {one.text!r}"
                for one in found
            ],
            way=way_out(named for one in found for named in characters[one.text]),
        )


def _refuse_large(attached: Sequence[Attached]) -> None:
    large = [one for one in attached if one.byte_count > MOST_ATTACHED_BYTES]
    if large:
        raise AttachmentsTooLarge(
            proposal_ids=[one.proposal_id for one in large],
            records=[one.number for one in large],
            most=MOST_ATTACHED_BYTES // 1_000_000,
            found=[
                f"{one.receipt_count} receipts of {one.byte_count / 1_000_000:.1f} MB with {one.number}"
                for one in large
            ],
        )


def _refuse_invalid(act: Act, proposal_ids: Sequence[int], invoice_date: date) -> None:
    """Check the electronic invoices there would be, while they have no number and no series waits for them."""
    invalid = [
        one
        for one in checked_proposals(
            company_id=act.company_id, proposal_ids=proposal_ids, invoice_date=invoice_date
        )
        if one.fatal
    ]
    if invalid:
        raise EInvoiceNotValid(
            proposal_ids=[one.proposal_id for one in invalid],
            records=[one.number for one in invalid],
            found=[
                f"{finding.text.rstrip('.')} ({finding.rule})" for one in invalid for finding in one.fatal
            ],
        )


def _at_fault(texts: Sequence[IssuedText]) -> dict[str, list[int] | list[str]]:
    numbers = dict(sorted(pair for one in texts for pair in zip(one.proposal_ids, one.numbers, strict=True)))
    return {"proposal_ids": list(numbers), "records": list(numbers.values())}
