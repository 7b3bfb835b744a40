"""``unbilled people``: who works with the books, and as what."""

from typing import Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.company import first_act
from unbilled.cli.desk import As, Desk
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


@app.command()
@acting()
def invite(
    at: Desk,
    names: People,
    address: Annotated[
        str,
        typer.Option(
            "--address",
            metavar="URL",
            envvar="UNBILLED_ADDRESS",
            help="Where the back office is served; links begin with it.",
        ),
    ] = "http://127.0.0.1:8000",
) -> None:
    """Make links with which people set a password and come in: each works once, for seven days.

    Example: unbilled people invite mia --address https://books.acme.example.
    """
    from django.urls import reverse

    from unbilled.people.events.make_invitations import make_invitations
    from unbilled.people.links import link_of

    made = make_invitations(at.act, usernames=names)
    links = {
        one.username: address.rstrip("/") + reverse("invitation", args=[link_of(one.invitation_id)])
        for one in made
    }
    said = [f"  {name}: {link}" for name, link in links.items()]
    did(at, "Invited", {"people": len(made)}, said=said, links=links)


@app.command()
def password(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose.", show_default=False)],
    from_stdin: Annotated[
        bool, typer.Option("--from-stdin", help="Read the password from standard input, for scripts.")
    ] = False,
    without_second_factor: Annotated[
        bool,
        typer.Option("--without-second-factor", help="Also take the second factor away: the device is lost."),
    ] = False,
    as_person: As = None,
) -> None:
    """Set somebody's password, for whoever runs the server: it works also while log-ins have to wait.

    Their sessions end, and links that were made for them open nothing any more.

    Example: unbilled people password administrator.
    """
    setup.books()
    from unbilled.foundation.answers import Secret
    from unbilled.people.events.set_password import set_password

    act = first_act(as_person)
    said = (
        typer.get_text_stream("stdin").readline().rstrip("\r\n")
        if from_stdin
        else typer.prompt("New password", hide_input=True, confirmation_prompt="Once more")
    )
    set_password(act, username=name, password=Secret(said), without_second_factor=without_second_factor)
    typer.echo(f"{name} can log in with the new password.")


def _word(role: str) -> str:
    """A role as the books know it, however it was written."""
    return role.replace("-", "_").replace(" ", "_")
