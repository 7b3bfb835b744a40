"""Retainers that are ready and meant: by a day, or by name whatever the day."""

from datetime import date

from django.db import connection

from retainer_world import GIVEN
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books


def test_what_is_ready_is_found_by_day_or_name(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
        - add_retainers:
            contract: C-1
            retainers:
              Early: {date: 2026-01-15, amount: 1}
              Late: {date: 2026-06-15, amount: 1}
              Unmarked: {date: 2026-01-15, amount: 1}
        - mark_ready: {retainers: [Early, Late]}
    """)
    ids = {one.name: one.pk for one in Retainer.objects.all()}
    names = {key: name for name, key in ids.items()}

    def found(through: date | None, *named: str, contract: str = "C-1") -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select id from billing_ready_retainers(%s, %s::bigint[], %s::date, %s::bigint[]) order by id",
                [books.company_id, [books.id("contracts", contract)], through, [ids[one] for one in named]],
            )
            return [names[key] for (key,) in cursor.fetchall()]

    assert found(date(2026, 1, 14)) == []
    assert found(date(2026, 1, 15)) == ["Early"]
    assert found(None, "Late", "Unmarked") == ["Late"]
    assert found(date(2026, 12, 31), contract="C-2") == []
