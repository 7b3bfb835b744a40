"""Add a person: someone whose name stands by what was done."""

from datetime import datetime

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@transaction.atomic
def add_person(*, username: str, joined_at: datetime) -> int:
    """The person of this name, added without a password when there is none yet.

    Args:
        username: Name the person signs with.
        joined_at: When, if the person is added.

    Returns:
        The person's identity.

    Source:
        docs/rules/acts.md#acting.
    """
    return int(SQL.row(username=username, joined_at=joined_at)["person_id"])
