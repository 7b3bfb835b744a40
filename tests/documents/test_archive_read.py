"""The archive of a period: documents, index and chain in one file, checked by a program that needs nothing of ours."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from acting import acting
from altered import behind_the_guards
from unbilled.documents import archive_check
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.reads.archive import DocumentsNotKept, NothingToArchive, write_archive
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
Files = dict[str, bytes]


def ids(*numbers: str) -> list[int]:
    return [Invoice.objects.get(number=number).pk for number in numbers]


def archived(books: Books, *numbers: str, is_whole: bool = True, first: date = MARCH[0]) -> Files:
    """The files of an archive, by name."""
    out = io.BytesIO()
    write_archive(
        out,
        company_id=books.company_id,
        invoice_ids=ids(*numbers),
        first=first,
        last=date(2026, 4, 30),
        is_whole=is_whole,
    )
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def wrong(files: Files) -> list[str]:
    """What the check finds in an archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with zipfile.ZipFile(out) as archive:
        return archive_check.damages(archive)


def edited(name: str, change: Callable[[str], str]) -> Callable[[Files], Files]:
    def damage(files: Files) -> Files:
        after = change(files[name].decode())
        assert after != files[name].decode(), name
        return files | {name: after.encode()}

    return damage


def without(part: str) -> Callable[[Files], Files]:
    return lambda files: {name: content for name, content in files.items() if part not in name}


def cut_out(files: Files) -> Files:
    """A document taken out with its row and record, as if it were somebody else's."""
    index = json.loads(files["index.json"])
    gone = next(row for row in index if row["number"] == "2026-00002")
    chain = json.loads(files["chain.json"])
    del chain["links"][gone["position"] - 1]["record"]
    table = [
        line for line in files["index.csv"].decode().splitlines(keepends=True) if "2026-00002" not in line
    ]
    kept = {name: content for name, content in files.items() if name not in gone["files"].values()}
    return kept | {
        "index.json": json.dumps([row for row in index if row is not gone]).encode(),
        "index.csv": "".join(table).encode(),
        "chain.json": json.dumps(chain).encode(),
    }


DAMAGED: dict[str, Callable[[Files], Files]] = {
    "The pdf of 2026-00001 was changed or is missing.": lambda files: {
        name: content + b"\n" if name.endswith("2026-00001.pdf") else content
        for name, content in files.items()
    },
    "The xml of C2026-00001 was changed or is missing.": without("C2026-00001.xml"),
    "documents/more.pdf is missing, or not of the archive.": lambda files: (
        files | {"documents/more.pdf": b"%PDF"}
    ),
    "The index says of 2026-00001 what the chain does not.": edited(
        "index.json", lambda text: text.replace("1897.5", "1897.4", 1)
    ),
    "The index as a table (CSV) is not the index.": edited(
        "index.csv", lambda text: text.replace("1897.5", "1897.4", 1)
    ),
    "The record of link 1 was changed.": edited(
        "chain.json", lambda text: text.replace("1897.5", "1897.4", 1)
    ),
    "Link 2 of the chain is missing.": edited(
        "chain.json", lambda text: text.replace('"position": 2', '"position": 9', 1)
    ),
    "Link 3 does not follow the one before it.": edited(
        "chain.json", lambda text: text.replace(json.loads(text)["links"][2]["hash"], "f" * 64, 1)
    ),
    "Link 2 is of 2026-03-31, and its document is not here.": cut_out,
}


def test_an_archive_is_whole_and_every_damage_is_told(books: Books, tmp_path: Path) -> None:
    """With electronic invoices and without; the program inside checks it by itself."""
    larkfield(books, credited=True)
    with behind_the_guards() as cursor:
        cursor.execute(
            "update ledger_invoice set einvoice_format = 'en16931_ubl' where transaction_currency = 'GBP'"
        )
    numbers = ("2026-00001", "2026-00002", "C2026-00001")
    render_invoices(acting(books.company_id, on=date(2026, 4, 3)), invoice_ids=ids(*numbers))
    files = archived(books, *numbers)

    assert wrong(files) == []
    assert archived(books, *numbers) == files
    found = {sentence: wrong(damage(files)) for sentence, damage in DAMAGED.items()}
    assert {sentence: told for sentence, told in found.items() if sentence not in told} == {}

    rows = list(csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig"))))
    assert [(row["position"], row["number"], row["gross"], row["customer"]) for row in rows] == [
        ("1", "2026-00001", "1897.5", "Helios Water Services plc"),
        ("2", "2026-00002", "5007.5", rows[1]["customer"]),
        ("3", "C2026-00001", "-1897.5", "Helios Water Services plc"),
    ]
    (tmp_path / "check.py").write_bytes(files["check.py"])
    for name, content, status in (("good.zip", files, 0), ("bad.zip", without(".xml")(files), 1)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for one, bytes_of in content.items():
                archive.writestr(one, bytes_of)
        done = subprocess.run(
            [sys.executable, "-I", "check.py", name],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "was changed or is missing" in done.stderr) == (status, bool(status))
    assert len(Path(archive_check.__file__).read_text().splitlines()) <= 60


def test_an_archive_of_some_tells_of_others_nothing_but_their_day(books: Books) -> None:
    """What lies between in the chain has a date and a hash; nothing says what it is."""
    larkfield(books, credited=True)
    numbers = ("2026-00001", "2026-00002", "C2026-00001")
    render_invoices(acting(books.company_id, on=date(2026, 4, 3)), invoice_ids=ids(*numbers))

    files = archived(books, "2026-00001", "C2026-00001", is_whole=False)

    assert wrong(files) == []
    links = json.loads(files["chain.json"])["links"]
    assert [sorted(link) for link in links][1] == ["date", "hash", "position", "sha256"]
    assert b"2026-00002" not in b"".join(files.values())
    assert wrong(archived(books, "C2026-00001", first=date(2026, 4, 1))) == []


def test_what_is_not_printed_or_not_there_is_not_archived(books: Books) -> None:
    larkfield(books)
    out = io.BytesIO()
    of = {"company_id": books.company_id, "first": MARCH[0], "last": MARCH[1], "is_whole": True}
    with pytest.raises(DocumentsNotKept, match="2026-00001, 2026-00002 are posted and not printed"):
        write_archive(out, invoice_ids=ids("2026-00001", "2026-00002"), **of)  # type: ignore[arg-type]
    with pytest.raises(NothingToArchive, match="Nothing was posted from 2026-03-01 through 2026-03-31"):
        write_archive(out, invoice_ids=[], **of)  # type: ignore[arg-type]
    assert out.getvalue() == b""
