"""``unbilled print``: posted invoices as PDF files and electronic invoices."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk, ready_folder, write_whole

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Folder of the files; out in the home.")
]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NUMBER]...", help="Only these invoices and credit notes, all or none.", show_default=False
    ),
]


@acting(filters=True)
def print_invoices(at: Desk, numbers: Numbers = None, out: Out = None) -> None:
    """Write the PDFs and electronic invoices of what is posted. --from and --through are invoice dates.

    Example: unbilled print --contract C-1 --out invoices; unbilled print 2026-00001.
    """
    from unbilled.documents.events.render_invoices import render_invoices
    from unbilled.foundation.database import home
    from unbilled.process.runs.print import PRINT
    from unbilled.reports.reads.find_named import find_documents
    from unbilled.reports.reads.posted_documents import INVOICES

    named_or_filtered(at, numbers)
    folder = out or home() / "out"
    if not at.dry_run:
        ready_folder(folder, "--out")
    if numbers:
        found = find_documents(company_id=at.company_id, kind="invoice", numbers=numbers, sight=at.sees)
        chosen = [one.document_id for one in found]
        tally = PRINT.tally(render_invoices(at.act, invoice_ids=chosen))
        did(at, f"Printed to {folder}", tally.counts, folder=str(folder), files=written(at, folder, chosen))
        return
    report = at.run(PRINT, "Rendering invoices")
    set_aside = {item.record_id for item in report.set_aside}
    selected = INVOICES.of(company_id=at.company_id, selection=at.selection.unexpecting).taken()
    theirs = at.theirs("process.print", "invoice", selected)
    files = written(at, folder, [one for one in theirs if one not in set_aside])
    at.report(report, f"Printed to {folder}", folder=str(folder), files=files)


def written(at: Desk, folder: Path, invoice_ids: Sequence[int]) -> list[str]:
    """Write the documents of invoices to a folder; a dry run writes none.

    Returns:
        The names of the files.
    """
    from unbilled.documents.reads.invoice_pdf import invoice_pdfs
    from unbilled.documents.reads.invoice_xml import invoice_xmls

    if at.dry_run:
        return []
    files = []
    for kept in (invoice_pdfs, invoice_xmls):
        for file in kept(company_id=at.company_id, invoice_ids=invoice_ids):
            write_whole(folder / file.file_name, file.content)
            files.append(file.file_name)
    return files
