"""What tests share: books to work in, whose truths are checked when a test ends."""

from collections.abc import Iterator

import pytest

from unbilled.reports.reads.verify import verify
from unbilled.runs.scenarios.books import Books


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    """Books in a transaction of their own; every invariant must hold at the end."""
    kept = Books()
    yield kept
    broken = [finding for finding in verify() if not finding.holds]
    assert not broken, "\n".join(f"{one.invariant.sentence}: {one.offenders[:5]}" for one in broken)
