"""What no font can print is told when it comes in, and can be written otherwise."""

from pathlib import Path

from commands import said, unbilled, worked

from unbilled.cli.printable import unprintable
from unbilled.lab.scenarios.books import Books

ROCKET = "U+1F680 \U0001f680 ROCKET"


def test_an_import_names_the_row_the_character_and_the_way_out(books: Books, tmp_path: Path) -> None:
    """The field case: the entry comes in, and is reworded before it is billed."""
    worked(books)
    path = tmp_path / "export.csv"
    path.write_text(
        "Date,Resource,Project,Hours,Text,Reference\n"
        "2026-03-09,Ada Moreau,P-1,1,Shop released \U0001f680,R1\n2026-03-10,Ada Moreau,P-1,2,Logs read,R2\n"
    )

    tried = said("import", "time", str(path), "--format", "csv", "--dry-run")
    assert tried["unprintable"] == [{"row": 2, "entry": "csv:R1", "characters": [ROCKET]}]

    told = unbilled("import", "time", str(path), "--format", "csv").output
    assert f"Row 2: no font has {ROCKET} in the text; no invoice that says it can be posted.\n" in told
    assert "    unbilled reword csv:R1 TEXT\n" in told
    assert "Row 3" not in told

    assert unbilled("reword", "csv:R1", "Shop released").output == "Reworded: 1 entry.\n"
    assert "no font" not in unbilled("import", "time", str(path), "--format", "csv").output


def test_rewording_and_names_tell_it_as_well(books: Books) -> None:
    worked(books)
    warned = f"No font has {ROCKET} in the {{}}: it can be kept, but no invoice that says it can be posted.\n"

    assert warned.format("text") in unbilled("reword", "T1", "Done \U0001f680").output
    assert (
        warned.format("name")
        in unbilled("customers", "change", "10010", "--name", "Helios \U0001f680").output
    )
    assert "No font" not in unbilled("customers", "change", "10010", "--name", "Café Zoë – “Łódź” …").output


def test_only_texts_with_unusual_letters_cost_anything(monkeypatch) -> None:
    monkeypatch.setattr("unbilled.documents.pdf.attempted", None)

    assert unprintable(["Logs read", "Straße – “Zoë” …\nŁódź €", ""]) == {}


def test_a_company_file_names_the_line_and_the_text(books: Books, tmp_path: Path) -> None:
    """The customer's name, and a text within a contract; letters that fonts have are passed over."""
    path = tmp_path / "company.yaml"
    path.write_text(
        "company: {code: STAR, name: Star Łódź, accounting_currency: EUR, first_fiscal_year: 2026}\n"
        "customers:\n"
        "  Comet \U0001f680: {account: C1, country: IE}\n"
        "projects: {P-1: {name: Launch}}\n"
        "tax: {VAT0: 0}\n",
        encoding="utf-8",
    )

    tried = said("company", "load", str(path), "--dry-run")
    assert tried["unprintable"] == [{"line": 3, "text": "Comet \U0001f680", "characters": [ROCKET]}]

    told = unbilled("company", "load", str(path)).output
    assert (
        f"Line 3: no font has {ROCKET} in 'Comet \U0001f680'; "
        "it can be kept, but no invoice that says it can be posted.\n" in told
    )
    assert told.count("no font") == 1
    named = path.read_text(encoding="utf-8").replace("code: STAR", "code: MOON, names_emoji: true")
    path.write_text(named, encoding="utf-8")
    assert said("company", "load", str(path), "--dry-run")["unprintable"] == []
