"""Posted documents of a period as one file, with an index, their part of the chain, and a program that checks both."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, Any

from unbilled.documents import archive_check
from unbilled.documents.einvoice.building import harmless
from unbilled.documents.reads.invoice_pdf import InvoiceFile, invoice_pdfs
from unbilled.documents.reads.invoice_xml import invoice_xmls
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINKS = statement(__file__, "links")

TOLD = ("number", "document_class", "invoice_date", "due_date", "currency", "net", "tax", "gross")
"""What the index says of a document, as its record in the chain does."""
MADE = (1980, 1, 1, 0, 0, 0)
"""Time of every file inside, so that the same documents give the same archive."""


class NothingToArchive(Refusal):
    """A period without documents."""

    sentence = "Nothing was posted from {first} through {last}."
    remedy = "Name days on which documents were issued."


class DocumentsNotKept(Refusal):
    """Posted documents whose files have not been made: an archive without them would look whole."""

    sentence = "{records} are posted and not printed, so they are not in the archive yet."
    remedy = "Print them: unbilled print."
    subject = "invoice_ids"


@dataclass(frozen=True)
class Archived:
    """What an archive holds.

    Attributes:
        documents: Posted documents.
        files: Their files.
        position: Place of its last document in the chain of the company.
        hash: Hash of that link, to be noted elsewhere.
    """

    documents: int
    files: int
    position: int
    hash: str


def write_archive(
    out: IO[bytes],
    *,
    company_id: int,
    invoice_ids: Sequence[int],
    first: date,
    last: date,
    is_whole: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Archived:
    """Write the documents of a period as a ZIP, a hundred files in memory at a time.

    It holds the files as they were kept, an index (CSV and JSON), the links of the chain from the first document to
    the last, and ``check.py``, which checks all of this without us. Links of other documents tell their date and
    hash, and nothing else. The same documents give the same bytes.

    Args:
        out: Where it is written to.
        company_id: Company that invoices.
        invoice_ids: The posted documents of the period, as far as the person sees them.
        first: First invoice date of the period.
        last: Last one.
        is_whole: They are all that there are of the period.
        progress: Told how many documents of how many are written.

    Raises:
        NothingToArchive: There are none.
        DocumentsNotKept: One is not printed.

    Source:
        docs/rules/documents.md#archive.
    """
    asked = SQL.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    if not asked:
        raise NothingToArchive(first=first, last=last)
    waiting = [row for row in asked if row["position"] is None]
    if waiting:
        raise DocumentsNotKept(
            invoice_ids=[row["invoice_id"] for row in waiting], records=[row["number"] for row in waiting]
        )
    places = {row["invoice_id"]: row["position"] for row in asked}
    links = LINKS.rows(
        company_id=company_id, invoice_ids=list(places), first=min(places.values()), last=max(places.values())
    )
    names: dict[int, dict[str, str]] = {place: {} for place in places.values()}
    files = chain(
        invoice_pdfs(company_id=company_id, invoice_ids=list(places)),
        invoice_xmls(company_id=company_id, invoice_ids=list(places)),
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, file in enumerate(files):
            names[places[file.invoice_id]] |= _put(archive, places[file.invoice_id], file)
            if progress and done < len(places):
                progress(done + 1, len(places))
        index = [_row(link, names[link["position"]]) for link in links if link["record"] is not None]
        for name, content in (
            ("index.json", _json(index)),
            ("index.csv", _table(index)),
            ("chain.json", _json(_chain(links, first, last, is_whole=is_whole))),
            ("check.py", Path(archive_check.__file__).read_text(encoding="utf-8")),
        ):
            archive.writestr(_info(name), content)
    return Archived(len(index), sum(map(len, names.values())), links[-1]["position"], links[-1]["hash"])


def _put(archive: zipfile.ZipFile, place: int, file: InvoiceFile) -> dict[str, str]:
    """Put a file in, under a name that no other has: its format, and the name."""
    name = f"documents/{place:06}-{file.file_name}"
    archive.writestr(_info(name), file.content)
    return {Path(file.file_name).suffix[1:]: name}


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _row(link: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    record = json.loads(link["record"])
    told = {name: record[name] for name in TOLD}
    customer = record["parties"]["buyer"]["name"]
    return {"position": link["position"], **told, "customer": customer, "files": files}


def _chain(links: Sequence[dict[str, Any]], first: date, last: date, *, is_whole: bool) -> dict[str, Any]:
    told = [
        {
            "position": one["position"],
            "date": one["invoice_date"],
            "sha256": one["sha256"],
            "hash": one["hash"],
        }
        | ({"record": one["record"]} if one["record"] is not None else {})
        for one in links
    ]
    return {
        "from": first.isoformat(),
        "through": last.isoformat(),
        "is_whole": is_whole,
        "position_before": links[0]["position"] - 1,
        "hash_before": links[0]["previous_hash"],
        "links": told,
    }


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _table(index: Sequence[dict[str, Any]]) -> bytes:
    """The index as a table that spreadsheets open."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(("position", *TOLD, "customer", "pdf", "xml"))
    for row in index:
        files = [row["files"].get(kind, "") for kind in ("pdf", "xml")]
        sheet.writerow([row["position"], *(row[name] for name in TOLD), harmless(row["customer"]), *files])
    return out.getvalue().encode("utf-8-sig")
