"""Layouts on the command line: listed, copied, shown, changed, previewed, used; the logo."""

import json
from pathlib import Path

from commands import WORLD, refused, unbilled

from unbilled.companies.models import Company
from unbilled.lab.scenarios.books import Books, snapshot

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>'


def said(*words: str) -> str:
    done = unbilled("layouts", *words)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_layout_of_ones_own_from_copy_to_use(books: Books, tmp_path: Path) -> None:
    books.given(WORLD)
    text, shown, sign = tmp_path / "ours.typ", tmp_path / "ours.pdf", tmp_path / "sign.svg"

    assert said("list").split() == ["modern", "used", "classic"]
    before = snapshot()
    assert "Dry run, nothing is changed. Layout ours is a copy" in said(
        "copy", "classic", "ours", "--dry-run"
    )
    assert snapshot() == before
    assert said("copy", "classic", "ours") == "Layout ours is a copy of classic.\n"
    said("show", "ours", "--out", str(text))
    assert text.read_text() == said("show", "classic")
    text.write_text(text.read_text().replace("#6d1f2c", "#123456"))
    said("preview", "ours", "--file", str(text), "--out", str(shown), "--lines", "2")
    assert shown.read_bytes().startswith(b"%PDF")
    said("change", "ours", str(text))
    said("use", "ours")
    sign.write_text(SVG)
    said("logo", str(sign))

    company = Company.objects.get(code="ACME")
    assert (company.layout, company.logo_id is None) == ("ours", False)
    assert said("show", "ours") == text.read_text()
    assert [one["is_used"] for one in json.loads(said("list", "--json"))] == [False, False, True]
    said("logo", "--remove")
    assert Company.objects.get(code="ACME").logo_id is None
    assert unbilled("layouts", "logo").exit_code == 2
    assert refused("layouts", "preview", "theirs", "--out", str(shown)).code == "LayoutUnknown"
    assert refused("layouts", "change", "ours", str(tmp_path / "none")).code == "FileUnreadable"
