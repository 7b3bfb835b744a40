"""Sessions of a person: where somebody is logged in."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from unbilled.people.models import Session

MARK_LENGTH = 16


@dataclass(frozen=True)
class OwnSession:
    """A session as its owner sees it.

    Attributes:
        mark: What it is called; the key itself is shown nowhere.
        address: Network address it was begun from.
        browser: What the browser called itself.
        started_at: When it was begun.
        seen_at: When something was last asked in it, to some minutes.
        is_this: It is the one in which it is looked at.
    """

    mark: str
    address: str
    browser: str
    started_at: datetime
    seen_at: datetime
    is_this: bool


def sessions_of(*, person_id: int, at: datetime, this: str | None = None) -> list[OwnSession]:
    """The sessions of a person that have not ended, this one first, then by when they were last used.

    Args:
        person_id: The person.
        at: Now.
        this: Key of the session in which it is asked.

    Source:
        docs/rules/log-in.md#sessions.
    """
    rows = Session.objects.filter(person_id=person_id, expire_date__gt=at).order_by("-seen_at")
    found = [
        OwnSession(
            mark=mark_of_session(row.session_key),
            address=row.address,
            browser=row.browser,
            started_at=row.started_at,
            seen_at=row.seen_at,
            is_this=row.session_key == this,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def mark_of_session(key: str) -> str:
    """What a session is called."""
    return hashlib.sha256(key.encode()).hexdigest()[:MARK_LENGTH]
