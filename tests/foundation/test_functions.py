"""Functions are put into the statements that call them, so that a rule in one place costs no call."""

import pytest
from django.db import connection

from unbilled.foundation.code import function_files

FUNCTIONS = [f"{room}_{path.stem}" for room, path in function_files()]
DAYS = "generate_series('2026-01-01'::date, '2026-01-09', '1 day') as days (day)"


def plan_of(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"explain (verbose, costs off) {query}")
        return "\n".join(str(line) for (line,) in cursor.fetchall())


def call_of(function: str) -> tuple[str, bool]:
    """A call of a function with the columns of a row, and whether it returns rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select array(select format_type(kind, null) from unnest(proargtypes) as kind), proretset"
            " from pg_proc where proname = %s",
            [function],
        )
        [(kinds, is_table)] = cursor.fetchall()
    arguments = ", ".join(
        f"null::{kind}" if place else f"asked.one::text::{kind}" for place, kind in enumerate(kinds)
    )
    return f"{function}({arguments})", is_table


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_vanishes_from_the_plan(db: None, function: str) -> None:
    call, is_table = call_of(function)
    asked = "(select n::text as one from generate_series(1, 3) as n) as asked"

    plan = plan_of(
        f"select found from {asked}, {call} as found" if is_table else f"select {call} from {asked}"
    )

    # Where one of the arguments is nothing, PostgreSQL may see beforehand that nothing comes of it.
    assert "generate_series" in plan or "One-Time Filter: false" in plan
    assert function not in plan


def test_a_look_up_of_many_days_is_one_plan(db: None) -> None:
    plan = plan_of(
        f"select days.day, found.rate from {DAYS}, companies_rate_on_day(1, 'EUR', 'USD', days.day::date) as found"
    )

    assert "companies_rate_on_day" not in plan
    assert "companies_exchange_rate" in plan


def test_a_function_that_is_not_inlined_is_caught(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("alter function companies_rate_on_day volatile")

    assert "companies_rate_on_day" in plan_of(
        "select rate from companies_rate_on_day(1, 'EUR', 'USD', '2026-01-01')"
    )
