"""Changing a layout of one's own: what cannot be printed with is refused with the line, and nothing leaves its box."""

import pytest

from acting import acting
from unbilled.documents import pdf
from unbilled.documents.events.change_layout import change_layout
from unbilled.documents.events.copy_layout import copy_layout
from unbilled.documents.paper import Layout
from unbilled.documents.pdf import LAYOUT_FILES, LayoutBroken, render_pdf
from unbilled.documents.reads.layouts import LayoutUnknown
from unbilled.documents.specimen import specimen
from unbilled.lab.scenarios.books import Books, snapshot

TEXT = (LAYOUT_FILES / "classic.typ").read_text(encoding="utf-8")


def test_a_layout_that_is_broken_or_reaches_beyond_itself_is_refused_with_its_line(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts to a billion, or fills the memory, is ended; the next is tried in another process."""
    act = acting(books.company_id)
    copy_layout(act, name="ours", of="classic")
    before = snapshot()

    for text, said in (
        (TEXT.replace("look.soft", "look.nothing", 1), 'does not contain key "nothing", line 52'),
        (TEXT + "#b", "unknown variable: b, line"),
        (TEXT.replace("#sheet(", "#let none-of-it = (", 1), "it does not end with #sheet"),
        (TEXT + '\n#import "@preview/cetz:0.3.0": canvas', "it says import"),
        (TEXT + '\n#let p = "@pre" + "view/cetz:0.3.0"\n#import p: canvas', "it says import"),
        (TEXT + '\n#eval("1")', "it says eval"),
        (TEXT + '\n#read("/etc/passwd")', "file not found, line"),
        (TEXT + '\n#read("../pdf.py")', "would escape the project root"),
        (TEXT + '\n#image("/../../web/static/logo.png")', "would escape the project root"),
        (TEXT + '\n#json("/words/en.toml")', "file not found, line"),
        (TEXT + " " * 100_000, "more than 100,000 characters"),
    ):
        with pytest.raises(LayoutBroken) as refused:
            change_layout(act, name="ours", text=text)
        assert said in refused.value.message, refused.value.message
    monkeypatch.setattr(pdf, "OWN_LAYOUT_SECONDS", 2)
    endless = "#for a in range(100000) { for b in range(100000) { let c = a * b } }"
    for text, said in (
        (f"{TEXT}\n{endless}", "it takes longer than 2 seconds of a processor"),
        (TEXT + "\n#let many = range(200000000)", "it takes more memory than 1000 MB"),
    ):
        with pytest.raises(LayoutBroken) as refused:
            change_layout(act, name="ours", text=text)
        assert said in refused.value.message, refused.value.message
    with pytest.raises(LayoutUnknown, match="no layout classic of the company's own; there is ours"):
        change_layout(act, name="classic", text=TEXT)

    assert snapshot() == before


def test_what_a_posted_layout_cannot_show_is_printed_with_the_usual_one() -> None:
    """It is posted, and nobody can change it any more."""
    paper = specimen(own_layout=Layout("ours", TEXT + '\n#if paper.number == "0000-00000" { panic("no") }'))

    assert render_pdf(paper) == render_pdf(specimen())
    with pytest.raises(LayoutBroken, match="panicked"):
        render_pdf(paper, falls_back=False)
