"""``unbilled entries``: work as it was entered, how far it came, and put right while it is pencil; its receipts."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure
from unbilled.cli.desk import DAYS, As, Company, Desk, Json, reader
from unbilled.cli.listing import listing, tell_one

NOTHING = "none"
TEXTS = ("description", "internal_note")
FIGURES = {"--quantity": "quantity", "--cost": "unit_cost", "--price": "unit_price"}

app = typer.Typer(help="Entries of work: list, show, change and delete them.", no_args_is_help=True)

Reference = Annotated[
    str, typer.Argument(metavar="REF", help="The entry, as it is listed.", show_default=False)
]
References = Annotated[
    list[str], typer.Argument(metavar="REF...", help="The entries, as they are listed.", show_default=False)
]
Date = Annotated[
    datetime | None, typer.Option("--date", metavar="DATE", formats=DAYS, help="Day of the work.")
]
Quantity = Annotated[
    str | None, typer.Option("--quantity", "--hours", metavar="QTY", help="Hours, pieces or kilometers.")
]
Unit = Annotated[str | None, typer.Option("--unit", metavar="TEXT", help="Unit of the quantity.")]
Project = Annotated[str | None, typer.Option("--project", metavar="TEXT", help="Code of the project.")]
Task = Annotated[
    str | None, typer.Option("--task", metavar="TEXT", help="Name of a task of the project; none.")
]
Role = Annotated[str | None, typer.Option("--role", metavar="TEXT", help="Role worked as; none.")]
Resource = Annotated[str | None, typer.Option("--resource", metavar="TEXT", help="Who or what did it; none.")]
Category = Annotated[str | None, typer.Option("--category", metavar="TEXT", help="Category; none.")]
Cost = Annotated[str | None, typer.Option("--cost", metavar="AMOUNT", help="Cost of one unit; none.")]
Currency = Annotated[
    str | None, typer.Option("--currency", metavar="TEXT", help="Currency of the cost; none.")
]
Price = Annotated[str | None, typer.Option("--price", metavar="AMOUNT", help="Sales price of a fee; none.")]
Type = Annotated[
    str | None,
    typer.Option("--billing-type", metavar="TEXT", help="chargeable, non_chargeable or complimentary; none."),
]
Text = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Text the customer may read.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Text for colleagues.")]

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

    What stands under Entry is the reference that other commands take.
    Example: unbilled entries list --status submitted --resource "Ada Moreau" --from month-start.
    """,
)


@app.command()
def show(reference: Reference, company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """Show all that is known of an entry. Example: unbilled entries show toggl:8812."""
    by = reader(company, as_person)
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.reports.reads.find_named import find_entries, references_of
    from unbilled.work.reads.entries import ENTRIES

    [entry_id] = find_entries(company_id=by.company_id, names=[reference], sight=by.sight)
    refuse_foreign(by.sight, {"entry_id": entry_id})
    [listed] = references_of(company_id=by.company_id, names=[reference], sight=by.sight)
    tell_one(
        ENTRIES.of(company_id=by.company_id, selection=Selection(entry=listed)), by.zone, as_json=as_json
    )


@app.command()
@acting()
def change(
    at: Desk,
    references: References,
    day: Date = None,
    quantity: Quantity = None,
    unit: Unit = None,
    project: Project = None,
    task: Task = None,
    role: Role = None,
    resource: Resource = None,
    category: Category = None,
    cost: Cost = None,
    currency: Currency = None,
    price: Price = None,
    billing_type: Type = None,
    text: Text = None,
    note: Note = None,
) -> None:
    """Change entries that are drafts or returned; several in the same way at once. None empties a field.

    What is submitted is recalled first. Example: unbilled entries change toggl:8812 --hours 6.5 --task Design;
    unbilled entries change csv:T1 csv:T2 --project P-2 --task none.
    """
    from unbilled.reports.reads.entry_changes import entry_changes
    from unbilled.work.events.change_entries import change_entries

    said = becoming(
        {"--quantity": quantity, "--cost": cost, "--price": price},
        unit=unit,
        project=project,
        task=task,
        role=role,
        resource=resource,
        category=category,
        cost_currency=currency,
        billing_type=billing_type and billing_type.replace("-", "_"),
        description=text,
        internal_note=note,
        transaction_date=day and day.date(),
    )
    changes = entry_changes(company_id=at.company_id, names=references, said=said, sight=at.sees)
    did(at, "Changed", {"entries": change_entries(at.act, changes=changes)})


def becoming(figures: dict[str, str | None], **given: Any) -> dict[str, Any]:
    """The fields that are said, ``none`` as nothing but in texts.

    Raises:
        BadParameter: Nothing is said, or a figure is none.
    """
    said = {name: value for name, value in given.items() if value is not None}
    said |= {name: None for name, value in said.items() if value == NOTHING and name not in TEXTS}
    for option, value in figures.items():
        if value is not None:
            none = value == NOTHING and option != "--quantity"
            said[FIGURES[option]] = None if none else figure(option, value)
    if not said:
        raise typer.BadParameter("say what becomes another, such as --hours 6.5")
    return said


@app.command()
@acting()
def delete(at: Desk, references: References) -> None:
    """Delete entries that are drafts or returned, all or none. Example: unbilled entries delete csv:T1 csv:T2."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.delete_entries import delete_entries

    entry_ids = find_entries(company_id=at.company_id, names=references, sight=at.sees)
    did(at, "Deleted", {"entries": delete_entries(at.act, entry_ids=entry_ids)})


@app.command()
@acting()
def attach(
    at: Desk,
    reference: Reference,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="PDF, PNG or JPEG files of at most 5 MB.",
            exists=True,
            dir_okay=False,
            readable=True,
            show_default=False,
        ),
    ],
) -> None:
    """Attach receipts to an entry that is a draft or returned. Example: unbilled entries attach csv:T1 taxi.pdf."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.attach_receipts import MOST_BYTES, NewReceipt, attach_receipts

    [entry_id] = find_entries(company_id=at.company_id, names=[reference], sight=at.sees)
    receipts = []
    for one in files:
        with one.open("rb") as file:
            receipts.append(NewReceipt(entry_id, one.name, file.read(MOST_BYTES + 1)))
    did(at, "Attached", {"receipts": attach_receipts(at.act, receipts=receipts)})


@app.command()
@acting()
def detach(
    at: Desk,
    reference: Reference,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names of its receipts.", show_default=False)
    ],
) -> None:
    """Take receipts off an entry that is a draft or returned. Example: unbilled entries detach csv:T1 taxi.pdf."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.remove_receipts import remove_receipts

    [entry_id] = find_entries(company_id=at.company_id, names=[reference], sight=at.sees)
    did(at, "Removed", {"receipts": remove_receipts(at.act, entry_id=entry_id, names=names)})
