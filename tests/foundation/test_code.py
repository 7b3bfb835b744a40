"""Code in the database is that of the files: whatever somebody altered is noticed, and put right by ``migrate``."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from at_once import race
from unbilled.foundation import code, database, guards
from unbilled.foundation.code import Function, NameTooLong, Trigger, trigger_function
from unbilled.foundation.guards import Guard
from unbilled.foundation.installing import (
    LOCK,
    Installed,
    SomethingDependsOnIt,
    differences,
    install_code,
    naming_what_depends,
)
from unbilled.foundation.management.commands.migrate import Command
from unbilled.reports.reads.verify import verify

NOTHING = "language plpgsql as 'begin return null; end'"
KEEP = "ledger_entry_is_append_only"
PERIOD = "ledger_fiscal_period_status_follows_the_drawing"
PAIRS = "('open', 'on_hold'), ('open', 'closed'), ('on_hold', 'open'), ('on_hold', 'closed')"
TOTALS = "billing_backlog_line_totals_insert"
ONE = "public.counted"


def run(text: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return list(cursor.fetchall()) if cursor.description else []


def replaced(trigger: str, table: str, by: str) -> str:
    return f"drop trigger {trigger} on {table}; create trigger {trigger} {by}"


def found() -> list[tuple[str, str, str]]:
    return [(one.what, one.of.kind, one.of.name) for one in differences()]


def migrated(**how: bool) -> Installed:
    command = Command()
    call_command(command, verbosity=0, interactive=False, **how)
    return command.installed


ALTERED_FUNCTIONS = {
    "body": f"create or replace function ledger_entry_balances() returns trigger {NOTHING}",
    "volatility": "alter function ledger_entry_balances() stable",
    "security": "alter function ledger_entry_balances() security definer",
    "strictness": "alter function ledger_entry_balances() strict",
    "parallel": "alter function ledger_entry_balances() parallel safe",
    "cost": "alter function ledger_entry_balances() cost 7",
    "a setting more": "alter function ledger_entry_balances() set jit = on",
    "a setting less": "alter function ledger_entry_references_exist() reset enable_seqscan",
    "a setting's value": "alter function ledger_entry_references_exist() set enable_seqscan = on",
    "language": f"""
        drop function {code.CHECKSUM}(); create function {code.CHECKSUM}() returns text
        language plpgsql immutable as $$ begin return 'as before'; end $$""",
    "return type": f"""
        drop function {code.CHECKSUM}(); create function {code.CHECKSUM}() returns varchar
        language sql immutable as $$ select 'as before' $$""",
    "rows instead of one": f"""
        drop function {code.CHECKSUM}(); create function {code.CHECKSUM}() returns setof text
        language sql immutable as $$ select 'as before' $$""",
    "kind": f"drop function {code.CHECKSUM}(); create procedure {code.CHECKSUM}() language sql as 'select 1'",
}
ALTERED_TRIGGERS = {
    "disabled": f"alter table ledger_entry disable trigger {KEEP}",
    "always": f"alter table ledger_entry enable always trigger {KEEP}",
    "timing": replaced(
        KEEP,
        "ledger_entry",
        f"after update or delete or truncate on ledger_entry for each statement execute function {KEEP}()",
    ),
    "events": replaced(
        KEEP,
        "ledger_entry",
        f"before update or delete on ledger_entry for each statement execute function {KEEP}()",
    ),
    "columns": replaced(
        KEEP,
        "ledger_entry",
        f"before update of line_no or delete or truncate on ledger_entry execute function {KEEP}()",
    ),
    "argument": replaced(
        KEEP,
        "ledger_entry",
        f"before update or delete or truncate on ledger_entry execute function {KEEP}('x')",
    ),
    "function": replaced(
        KEEP,
        "ledger_entry",
        "before update or delete or truncate on ledger_entry execute function actuals_actual_is_append_only()",
    ),
    "rows": replaced(
        TOTALS,
        "billing_backlog_line",
        "after insert on billing_backlog_line referencing new table as other for each statement"
        f" execute function {TOTALS}()",
    ),
    "when": replaced(
        PERIOD,
        "ledger_fiscal_period",
        f"before update on ledger_fiscal_period for each row when (old.status <> new.status"
        f" and (old.status, new.status) not in ({PAIRS}, ('closed', 'open'))) execute function {PERIOD}()",
    ),
    "without when": replaced(
        PERIOD,
        "ledger_fiscal_period",
        f"before update on ledger_fiscal_period for each row execute function {PERIOD}()",
    ),
    "per": replaced(
        "ledger_main_account_rows_stay",
        "ledger_main_account",
        "before delete on ledger_main_account for each statement execute function ledger_main_account_rows_stay()",
    ),
}
MISSING = {
    "trigger": (f"drop trigger {KEEP} on ledger_entry", ["trigger"]),
    "function": (f"drop function {KEEP}() cascade", ["function", "trigger"]),
}
STRAYS = {
    "function": f"create function {ONE}() returns int language sql as 'select 1'",
    "function of another signature": f"create function {code.CHECKSUM}(int) returns int language sql as 'select 1'",
    "procedure": f"create procedure {ONE}() language sql as 'select 1'",
    "aggregate": f"create aggregate {ONE}(int) (sfunc = int4pl, stype = int)",
    "odd name": """create function public."Odd ""name"" here"(a int, out b text) language sql as $$ select 'x' $$""",
    "trigger": f"create trigger counted after insert on ledger_entry execute function {KEEP}()",
    "constraint trigger": (
        f"create constraint trigger counted after insert on ledger_entry for each row execute function {KEEP}()"
    ),
    "trigger on a table of Django": (
        f"create trigger counted after insert on django_migrations execute function {KEEP}()"
    ),
}


@pytest.fixture
def put_right(db: None) -> Iterator[None]:
    """What the test altered ``verify`` reports, and ``migrate`` puts right."""
    yield
    altered = found()
    assert altered
    [broken] = [one for one in verify() if not one.holds]
    assert broken.invariant.name == "the_code_in_the_database_is_as_written"
    assert [(one["is"], one["kind"], one["name"]) for one in broken.offenders] == altered

    strays = sum(what == "stray" for what, _, _ in altered)
    assert migrated() == Installed(installed=len(altered) - strays, dropped=strays)
    assert found() == []


@pytest.mark.parametrize("what", ALTERED_FUNCTIONS)
def test_an_altered_function_is_noticed_and_put_right(put_right: None, what: str) -> None:
    run(ALTERED_FUNCTIONS[what])

    [(how, kind, _)] = found()
    assert (how, kind) == ("altered", "function")


def test_one_changed_word_of_a_body_is_noticed_and_put_right(put_right: None) -> None:
    [(text,)] = run("select pg_get_functiondef('ledger_entry_balances'::regproc)")

    run(str(text).replace("sum(debit)", "max(debit)"))

    assert found() == [("altered", "function", "ledger_entry_balances")]


@pytest.mark.parametrize("what", ALTERED_TRIGGERS)
def test_an_altered_trigger_is_noticed_and_put_right(put_right: None, what: str) -> None:
    run(ALTERED_TRIGGERS[what])

    [(how, kind, _)] = found()
    assert (how, kind) == ("altered", "trigger")


@pytest.mark.parametrize("what", MISSING)
def test_what_is_missing_is_noticed_and_installed(put_right: None, what: str) -> None:
    drop, kinds = MISSING[what]
    run(drop)

    assert found() == [("missing", kind, KEEP) for kind in kinds]


@pytest.mark.parametrize("what", STRAYS)
def test_what_no_file_names_is_noticed_and_dropped(put_right: None, what: str) -> None:
    run(STRAYS[what])

    [(how, _, _)] = found()
    assert how == "stray"


def test_strays_that_hang_on_each_other_go_together(put_right: None) -> None:
    run(f"create function {ONE}() returns trigger {NOTHING}")
    run(f"create trigger counted after insert on ledger_entry execute function {ONE}()")
    run("create function public.inner_one() returns int language sql return 1")
    run("create function public.an_outer_one() returns int language sql return public.inner_one()")

    assert [what for what, _, _ in found()] == ["stray"] * 4


def test_an_argument_of_another_name_is_noticed_and_put_right(
    put_right: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a function cannot be replaced in place."""
    plant(
        monkeypatch,
        "create or replace function public_sum(a int, b int) returns int language sql as 'select a + b'",
    )
    assert install_code() == Installed(installed=2, dropped=0)  # and the checksum

    run("drop function public_sum(int, int)")
    run("create function public_sum(a int, other int) returns int language sql as 'select a + other'")

    assert found() == [("altered", "function", "public_sum")]


