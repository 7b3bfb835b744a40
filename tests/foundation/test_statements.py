"""Statements: what they are given arrives as it was; one whose plan is kept answers as any other, prepared once."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from unbilled.foundation.statements import Statement

SUM = Statement(
    Path("sum.sql"),
    "select %(left)s::integer + %(right)s::integer as sum, '50 %%' as part, %(left)s as left",
)
WRITE = Statement(
    Path("write.sql"),
    "update django_migrations set applied = applied where app = %(app)s and name = '0001_initial'",
)
SAID = Statement(Path("said.sql"), "select %(text)s::text as said, %(number)s::bigint as number")
PREPARED = (
    "select count(*) from pg_prepared_statements where name like 'kept\\_%' and statement like '%50 \\%%'"
)


def prepared() -> int:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED)
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_it_is_prepared_once_and_takes_other_values():
    assert SUM.kept.rows(left=1, right=2) == [{"sum": 3, "part": "50 %", "left": 1}]
    assert SUM.kept.values(right=40, left=2, another="is not asked for") == [42]
    assert SUM.kept.row(left=-1, right=1) == SUM.row(left=-1, right=1)
    assert prepared() == 1


@pytest.mark.django_db
def test_it_tells_how_many_rows_it_wrote():
    assert WRITE.kept.execute(app="ledger") == WRITE.execute(app="ledger") == 1
    assert WRITE.kept.execute(app="none of ours") == 0


@pytest.mark.django_db
def test_what_is_undone_leaves_the_plan():
    for _ in range(2):
        with pytest.raises(DatabaseError), transaction.atomic():
            SUM.kept.rows(left=2_000_000_000, right=2_000_000_000)
    assert SUM.kept.values(left=20, right=1) == [21]
    assert prepared() == 1


def test_one_record_keeps_the_plan_and_a_set_does_not():
    assert SUM.kept_for_one([7]) == SUM.kept
    assert SUM.kept_for_one([7, 8]) is SUM
    assert SUM.kept_for_one([]) is SUM


@pytest.mark.parametrize(
    ("given", "of_type"),
    [
        ([], "bigint"),
        ([3, -1, 2**62], "bigint"),
        ([1, 2], "integer"),
        ([1, None, 3], "bigint"),
        ([True, False], "boolean"),
        ([Decimal("1.50"), Decimal(2)], "numeric"),
        (["1,2", "{}", None], "text"),
    ],
)
@pytest.mark.django_db
def test_a_list_arrives_whole_and_in_its_order(given: list[Any], of_type: str) -> None:
    asked = Statement(Path("asked.sql"), f"select %(given)s::{of_type}[] as given")

    assert asked.row(given=given) == {"given": given}


@pytest.mark.django_db
def test_whole_numbers_are_one_text_for_the_driver() -> None:
    """It would look at each by itself, which took more than all else that a run does in its own process."""
    seen = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        Statement(Path("asked.sql"), "select %(ids)s::bigint[] as ids").row(ids=[1, 2])

    assert seen == [{"ids": "{1,2}"}]


@pytest.mark.django_db
def test_long_parameters_go_beside_the_text_and_mean_the_same() -> None:
    params = {"text": "it's \\ 100 %", "number": 7}

    assert SAID.rows_of_many(**params) == SAID.rows(**params) == [{"said": "it's \\ 100 %", "number": 7}]


@pytest.mark.django_db
def test_other_statements_are_run_as_ever() -> None:
    usual = connection.connection.cursor_factory

    SAID.rows_of_many(text="", number=0)

    assert connection.connection.cursor_factory is usual
