"""Ending sessions: one's own, by what the list calls them."""

from datetime import timedelta

from doors import keys_of, session

from acting import NOON, acting, granted
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.end_sessions import end_sessions
from unbilled.people.reads.sessions_of import mark_of_session, sessions_of


def test_ones_own_end_and_nobody_elses(books: Books, mia: int) -> None:
    tom = granted(books.company_id, "tom", "auditor")
    for person, key in ((mia, "one"), (mia, "two"), (tom, "three")):
        session(person, key, NOON + timedelta(hours=1))
    marks = [mark_of_session(key) for key in ("one", "three", "four")]

    assert end_sessions(acting(by=mia), marks=marks) == 1

    assert (keys_of(mia), keys_of(tom)) == ({"two"}, {"three"})


def test_the_one_that_looks_is_listed_first_and_ended_ones_are_not(mia: int) -> None:
    for key, hours in (("ended", 0), ("here", 1), ("there", 2)):
        session(mia, key, NOON + timedelta(hours=hours))

    found = sessions_of(person_id=mia, at=NOON, this="here")

    assert [(one.mark, one.is_this) for one in found] == [
        (mark_of_session("here"), True),
        (mark_of_session("there"), False),
    ]
