"""Holding an act: it is under way as long as its session holds it, and interrupted without."""

from acting import acting
from unbilled.foundation.acts import running
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.hold_act import hold_act, release_act
from unbilled.people.models import Act as Logged
from unbilled.people.reads.acts import ACTS


def outcome(books: Books, act_id: int) -> str:
    [row] = ACTS.of(company_id=books.company_id, selection=Selection(act=act_id)).rows()
    return str(row["outcome"])


def test_an_act_of_many_transactions_is_seen_as_running_while_it_goes_on(books: Books) -> None:
    books.given("company: {code: ACME, accounting_currency: EUR}")
    with running("process.approve", acting(books.company_id), {}) as act:
        assert act.act_id is not None
        assert outcome(books, act.act_id) == "running"
    assert outcome(books, act.act_id) == "done"


def test_an_act_whose_process_was_killed_is_seen_as_interrupted(books: Books) -> None:
    """Though nobody has noted that: the hold ends with the session."""
    books.given("company: {code: ACME, accounting_currency: EUR}")
    killed = Logged.objects.create(
        company_id=books.company_id,
        person_id=books.person_id,
        event="process.approve",
        acted_on="2026-03-01",
        acted_at="2026-03-01T12:00Z",
    )
    hold_act(killed.pk)
    assert outcome(books, killed.pk) == "running"
    release_act(killed.pk)

    assert outcome(books, killed.pk) == "interrupted"
    asked = ACTS.of(company_id=books.company_id, selection=Selection(outcome="interrupted"))
    assert [row["act_id"] for row in asked.rows()] == [killed.pk]
