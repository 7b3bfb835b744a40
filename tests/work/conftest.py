"""Two hours of work to decide on."""

import pytest

from unbilled.lab.scenarios.books import Books

WORLD = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}, Ben Okoro: {role: Developer}}
categories: {Travel: {class: expense}}
projects: {P-1: {}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7.5}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 4}
"""


@pytest.fixture
def entered(books: Books) -> Books:
    """Books with two drafts."""
    books.given(WORLD)
    books.do(ENTERED)
    return books
