"""Deliveries go out to a real server, which fails in every way there is; nothing is sent twice."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from acting import acting, granted
from at_once import PATIENCE_SECONDS
from unbilled.agreements.models import Contract
from unbilled.companies.reads.find_company import companies
from unbilled.documents.delivery import mail
from unbilled.documents.delivery.access_point import CAC, CBC
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.change_sending_profiles import change_sending_profiles
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import Delivery
from unbilled.documents.records import NewSendingProfile
from unbilled.foundation.acts import Act
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.process.runs import transmit as running
from unbilled.process.runs.transmit import transmit
from unbilled.runs.periodic import Due, periodic_tasks
from worlds import larkfield

AT = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)


class Server:
    """A server that answers as it is told: by the address of a recipient, or by ``text`` once it has the message."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.text = "250 OK"
        self.busy: list[int] = []
        """How many messages were being taken, each time that one came."""

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.text == "no sender":
            return "553 5.1.8 Who is that"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("gone@"):
            return "550 5.1.1 No such user"
        if address.startswith("later@"):
            return "451 4.7.1 Try again later"
        if address.startswith("closing@"):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.text == "close":
            server.transport.abort()
        if self.text == "silence":
            await asyncio.sleep(0.6)
        if self.text == "slow":
            self.busy.append(len(self.busy) + 1 - len(self.taken))
            # The first waits for the second; with one connection it would wait in vain.
            while len(self.busy) < 2:
                await asyncio.sleep(0.01)
        if self.text.startswith(("250", "close", "silence", "slow")):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
            self.recipients.append(envelope.rcpt_tos)
        return self.text if self.text[:1].isdigit() else "250 OK"


