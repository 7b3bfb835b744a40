"""Closing the backlog: a reversed sale waits no longer."""

from django.db import transaction

from acting import acting
from unbilled.actuals.models import Actual
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books


def test_the_lines_of_the_sales_given_go_and_no_others(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts: {C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {All: {project: P-1}}}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2}
    - submit: all
    - approve: all
    """)
    one = list(Actual.objects.filter(entry_id=books.id("entries", "T1")).values_list("pk", flat=True))

    with transaction.atomic():
        assert close_backlog(acting(books.company_id + 1), actual_ids=one) == 0
        assert close_backlog(acting(books.company_id), actual_ids=one) == 1
        assert [line.quantity for line in BacklogLine.objects.all()] == [2]
        transaction.set_rollback(True)
