"""Closing an act: how it ended is noted once, and stays."""

import pytest
from django.db import IntegrityError, transaction

from acting import acting
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.close_act import close_act
from unbilled.people.models import Act as Logged


def test_how_it_ended_stays(books: Books) -> None:
    mark_ready(acting(books.company_id), actual_ids=[])
    act = Logged.objects.latest("id")
    close_act(act.pk, outcome="interrupted")

    assert Logged.objects.get(pk=act.pk).outcome == "done"


def test_the_log_is_ink(books: Books) -> None:
    mark_ready(acting(books.company_id), actual_ids=[])
    act = Logged.objects.latest("id")
    for change in (lambda: Logged.objects.filter(pk=act.pk).update(event="billing.other"), act.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Logged.objects.get(pk=act.pk).event == "billing.mark_ready"