@pytest.fixture(scope="module")
def listening() -> Iterator[tuple[Server, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture
def server(listening: tuple[Server, int], settings: Any) -> Server:
    handler, port = listening
    handler.taken.clear()
    handler.recipients.clear()
    handler.text = "250 OK"
    settings.SMTP = f"smtp://127.0.0.1:{port}"
    settings.MAIL_FROM = "billing+{company}@larkfield.example"
    return handler


@pytest.fixture(autouse=True)
def elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.DROP_FOLDER = str(tmp_path / "drop")
    settings.ACCESS_POINT = str(tmp_path / "access-point")


@pytest.fixture
def posted(books: Books) -> Books:
    larkfield(books)
    return books


def by(books: Books, at: datetime = AT) -> Act:
    return acting(books.company_id, by=books.person_id, on=at.date(), at=at)


def profiled(books: Books, recipients: str, **more: Any) -> int:
    """The document of Helios, whose invoices go to these addresses."""
    if Delivery.objects.exists():
        change_sending_profiles(by(books), changes={"C-1007": {"recipients": recipients, **more}})
    else:
        profile = NewSendingProfile("C-1007", recipients=recipients, **more)
        add_sending_profiles(by(books), sending_profiles=[profile])
    return Invoice.objects.get(number="2026-00001").pk


def sent(books: Books, recipients: str, *, at: datetime = AT, **more: Any) -> Delivery:
    invoice_id = profiled(books, recipients, **more)
    send_documents(by(books, at), invoice_ids=[invoice_id], again=True)
    transmit(by(books, at))
    return Delivery.objects.latest("pk")


def states(one: Delivery) -> dict[str, str]:
    return {address: told["status"] for address, told in one.recipients.items()}


def test_an_invoice_reaches_all_its_recipients_once(posted: Books, server: Server) -> None:
    delivery = sent(posted, "ap@helios.example, cfo@helios.example", copies="boss@helios.example")

    assert (delivery.status, delivery.attempts, delivery.last_answer) == (
        "sent",
        1,
        "Taken by the mail server.",
    )
    [message] = server.taken
    assert server.recipients == [["ap@helios.example", "cfo@helios.example", "boss@helios.example"]]
    assert message["From"] == "Larkfield Engineering Ltd <billing+lark@larkfield.example>"
    assert (message["To"], message["Cc"]) == ("ap@helios.example, cfo@helios.example", "boss@helios.example")
    assert message["Subject"] == "Invoice 2026-00001 from Larkfield Engineering Ltd"
    assert message["Message-ID"] == delivery.message_id
    assert delivery.message_id.startswith("<LARK.2026-00001.1.")
    assert "GBP\u00a01,897.50" in message.get_body().get_content().replace("GBP ", "GBP\u00a0")
    assert "{" not in message.get_body().get_content()
    assert "ask about it" not in message.get_body().get_content()
    [pdf] = message.iter_attachments()
    assert pdf.get_filename() == "LARK-2026-00001.pdf"
    assert pdf.get_content().startswith(b"%PDF")

    assert transmit(by(posted)).counts == {}
    assert len(server.taken) == 1


def test_what_a_server_does_not_take_now_is_tried_again_later_and_what_it_never_takes_is_not(
    posted: Books, server: Server
) -> None:
    mixed = sent(posted, "ap@helios.example, later@helios.example, gone@helios.example")
    assert (mixed.status, mixed.next_attempt_at) == ("waiting", AT + timedelta(minutes=1))
    assert states(mixed) == {
        "ap@helios.example": "accepted",
        "later@helios.example": "waiting",
        "gone@helios.example": "refused",
    }
    assert transmit(by(posted)).counts == {}, "not before its time"
    at = AT + timedelta(minutes=1)
    for attempt in range(2, 11):
        transmit(by(posted, at))
        mixed.refresh_from_db()
        assert mixed.attempts == attempt
        at = mixed.next_attempt_at or at
    assert (mixed.status, mixed.next_attempt_at) == ("sent_in_part", None)
    assert mixed.last_answer.startswith("It was tried too often and is given up.")
    assert server.recipients == [["ap@helios.example"]], "whoever has it does not get it again"
    assert at == AT + timedelta(minutes=1 + 5 + 15 + 60 + 180 + 360 + 720 + 1440 + 1440)

    refused = sent(posted, "gone@helios.example")
    assert (refused.status, refused.last_answer) == ("failed", "550 5.1.1 No such user")
    retry_deliveries(by(posted), delivery_ids=[refused.pk])
    profiled(posted, "ap@helios.example")
    assert Delivery.objects.latest("pk").sending_no == 3


@pytest.mark.parametrize(
    ("text", "recipient", "status", "answer"),
    [
        ("451 Full", "ap@helios.example", "waiting", "451 Full"),
        ("554 No mail from you", "ap@helios.example", "failed", "554 No mail from you"),
        ("no sender", "ap@helios.example", "failed", "553 5.1.8 Who is that"),
        ("250 OK", "closing@helios.example", "waiting", "The mail server closed the connection."),
        ("close", "ap@helios.example", "unclear", "The mail server closed the connection."),
        ("silence", "ap@helios.example", "unclear", "The mail server did not answer in time."),
    ],
)
def test_each_failure_is_what_it_is(
    posted: Books,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    recipient: str,
    status: str,
    answer: str,
) -> None:
    monkeypatch.setattr(mail, "TIMEOUT_SECONDS", 0.2)
    server.text = text
    delivery = sent(posted, recipient)
    assert (delivery.status, delivery.last_answer) == (status, answer)
    assert transmit(by(posted)).counts == {}, "never by itself at once, and what is unclear never"


def test_without_a_server_mail_waits_and_says_so(posted: Books, settings: Any) -> None:
    settings.SMTP, settings.MAIL_FROM = "", "billing@larkfield.example"
    none = sent(posted, "ap@helios.example")
    assert (none.status, none.last_answer) == ("waiting", mail.NO_SERVER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.SMTP = f"smtp://127.0.0.1:{free.getsockname()[1]}"
    transmit(by(posted, AT + timedelta(minutes=1)))
    none.refresh_from_db()
    assert (none.status, none.attempts) == ("waiting", 2)
    assert none.last_answer == "The mail server cannot be used: Connection refused."


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ("smtp+starttls://{}", "The mail server cannot be used: STARTTLS extension not supported by server."),
        (
            "smtp://us:secret@{}",
            "The mail server cannot be used: SMTP AUTH extension not supported by server.",
        ),
        ("smtps://{}", "The mail server cannot be used: "),
    ],
)
def test_a_server_that_does_not_speak_as_the_operator_says_gets_nothing(
    posted: Books, server: Server, settings: Any, form: str, answer: str
) -> None:
    """Neither text nor password without the encryption that was asked for; it is tried again later."""
    settings.SMTP = form.format(settings.SMTP.removeprefix("smtp://"))
    delivery = sent(posted, "ap@helios.example")
    assert delivery.status == "waiting"
    assert delivery.last_answer.startswith(answer)
    assert server.taken == []


def test_several_go_out_at_once_each_once(
    books: Books, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three documents over two connections: two are being taken at the same moment, and never three."""
    larkfield(books, credited=True)
    monkeypatch.setattr(running, "AT_ONCE", 2)
    server.text = "slow"
    server.busy.clear()
    profiles = [
        NewSendingProfile(account, recipients="ap@helios.example") for account in ("C-1007", "C-1022")
    ]
    add_sending_profiles(by(books), sending_profiles=profiles)
    send_documents(by(books), invoice_ids=list(Invoice.objects.values_list("pk", flat=True)))
    done: list[tuple[int, int]] = []

    assert transmit(by(books), progress=lambda *told: done.append(told)).counts == {"sent": 3}

    assert max(server.busy) == 2
    assert done == [(1, 3), (2, 3), (3, 3)]
    messages = [str(one["Message-ID"]) for one in server.taken]
    assert sorted(messages) == sorted(Delivery.objects.values_list("message_id", flat=True))


def test_several_processes_send_beside_each_other_each_delivery_once(
    committed_books: Books, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two senders of one connection each: the server keeps the first message until the second is there."""
    books = larkfield(committed_books, credited=True)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    profiles = [
        NewSendingProfile(account, recipients="ap@helios.example") for account in ("C-1007", "C-1022")
    ]
    add_sending_profiles(by(books), sending_profiles=profiles)
    send_documents(by(books), invoice_ids=list(Invoice.objects.values_list("pk", flat=True)))
    first, second, third = Delivery.objects.order_by("next_attempt_at", "pk")
    server.text = "slow"
    server.busy.clear()
    outcomes: list[dict[str, int]] = []

    def send() -> None:
        try:
            outcomes.append(transmit(by(books)).counts)
        finally:
            connection.close()

    # What another connection has in hand at this moment is passed over, without waiting for it.
    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=first.pk)
        senders = [Thread(target=send), Thread(target=send)]
        for one in senders:
            one.start()
        for one in senders:
            one.join(PATIENCE_SECONDS)
    assert outcomes == [{"sent": 1}, {"sent": 1}]
    assert max(server.busy) == 2, "both were sending at the same moment"
    assert transmit(by(books)).counts == {"sent": 1}

    assert [str(one["Message-ID"]) for one in server.taken][2:] == [first.message_id]
    assert {str(one["Message-ID"]) for one in server.taken[:2]} == {second.message_id, third.message_id}
    assert set(Delivery.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_what_was_sent_before_a_crash_is_not_sent_again_unless_somebody_says_so(
    posted: Books, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(running, "note_deliveries", crash)
        with pytest.raises(KeyboardInterrupt):
            sent(posted, "ap@helios.example")
    delivery = Delivery.objects.get()
    assert (delivery.status, len(server.taken)) == ("sending", 1)

    assert transmit(by(posted)).counts == {"unclear": 1}
    delivery.refresh_from_db()
    assert (delivery.status, delivery.last_answer) == ("unclear", running.LEFT)
    assert states(delivery) == {"ap@helios.example": "unclear"}
    assert transmit(by(posted)).counts == {}
    assert len(server.taken) == 1

    settle_deliveries(by(posted), delivery_ids=[delivery.pk], became="not_sent")
    assert transmit(by(posted)).counts == {"sent": 1}
    assert [one["Message-ID"] for one in server.taken] == [delivery.message_id] * 2


def test_a_file_that_was_put_before_a_crash_is_found(posted: Books, tmp_path: Any, monkeypatch: Any) -> None:
    def crash(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(running, "note_deliveries", crash)
        with pytest.raises(KeyboardInterrupt):
            sent(posted, "", channel="folder")
    path = tmp_path / "drop" / "LARK" / "C-1007" / "LARK-2026-00001.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert transmit(by(posted)).counts == {"sent": 1}
    assert Delivery.objects.get().last_answer == running.FOUND


def test_whoever_has_a_role_for_their_own_sends_their_own(posted: Books, server: Server) -> None:
    send_documents(by(posted), invoice_ids=[profiled(posted, "ap@helios.example")])
    ben = granted(posted.company_id, "ben", "billing_lead", scope="own")
    assert transmit(acting(posted.company_id, by=ben, at=AT)).counts == {}
    Contract.objects.filter(number="CT-0031").update(manager_id=ben)
    assert transmit(acting(posted.company_id, by=ben, at=AT)).counts == {"sent": 1}


def test_answers_of_the_access_point_are_read_and_a_worker_sends_by_the_clock(
    posted: Books, server: Server, tmp_path: Any
) -> None:
    delivery = sent(posted, "", channel="folder")
    assert delivery.status == "sent"
    name = delivery.message_id.strip("<>").partition("@")[0]
    inbox = tmp_path / "access-point" / "inbox"
    inbox.mkdir(parents=True)
    for place, about in enumerate((name, "LARK.2026-00009.1.1")):
        (inbox / f"{place}.xml").write_text(
            f'<R xmlns:a="{CAC}" xmlns:b="{CBC}"><a:DocumentResponse><a:Response><b:ResponseCode>AP</b:ResponseCode>'
            f"</a:Response><a:DocumentReference><b:ID>{about}</b:ID></a:DocumentReference></a:DocumentResponse></R>"
        )
    [company] = [one for one in companies() if one.company_id == posted.company_id]
    periodic_tasks()["transmit"].does(Due(company, AT, posted.person_id))
    delivery.refresh_from_db()
    assert (delivery.status, delivery.last_answer) == ("confirmed", "Answered AP.")
    assert sorted(path.name for path in (inbox / "read").iterdir()) == ["0.xml", "1.xml"]
