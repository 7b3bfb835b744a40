"""Make the administrator: the person an installation begins with."""

from datetime import datetime

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)
ADMINISTRATOR = "administrator"


@transaction.atomic
def make_administrator(*, joined_at: datetime) -> int:
    """The administrator of the installation, made at set-up; there when made already.

    Nobody signs in as this person until a password is set. No act stands behind it: before it there is nobody to act.

    Args:
        joined_at: When, if made now.

    Returns:
        The person's identity.

    Source:
        docs/rules/acts.md#who-acts-in-a-window.
    """
    asked = {"username": ADMINISTRATOR, "joined_at": joined_at}
    # A statement does not see whom another has made while it waited; the next one does.
    [made] = SQL.rows(**asked) or SQL.rows(**asked)
    return int(made["person_id"])
