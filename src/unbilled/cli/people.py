"""``unbilled people``: who works with the books, and as what."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
from unbilled.cli.mastering import Group, group
from unbilled.people.records import Grant, NewPerson, Revocation

PEOPLE = Group(
    name="people",
    help="People who work with the books: list, show, add and change them, grant and revoke their roles.",
    room="people",
    events="people",
    kind="PERSON",
    record=NewPerson,
    key="username",
    fixed=("username",),
    reads="people:PEOPLE",
    asks=("text",),
    add_verb="invite",
    add_example="mia --first-name Mia --last-name Okoro --email mia@acme.example",
    change_example="mia --email okoro@acme.example",
)
app = group(PEOPLE)

People = Annotated[list[str], typer.Argument(metavar="NAME...", help="Who.", show_default=False)]
Roles = Annotated[
    list[str],
    typer.Option(
        "--role",
        metavar="ROLE",
        help="team_member, project_manager, project_accountant, billing_lead, auditor or administrator; "
        "may be repeated.",
    ),
]
Scope = Annotated[str, typer.Option("--scope", metavar="SCOPE", help="all contracts, or the person's own.")]


@app.command()
@acting()
def grant(
    at: Desk,
    names: People,
    roles: Roles,
    scope: Scope = "all",
) -> None:
    """Grant people roles in the company. Example: unbilled people grant mia --role project_manager --scope own."""
    from unbilled.people.events.grant_roles import grant_roles

    grants = [Grant(name, _word(role), scope) for name in names for role in roles]
    did(at, "Granted", {"roles": grant_roles(at.act, grants=grants)})


@app.command()
@acting()
def revoke(
    at: Desk,
    names: People,
    roles: Roles,
) -> None:
    """Revoke roles that people have in the company. Example: unbilled people revoke mia --role auditor."""
    from unbilled.people.events.revoke_roles import revoke_roles

    revocations = [Revocation(name, _word(role)) for name in names for role in roles]
    did(at, "Revoked", {"roles": revoke_roles(at.act, revocations=revocations)})


def _word(role: str) -> str:
    """A role as the books know it, however it was written."""
    return role.replace("-", "_").replace(" ", "_")
