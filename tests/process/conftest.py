"""Books on which runs are tried."""

from collections.abc import Callable

import pytest

from road import ENTERED, STAGES, WORLD
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def road(books: Books) -> Callable[[int], Books]:
    """Books that have gone so many of the six stages."""

    def gone(stages: int) -> Books:
        books.given(WORLD)
        books.do(ENTERED)
        for stage in STAGES[:stages]:
            books.do(stage)
        return books

    return gone
