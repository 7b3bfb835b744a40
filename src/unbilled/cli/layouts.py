"""``unbilled layouts``: how invoices look: layouts that everybody has, those of one's own, and the logo."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import show_found
from unbilled.cli.desk import As, Company, Desk, Json, reader, ready_folder, write_whole
from unbilled.cli.documents import FileUnreadable

app = typer.Typer(
    help="How invoices look: list, copy, change, preview and use layouts; the logo.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the layout.", show_default=False)]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this file.")]


def told(at: Desk, sentence: str, **facts: str) -> None:
    """Say what was done, or would be."""
    said = f"Dry run, nothing is changed. {sentence}" if at.dry_run else sentence
    show_found(facts | {"dry_run": at.dry_run}, lambda: typer.echo(said), as_json=at.as_json)


def read(file: Path) -> bytes:
    """The content of a file.

    Raises:
        FileUnreadable: It cannot be opened.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=file, why=error.strerror) from None


@app.command("list")
def list_all(company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """List the layouts there are, and which one is used. Example: unbilled layouts list."""
    at = reader(company, as_person)
    from unbilled.documents.reads.layouts import layouts

    found = layouts(company_id=at.company_id)
    lines = [
        f"{one.name}{'  used' if one.is_used else ''}"
        + (f"  your own, changed {one.changed_on} by {one.changed_by}" if one.is_own else "")
        for one in found
    ]
    show_found(found, lambda: typer.echo("\n".join(lines)), as_json=as_json)


@app.command()
def show(name: Name, company: Company = None, as_person: As = None, out: Out = None) -> None:
    """Show the text of a layout, or write it to a file to be edited.

    Example: unbilled layouts show ours --out ours.typ.
    """
    at = reader(company, as_person)
    from unbilled.documents.reads.layouts import layout_text

    text = layout_text(company_id=at.company_id, name=name)
    if out is None:
        typer.echo(text, nl=False)
        return
    ready_folder(out.parent, "--out")
    write_whole(out, text.encode())
    typer.echo(f"Layout {name} is in {out}.")


@app.command()
@acting()
def copy(
    at: Desk,
    of: Annotated[str, typer.Argument(metavar="OF", help="Layout that is copied.", show_default=False)],
    name: Name,
) -> None:
    """Copy a layout under a name of your own, where you may change it.

    Example: unbilled layouts copy classic ours.
    """
    from unbilled.documents.events.copy_layout import copy_layout

    copy_layout(at.act, name=name, of=of)
    told(at, f"Layout {name} is a copy of {of}.", layout=name)


@app.command()
@acting()
def change(
    at: Desk,
    name: Name,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.typ", help="Its text from now on.", show_default=False)
    ],
) -> None:
    """Change a layout of your own; it is tried first. Example: unbilled layouts change ours ours.typ."""
    from unbilled.documents.events.change_layout import change_layout

    change_layout(at.act, name=name, text=read(file).decode("utf-8", "replace"))
    told(at, f"Layout {name} is changed.", layout=name)


@app.command()
def preview(
    name: Name,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Write to this file.")],
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE.typ", help="Try this text in place of its own.")
    ] = None,
    lines: Annotated[int, typer.Option(min=2, max=10_000, help="Lines of the specimen.")] = 12,
    company: Company = None,
    as_person: As = None,
) -> None:
    """Print a specimen with a layout and your letterhead; nothing is changed.

    Example: unbilled layouts preview classic --out classic.pdf.
    """
    at = reader(company, as_person)
    from unbilled.documents.reads.specimens import specimen_of

    text = read(file).decode("utf-8", "replace") if file else None
    ready_folder(out.parent, "--out")
    write_whole(out, specimen_of(company_id=at.company_id, name=name, text=text, line_count=lines).pdf())
    typer.echo(f"A specimen in the layout {name} is in {out}.")


@app.command()
@acting()
def use(at: Desk, name: Name) -> None:
    """Post invoices with a layout from now on. Example: unbilled layouts use classic."""
    from unbilled.documents.events.use_layout import use_layout

    use_layout(at.act, name=name)
    told(at, f"Invoices are posted with the layout {name} from now on.", layout=name)


@app.command()
@acting()
def logo(
    at: Desk,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="PNG or SVG; none with --remove.", show_default=False),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Show no logo any more.")] = False,
) -> None:
    """Show a logo in the letterhead of what is posted from now on. Example: unbilled layouts logo logo.svg."""
    from unbilled.documents.events.change_logo import change_logo

    if (file is None) is not remove:
        raise typer.BadParameter("give a file, or --remove", param_hint="FILE")
    if file is None:
        change_logo(at.act, file_name="")
        told(at, "No logo is shown any more.", logo="")
        return
    content = read(file)
    change_logo(at.act, file_name=file.name, sha256=sha256(content).hexdigest(), content=lambda: content)
    told(at, f"{file.name} is the logo from now on.", logo=file.name)
