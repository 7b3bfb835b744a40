"""A database made by the previous release, with a company in it, becomes one of this version and loses nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django.plugin import DjangoDbBlocker
from releasing import breaches_of_release, fill, migrations, play_company, released, rows, tables

from unbilled.foundation import database, scratch
from unbilled.foundation.code import CHECKSUM
from unbilled.foundation.installing import differences
from unbilled.reports.reads.verify import verify

DJANGO = ("auth", "contenttypes", "sessions")
# What another version may have left: a guard that guards nothing, one under a name that is not used any more,
# one that was disabled, and a function of another signature.
LEFT_BEHIND = f"""
create function ledger_entry_balances() returns trigger language plpgsql as 'begin return null; end';
create trigger ledger_entry_balances after insert on ledger_entry execute function ledger_entry_balances();
create function ledger_entry_is_append_only() returns trigger language plpgsql as 'begin return null; end';
create trigger ledger_entry_is_append_only before update on ledger_entry
execute function ledger_entry_is_append_only();
alter table ledger_entry disable trigger ledger_entry_is_append_only;
create trigger ledger_entry_follows_an_old_drawing before update on ledger_entry
for each row when (old.line_no <> new.line_no) execute function ledger_entry_is_append_only();
create function {CHECKSUM}() returns integer language sql as 'select 1';
"""
# Everything that a table consists of, but for the order of its columns: added ones are last.
DESCRIPTIONS = """
select 'column', attrelid::regclass::text, attname::text,
       concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attcollation,
                 pg_get_expr(adbin, adrelid), col_description(attrelid, attnum))
  from pg_attribute
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
 where attrelid in (select oid from tables) and attnum > 0 and not attisdropped
union all
select 'constraint', conrelid::regclass::text, conname::text,
       concat_ws(' ', pg_get_constraintdef(oid), obj_description(oid))
  from pg_constraint
 where conrelid in (select oid from tables)
union all
select 'index', indrelid::regclass::text, indexrelid::regclass::text,
       concat_ws(' ', pg_get_indexdef(indexrelid), obj_description(indexrelid))
  from pg_index
 where indrelid in (select oid from tables)
union all
select 'table', oid::regclass::text, '', concat_ws(' ', relkind, reloptions::text, obj_description(oid))
  from pg_class
 where oid in (select oid from tables)
union all
select 'extension', '', extname::text, '' from pg_extension
"""


@pytest.fixture
def described(empty_database: str, django_db_blocker: DjangoDbBlocker) -> set[tuple[str, ...]]:
    """What the tables of an empty database consist of."""
    with django_db_blocker.unblock(), scratch.connected_to(empty_database):
        return descriptions()


@pytest.fixture
def released_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database by the migrations of the previous release alone, with its rows and what versions leave behind."""
    kept = released()
    with django_db_blocker.unblock():
        name = "unbilled_upgraded"
        scratch.create(name, strategy="wal_log")
        try:
            with scratch.connected_to(name):
                executor = MigrationExecutor(connection)
                last = [(room, list(files)[-1]) for room, files in kept["migrations"].items()]
                brought = [node for node in executor.loader.graph.leaf_nodes() if node[0] in DJANGO]
                executor.migrate([*last, *brought])
                fill(kept["rows"])
                with connection.cursor() as cursor:
                    cursor.execute(LEFT_BEHIND)
                yield
        finally:
            scratch.drop(name)


def test_a_database_of_the_previous_release_is_upgraded(
    described: set[tuple[str, ...]], released_database: None
) -> None:
    before = {table: [line for line in rows(table) if stays(table, line)] for table in released()["rows"]}
    with pytest.raises((database.DatabaseNotMigrated, database.DatabaseCodeOfAnotherVersion)):
        database.refuse_unless_migrated()

    call_command("migrate", verbosity=0, interactive=False)

    database.refuse_unless_migrated()
    assert differences() == []
    assert descriptions() ^ described == set()  # an empty database takes its tables without migrations
    assert [(one.invariant.name, one.offenders) for one in verify() if not one.holds] == []
    for table, lines in before.items():
        # Later migrations may add columns; what was there is there.
        columns = lines[0] if lines else {}
        kept = [{name: line[name] for name in columns} for line in rows(table)]
        assert sorted(kept, key=str) == sorted(map(with_an_act, lines), key=str), table
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("update ledger_entry set line_no = line_no")


def descriptions() -> set[tuple[str, ...]]:
    """What the tables of the database consist of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with tables as (select oid from pg_class where relkind in ('r', 'p')"
            f" and relnamespace = current_schema()::regnamespace) {DESCRIPTIONS}"
        )
        return set(cursor.fetchall())


def stays(table: str, line: dict[str, Any]) -> bool:
    """Totals of nothing go; all else stays."""
    return table != "billing_backlog_total" or line["line_count"] > 0


def with_an_act(line: dict[str, Any]) -> dict[str, Any]:
    """What was written without an act takes the company's oldest one: act 2, since act 1 opened the company."""
    return line | {"act_id": 2} if line.get("act_id", 0) is None else line


def test_the_company_of_the_release_has_something_in_every_state() -> None:
    kept = released()["rows"]

    assert {line["status"] for line in kept["work_entry"]} == {"draft", "submitted", "approved"}
    assert {line["status"] for line in kept["billing_proforma"]} == {"draft", "confirmed"}
    assert len(kept["ledger_invoice"]) == 2
    assert kept["ledger_entry"]


def test_released_migrations_are_never_edited() -> None:
    assert breaches_of_release(released()["migrations"], migrations()) == []


def test_an_edited_or_missing_migration_is_caught() -> None:
    kept = {"work": {"0001_initial": "a", "0002_more": "b"}, "tax": {"0001_initial": "c"}}

    assert breaches_of_release(kept, kept | {"work": kept["work"] | {"0003_new": "d"}}) == []
    assert breaches_of_release(kept, {"work": {"0001_initial": "x"}}) == [
        "work.0001_initial was edited; released migrations stay as they are: put it back and add a new one",
        "work.0002_more is gone; released migrations stay as they are: put it back and add a new one",
        "tax.0001_initial is gone; released migrations stay as they are: put it back and add a new one",
    ]


def test_the_company_can_be_played_by_this_version(own_database: None) -> None:
    """So that the next release can be frozen."""
    played = play_company()

    assert sorted(played) == tables()
    assert {line["status"] for line in played["billing_proforma"]} == {"draft", "confirmed"}
