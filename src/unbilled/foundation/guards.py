"""Triggers that only refuse: facts never change, moves follow the drawing, references exist.

Rooms name what they want guarded in their ``guards.py`` and install it with one migration
operation. All guards are set-based or sit in a trigger's ``WHEN``, so that a legal change calls
no function (``docs/decisions/0002-guards.md`` has the reasons).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.migrations.operations import RunSQL

from unbilled.foundation.states import Diagram

MANY = 2_000


@dataclass(frozen=True)
class Guard:
    """SQL that installs one guard, and the SQL that takes it away."""

    name: str
    install: str
    remove: str


@dataclass(frozen=True)
class Reference:
    """A column of a line-grain table that must name an existing row of a parent table."""

    table: str
    column: str
    parent: str


def _refusing_function(name: str, message: str, hint: str, errcode: str = "check_violation") -> str:
    quoted, advice = message.replace("'", "''"), hint.replace("'", "''")
    return (
        f"create or replace function {name}() returns trigger language plpgsql as $$\n"
        f"begin\n    raise exception using errcode = '{errcode}', message = '{quoted}', hint = '{advice}';\n"
        f"end $$;\n"
    )


def append_only(table: str) -> Guard:
    """Facts: rows are inserted, never updated, deleted or truncated."""
    name = f"{table}_is_append_only"
    return Guard(
        name,
        _refusing_function(
            name, f"{table} is append-only.", "Correct a fact by a reversal and a replacement."
        )
        + f"create or replace trigger {name} before update or delete or truncate on {table}\n"
        f"for each statement execute function {name}();",
        f"drop trigger if exists {name} on {table};\ndrop function if exists {name}();",
    )


def undeletable(table: str, unless: str = "") -> Guard:
    """Parents of line-grain tables stay, which replaces the lock a declared key would take.

    Args:
        table: The parent table.
        unless: Condition over ``old`` under which a row may go, such as a draft nobody refers to.
    """
    name = f"{table}_rows_stay"
    when = f"when (not ({unless})) " if unless else ""
    return Guard(
        name,
        _refusing_function(name, f"Rows of {table} are referred to and cannot be deleted.", "Keep the row.")
        + f"create or replace trigger {name} before delete on {table}\n"
        f"for each row {when}execute function {name}();",
        f"drop trigger if exists {name} on {table};\ndrop function if exists {name}();",
    )


def follows(diagram: Diagram) -> Guard:
    """A status moves only along the arrows of its diagram and begins at its start."""
    table, column = diagram.table, diagram.column
    name = f"{table}_{column}_follows_the_drawing"
    pairs = ", ".join(f"('{source}', '{target}')" for source, target in diagram.pairs)
    return Guard(
        name,
        f"create or replace function {name}() returns trigger language plpgsql as $$\n"
        f"begin\n"
        f"    raise exception using errcode = 'check_violation',\n"
        f"        message = format('{table} cannot go from %s to %s.',\n"
        f"                         case when tg_op = 'UPDATE' then old.{column} else 'nothing' end, new.{column}),\n"
        f"        hint = 'See docs/generated/states.md for what is possible.';\n"
        f"end $$;\n"
        f"create or replace trigger {name} before update on {table}\n"
        f"for each row when (old.{column} <> new.{column}\n"
        f"                   and (old.{column}, new.{column}) not in ({pairs}))\n"
        f"execute function {name}();\n"
        f"create or replace trigger {name}_from_the_start before insert on {table}\n"
        f"for each row when (new.{column} <> '{diagram.start}') execute function {name}();",
        f"drop trigger if exists {name} on {table};\n"
        f"drop trigger if exists {name}_from_the_start on {table};\ndrop function if exists {name}();",
    )


def frozen(table: str, when: str) -> Guard:
    """A header that became ink changes no more.

    Args:
        table: The header table.
        when: Condition over ``old`` from which on the row is ink.
    """
    name = f"{table}_ink_stays"
    return Guard(
        name,
        _refusing_function(name, f"A finished {table} cannot be changed.", "Correct it with a new document.")
        + f"create or replace trigger {name} before update on {table}\n"
        f"for each row when ({when} and row(old.*) is distinct from row(new.*)) execute function {name}();\n"
        f"create or replace trigger {name}_kept before delete on {table}\n"
        f"for each row when ({when}) execute function {name}();",
        f"drop trigger if exists {name} on {table};\ndrop trigger if exists {name}_kept on {table};\n"
        f"drop function if exists {name}();",
    )


def lines_frozen(table: str, header: str, column: str, when: str) -> Guard:
    """Lines of a header that became ink are neither added, changed nor taken away.

    Args:
        table: The table of lines.
        header: The header table.
        column: The lines' reference to the header.
        when: Condition over ``header`` from which on its lines are ink.
    """
    name = f"{table}_ink_stays"

    def function(rows: str) -> str:
        return (
            f"create or replace function {name}_{rows}() returns trigger language plpgsql as $$\n"
            f"declare headers bigint[];\n"
            f"begin\n"
            f"    select array_agg(key) into headers from (select distinct {column} as key from {rows}) as keys;\n"
            f"    if exists (select from {header} as header where header.id = any(headers) and {when}) then\n"
            f"        raise exception using errcode = 'check_violation',\n"
            f"            message = 'Lines of a finished {header} cannot be changed.',\n"
            f"            hint = 'Correct it with a new document.';\n"
            f"    end if;\n"
            f"    return null;\n"
            f"end $$;\n"
        )

    return Guard(
        name,
        function("new_rows")
        + function("old_rows")
        + f"create or replace trigger {name}_insert after insert on {table}\n"
        f"referencing new table as new_rows for each statement execute function {name}_new_rows();\n"
        f"create or replace trigger {name}_update after update on {table}\n"
        f"referencing old table as old_rows for each statement execute function {name}_old_rows();\n"
        f"create or replace trigger {name}_delete after delete on {table}\n"
        f"referencing old table as old_rows for each statement execute function {name}_old_rows();",
        f"drop trigger if exists {name}_insert on {table};\ndrop trigger if exists {name}_update on {table};\n"
        f"drop trigger if exists {name}_delete on {table};\n"
        f"drop function if exists {name}_new_rows();\ndrop function if exists {name}_old_rows();",
    )


def _missing_keys(references: Sequence[Reference]) -> str:
    """Look at the transition table alone, then look its distinct keys up from an array.

    Large sets are planned afresh, small ones probe the parent's key (docs/rules/performance.md#plan-traps).
    """
    return "".join(
        f"""
    select array_agg(key) into keys
      from (select distinct {one.column} as key from new_rows where {one.column} is not null) as named;
    if cardinality(keys) > {MANY} then
        execute 'select key from unnest($1) as key left join {one.parent} as parent on parent.id = key
                  where parent.id is null limit 1' into missing using keys;
    else
        select key into missing from unnest(keys) as key
         where (select parent.id from {one.parent} as parent where parent.id = key) is null limit 1;
    end if;
    if missing is not null then
        raise exception using errcode = 'foreign_key_violation',
            message = format('{one.table}.{one.column} names %s, which {one.parent} does not have.', missing);
    end if;"""
        for one in references
    )


def _references_exist(name: str, act: str, references: Sequence[Reference]) -> Guard:
    [table] = {reference.table for reference in references}
    checks = _missing_keys(references)
    return Guard(
        name,
        f"create or replace function {name}() returns trigger language plpgsql set enable_seqscan = off as $$\n"
        f"declare keys bigint[]; missing bigint;\nbegin{checks}\n    return null;\nend $$;\n"
        f"create or replace trigger {name} after {act} on {table}\n"
        f"referencing new table as new_rows for each statement execute function {name}();",
        f"drop trigger if exists {name} on {table};\ndrop function if exists {name}();",
    )


def references_exist(references: Sequence[Reference]) -> Guard:
    """The references of one line-grain table name existing rows: one trigger checks the set."""
    return _references_exist(f"{references[0].table}_references_exist", "insert", references)


def references_stay(references: Sequence[Reference], unless: Collection[str] = ()) -> list[Guard]:
    """What a row refers to is not changed later; the columns of ``unless`` may be, and are checked again."""
    [table] = {reference.table for reference in references}
    name = f"{table}_references_stay"
    kept = [reference.column for reference in references if reference.column not in unless]
    changed = " or ".join(f"old.{column} is distinct from new.{column}" for column in kept)
    later = [reference for reference in references if reference.column in unless]
    return [
        Guard(
            name,
            _refusing_function(
                name, f"What a {table} refers to stays.", "Reject it and enter another instead."
            )
            + f"create or replace trigger {name} before update on {table}\n"
            f"for each row when ({changed}) execute function {name}();",
            f"drop trigger if exists {name} on {table};\ndrop function if exists {name}();",
        ),
        *([_references_exist(f"{table}_later_references_exist", "update", later)] if later else []),
    ]


def install(guards: Sequence[Guard]) -> list[RunSQL]:
    """The migration operations that install these guards."""
    return [RunSQL(guard.install, guard.remove) for guard in guards]


def fillfactor(table: str, percent: int, vacuum_scale: str = "") -> RunSQL:
    """Leave room on each page, so that a change of status writes no index."""
    vacuum = f", autovacuum_vacuum_scale_factor = {vacuum_scale}" if vacuum_scale else ""
    return RunSQL(
        f"alter table {table} set (fillfactor = {percent}{vacuum})",
        f"alter table {table} reset (fillfactor{', autovacuum_vacuum_scale_factor' if vacuum else ''})",
    )


def _undeclared(room: str) -> list[list[Reference]]:
    """The undeclared foreign keys of a room, table by table."""
    from django.apps import apps

    return [
        found
        for model in apps.get_app_config(room).get_models()
        if (
            found := [
                Reference(model._meta.db_table, field.column, parent._meta.db_table)
                for field in model._meta.concrete_fields
                if not getattr(field, "db_constraint", True)
                and isinstance(parent := field.related_model, type)
            ]
        )
    ]


def references_of(room: str) -> list[Guard]:
    """The reference checks of a room, read off its models' undeclared foreign keys.

    The models are the one catalogue: every ``fields.reference`` is checked, nothing else is.
    """
    return [references_exist(references) for references in _undeclared(room)]


def references_of_stay(room: str, unless: Collection[str] = ()) -> list[Guard]:
    """The same references do not change once written, but for the columns of ``unless``."""
    return [guard for references in _undeclared(room) for guard in references_stay(references, unless)]


def all_guards() -> list[Guard]:
    """Every guard the rooms' ``guards.py`` name, in the order of the installed apps."""
    from importlib import import_module
    from importlib.util import find_spec

    from django.apps import apps

    return [
        guard
        for config in apps.get_app_configs()
        if config.name.startswith("unbilled.")
        and config.label != "foundation"
        and find_spec(f"{config.name}.guards")
        for guard in import_module(f"{config.name}.guards").guards()
    ]


def fact_tables() -> set[str]:
    """The append-only tables."""
    suffix = "_is_append_only"
    return {guard.name.removesuffix(suffix) for guard in all_guards() if guard.name.endswith(suffix)}
