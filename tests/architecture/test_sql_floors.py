"""Statements obey the floors, and their headers tell the truth."""

from pathlib import Path

import pytest
from checks import SOURCE, breaches_of_function, breaches_of_statement, function_files, statement_files

READING = """
-- event:   {event}
-- returns: ids
-- source:  none
select id from {table} where company_id = %(company_id)s
"""
WRITING = """
-- event:   approve_entries
-- moves:   {moves}
-- returns: ids
-- source:  none
{sql}
"""


@pytest.mark.parametrize("path", statement_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_statement_keeps_to_its_floor_and_its_header(path: Path) -> None:
    assert breaches_of_statement(path.read_text(), path.relative_to(SOURCE)) == []


@pytest.mark.parametrize("path", function_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_function_keeps_to_its_floor_and_can_be_inlined(path: Path) -> None:
    assert breaches_of_function(path.read_text(), path.relative_to(SOURCE)) == []


def written(sql: str, moves: str = "") -> list[str]:
    """Plant a statement beside the approval of entries."""
    text = WRITING.format(moves=moves, sql=sql).strip()
    return breaches_of_statement(text, Path("work/events/approve_entries.sql"))


def read(place: str, table: str) -> list[str]:
    """Plant a statement that reads one table."""
    path = Path(place)
    text = READING.format(event=path.name.partition(".")[0], table=table).strip()
    return breaches_of_statement(text, path)


def test_reading_a_lower_room_is_fine() -> None:
    assert read("billing/events/mark_ready.sql", "actuals_actual") == []


def test_billing_reading_a_ledger_table_is_caught() -> None:
    assert read("billing/events/mark_ready.sql", "ledger_invoice") == [
        "touches ledger_invoice, which is not on billing's floor or below"
    ]


def test_reading_a_table_of_nobody_is_caught() -> None:
    [breach] = read("billing/events/mark_ready.sql", "django_session")

    assert "touches django_session" in breach


def test_updating_a_fact_is_caught() -> None:
    breaches = written("update actuals_actual set quantity = 0")

    assert "updates or deletes actuals_actual: only actuals changes its own tables" in breaches


def test_updating_a_fact_in_its_own_room_is_caught() -> None:
    text = WRITING.format(moves="", sql="delete from actuals_actual")

    assert breaches_of_statement(
        text.strip().replace("approve_entries", "record_work"), Path("actuals/events/record_work.sql")
    ) == ["updates or deletes actuals_actual: facts never change, reverse and replace"]


def test_inserting_into_another_rooms_drafts_is_caught() -> None:
    assert written("insert into masterdata_role (name) values ('Developer')") == [
        "inserts into masterdata_role: in other rooms only facts are inserted"
    ]


def test_a_status_off_the_drawing_is_caught() -> None:
    sql = "update work_entry set status = 'paid'"

    assert written(sql) == ["sets work_entry.status to paid, which its moves do not name"]
    assert written(sql, moves="work_entry submitted -> paid") == [
        "moves work_entry submitted -> paid: no such arrow of approve_entries is drawn"
    ]


def test_an_arrow_of_another_event_is_caught() -> None:
    assert written(
        "update work_entry set status = 'returned'",
        moves="work_entry submitted -> returned",
    ) == ["moves work_entry submitted -> returned: no such arrow of approve_entries is drawn"]


def test_a_status_from_a_parameter_is_caught() -> None:
    assert written("update work_entry set status = %(status)s") == [
        "sets work_entry.status to something not written out: the drawing cannot be checked"
    ]


def test_a_header_that_says_what_can_be_derived_is_caught() -> None:
    text = "-- event: approve_entries\n-- reads: work_entry\n-- source: none\nselect id from work_entry"

    assert breaches_of_statement(text, Path("work/events/approve_entries.sql")) == [
        "header has keys that no other has: reads"
    ]


def test_a_read_that_writes_is_caught() -> None:
    text = "-- read: backlog\n-- source: none\nupdate work_entry set description = ''"

    assert breaches_of_statement(text, Path("work/reads/backlog.sql")) == [
        "writes work_entry: only events write"
    ]


def test_an_invariant_that_says_nothing_is_caught() -> None:
    [breach] = breaches_of_statement("select id from work_entry", Path("work/invariants/all_is_well.sql"))

    assert breach == "header has nothing; an invariant says holds, breaks and shows"


def test_two_inserts_into_one_table_are_caught() -> None:
    sql = (
        "with first as (insert into work_approval (comment) values ('')) "
        "insert into work_approval (comment) values ('')"
    )

    [breach] = written(sql)

    assert breach.startswith("inserts into work_approval twice")


@pytest.mark.parametrize("sql", ["select * from work_entry", "select entry.* from work_entry as entry"])
def test_selecting_everything_is_caught(sql: str) -> None:
    assert written(sql) == ["selects *: name the columns"]


def test_counting_rows_is_no_selecting_of_everything() -> None:
    assert written("select count(*) from work_entry") == []


def test_gathering_in_the_order_of_the_plan_is_caught() -> None:
    [breach] = written("select array_agg(id) as ids from work_entry")

    assert breach.startswith("array_agg without order by")
    assert written("select array_agg(id order by id) as ids from work_entry") == []
    assert written("select array_agg(distinct id) as ids from work_entry") == []


def test_shouting_is_caught() -> None:
    assert written("SELECT id from work_entry") == ["is not lower case: SELECT"]


def test_what_postgresql_cannot_read_is_caught() -> None:
    [breach] = written("select from where")

    assert breach.startswith("cannot be read: ")


def test_two_statements_in_one_file_are_caught() -> None:
    assert written("select 1; select 2") == ["cannot be read: one statement a file"]


FUNCTION = """
-- function: billing_open_amount
-- returns:  what is open
-- keeps:    nothing
-- source:   none
create or replace function billing_open_amount(contract bigint) returns table (amount numeric)
language {language} {attributes} as $$
    {body}
$$
"""
BODY = (
    "select sum(line.transaction_amount) from billing_backlog_line as line where line.contract_id = contract"
)


def function(
    body: str = BODY,
    attributes: str = "stable",
    language: str = "sql",
    place: str = "billing/functions/open_amount.sql",
) -> list[str]:
    """Plant a function."""
    text = FUNCTION.format(body=body, attributes=attributes, language=language).strip()
    return breaches_of_function(text, Path(place))


def test_a_function_of_tables_and_functions_below_is_fine() -> None:
    assert function() == []
    assert function("select rate from companies_rate_on_day(1, 'EUR', 'USD', '2026-01-01')") == []


def test_a_function_that_touches_a_higher_room_is_caught() -> None:
    assert function("select sum(net_amount) from ledger_invoice") == [
        "touches ledger_invoice, which is not on billing's floor or below"
    ]


def test_a_function_that_calls_a_higher_room_is_caught() -> None:
    assert function("select day from ledger_open_day(1, '2026-01-01', true) as found (day)") == [
        "calls ledger_open_day, which is not on billing's floor or below"
    ]
    assert function("select accounting_account(1)") == [
        "calls accounting_account, which is not on billing's floor or below"
    ]


def test_a_statement_that_calls_a_higher_room_is_caught() -> None:
    text = READING.format(event="mark_ready", table="billing_backlog_line")

    assert breaches_of_statement(
        text.strip().replace("select id", "select ledger_open_day(id)"), Path("billing/events/mark_ready.sql")
    ) == ["calls ledger_open_day, which is not on billing's floor or below"]


def test_a_function_that_cannot_be_inlined_is_caught() -> None:
    assert function(attributes="") == ["is neither stable nor immutable: it cannot be inlined"]
    assert function(attributes="stable strict") == ["has strict: it cannot be inlined"]
    assert function(attributes="stable security definer") == ["has security: it cannot be inlined"]
    assert function(attributes="stable set jit = off") == ["has set: it cannot be inlined"]
    assert function(language="plpgsql") == ["is not language sql: it cannot be inlined"]
    assert function(f"{BODY}; {BODY}") == ["cannot be read: one statement a file"]


def test_a_function_that_writes_is_caught() -> None:
    assert function("update billing_milestone set name = '' returning 1") == [
        "writes billing_milestone: only events write"
    ]


def test_a_function_of_another_name_than_its_file_is_caught() -> None:
    assert function(place="billing/functions/closed_amount.sql") == [
        "is not billing_closed_amount, as its file says",
        "header says function: billing_open_amount",
    ]


def test_a_function_that_does_not_say_what_it_returns_is_caught() -> None:
    text = FUNCTION.format(body=BODY, attributes="stable", language="sql").replace(
        "-- returns:  what is open\n", ""
    )

    assert breaches_of_function(text.strip(), Path("billing/functions/open_amount.sql")) == [
        "a function says what it returns, keeps and where it is from"
    ]


def test_what_is_no_function_is_caught() -> None:
    assert breaches_of_function("select 1", Path("billing/functions/one.sql")) == [
        "is not one `create or replace function`"
    ]
    [breach] = breaches_of_function("select from where", Path("billing/functions/one.sql"))
    assert breach.startswith("cannot be read: ")
