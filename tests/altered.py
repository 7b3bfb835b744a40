"""Records changed behind the guards' backs, column by column, to see what still depends on them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction

COLUMNS = """
select table_name, column_name, data_type, coalesce(character_maximum_length, 1000), is_nullable = 'YES'
  from information_schema.columns
 where table_schema = current_schema()
   and split_part(table_name, '_', 1) = any(%s)
   and column_name not in ('id', 'act_id')
 order by table_name, ordinal_position
"""


WORD = 40
"""Length of a word of the books; what is shorter is a code, such as that of a currency."""


@contextmanager
def behind_the_guards() -> Iterator[Any]:
    """A cursor whose statements no trigger sees, those of foreign keys included."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("set session_replication_role = origin")
            cursor.execute("set constraints all deferred")


def alter_everything(rooms: Sequence[str], mark: str, *, only_texts: bool = False) -> set[str]:
    """Change every column of every row of some rooms: texts begin with a mark, figures and dates grow by one.

    What a constraint ties to another column stays as it is; references that may be empty are emptied.

    Args:
        rooms: Rooms, by the beginning of their tables' names.
        mark: A character.
        only_texts: Leave figures, dates, references and codes of two or three letters alone.

    Returns:
        The columns that were changed, as ``table.column``.
    """
    changed = set()
    with behind_the_guards() as cursor:
        cursor.execute(COLUMNS, [list(rooms)])
        for table, column, kind, length, is_nullable in cursor.fetchall():
            if only_texts and (kind not in ("text", "character varying") or length < WORD):
                continue
            if kind in ("text", "character varying"):
                value = f"left('{mark}' || {column}, {length})"
            elif kind in ("numeric", "smallint", "date"):
                value = f"{column} + 1"
            elif kind == "bigint" and is_nullable:
                value = "null"
            else:
                continue
            try:
                with transaction.atomic():
                    cursor.execute(f"update {table} set {column} = {value}")
            except DatabaseError:
                continue
            changed.add(f"{table}.{column}")
    return changed
