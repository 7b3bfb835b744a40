"""``unbilled print``: posted invoices as PDF files."""

from pathlib import Path
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.desk import Desk, ready_folder, write_whole

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Folder of the files; out in the home.")
]


@acting(filters=True)
def print_invoices(at: Desk, out: Out = None) -> None:
    """Write the PDFs of posted invoices and credit notes. --from and --through are invoice dates.

    Example: unbilled print --contract C-1 --out invoices.
    """
    from unbilled.documents.reads.invoice_pdf import invoice_pdfs
    from unbilled.foundation.database import home
    from unbilled.process.runs.print import PRINT
    from unbilled.reports.reads.posted_documents import INVOICES

    folder = out or home() / "out"
    if not at.dry_run:
        ready_folder(folder, "--out")
    report = at.run(PRINT, "Rendering invoices")
    written: list[str] = []
    if not at.dry_run:
        set_aside = {item.record_id for item in report.set_aside}
        found = INVOICES.of(company_id=at.company_id, selection=at.selection).taken()
        chosen = at.theirs("process.print", "invoice", found)
        for pdf in invoice_pdfs(
            company_id=at.company_id, invoice_ids=[one for one in chosen if one not in set_aside]
        ):
            write_whole(folder / pdf.file_name, pdf.content)
            written.append(pdf.file_name)
    at.report(report, f"Printed to {folder}", folder=str(folder), files=written)
