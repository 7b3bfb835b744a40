"""Who can come in: people with a role in a company, and whether they can log in."""

from dataclasses import dataclass
from datetime import datetime

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Comer:
    """Somebody with a role in a company.

    Attributes:
        username: Name that acts are done in.
        name: First and last name; may be empty.
        roles: What they are in the company.
        has_password: They can log in.
        has_second_factor: A code is asked for beside the password.
        invited_until: Until when a link that was made for them opens; None without one.
        last_login_at: When they last logged in; None if never.
    """

    username: str
    name: str
    roles: str
    has_password: bool
    has_second_factor: bool
    invited_until: datetime | None
    last_login_at: datetime | None


def who_comes_in(*, company_id: int) -> list[Comer]:
    """People with a role in a company, by name.

    Args:
        company_id: Company.

    Source:
        docs/rules/log-in.md#invitations.
    """
    return [Comer(**row) for row in SQL.rows(company_id=company_id)]
