"""``unbilled why``: what keeps a piece of work or a milestone from being billed."""

from typing import Annotated

import typer

from unbilled.cli.acts import show_found
from unbilled.cli.desk import As, Company, Json, reader
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures


def why(
    name: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="Reference of an entry, or name of a milestone.", show_default=False
        ),
    ],
    company: Company = None,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Say why work or a milestone is not billed, who brought it there, and what to do about it.

    Example: unbilled why toggl:8812.
    """
    by = reader(company, as_person)
    from unbilled.reports.reads.why import why_named

    found = why_named(company_id=by.company_id, name=name, sight=by.sight)

    def tell() -> None:
        for one in found:
            since = f" ({one.person}, {figures.moment(one.acted_at, by.zone)})" if one.acted_at else ""
            terminal(soft_wrap=True).print(f"{one.what}: {one.sentence}{since}")
            if one.remedy:
                terminal(soft_wrap=True).print(f"    {one.remedy}")

    shown = [
        {
            "what": one.what,
            "why": one.why,
            "sentence": one.sentence,
            "remedy": one.remedy,
            "person": one.person,
            "acted_at": one.acted_at,
        }
        for one in found
    ]
    show_found(shown, tell, as_json=as_json)
