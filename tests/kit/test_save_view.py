"""Saving a view: filters by meaning under a name, for oneself or for all."""

import pytest

from acting import acting, granted
from unbilled.kit.events.save_view import ViewTooLong, ViewUnnamed, save_view
from unbilled.kit.models import SavedView
from unbilled.kit.reads.kept_by_person import kept_by_person
from unbilled.kit.reads.saved_views import saved_views
from unbilled.lab.scenarios.books import Books


def seen(books: Books, person: int, screen: str = "backlog") -> list[tuple[str, str, bool, str]]:
    found = saved_views(company_id=books.company_id, person_id=person, screen=screen)
    return [(view.name, view.query, view.is_own, view.owner) for view in found]


def test_a_view_is_its_persons_unless_it_is_shared(books: Books) -> None:
    books.given("company: {code: LARK}")
    mia, otto = (granted(books.company_id, name, "auditor") for name in ("mia", "otto"))
    act = acting(books.company_id, by=mia)

    save_view(act, screen="backlog", name=" Old  work ", query="through_date=today-60")
    save_view(act, screen="backlog", name="Team", query="status=ready", is_shared=True)
    save_view(act, screen="entries", name="Mine", query="")

    team = ("Team", "status=ready")
    assert seen(books, mia) == [
        ("Old work", "through_date=today-60", True, "mia"),
        (*team, True, "mia"),
    ]
    assert seen(books, otto) == [(*team, False, "mia")]


def test_one_of_the_same_name_takes_the_new_filters(books: Books) -> None:
    books.given("company: {code: LARK}")
    mia = granted(books.company_id, "mia", "auditor")
    act = acting(books.company_id, by=mia)

    first = save_view(act, screen="backlog", name="Ready", query="status=ready")
    again = save_view(act, screen="backlog", name="Ready", query="status=not_ready")

    assert first == again
    assert seen(books, mia) == [("Ready", "status=not_ready", True, "mia")]


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_needs_a_name(books: Books, name: str) -> None:
    books.given("company: {code: LARK}")

    with pytest.raises(ViewUnnamed):
        save_view(acting(books.company_id), screen="backlog", name=name, query="")
    assert not SavedView.objects.exists()


def test_filters_without_end_are_not_kept(books: Books) -> None:
    books.given("company: {code: LARK}")

    with pytest.raises(ViewTooLong):
        save_view(acting(books.company_id), screen="backlog", name="All", query="x" * 4001)
    assert not SavedView.objects.exists()


def test_a_page_opens_with_one_view_of_a_person(books: Books) -> None:
    books.given("company: {code: LARK}")
    mia, otto = (granted(books.company_id, name, "auditor") for name in ("mia", "otto"))
    act, of = acting(books.company_id, by=mia), {"company_id": books.company_id, "person_id": mia}

    save_view(act, screen="backlog", name="Old", query="through_date=today-60", is_opening=True)
    save_view(act, screen="entries", name="All", query="", is_opening=True)
    assert kept_by_person(**of).opens == {"backlog": "through_date=today-60", "entries": ""}
    save_view(act, screen="backlog", name="Ready", query="status=ready", is_shared=True, is_opening=True)
    assert kept_by_person(**of).opens == {"backlog": "status=ready", "entries": ""}
    assert kept_by_person(company_id=books.company_id, person_id=otto).opens == {}
    save_view(act, screen="backlog", name="Ready", query="status=ready", is_shared=True)
    assert kept_by_person(**of).opens == {"entries": ""}
