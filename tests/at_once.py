"""Events at once: several connections wait for one lock, and are let go together."""

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connection, transaction

from unbilled.agreements.models import Contract
from unbilled.foundation.refusals import Refusal

PATIENCE_SECONDS = 20


def contracts() -> list[Contract]:
    """Lock every contract, as events that touch money do."""
    return list(Contract.objects.select_for_update(no_key=True).order_by("pk"))


def race(*events: Callable[[], Any], holding: Callable[[], Any] = contracts) -> list[Any]:
    """Start events that all wait for something that is held, then let them go.

    Args:
        events: Each runs in a connection of its own.
        holding: What is done meanwhile; it is committed, and its locks released, once all of them wait.

    Returns:
        What each returned, or its refusal.
    """
    outcomes: list[Any] = [None] * len(events)

    def attempt(place: int) -> None:
        try:
            outcomes[place] = events[place]()
        except Refusal as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=(place,)) for place in range(len(events))]
    with transaction.atomic():
        assert holding()
        for thread in threads:
            thread.start()
        wait_until_waiting(len(threads))
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return outcomes


def wait_until_waiting(count: int) -> None:
    """Wait until so many connections to this database wait for a lock."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # Within a transaction the view keeps showing what it showed first, unless it is cleared.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock'
            """)
            if cursor.fetchone() == (count,):
                return
        time.sleep(0.01)
    raise AssertionError("the events do not wait")


def one_refused(outcomes: list[Any], refusal: type[Refusal]) -> Any:
    """See that one event was done and all others were refused; return what the one did."""
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    [done] = [one for one in outcomes if not isinstance(one, Refusal)]
    assert len(refused) == len(outcomes) - 1
    assert {type(one) for one in refused} == {refusal}
    return done
