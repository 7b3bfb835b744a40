"""Asking for a run: once with its key, and only by who may."""

from collections.abc import Callable

import pytest

from acting import acting, granted
from backgrounds import LATER, jobs, manager, stood
from road import MARCH_31
from unbilled.lab.scenarios.books import Books
from unbilled.people.rights import NotAllowed
from unbilled.runs.background import ask
from unbilled.runs.models import Run
from unbilled.runs.worker import carry_out


def test_a_run_is_asked_for_once_with_its_key_and_not_by_who_may_not(road: Callable[[int], Books]) -> None:
    books = road(4)
    act = acting(books.company_id, on=MARCH_31, by=manager(books).person_id, at=LATER, key="once")
    asked = [ask(act, "process.bill", needs={"through": MARCH_31, "only_ready": True}) for _ in range(2)]
    assert asked[0] == asked[1]
    assert jobs() == [(asked[0], "todo", None)]
    arguments = {"on": "2026-03-31", "through": "2026-03-31", "only_ready": True}
    assert {key: Run.objects.get().arguments[key] for key in arguments} == arguments
    carry_out(asked[0])
    assert stood(asked[0])[1] == {"marked ready": 0, "proformas": 2, "details": 4}

    member = granted(books.company_id, "Tom", "team_member")
    with pytest.raises(NotAllowed, match="Tom may not do this"):
        ask(acting(books.company_id, by=member), "process.bill", needs={"through": MARCH_31})
    assert Run.objects.count() == 1
    assert len(jobs()) == 1
