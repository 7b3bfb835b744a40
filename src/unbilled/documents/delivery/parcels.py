"""What is handed to a channel, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

Outcome = Literal["sent", "sent_in_part", "waiting", "failed", "unclear"]
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
"""How long is waited after the first attempt, the second and so on; after the last no more is tried: four days."""


@dataclass(frozen=True)
class Attached:
    """A file that goes with it."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Parcel:
    """One delivery, ready to go.

    Attributes:
        delivery_id: The delivery.
        message_id: Its name, the same at every attempt.
        company_code: Company that sends.
        account: The customer's account.
        number: Number of the document.
        seller: Who invoices, as issued.
        reply_to: Where answers go; empty: to the sender.
        from_address: The address it comes from.
        recipients: By address: ``is_copy``, ``status`` and ``answer``, as the delivery keeps them.
        subject: Its subject.
        body: Its text.
        language: Language of both.
        endpoints: Electronic address and scheme of seller and buyer, for an access point.
        files: What goes with it.
    """

    delivery_id: int
    message_id: str
    company_code: str
    account: str
    number: str
    seller: str
    reply_to: str
    from_address: str
    recipients: Mapping[str, Mapping[str, Any]]
    subject: str
    body: str
    language: str
    endpoints: tuple[tuple[str, str], tuple[str, str]]
    files: Sequence[Attached]

    @property
    def name(self) -> str:
        """The message's name without brackets and domain, safe as the name of a file."""
        return self.message_id.strip("<>").rpartition("@")[0]


@dataclass(frozen=True)
class Tried:
    """What became of an attempt.

    Attributes:
        delivery_id: The delivery.
        status: What it is now; ``waiting`` is tried again.
        answer: What the other side said, for people.
        recipients: By address, as ``Parcel`` has them.
        next_attempt_at: When it is tried again; None: not by itself.
    """

    delivery_id: int
    status: Outcome
    answer: str
    recipients: Mapping[str, Any] = field(default_factory=dict)
    next_attempt_at: datetime | None = None


def next_attempt(attempts: int, at: datetime) -> datetime | None:
    """When it is tried again after so many attempts; None: no more.

    >>> at = datetime(2026, 1, 1)
    >>> next_attempt(1, at) - at, next_attempt(4, at) - at, next_attempt(10, at)
    (datetime.timedelta(seconds=60), datetime.timedelta(seconds=3600), None)
    """
    return at + DELAYS[attempts - 1] if attempts <= len(DELAYS) else None
