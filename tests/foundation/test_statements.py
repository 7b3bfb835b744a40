"""Statements: run with their parameters within the text, or beside it."""

from pathlib import Path

from django.db import connection

from unbilled.foundation.statements import Statement

SAID = Statement(path=Path("said.sql"), text="select %(text)s::text as said, %(number)s::bigint as number")


def test_long_parameters_go_beside_the_text_and_mean_the_same(db: None) -> None:
    params = {"text": "it's \\ 100 %", "number": 7}

    assert SAID.rows_of_many(**params) == SAID.rows(**params) == [{"said": "it's \\ 100 %", "number": 7}]


def test_other_statements_are_run_as_ever(db: None) -> None:
    usual = connection.connection.cursor_factory

    SAID.rows_of_many(text="", number=0)

    assert connection.connection.cursor_factory is usual
