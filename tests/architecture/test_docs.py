"""The generated pages are those of the code."""

from pathlib import Path

import pytest
from checks import ROOT, breaches_of_page, floors

from unbilled.config import docs

STALE = "The page is stale: run `make docs`."


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return docs.pages()


@pytest.mark.parametrize(
    "name", ["events.md", "states.md", "refusals.md", "invariants.md", "rules.md", "tables.md"]
)
def test_a_generated_page_is_that_of_the_code(name: str, pages: dict[str, str]) -> None:
    page = docs.TARGET / name

    assert page.exists(), STALE
    assert page.read_text() == pages[name], STALE


def test_only_pages_that_differ_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "TARGET", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: {"events.md": "now", "states.md": "as before"})
    (tmp_path / "events.md").write_text("before")
    (tmp_path / "states.md").write_text("as before")

    assert docs.write() == ["events.md"]
    assert (tmp_path / "events.md").read_text() == "now"


FILES = {path.name for top in ("src", "tests", "docs", "benchmarks") for path in (ROOT / top).rglob("*.*")}
PAGES = [
    ROOT / "README.md",
    *sorted(
        path
        for top in ("src", "docs")
        for path in (ROOT / top).rglob("*.md")
        if "generated" not in path.parts
    ),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_links_and_files_of_a_page_are_there(page: Path) -> None:
    assert breaches_of_page(page.read_text(), page.parent, FILES) == []


@pytest.mark.parametrize("room", sorted(docs.ROOMS))
def test_a_room_has_its_page(room: str) -> None:
    assert room in floors()
    assert (docs.SOURCE / room / "README.md").exists()


def test_every_decision_is_listed_by_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    titles = [(path, path.read_text().splitlines()[0]) for path in sorted(folder.glob("[0-9]*.md"))]
    listed = [line for line in (folder / "README.md").read_text().splitlines() if line.startswith("- ")]

    assert listed == [
        f"- [{path.name[:4]}]({path.name}) {title.removeprefix(f'# {path.name[:4]} ')}"
        for path, title in titles
    ]


def test_a_link_that_leads_nowhere_is_caught() -> None:
    text = (
        "See [one](there.md#part), [two](gone.md), [three](https://example.org/x), `rules.py` and `fog.py`."
    )

    assert breaches_of_page(text, ROOT / "docs", {"rules.py"}) == [
        "the link there.md leads nowhere",
        "the link gone.md leads nowhere",
        "there is no fog.py",
    ]
