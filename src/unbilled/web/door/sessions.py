"""Where sessions are kept: in the database, each with whose it is, so that people see theirs and end them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.http import HttpRequest
from django.utils import timezone

from unbilled.people.models import Person, Session
from unbilled.web.door.addresses import address_of

SEEN_EVERY = timedelta(minutes=5)
LONGEST_BROWSER = 200
BEGAN = "door"
"""Where a session remembers how it was begun."""


class SessionStore(DatabaseSessions):
    """Django's sessions in a table of ours."""

    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()  # type: ignore[misc]
        self.seen_at = row.seen_at if row else None
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of a session, with what its owner is shown of it."""
        now = timezone.now()
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        began = data.get(BEGAN, {})
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.address, row.browser = began.get("address", ""), began.get("browser", "")
        row.started_at = datetime.fromisoformat(began["at"]) if "at" in began else now
        row.seen_at = now
        return row


def note_beginning(request: HttpRequest) -> None:
    """Remember of a session where and when it was begun."""
    request.session[BEGAN] = {
        "address": address_of(request),
        "browser": request.headers.get("User-Agent", "")[:LONGEST_BROWSER].replace("\x00", ""),
        "at": timezone.now().isoformat(),
    }


def note_use(request: HttpRequest) -> None:
    """Remember that a session was used, if it was not for some minutes."""
    now, seen_at = timezone.now(), getattr(request.session, "seen_at", None)
    if seen_at is not None and seen_at < now - SEEN_EVERY:
        Session.objects.filter(session_key=request.session.session_key).update(seen_at=now)


def note_again(request: HttpRequest, person: Person) -> None:
    """Let a session go on after the password of its person was changed in it; its key becomes another."""
    update_session_auth_hash(request, person)


def forget_ended() -> None:
    """Take away the rows of sessions that ended by themselves."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
