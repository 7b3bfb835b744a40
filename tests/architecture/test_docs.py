"""The generated pages are those of the code."""

from pathlib import Path

import pytest

from unbilled.config import docs

STALE = "The page is stale: run `make docs`."


@pytest.mark.parametrize("name", ["events.md", "states.md", "refusals.md", "invariants.md", "tables.md"])
def test_a_generated_page_is_that_of_the_code(name: str) -> None:
    page = docs.TARGET / name

    assert page.exists(), STALE
    assert page.read_text() == docs.pages()[name], STALE


def test_only_pages_that_differ_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "TARGET", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: {"events.md": "now", "states.md": "as before"})
    (tmp_path / "events.md").write_text("before")
    (tmp_path / "states.md").write_text("as before")

    assert docs.write() == ["events.md"]
    assert (tmp_path / "events.md").read_text() == "now"
