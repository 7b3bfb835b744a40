"""What comes back: bounces of mail servers, answers of an access point."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sending import by, document, kept, queued

from einvoicing import EVERYTHING
from unbilled.documents.delivery.access_point import CAC, CBC, SBDH, FileAccessPoint, OverAccessPoint
from unbilled.documents.delivery.notifications import Notification, NotificationUnreadable, notified
from unbilled.documents.delivery.parcels import Attached, Parcel
from unbilled.documents.delivery.refusals import DeliveryUnknown
from unbilled.documents.einvoice import ubl
from unbilled.documents.events.note_notifications import note_notifications
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.lab.scenarios.books import Books

RETURNED = b"""From: MAILER-DAEMON@mx.example
To: billing@lark.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="x"
MIME-Version: 1.0

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; AP@helios.example
Action: %(action)s
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such
    mailbox

--x
Content-Type: text/rfc822-headers

Message-ID: %(message)s
Subject: Invoice

--x--
"""


def test_a_bounce_is_noted_by_its_message(books: Books) -> None:
    delivery = queued(books)
    settle_deliveries(by(books), delivery_ids=[delivery.pk], became="sent")
    told = {b"message": delivery.message_id.encode()}
    for action, status, recipient in (
        (b"delayed", "sent", "accepted"),
        (b"delivered", "confirmed", "confirmed"),
        (b"failed", "bounced", "bounced"),
    ):
        notifications = notified(RETURNED % {**told, b"action": action}, "returned.eml")
        assert note_notifications(by(books), notifications=notifications) == ["2026-00001/1"]
        delivery.refresh_from_db()
        assert (delivery.status, delivery.last_answer) == (status, "550 5.1.1 No such mailbox")
        assert delivery.recipients["ap@helios.example"]["status"] == recipient
    before = kept()
    with pytest.raises(DeliveryUnknown) as refusal:
        note_notifications(by(books), notifications=[*notifications, Notification("<other@x>", "failed", "")])
    assert refusal.value.message == "Nothing was sent as <other@x>."
    assert kept() == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Subject: Hello\n\nText", "it has no part message/delivery-status"),
        (RETURNED.replace(b"Message-ID", b"X-ID"), "it does not hold the headers"),
        (RETURNED.replace(b"Action:", b"X-Action:"), "it tells of no recipient"),
    ],
)
def test_what_is_no_notification_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(NotificationUnreadable) as refusal:
        notified(content, "returned.eml")
    assert why in refusal.value.message


def parcel(content: bytes, **said: Any) -> Parcel:
    told: dict[str, Any] = {
        "delivery_id": 1,
        "message_id": "<LARK.2026-00001.1.7@lark.example>",
        "company_code": "LARK",
        "account": "C-1007",
        "number": "2026-00001",
        "seller": "Larkfield",
        "reply_to": "",
        "from_address": "",
        "recipients": {},
        "subject": "",
        "body": "",
        "language": "en",
        "endpoints": (("5790000435968", "0088"), ("987654325", "0192")),
        "files": [Attached("x.xml", "application/xml", content)],
    }
    return Parcel(**{**told, **said})


def test_an_access_point_takes_the_document_with_a_header_and_its_answers_are_read(tmp_path: Path) -> None:
    content = ubl.write(EVERYTHING)
    point = FileAccessPoint(tmp_path)
    over = OverAccessPoint(point)
    assert over.send(parcel(content, endpoints=(("", ""), ("1", "0088")))).status == "failed"
    assert not over.arrived(parcel(content))

    assert over.send(parcel(content)).status == "sent"

    assert over.arrived(parcel(content))
    assert (tmp_path / "outbox" / "LARK.2026-00001.1.7.xml").read_bytes() == content
    head = etree.fromstring((tmp_path / "outbox" / "LARK.2026-00001.1.7.header.xml").read_bytes())
    told = {etree.QName(one).localname: (one.text or "").strip() for one in head.iter()}
    assert told["InstanceIdentifier"] == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
    assert [one.text for one in head.iter(f"{{{SBDH}}}Identifier")] == [
        "0088:5790000435968",
        "0192:987654325",
    ]
    assert told["Type"] == "PROCESSID"

    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.xml").write_text(
        f'<ApplicationResponse xmlns:a="{CAC}" xmlns:b="{CBC}"><a:DocumentResponse><a:Response>'
        "<b:ResponseCode>RE</b:ResponseCode><b:Description>Unknown buyer</b:Description></a:Response>"
        "<a:DocumentReference><b:ID>LARK.2026-00001.1.7</b:ID></a:DocumentReference></a:DocumentResponse>"
        "</ApplicationResponse>"
    )
    (inbox / "b.xml").write_text("no xml")
    assert list(point.answers("OTHER")) == []
    assert list(point.answers("LARK")) == [Notification("LARK.2026-00001.1.7", "failed", "Unknown buyer")]
    assert sorted(str(path.relative_to(inbox)) for path in inbox.rglob("*.xml")) == [
        "odd/b.xml",
        "read/a.xml",
    ]


def test_an_answer_of_an_access_point_is_told_by_the_name_of_the_document(books: Books) -> None:
    delivery = queued(books, channel="folder")
    settle_deliveries(by(books), delivery_ids=[delivery.pk], became="sent")
    name = f"LARK.2026-00001.1.{document()}"
    note_notifications(by(books), notifications=[Notification(name, "delivered", "Accepted.")])
    delivery.refresh_from_db()
    assert (delivery.status, delivery.last_answer) == ("confirmed", "Accepted.")
