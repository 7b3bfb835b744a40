"""Every scenario holds."""

from pathlib import Path

import pytest

from unbilled.lab.scenarios.books import Books
from unbilled.lab.scenarios.runner import Playing, play, read_scenario

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_holds(books: Books, path: Path) -> None:
    play(read_scenario(path), Playing(books=books))


def test_a_scenario_says_where_its_figures_come_from() -> None:
    assert [path.name for path in FILES if not read_scenario(path).source] == []
