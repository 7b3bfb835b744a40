"""Expiring retainers: what nobody used through its last day is revenue, or nothing has changed."""

from datetime import date

import pytest
from django.db import transaction

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.accounting.events.post_expired_retainers import RetainerNotPosted
from unbilled.billing.events.expire_retainers import RetainerNotExpired
from unbilled.billing.models import Retainer
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.events.expire_retainers import expire_retainers

LATER = date(2026, 4, 1)


def refused(books: Books, refusal: type[Refusal], *names: str, on: date = LATER) -> str:
    """Why retainers do not expire; nothing has changed."""
    ids = dict(Retainer.objects.values_list("name", "pk"))
    before = snapshot()
    with pytest.raises(refusal) as caught, transaction.atomic():
        expire_retainers(
            acting(books.company_id, by=books.person_id, on=on),
            retainer_ids=[ids.get(one, 0) for one in names],
        )
    assert snapshot() == before
    return caught.value.message


def test_each_that_does_not_expire_says_why(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - add_retainers: {contract: C-1, retainers: {Idle: {date: 2026-03-01, amount: 5, expires: 2026-03-02}}}
        - roll_over_retainers: {retainers: [Start, Later], until: 2026-03-31}
        - apply_retainers: {proformas: P-00003, amounts: {Start: 0.5}}
    """)
    assert refused(books, RetainerNotExpired, "Idle", "Later", "Other", "Start", "Gone") == (
        "Retainers neither expire nor roll over: Idle of contract C-1 (not invoiced), "
        "Start of contract C-1 (on a draft), Other of contract C-2 (it rolls over), a retainer that is not there."
    )
    assert refused(books, RetainerNotExpired, "Later", on=date(2026, 3, 31)) == (
        "Retainers neither expire nor roll over: Later of contract C-1 (through 2026-03-31)."
    )
    assert refused(books, RetainerNotPosted, "Later") == (
        "Not everything of retainers is posted: Later of contract C-1."
    )


def test_what_expires_needs_an_account_where_it_was_a_liability(books: Books) -> None:
    """By the usual profile a retainer is revenue when it is invoiced: then nothing is posted."""
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - post_invoices: all
        - roll_over_retainers: {retainers: [Later, Other], until: 2026-03-31}
        - expire_retainers: {retainers: [Later], on: 2026-04-01}
    """)
    books.show(
        "retainers",
        """
        retainer | open   | expired
        Later    |   0.00 |  500.00
        Start    | 300.00 |    0.00
        Other    |  70.00 |    0.00
        """,
    )
    assert refused(books, RetainerNotExpired, "Later").endswith("(nothing of it is open).")
