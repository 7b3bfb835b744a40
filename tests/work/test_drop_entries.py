"""Dropping entries: what was written on a draft goes with its line, and the log keeps what it said."""

from written import fee

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.drop_entries import drop_entries
from unbilled.work.events.write_entries import write_entries


def test_it_goes(books: Books) -> None:
    books.given("projects: {P-1: {}}")
    act = acting(books.company_id)
    ids = write_entries(act, entries=[fee("P-00001/1"), fee("P-00001/2")])

    drop_entries(act, entry_ids=ids[1:])

    books.show("entries", "entry | class\nP-00001/1 | fee")
    [noted] = Act.objects.filter(event="work.drop_entries")
    assert {("P-00001/2", "description", "Licence")} <= {
        (one["record"], one["field"], one["before"]) for one in noted.changes
    }
