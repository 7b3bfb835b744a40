"""What the tests of billing share: two contracts whose work can be billed."""

import pytest
from billing_world import WORK, WORLD

from unbilled.lab.scenarios.books import Books


@pytest.fixture
def worked(books: Books) -> Books:
    """Approved work on two contracts: GBP 1,600.00 and 83.33, and GBP 1,050.00 split 60 to 40."""
    books.given(WORLD)
    books.do(WORK)
    return books
