"""What comes back about something sent: delivery status notifications of mail servers, answers of access points."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

from unbilled.foundation.refusals import Refusal

ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")


class NotificationUnreadable(Refusal):
    """A file is no delivery status notification."""

    sentence = "The file {file} is no delivery status notification: {why}."
    remedy = "Save the message that came back whole, with all its parts, as a file."


@dataclass(frozen=True)
class Notification:
    """What is said about a message.

    Attributes:
        message: Its Message-ID, or the name of a document at an access point.
        action: ``failed``, ``delayed``, ``delivered``, ``relayed`` or ``expanded``.
        answer: What is said, for people.
        recipient: Whom it is about; empty: all.
    """

    message: str
    action: str
    answer: str
    recipient: str = ""


def notified(content: bytes, file: str) -> list[Notification]:
    """Read a delivery status notification (RFC 3464).

    Args:
        content: The message that came back.
        file: What it is called.

    Returns:
        One notification for each recipient it tells of.

    Raises:
        NotificationUnreadable: It is none, or does not say which message it is about.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(content)
    parts = list(message.walk())
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if not statuses:
        raise NotificationUnreadable(file=file, why="it has no part message/delivery-status")
    about = next((found for part in parts if (found := _message_id(part))), "")
    if not about:
        raise NotificationUnreadable(file=file, why="it does not hold the headers of the message it is about")
    notifications = [
        Notification(about, action, _said(group), _address(group))
        for part in statuses
        for group in _groups(part)
        if (action := str(group.get("Action", "")).strip().lower()) in ACTIONS
    ]
    if not notifications:
        raise NotificationUnreadable(file=file, why="it tells of no recipient what happened")
    return notifications


def _groups(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    return (one for one in payload if isinstance(one, Message)) if isinstance(payload, list) else iter(())


def _message_id(part: Message) -> str:
    kind = part.get_content_type()
    if kind == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        headers = payload if isinstance(payload, bytes) else str(part.get_payload()).encode()
        return str(BytesParser(policy=policy.compat32).parsebytes(headers).get("Message-ID", "")).strip()
    if kind == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and isinstance(inner[0], Message):
            return str(inner[0].get("Message-ID", "")).strip()
    return ""


def _said(group: Message) -> str:
    said = str(group.get("Diagnostic-Code", "") or group.get("Status", "")).partition(";")
    return " ".join((said[2] or said[0]).split()) or "No reason is given."


def _address(group: Message) -> str:
    told = str(group.get("Original-Recipient", "") or group.get("Final-Recipient", ""))
    return (told.partition(";")[2] or told).strip().lower()
