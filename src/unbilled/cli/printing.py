"""``unbilled print``: posted invoices as PDF files."""

from pathlib import Path
from typing import Annotated

import typer

from unbilled.cli.desk import (
    As,
    Company,
    Contracts,
    Customers,
    DryRun,
    From,
    Json,
    Projects,
    Through,
    desk,
    ready_folder,
    write_whole,
)

Out = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Folder of the files; out in the home.")
]


def print_invoices(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    out: Out = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Write the PDFs of posted invoices and credit notes. --from and --through are invoice dates.

    Example: unbilled print --contract C-1 --out invoices.
    """
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.documents.reads.invoice_pdf import invoice_pdfs
        from unbilled.foundation.database import home
        from unbilled.process.events.printing_run import printing_run
        from unbilled.reports.reads.posted_documents import INVOICES

        folder = out or home() / "out"
        if not dry_run:
            ready_folder(folder, "--out")
        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Rendering invoices") as progress:
            report = printing_run(
                at.act,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        written: list[str] = []
        if not dry_run:
            set_aside = {item.subject_id for item in report.parked}
            chosen = INVOICES.of(company_id=at.company_id, selection=selection).taken()
            for pdf in invoice_pdfs(
                company_id=at.company_id, invoice_ids=[one for one in chosen if one not in set_aside]
            ):
                write_whole(folder / pdf.file_name, pdf.content)
                written.append(pdf.file_name)
        at.report(report, f"Printed to {folder}", folder=str(folder), files=written)
