"""What tests of runs in the background share."""

from datetime import UTC, datetime

from django.db import connection

from acting import acting, granted
from road import MARCH_31
from unbilled.foundation.acts import Act
from unbilled.lab.scenarios.books import Books
from unbilled.runs.models import Run

LATER = datetime(2026, 3, 31, 12, tzinfo=UTC)


def manager(books: Books, name: str = "Mia", scope: str = "all") -> Act:
    """An act of somebody who manages projects."""
    who = granted(books.company_id, name, "project_manager", scope=scope)
    return acting(books.company_id, on=MARCH_31, by=who, at=LATER)


def jobs() -> list[tuple[int, str, str | None]]:
    """What is in the queue: run, status, and what it has to itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (args ->> 'run_id')::bigint, status::text, lock from procrastinate_jobs order by id"
        )
        return [tuple(row) for row in cursor.fetchall()]


def stood(run_id: int) -> tuple[str, dict[str, int], int, int]:
    """Where a run stands: status, counts, lines done and in all."""
    run = Run.objects.get(pk=run_id)
    return run.status, run.totals.get("counts", {}), run.done_count, run.total_count
