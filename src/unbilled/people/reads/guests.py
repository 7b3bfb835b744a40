"""Guests: the people of the demonstration, of whom a visitor may be any."""

from dataclasses import dataclass

from unbilled.foundation.statements import statement
from unbilled.people.rights import ROLES, SCOPES

SQL = statement(__file__)


@dataclass(frozen=True)
class Guest:
    """Somebody of a demonstration company and of no other.

    Attributes:
        person_id: The person.
        name: First and last name.
        role: What they are there, in words.
        company: Code of the company.
    """

    person_id: int
    name: str
    role: str
    company: str


def guests() -> list[Guest]:
    """One person for each role and reach, of demonstrations; nobody who has a role in another company as well.

    Source:
        docs/rules/log-in.md#the-demonstration.
    """
    roles, scopes = dict(ROLES), dict(SCOPES)
    order = list(roles)
    found: dict[tuple[str, str], Guest] = {}
    for row in sorted(SQL.rows(), key=lambda row: (order.index(row["role"]), row["scope"], row["person_id"])):
        reach = f", {scopes['own']}" if row["scope"] == "own" else ""
        guest = Guest(row["person_id"], row["name"], f"{roles[row['role']]}{reach}", row["company"])
        found.setdefault((row["role"], row["scope"]), guest)
    return list(found.values())
