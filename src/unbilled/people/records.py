"""What people say about people: who they are, and what they are in a company."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NewPerson:
    """Someone who works with the books.

    Attributes:
        username: Name that acts are done in.
        first_name: First name.
        last_name: Last name.
        email: E-mail address.
    """

    username: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Grant:
    """What a person is to be in a company.

    Attributes:
        person: The person's name.
        role: A role, such as ``project_manager``.
        scope: ``all`` contracts, or the person's ``own``.
    """

    person: str
    role: str
    scope: str = "all"


@dataclass(frozen=True)
class Revocation:
    """What a person is no longer to be in a company.

    Attributes:
        person: The person's name.
        role: The role.
    """

    person: str
    role: str


@dataclass(frozen=True)
class Invited:
    """An invitation that was made.

    Attributes:
        username: Who is invited.
        invitation_id: The invitation; the link says it, signed.
        expires_at: From this moment on it opens nothing.
    """

    username: str
    invitation_id: int
    expires_at: datetime
