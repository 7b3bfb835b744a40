"""Ending a run that is refused as a whole."""

from collections.abc import Callable

from backgrounds import manager, stood
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Membership
from unbilled.runs.background import ask
from unbilled.runs.models import RunItem
from unbilled.runs.worker import carry_out


def test_a_role_that_was_revoked_meanwhile_refuses_the_run(road: Callable[[int], Books]) -> None:
    books = road(1)
    act = manager(books)
    run_id = ask(act, "process.approve")
    Membership.objects.filter(person_id=act.person_id).delete()
    carry_out(run_id)
    assert stood(run_id)[0] == "refused"
    assert [(item.record_kind, item.refusal) for item in RunItem.objects.all()] == [("run", "NotAllowed")]
    books.show(
        "entries",
        "entry | status\nT1 | submitted\nT2 | submitted\nT3 | submitted\nT4 | submitted\nT5 | submitted",
    )
