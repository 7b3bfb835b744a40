"""``unbilled entries``: work as it was entered, and how far it came."""

import typer

from unbilled.cli.listing import listing

app = typer.Typer(help="Entries of work: list them.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.work.reads.entries:ENTRIES",
    asks=(
        *(
            "contract",
            "project",
            "customer",
            "task",
            "role",
            "resource",
            "category",
            "class",
            "status",
            "entry",
        ),
        *("date", "without_line", "person", "text"),
    ),
    doc="""List entries of work. --contract and --customer are those of the line that covers one.

    Example: unbilled entries list --status submitted --resource "Ada Moreau" --from month-start.
    """,
)
