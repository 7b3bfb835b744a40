"""Triggers that only refuse: facts never change, moves follow the drawing, references exist. And running totals.

Rooms name what they want guarded in their ``guards.py``; it is installed after every ``migrate``. All guards are
set-based or sit in a trigger's ``WHEN``, so that a legal change calls no function
(``docs/decisions/0002-guards.md`` has the reasons). Updates are looked at after they are made: a trigger before them
would lock, and log the lock of, every row once more.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.migrations.operations import RunSQL

from unbilled.foundation.code import Function, Trigger, trigger_function
from unbilled.foundation.states import Diagram

MANY = 2_000
# Parents are counted where they are at most this many times the rows that name them.
DENSE = 2
ROWS = "for each row"
STATEMENT = "for each statement"
NEW_ROWS = "referencing new table as new_rows for each statement"
OLD_ROWS = "referencing old table as old_rows for each statement"
BOTH_ROWS = "referencing old table as old_rows new table as new_rows for each statement"


@dataclass(frozen=True)
class Guard:
    """Something the database refuses: its triggers and the functions they call."""

    name: str
    functions: tuple[Function, ...]
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True)
class Reference:
    """A column of a line-grain table that must name an existing row of a parent table."""

    table: str
    column: str
    parent: str


def _refusal(name: str, message: str, hint: str) -> Function:
    quoted, advice = message.replace("'", "''"), hint.replace("'", "''")
    return trigger_function(
        name,
        "begin\n"
        f"    raise exception using errcode = 'check_violation', message = '{quoted}', hint = '{advice}';\n"
        "end",
    )


def append_only(table: str) -> Guard:
    """Facts: rows are inserted, never updated, deleted or truncated."""
    name = f"{table}_is_append_only"
    refuse = _refusal(name, f"{table} is append-only.", "Correct a fact by a reversal and a replacement.")
    return Guard(
        name, (refuse,), (Trigger(name, table, "before update or delete or truncate", STATEMENT, name),)
    )


def undeletable(table: str, unless: str = "") -> Guard:
    """Parents of line-grain tables stay, which replaces the lock a declared key would take.

    Args:
        table: The parent table.
        unless: Condition over ``old`` under which a row may go, such as a draft nobody refers to.

    Source:
        docs/rules/masters.md#masters-stay.
    """
    name = f"{table}_rows_stay"
    when = f"{ROWS} when (not ({unless}))" if unless else ROWS
    refuse = _refusal(name, f"Rows of {table} are referred to and cannot be deleted.", "Keep the row.")
    return Guard(name, (refuse,), (Trigger(name, table, "before delete", when, name),))


def follows(diagram: Diagram) -> Guard:
    """A status moves only along the arrows of its diagram and begins where it may."""
    table, column = diagram.table, diagram.column
    name = f"{table}_{column}_follows_the_drawing"
    pairs = ", ".join(f"('{source}', '{target}')" for source, target in diagram.pairs)
    refuse = trigger_function(
        name,
        f"""
begin
    raise exception using errcode = 'check_violation',
        message = format('{table} cannot go from %s to %s.',
                         case when tg_op = 'UPDATE' then old.{column} else 'nothing' end, new.{column}),
        hint = 'See docs/generated/states.md for what is possible.';
end""",
    )
    moves = f"{ROWS} when (old.{column} <> new.{column} and (old.{column}, new.{column}) not in ({pairs}))"
    starts = ", ".join(f"'{status}'" for status in diagram.starts)
    begins = f"{ROWS} when (new.{column} not in ({starts}))"
    return Guard(
        name,
        (refuse,),
        (
            Trigger(name, table, "after update", moves, name),
            Trigger(f"{table}_{column}_begins_at_the_start", table, "before insert", begins, name),
        ),
    )


def frozen(table: str, when: str) -> Guard:
    """A header that became ink changes no more.

    Args:
        table: The header table.
        when: Condition over ``old`` from which on the row is ink.
    """
    name = f"{table}_ink_stays"
    refuse = _refusal(name, f"A finished {table} cannot be changed.", "Correct it with a new document.")
    changed = f"{ROWS} when ({when} and row(old.*) is distinct from row(new.*))"
    return Guard(
        name,
        (refuse,),
        (
            Trigger(name, table, "after update", changed, name),
            Trigger(f"{name}_kept", table, "before delete", f"{ROWS} when ({when})", name),
        ),
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

    def function(rows: str) -> Function:
        return trigger_function(
            f"{name}_{rows}",
            f"""
