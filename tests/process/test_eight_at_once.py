"""Eight people at once, whatever they do: nothing is lost, nothing is billed twice, and nobody waits in a circle."""

import time
from collections import Counter
from random import Random
from threading import Barrier, Thread

from django.db import connection

from dealings import RETAINER, VERBS, WORLD, Dealings, asked, nothing_is_lost
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books

PEOPLE, DEALS, PATIENCE_SECONDS = 8, 30, 120
# All on one day, as whoever posts must not date before another; and there is always something to do.
CHOICE = [*(verb for verb in VERBS if verb != "later"), *("work", "ready", "draft", "confirm", "journal") * 2]
LEFT = """
    select (select deadlocks from pg_stat_database where datname = current_database()),
           (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid())
"""


class Person(Dealings):
    """Somebody whose every deal is committed."""

    def happens(self, verb: str, drawn: int) -> bool:
        try:
            getattr(self, verb)(drawn)
        except Refusal:
            return False
        return True


def deals_of(books: Books, number: int, start: Barrier, done: Counter[str], broken: list[str]) -> None:
    """Do what chance says, and note what was done, and what should never happen."""
    person, drawn, verb = Person(books), Random(number), ""
    try:
        start.wait()
        for _ in range(DEALS):
            verb = drawn.choice(CHOICE)
            done[verb] += person.happens(verb, drawn.randrange(420))
    except Exception as error:  # a thread tells nobody of it
        broken.append(f"{verb}: {type(error).__name__}: {error}")
    finally:
        connection.close()


def deadlocks() -> int:
    """How often the server had to end a transaction, as soon as all who were connected have told it."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        [(count, others)] = asked(LEFT)
        if not others:
            return int(count)
        time.sleep(0.05)
    raise AssertionError("somebody is still connected")


def test_eight_people_at_once_lose_nothing_and_never_wait_in_a_circle(committed_books: Books) -> None:
    committed_books.given(WORLD)
    committed_books.do(RETAINER)
    first = Person(committed_books)
    assert all(first.happens("work", number) for number in range(16))
    start, broken = Barrier(PEOPLE), list[str]()
    done = [Counter[str]() for _ in range(PEOPLE)]
    people = [
        Thread(target=deals_of, args=(committed_books, number, start, done[number], broken), daemon=True)
        for number in range(PEOPLE)
    ]

    for person in people:
        person.start()
    for person in people:
        person.join(PATIENCE_SECONDS)

    assert (broken, [person.is_alive() for person in people]) == ([], [False] * PEOPLE)
    assert deadlocks() == 0
    nothing_is_lost()
    happened = +sum(done, Counter())
    assert len(happened) > len(VERBS) / 2, happened
