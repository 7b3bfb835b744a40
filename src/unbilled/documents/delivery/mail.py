"""E-mail: one message to a server by SMTP, with an answer for each of its recipients.

What the server answered before it had the whole message was not sent, and is tried again. What it took and did not
answer any more is unclear: it may have arrived, so nobody sends it again without having asked.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime
from types import TracebackType
from typing import Any

from django.utils import timezone

from unbilled.documents.delivery.parcels import Outcome, Parcel, Tried
from unbilled.documents.delivery.setup import MailServer

TIMEOUT_SECONDS = 30.0
ACCEPTED = (250, 251)
READY_FOR_TEXT = 354
PERMANENT = 500
NO_SERVER = "No server takes our mail: UNBILLED_SMTP names none."
NO_SENDER = "Mail has no sender: UNBILLED_MAIL_FROM names no address."


class _Answered(Exception):
    """The server refused a command."""

    def __init__(self, code: int, text: bytes | str) -> None:
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        self.code, self.answer = code, f"{code} {' '.join(said.split())}"
        super().__init__(self.answer)


class Mail:
    """A connection to the server that takes our mail, made when it is first needed and kept from message to message."""

    def __init__(self, server: MailServer | None) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "Mail":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def arrived(self, parcel: Parcel) -> bool:
        """Nobody can ask a server for what it took."""
        return False

    def send(self, parcel: Parcel) -> Tried:
        """Send it to those who have not got it yet."""
        if self.server is None or not parcel.from_address:
            return Tried(
                parcel.delivery_id,
                "waiting",
                NO_SERVER if self.server is None else NO_SENDER,
                parcel.recipients,
            )
        try:
            message = dotted(written(parcel))
        except ValueError as error:
            return Tried(parcel.delivery_id, "failed", f"It cannot be written as a message: {error}.")
        recipients = {address: dict(one) for address, one in parcel.recipients.items()}
        asked = [address for address, one in recipients.items() if one["status"] == "waiting"]

        def told(addresses: list[str], status: str, answer: str) -> None:
            for address in addresses:
                recipients[address] |= {"status": status, "answer": answer}

        answer = self._attempt(parcel, message, asked, told)
        return Tried(parcel.delivery_id, status_of(recipients), answer, recipients)

    def _attempt(
        self,
        parcel: Parcel,
        message: bytes,
        asked: list[str],
        told: Callable[[list[str], str, str], None],
    ) -> str:
        """One attempt; tells of each recipient what became of it, and answers what the server said."""
        taken: list[str] = []
        is_sent, answer = False, ""
        try:
            smtp = self._connected(parcel)
            _accepted(*smtp.mail(parcel.from_address))
            for address in asked:
                code, text = smtp.rcpt(address)
                if code in ACCEPTED:
                    taken.append(address)
                else:
                    answer = _Answered(code, text).answer
                    told([address], "refused" if code >= PERMANENT else "waiting", answer)
            if not taken:
                self._close()
                return answer
            code, text = smtp.docmd("data")
            if code != READY_FOR_TEXT:
                raise _Answered(code, text)
            smtp.send(message)
            is_sent = True
            _accepted(*smtp.getreply())
        except _Answered as answered:
            told(taken or asked, "refused" if answered.code >= PERMANENT else "waiting", answered.answer)
            self._close()
            return answered.answer
        except (OSError, smtplib.SMTPException) as error:
            self._close()
            answer = in_words(error)
            told(taken or asked, "unclear" if is_sent else "waiting", answer)
            return answer
        told(taken, "accepted", "")
        left = [address for address in asked if address not in taken]
        return f"Taken, but not for {', '.join(left)}: {answer}" if left else "Taken by the mail server."

    def _connected(self, parcel: Parcel) -> smtplib.SMTP:
        if self._smtp is not None:
            try:
                if self._smtp.noop()[0] in ACCEPTED:
                    return self._smtp
            except (OSError, smtplib.SMTPException):
                pass
            self._close()
        assert self.server is not None
        name = parcel.from_address.rpartition("@")[2]
        told: dict[str, Any] = {"local_hostname": name, "timeout": TIMEOUT_SECONDS}
        if self.server.security == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                self.server.host, self.server.port, context=ssl.create_default_context(), **told
            )
        else:
            smtp = smtplib.SMTP(self.server.host, self.server.port, **told)
        self._smtp = smtp
        smtp.ehlo_or_helo_if_needed()
        if self.server.security == "smtp+starttls":
            smtp.starttls(context=ssl.create_default_context())
        if self.server.user:
            smtp.login(self.server.user, self.server.password)
        return smtp

    def _close(self) -> None:
        if self._smtp is not None:
            smtp, self._smtp = self._smtp, None
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()


def _accepted(code: int, text: bytes) -> None:
    if code not in ACCEPTED:
        raise _Answered(code, text)


def in_words(error: Exception) -> str:
    """What happened to a connection, for people.

    >>> in_words(TimeoutError("timed out")), in_words(smtplib.SMTPAuthenticationError(535, b"wrong password"))
    ('The mail server did not answer in time.', 'The mail server answered: 535 wrong password.')
    """
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server answered: {_Answered(error.smtp_code, error.smtp_error).answer.rstrip('.')}."
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "The mail server closed the connection."
    said = (getattr(error, "strerror", None) or str(error)).rstrip(".")
    return f"The mail server cannot be used: {said}."


def status_of(recipients: dict[str, dict[str, Any]]) -> Outcome:
    """What a delivery is, by what its recipients are.

    >>> status_of({"a": {"status": "accepted"}, "b": {"status": "refused"}})
    'sent_in_part'
    >>> status_of({"a": {"status": "accepted"}, "b": {"status": "waiting"}})
    'waiting'
    """
    found = {one["status"] for one in recipients.values()}
    if "unclear" in found:
        return "unclear"
    if "waiting" in found:
        return "waiting"
    if found == {"accepted"}:
        return "sent"
    return "sent_in_part" if "accepted" in found else "failed"


def written(parcel: Parcel) -> bytes:
    """The message as it goes over the line."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(one_line(parcel.seller), addr_spec=parcel.from_address)
    for header, is_copy in (("To", False), ("Cc", True)):
        if named := [address for address, one in parcel.recipients.items() if one["is_copy"] == is_copy]:
            message[header] = ", ".join(named)
    if parcel.reply_to:
        message["Reply-To"] = parcel.reply_to
    message["Subject"] = one_line(parcel.subject)
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = parcel.message_id
    message["Content-Language"] = parcel.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.body)
    for file in parcel.files:
        main, _, sub = file.kind.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return message.as_bytes()


def one_line(text: str) -> str:
    r"""A text as one line of a header: a line break would begin another header.

    >>> one_line("Invoice 7\r\nBcc: x")
    'Invoice 7 Bcc: x'
    """
    return " ".join(text.split())


def dotted(content: bytes) -> bytes:
    r"""A message with its end: a line that begins with a point has another, for a point alone ends it.

    >>> dotted(b"a\r\n.b\r\n")
    b'a\r\n..b\r\n.\r\n'
    """
    return re.sub(rb"(?m)^\.", b"..", content.removesuffix(b"\r\n") + b"\r\n") + b".\r\n"
