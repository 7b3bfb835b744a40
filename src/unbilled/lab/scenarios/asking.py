"""Questions that are asked before and after every step: long unions, which the server plans once for a connection."""

from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection

PLANNED: WeakKeyDictionary[Connection, dict[str, str]] = WeakKeyDictionary()


def ask(name: str, text: str, **params: int) -> list[tuple[Any, ...]]:
    """Ask a question of ours, under a name that stands for its text.

    Args:
        name: Name of the prepared statement.
        text: The statement; a parameter is a whole number and stands in it as ``%(company_id)s``.
        params: Values of the parameters.

    Returns:
        The rows.
    """
    types = f"({', '.join('bigint' for _ in params)})" if params else ""
    values = f"({', '.join(f'%({word})s' for word in params)})" if params else ""
    with connection.cursor() as cursor:
        planned = PLANNED.setdefault(connection.connection, {})
        if planned.get(name) != text:
            if name in planned:
                cursor.execute(f"deallocate {name}")
            places = {word: f"${place}" for place, word in enumerate(params, start=1)}
            cursor.execute(f"prepare {name}{types} as {text % places}")
            planned[name] = text
        cursor.execute(f"execute {name}{values}", params)
        return list(cursor.fetchall())