declare headers bigint[];
begin
    select array_agg(key) into headers from (select distinct {column} as key from {rows}) as keys;
    if exists (select from {header} as header where header.id = any(headers) and {when}) then
        raise exception using errcode = 'check_violation',
            message = 'Lines of a finished {header} cannot be changed.',
            hint = 'Correct it with a new document.';
    end if;
    return null;
end""",
        )

    return Guard(
        name,
        (function("new_rows"), function("old_rows")),
        (
            Trigger(f"{name}_insert", table, "after insert", NEW_ROWS, f"{name}_new_rows"),
            Trigger(f"{name}_update", table, "after update", OLD_ROWS, f"{name}_old_rows"),
            Trigger(f"{name}_delete", table, "after delete", OLD_ROWS, f"{name}_old_rows"),
        ),
    )


def _missing_keys(references: Sequence[Reference]) -> str:
    """Look at the transition table alone, then at the parents' keys.

    What a set names mostly lies close together: the parents between the least and the greatest are then counted, and
    when none is missing there, all that is named exists. Else the distinct keys are looked up from an array: large
    sets are planned afresh, small ones probe the parent's key (docs/rules/performance.md#plan-traps).
    """
    least, greatest, named = (
        ", ".join(f"{summed}({one.column})" for one in references) for summed in ("min", "max", "count")
    )
    return f"""
    select array[{least}], array[{greatest}], array[{named}] into least, greatest, named from new_rows;""" + "".join(
        f"""
    span := greatest[{place}] - least[{place}] + 1;
    if span <= {DENSE} * named[{place}] then
        select count(*) into found from {one.parent} as parent
         where parent.id between least[{place}] and greatest[{place}];
    else
        found := 0;
    end if;
    if found < span then
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
        end if;
    end if;"""
        for place, one in enumerate(references, start=1)
    )


def _references_exist(name: str, fires: str, references: Sequence[Reference]) -> Guard:
    [table] = {reference.table for reference in references}
    check = trigger_function(
        name,
        "declare least bigint[]; greatest bigint[]; named bigint[]; span bigint; found bigint; keys bigint[]; "
        f"missing bigint;\nbegin{_missing_keys(references)}\n    return null;\nend",
        "set enable_seqscan = off",
    )
    return Guard(name, (check,), (Trigger(name, table, fires, NEW_ROWS, name),))


def references_exist(references: Sequence[Reference]) -> Guard:
    """The references of one line-grain table name existing rows: one trigger checks the set."""
    return _references_exist(f"{references[0].table}_references_exist", "after insert", references)


def references_stay(
    references: Sequence[Reference], unless: Collection[str] = (), pencil: str = ""
) -> list[Guard]:
    """What a row refers to is not changed later.

    Args:
        references: The references of one table.
        unless: Columns that may be changed, in sets; they are checked again.
        pencil: Condition over ``old`` under which the others may be, too; each is checked where it changes.
    """
    [table] = {reference.table for reference in references}
    name = f"{table}_references_stay"
    kept = [reference for reference in references if reference.column not in unless]
    changed = " or ".join(f"old.{one.column} is distinct from new.{one.column}" for one in kept)
    later = [reference for reference in references if reference.column in unless]
    refuse = _refusal(name, f"What a {table} refers to stays.", "Reject it and enter another instead.")
    stays = f"({changed}) and not ({pencil})" if pencil else changed
    return [
        Guard(name, (refuse,), (Trigger(name, table, "after update", f"{ROWS} when ({stays})", name),)),
        *([_changed_references_exist(kept, changed)] if pencil else []),
        *([_references_exist(f"{table}_later_references_exist", "after update", later)] if later else []),
    ]


def _changed_references_exist(references: Sequence[Reference], changed: str) -> Guard:
    """Row by row, so that the many updates that change no reference call nothing."""
    table = references[0].table
    name = f"{table}_changed_references_exist"
    checks = "".join(
        f"""
    if new.{one.column} is distinct from old.{one.column} and new.{one.column} is not null
       and not exists (select from {one.parent} as parent where parent.id = new.{one.column}) then
        raise exception using errcode = 'foreign_key_violation',
            message = format('{one.table}.{one.column} names %s, which {one.parent} does not have.', new.{one.column});
    end if;"""
        for one in references
    )
    check = trigger_function(name, f"begin{checks}\n    return null;\nend")
    return Guard(name, (check,), (Trigger(name, table, "after update", f"{ROWS} when ({changed})", name),))


def totals(
    table: str,
    kept_in: str,
    *,
    key: str,
    also: str = "",
    sums: Mapping[str, str],
    where: str = "true",
    read_as: Mapping[str, str] | None = None,
    is_append_only: bool = False,
) -> Guard:
    """Running totals of a table, kept by its triggers: grouped sums, upserted in key order, none of nothing.

    Args:
        table: What is totaled.
        kept_in: Where the totals are, with the columns of all that follows.
        key: What there is one total for.
        also: What is the same for all rows of a key.
        sums: Columns that are summed, each with its aggregate.
        where: Rows that count.
        read_as: Columns of the key that are read otherwise than by their name, such as one that may be empty.
        is_append_only: Rows of the table are never changed, so that totals only grow.
    """
    name = f"{table}_totals"
    keys, others = key.split(", "), also.split(", ") if also else []
    columns = ", ".join((*keys, *others))
    places = ", ".join(str(place) for place in range(1, len(keys) + 1))
    read = ", ".join(f"{one} as {column}" for column in keys for one in [(read_as or {}).get(column, column)])

    def grouped(rows: str, sign: str) -> str:
        summed = ", ".join(f"{sign}{aggregate} as {column}" for column, aggregate in sums.items())
        every = ", ".join((read, *others))
        by = ", ".join((places, *others))
        return f"select {every}, {summed} from {rows} where {where} group by {by}"

    def function(moment: str, sources: str, kept: Callable[..., str]) -> Function:
        body = kept(kept_in, columns, key, list(sums), sources)
        # A plan kept from when the table was empty would read all of it for each key.
        return trigger_function(f"{name}_{moment}", body, "set enable_seqscan = off")

    added, removed = grouped("new_rows", ""), grouped("old_rows", "-")
    inserted = Trigger(f"{name}_insert", table, "after insert", NEW_ROWS, f"{name}_insert")
    if is_append_only:
        return Guard(name, (function("insert", added, _grown),), (inserted,))
    return Guard(
        name,
        (
            function("insert", added, _grown),
            function("delete", removed, _emptied),
            function("update", f"{added} union all {removed}", _emptied),
        ),
        (
            inserted,
            Trigger(f"{name}_delete", table, "after delete", OLD_ROWS, f"{name}_delete"),
            Trigger(f"{name}_update", table, "after update", BOTH_ROWS, f"{name}_update"),
        ),
    )


def _changed(kept_in: str, columns: str, key: str, sums: Sequence[str], sources: str) -> str:
    """The statement of running totals that adds what has changed."""
    added = ", ".join(f"{column} = total.{column} + excluded.{column}" for column in sums)
    return f"""
    insert into {kept_in} as total ({columns}, {", ".join(sums)})
    select {columns}, {", ".join(f"sum({column})" for column in sums)}
      from ({sources}) as changed
     group by {columns}
    having {" or ".join(f"sum({column}) <> 0" for column in sums)}
     order by {key}
        on conflict ({key}) do update set {added}"""


def _grown(kept_in: str, columns: str, key: str, sums: Sequence[str], sources: str) -> str:
    """What a trigger of running totals does where rows are added."""
    return f"begin{_changed(kept_in, columns, key, sums, sources)};\n    return null;\nend"


def _emptied(kept_in: str, columns: str, key: str, sums: Sequence[str], sources: str) -> str:
    """What it does where rows change or go: what no row is left of goes, or all that ever was would be read for the front page.

    The totals themselves say which these are, by where they stand: the changed rows would have to be grouped once more.
    """
    nothing = " and ".join(f"total.{column} = 0" for column in sums)
    return f"""declare emptied tid[];
begin
    with kept as (
    {_changed(kept_in, columns, key, sums, sources).strip()}
    returning total.ctid as place, {nothing} as is_nothing
    )
    select array_agg(place order by place) into emptied from kept where is_nothing;
    delete from {kept_in} where ctid = any(emptied);
    return null;
end"""


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


def references_of_stay(
    room: str, unless: Collection[str] = (), pencil: Mapping[str, str] | None = None
) -> list[Guard]:
    """The same references do not change once written, see ``references_stay``; ``pencil`` by table."""
    return [
        guard
        for references in _undeclared(room)
        for guard in references_stay(references, unless, (pencil or {}).get(references[0].table, ""))
    ]


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
