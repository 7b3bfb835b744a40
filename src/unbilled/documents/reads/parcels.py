"""Deliveries as parcels, ready to be handed to a channel."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from unbilled.documents.delivery.parcels import Attached, Parcel
from unbilled.documents.delivery.setup import sender
from unbilled.documents.reads.invoice_pdf import invoice_pdfs
from unbilled.documents.reads.invoice_xml import invoice_xmls
from unbilled.foundation.statements import statement

SQL = statement(__file__)
DUE = statement(__file__, "due")


@dataclass(frozen=True)
class Ready:
    """A parcel, on which way it goes, and how often it was tried."""

    parcel: Parcel
    channel: str
    attempts: int


def due_deliveries(*, company_id: int, at: datetime) -> tuple[list[int], list[int]]:
    """What is to be sent now, and what was left in the middle of being sent.

    Args:
        company_id: Company.
        at: The moment.

    Returns:
        Identities of those that wait, and of those that are being sent by an act that is not under way any more.

    Source:
        docs/rules/documents.md#delivery.
    """
    rows = DUE.rows(company_id=company_id, at=at)
    waiting = [row["delivery_id"] for row in rows if row["status"] == "waiting"]
    return waiting, [row["delivery_id"] for row in rows if row["status"] == "sending"]


def ready_parcels(*, company_id: int, delivery_ids: Sequence[int]) -> list[Ready]:
    """The parcels of deliveries with their files, as they were made.

    Args:
        company_id: Company.
        delivery_ids: Deliveries; few at a time, for their files are held in memory.

    Source:
        docs/rules/documents.md#delivery.
    """
    rows = SQL.rows(company_id=company_id, delivery_ids=list(delivery_ids))
    pdf = {row["invoice_id"] for row in rows if row["attaches"] in ("pdf", "pdf_and_xml")}
    # A PDF that holds the electronic invoice carries it; the same beside it would be a second one.
    xml = {
        row["invoice_id"]
        for row in rows
        if row["attaches"] == "xml" or (row["attaches"] == "pdf_and_xml" and not row["pdf_holds_xml"])
    }
    pdfs = {one.invoice_id: one for one in invoice_pdfs(company_id=company_id, invoice_ids=sorted(pdf))}
    xmls = {one.invoice_id: one for one in invoice_xmls(company_id=company_id, invoice_ids=sorted(xml))}
    found = []
    for row in rows:
        files = [
            Attached(file.file_name, kind, file.content)
            for kept, kind, wanted in ((pdfs, "application/pdf", "pdf"), (xmls, "application/xml", "xml"))
            if wanted in row["attaches"] and (file := kept.get(row["invoice_id"]))
        ]
        parcel = Parcel(
            delivery_id=row["delivery_id"],
            message_id=row["message_id"],
            company_code=row["company_code"],
            account=row["account"],
            number=row["number"],
            seller=row["seller"],
            reply_to=row["reply_to"],
            from_address=sender(row["company_code"]),
            recipients=json.loads(row["recipients"]),
            subject=row["subject"],
            body=row["body"],
            language=row["language"],
            endpoints=(
                (row["seller_address"], row["seller_scheme"]),
                (row["buyer_address"], row["buyer_scheme"]),
            ),
            files=files,
        )
        found.append(Ready(parcel, row["channel"], row["attempts"]))
    return found
