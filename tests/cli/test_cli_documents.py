"""Electronic invoices on the command line: read, checked before posting, written beside the PDF; the archive."""

import json
import zipfile
from pathlib import Path
from typing import Any

from commands import BILLED, books_as_they_are, refused, unbilled, worked

from einvoicing import EVERYTHING, FOLDER, with_rules
from unbilled.documents import archive_check
from unbilled.documents.einvoice import cii, ubl
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Customer


def test_any_electronic_invoice_is_read_with_its_findings(db: None, tmp_path: Path, settings: Any) -> None:
    """Without any books; exit status 1 where it must not be sent."""
    settings.EINVOICE_RULES = ""
    file = tmp_path / "theirs.xml"
    file.write_bytes(cii.write(EVERYTHING))

    done = unbilled("documents", "read", str(file))

    assert done.exit_code == 0
    assert "Nothing is wrong with it." in done.output
    assert "Checked by our own rules alone" in done.output
    file.write_bytes(ubl.write(EVERYTHING).replace(b">119.00<", b">119.01<"))
    done = unbilled("documents", "read", str(file), "--json")
    told = json.loads(done.output)
    assert done.exit_code == 1
    assert (told["syntax"], told["invoice"]["totals"]["gross"]) == ("ubl", "119.01")
    assert [one["rule"] for one in told["findings"]] == ["BR-CO-15", "BR-CO-16"]
    assert refused("documents", "read", str(tmp_path)).code == "FileUnreadable"
    file.write_text("Number,Date")
    assert refused("documents", "read", str(file)).code == "EInvoiceUnreadable"


def test_proposals_are_checked_and_electronic_invoices_written_beside_the_paper(
    books: Books, tmp_path: Path, settings: Any
) -> None:
    """What is wanted is named with its rule; mended, it is posted, printed and read again."""
    settings.EINVOICE_RULES = ""
    worked(books, "- post_journals: all", BILLED, "- confirm: all")
    assert "0 of" in unbilled("documents", "check").output
    assert refused("documents", "check", "P-00099").code == "NameUnknown"
    Customer.objects.filter(account="10010").update(einvoice_format="xrechnung_ubl")
    before = books_as_they_are()

    done = unbilled("documents", "check")

    assert done.exit_code == 1
    assert "Fault BR-DE-15: XRechnung wants the customer's reference (Leitweg-ID)." in done.output
    assert refused("post", "invoices", "P-00001", "--on", "2026-03-31").code == "EInvoiceNotValid"
    assert books_as_they_are() == before
    Customer.objects.filter(account="10010").update(einvoice_format="en16931_ubl")
    assert unbilled("documents", "check", "--json").exit_code == 0
    assert unbilled("post", "invoices", "P-00001", "--on", "2026-03-31").exit_code == 0
    assert unbilled("print", "2026-00001", "--out", str(tmp_path)).exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ACME-2026-00001.pdf", "ACME-2026-00001.xml"]
    assert unbilled("documents", "read", str(tmp_path / "ACME-2026-00001.xml")).exit_code == 0
    statement = ("documents", "statement", "10010", "--out", str(tmp_path / "statement.pdf"))
    assert "as of 2026-03-31." in unbilled(*statement, "--on", "2026-03-31").output
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF")
    assert refused(*statement, "--on", "2026-03-30").code == "NothingStated"
    file = tmp_path / "q1.zip"
    period = ("--from", "2026-01-01", "--through", "2026-03-31", "--out", str(file))
    assert "1 documents, 2 files" in unbilled("documents", "archive", *period).output
    with zipfile.ZipFile(file) as archive:
        assert archive_check.damages(archive) == []
    kept = file.read_bytes()
    before = books_as_they_are()
    later = ("--from", "2026-04-01", "--through", "2026-03-31", "--out", str(file))
    assert refused("documents", "archive", *later).code == "NothingToArchive"
    assert (file.read_bytes(), books_as_they_are()) == (kept, before)


@with_rules
def test_the_rules_of_their_owners_are_tried(db: None, tmp_path: Path, settings: Any) -> None:
    settings.EINVOICE_RULES = FOLDER
    told = json.loads(unbilled("documents", "rules", "--json").output)
    assert [(one["name"], one["problem"]) for one in told] == [
        (f"{name}.sch", "") for name in ("cen-cii", "cen-ubl", "peppol-ubl", "kosit-ubl", "kosit-cii")
    ]
    settings.EINVOICE_RULES = str(tmp_path)
    done = unbilled("documents", "rules")
    assert done.exit_code == 1
    assert "cannot be read" in done.output
    settings.EINVOICE_RULES = str(tmp_path / "away")
    assert refused("documents", "rules").code == "RulesFolderMissing"