def plant(monkeypatch: pytest.MonkeyPatch, *definitions: str) -> None:
    """Write functions as if they stood in a room's guards."""
    functions = tuple(Function(text.split("function ")[1].split("(")[0], text) for text in definitions)
    kept = [*guards.all_guards(), Guard("planted", functions, ())]
    monkeypatch.setattr(guards, "all_guards", lambda: kept)


def test_a_function_is_replaced_in_place(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others built on it stays."""
    plant(monkeypatch, "create or replace function planted_one() returns int language sql as 'select 1'")
    install_code()
    run("create schema reporting; create view reporting.ones as select planted_one() as one")
    run("create or replace function planted_one() returns int language sql as 'select 7'")

    assert migrated() == Installed(installed=1, dropped=0)
    assert run("select one from reporting.ones") == [(1,)]


def test_callees_are_installed_first(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(
        monkeypatch,
        "create or replace function planted_one() returns int language sql as 'select planted_two()'",
        "create or replace function planted_two() returns int language sql as 'select planted_zero()'",
        "create or replace function planted_zero() returns int language sql as 'select 2'",
    )
    install_code()

    assert run("select planted_one()") == [(2,)]


def test_code_that_postgresql_refuses_changes_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run(f"create function {ONE}() returns int language sql as 'select 1'")
    plant(
        monkeypatch,
        "create or replace function planted_one() returns int language sql as 'select a from nowhere'",
    )
    before = run("select oid, proname, xmin::text from pg_proc order by oid")

    with pytest.raises(ProgrammingError, match="nowhere"):
        install_code()

    assert run("select oid, proname, xmin::text from pg_proc order by oid") == before


def test_what_belongs_to_others_stays(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extensions, other schemas and other applications keep their code."""
    run("create extension if not exists btree_gist")
    run("create schema reporting; create function reporting.one() returns int language sql as 'select 1'")
    run(
        "create table django_htmx_asked (id int); create function django_htmx_one() returns trigger "
        + NOTHING
    )
    run("create trigger counted before insert on django_htmx_asked execute function django_htmx_one()")
    of_extensions = run("select count(*) from pg_proc where proname like 'gbt_%'")

    assert found() == []
    assert migrated() == Installed(installed=0, dropped=0)
    assert of_extensions != [(0,)]
    assert run("select count(*) from pg_proc where proname like 'gbt_%'") == of_extensions


def test_nothing_differs_in_a_migrated_database(db: None) -> None:
    assert found() == []
    assert migrated() == Installed(installed=0, dropped=0)
    assert [one for one in verify() if not one.holds] == []


def test_nothing_of_the_comparison_stays(db: None) -> None:
    schemas = run("select nspname from pg_namespace order by 1")
    setting = run("show search_path"), run("show check_function_bodies")

    differences()

    assert run("select nspname from pg_namespace order by 1") == schemas
    assert (run("show search_path"), run("show check_function_bodies")) == setting


def test_code_of_another_version_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    database.refuse_unless_migrated()

    plant(monkeypatch, "create or replace function planted_one() returns int language sql as 'select 1'")
    with pytest.raises(database.DatabaseCodeOfAnotherVersion, match="not those of this version"):
        database.refuse_unless_migrated()

    migrated()
    database.refuse_unless_migrated()


def test_guards_are_away_while_tables_change(db: None) -> None:
    """A fact can be given a new column only while nothing refuses its update; commands refuse until it is over."""
    run("delete from django_migrations where app = 'runs'")
    run("create function foundation_code_checksum_at() returns bigint language sql as 'select 1'")
    stamp = run(f"select oid from pg_proc where proname = '{code.CHECKSUM}'")

    done = migrated(fake=True)

    assert done.installed == len(code.written().triggers) + 1
    assert done.dropped == 1
    assert run(f"select oid from pg_proc where proname = '{code.CHECKSUM}'") != stamp
    assert found() == []


def test_a_database_of_earlier_tables_has_no_code(db: None) -> None:
    call_command("migrate", "runs", "zero", verbosity=0, interactive=False)

    with pytest.raises(database.DatabaseNotMigrated):
        database.refuse_unless_migrated()
    ours = "tgrelid::regclass::text not like 'procrastinate%'"
    assert run(f"select count(*) from pg_trigger where not tgisinternal and {ours}") == [(0,)]


def test_names_are_unique_and_not_cut_off(db: None) -> None:
    everything = code.written()

    for named in (everything.functions, everything.triggers):
        names = [one.name for one in named]  # type: ignore[attr-defined]
        assert sorted(set(names)) == sorted(names)
    with pytest.raises(NameTooLong):
        trigger_function("x" * 64, NOTHING)
    with pytest.raises(NameTooLong):
        Trigger("x" * 64, "ledger_entry", "before insert", "for each row", "x")


FUNCTION = "foundation_in_the_way"


@pytest.mark.parametrize(
    ("create", "drop"),
    [
        (f"create view summary as select {FUNCTION}(7) as doubled", "drop view summary"),
        (
            "create schema mine; create function mine.doubled() returns int language sql "
            f"begin atomic select {FUNCTION}(7); end",
            "drop schema mine cascade",
        ),
        (f"create table notes (id int, twice int default {FUNCTION}(7))", "drop table notes"),
    ],
)
def test_what_an_operator_has_made_of_a_function_is_named_and_kept(db: None, create: str, drop: str) -> None:
    """The function is of an earlier version; this one has it no more."""
    run(f"create function {FUNCTION}(number int) returns int language sql as 'select 2 * number'")
    run(create)
    before = found()

    with pytest.raises(SomethingDependsOnIt, match=f"depends on function {FUNCTION}") as refused:
        migrated()

    assert "run `unbilled migrate`" in refused.value.advice
    assert found() == before
    run(drop)
    assert migrated().dropped >= 1
    assert found() == []


def test_a_column_that_a_view_shows_is_named(db: None) -> None:
    run("create view owed as select id, name from masterdata_role")

    with pytest.raises(SomethingDependsOnIt, match="view owed depends on"), naming_what_depends():
        run("alter table masterdata_role alter column name type text")


def test_commands_at_once_wait_for_each_other_and_all_succeed(own_database: None) -> None:
    run(f"drop trigger {KEEP} on ledger_entry")

    outcomes = race(*[migrated] * 4, holding=lambda: run(f"select pg_advisory_xact_lock({LOCK})"))

    assert sorted(one.installed for one in outcomes) == [0, 0, 0, 1]
