"""Send posted documents to their customers: they are put into the queue, each with its letter, and go from there."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from unbilled.documents.delivery.addresses import addresses
from unbilled.documents.delivery.links import link_of
from unbilled.documents.delivery.refusals import (
    AddressMissing,
    AlreadySent,
    EInvoiceMissing,
    SendingNotAgreed,
    SendingUnderWay,
)
from unbilled.documents.delivery.setup import mail_domain
from unbilled.documents.delivery.texts import USUAL, filled
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.rules import day, money, parsed_locale
from unbilled.documents.states import ARRIVED, UNDER_WAY
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.ledger.rules import InvoiceUnknown

SQL = statement(__file__)
LETTERS = statement(__file__, "letters")
PAGES = statement(__file__, "pages")
OPEN_FOR = timedelta(days=90)
"""How long the page of a customer opens."""

Row = dict[str, Any]


@dataclass(frozen=True)
class QueuedDelivery:
    """A document that is on its way.

    Attributes:
        delivery_id: The delivery.
        invoice_id: The document.
        number: Its number.
        channel: ``email``, ``folder``, ``access_point`` or ``download``.
        sent_to: Addresses, with commas between.
        name: What people call it, such as ``2026-00001/1``.
        message_id: Its name, the same at every attempt.
    """

    delivery_id: int
    invoice_id: int
    number: str
    channel: str
    sent_to: str
    name: str
    message_id: str


@event("documents.send_documents")
def send_documents(act: Act, *, invoice_ids: Sequence[int], again: bool = False) -> list[QueuedDelivery]:
    """Put posted documents into the queue, as their customers' sending profiles say; all or nothing.

    What has no PDF yet is printed first. The letter is written now, in the language of the document, and stays as it is
    at every attempt. Five statements besides printing, whatever their number.

    Args:
        act: Who, for which company; its moment is that from which they may go.
        invoice_ids: Posted invoices and credit notes.
        again: Also those that were sent before.

    Returns:
        One delivery per document, by identity of the document.

    Raises:
        InvoiceUnknown: One does not exist in the company.
        InvoicesNotPrintable: One cannot be printed.
        SendingNotAgreed: A customer has no sending profile.
        AddressMissing: A customer gets e-mail and has no address.
        EInvoiceMissing: Only the electronic invoice is wanted, and there is none.
        SendingUnderWay: One is waiting, being sent, or nobody knows whether it arrived.
        AlreadySent: One was sent, and is not to be sent again.
        LocaleUnknown: The paper's locale does not exist.
        RulesFolderMissing: The folder with the rules of electronic invoices is not there.

    Source:
        docs/rules/documents.md#delivery; docs/rules/documents.md#the-customers-page.
    """
    wanted = sorted(set(invoice_ids))
    if not wanted:
        return []
    render_invoices(act, invoice_ids=wanted)
    rows = LETTERS.rows(act, invoice_ids=wanted)
    if unknown := set(wanted) - {row["invoice_id"] for row in rows}:
        raise InvoiceUnknown(invoice_ids=sorted(unknown))
    _refuse(rows, again=again)
    with_page = [row["invoice_id"] for row in rows if row["has_page"]]
    opened = PAGES.rows(act, invoice_ids=with_page, expires_at=act.at + OPEN_FOR)
    pages = {row["invoice_id"]: row["page_id"] for row in opened}
    letters = [_letter(row, pages.get(row["invoice_id"])) for row in rows]
    queued = queue(act, letters)
    if len(queued) < len(rows):
        done = {one.invoice_id for one in queued}
        late = [row for row in rows if row["invoice_id"] not in done]
        raise SendingUnderWay(**_named(late))
    return queued


def queue(act: Act, letters: Sequence[Mapping[str, Any]]) -> list[QueuedDelivery]:
    """Put letters into the queue; one that another act has put there meanwhile is left out."""
    rows = SQL.rows(act, at=act.at, letters=json.dumps(list(letters)))
    return [QueuedDelivery(**row) for row in rows]


def _refuse(rows: Sequence[Row], *, again: bool) -> None:
    """Refuse what cannot be sent, the first reason for all it is true of."""
    reasons: list[tuple[type[Refusal], list[Row]]] = [
        (SendingUnderWay, [row for row in rows if row["status"] in UNDER_WAY]),
        (AlreadySent, [row for row in rows if row["status"] in ARRIVED and not again]),
        (SendingNotAgreed, [row for row in rows if row["channel"] is None]),
        (
            AddressMissing,
            [row for row in rows if row["channel"] == "email" and not addresses(row["recipients"])],
        ),
        (EInvoiceMissing, [row for row in rows if attached(row) == "xml" and not row["has_xml"]]),
    ]
    for refusal, at_fault in reasons:
        if at_fault:
            raise refusal(**_named(at_fault))


def _named(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "invoice_ids": [row["invoice_id"] for row in rows],
        "records": [row["number"] for row in rows],
        "customers": list(dict.fromkeys(f"{row['account']} {row['customer']}" for row in rows)),
    }


def attached(row: Row) -> str:
    """What goes with it: over an access point the electronic invoice alone."""
    return "xml" if row["channel"] == "access_point" else str(row["attaches"])


def _letter(row: Row, page_id: int | None) -> Row:
    to = addresses(row["recipients"]) if row["channel"] == "email" else ()
    copies = addresses(row["copies"]) if row["channel"] == "email" else ()
    return letter(
        row,
        purpose="document",
        text=row["document_class"],
        to=to,
        copies=[one for one in copies if one not in to],
        page_id=page_id,
        channel=row["channel"],
        attaches=attached(row),
    )


def letter(
    row: Row,
    *,
    purpose: str,
    text: str,
    to: Sequence[str],
    copies: Sequence[str] = (),
    page_id: int | None = None,
    channel: str = "email",
    attaches: str = "",
    question: tuple[int, int] | None = None,
    values: Mapping[str, str] | None = None,
    texts: tuple[str, str] | None = None,
) -> Row:
    """A letter as the queue takes it.

    Args:
        row: The document, with the texts of its company.
        purpose: ``document``, ``question`` or ``answer``.
        text: Which text is written.
        to: Who gets it.
        copies: Who gets a copy.
        page_id: The customer's page.
        channel: Which way it goes.
        attaches: Which files go with it.
        question: The question that it tells of: its identity, and its number among those about the document.
        values: What placeholders besides those of the document become.
        texts: Subject and body, where they are not those of the company.
    """
    subject, body = texts or written_texts(row, text)
    values = {**values_of(row), "page": link_of(page_id) if page_id else "", **(values or {})}
    told = [f"{purpose} {question[1]}"] if question else []
    name = [row["number"], *told, str(row["sending_no"])]
    message = ".".join(worded(part) for part in (row["company_code"], *name, str(row["invoice_id"])))
    return {
        "invoice_id": row["invoice_id"],
        "purpose": purpose,
        "question_id": question[0] if question else None,
        "name": "/".join(name),
        "page_id": page_id,
        "sending_no": row["sending_no"],
        "channel": channel,
        "attaches": attaches,
        "language": row["language"],
        "sent_to": ", ".join((*to, *copies)),
        "recipients": {
            one: {"is_copy": one in copies, "status": "waiting", "answer": ""} for one in (*to, *copies)
        },
        "subject": filled(subject, values),
        "body": filled(body, values),
        "message_id": f"<{message}@{mail_domain(row['company_code'])}>",
    }


def worded(part: str) -> str:
    """A part of a message's name: letters and digits, and nothing that separates parts.

    >>> worded("RE/2026.7")
    'RE-2026-7'
    """
    return re.sub(r"[^A-Za-z0-9-]+", "-", part)


def written_texts(row: Row, text: str) -> tuple[str, str]:
    """Subject and body: the company's own in the language, else the usual ones, in English where there are none."""
    if row["own_subject"] is not None:
        return row["own_subject"], row["own_body"]
    return USUAL.get((text, row["language"])) or USUAL[text, "en"]


def values_of(row: Row) -> dict[str, str]:
    """What placeholders become that are about the document."""
    locale, language = parsed_locale(row["locale"]), row["language"]
    return {
        "number": row["number"],
        "date": day(row["invoice_date"], locale, language),
        "due": day(row["due_date"], locale, language),
        "amount": f"{row['transaction_currency']} {money(abs(row['gross_amount']), row['currency_digits'], locale)}",
        "seller": row["seller"],
        "buyer": row["buyer"],
        "contract": row["contract_number"],
    }
