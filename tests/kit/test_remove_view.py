"""Removing a view: only whoever saved it does."""

import pytest

from acting import acting, granted
from unbilled.kit.events.remove_view import ViewNotYours, remove_view
from unbilled.kit.events.save_view import save_view
from unbilled.kit.models import SavedView
from unbilled.lab.scenarios.books import Books


def test_a_view_is_removed_by_whoever_saved_it(books: Books) -> None:
    books.given("company: {code: LARK}")
    mia, otto = (granted(books.company_id, name, "auditor") for name in ("mia", "otto"))
    act = acting(books.company_id, by=mia)
    save_view(act, screen="backlog", name="Team", query="", is_shared=True)

    with pytest.raises(ViewNotYours):
        remove_view(acting(books.company_id, by=otto), screen="backlog", name="Team")
    assert SavedView.objects.filter(name="Team").exists()
    assert remove_view(act, screen="backlog", name="Team") == "Team"
    assert not SavedView.objects.exists()
    with pytest.raises(ViewNotYours):
        remove_view(act, screen="backlog", name="Team")
