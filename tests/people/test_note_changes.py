"""Noting changes: the act log tells what became of masters, each field before and after."""

from acting import acting
from unbilled.foundation.acts import EVENTS, Act, Change, event, note_changes
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged


def test_what_changed_stands_in_the_log_before_and_after(books: Books) -> None:
    @event("people.tried_change")
    def tried_change(act: Act) -> int:
        note_changes(act, [Change("customer", "10010", "name", "Helios", "Helios plc")])
        note_changes(act, [Change("customer", "10010", "terms", None, "N30")])
        return 2

    del EVENTS["people.tried_change"]
    under_way = Logged.objects.create(
        company_id=books.company_id,
        person_id=books.person_id,
        event="billing.mark_ready",
        acted_on="2026-03-01",
        acted_at="2026-03-01T12:00Z",
    )
    assert tried_change(acting(books.company_id)) == 2
    under_way.refresh_from_db()
    assert under_way.changes is None
    assert Logged.objects.latest("id").changes == [
        {"kind": "customer", "record": "10010", "field": "name", "before": "Helios", "after": "Helios plc"},
        {"kind": "customer", "record": "10010", "field": "terms", "before": None, "after": "N30"},
    ]


def test_nothing_changed_is_nothing_noted(books: Books) -> None:
    act = acting(books.company_id)
    before = list(Logged.objects.values_list("id", "changes"))
    note_changes(act, [Change("customer", "10010", "name", "a", "b")])
    assert list(Logged.objects.values_list("id", "changes")) == before
