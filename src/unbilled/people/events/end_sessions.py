"""End sessions of one's own."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.people.models import Session
from unbilled.people.reads.sessions_of import mark_of_session


@event("people.end_sessions")
def end_sessions(act: Act, *, marks: Sequence[str]) -> int:
    """End sessions of whoever acts; browsers that had them must log in again.

    Args:
        act: Whose; of no company.
        marks: What the list of sessions calls them; one that has ended is passed over.

    Returns:
        How many ended.

    Source:
        docs/rules/log-in.md#sessions.
    """
    keys = Session.objects.filter(person_id=act.person_id).values_list("session_key", flat=True)
    ended, _ = Session.objects.filter(
        session_key__in=[key for key in keys if mark_of_session(key) in marks]
    ).delete()
    return ended
