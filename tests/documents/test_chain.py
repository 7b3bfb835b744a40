"""The chain of kept documents: each link holds what a document said, and any change of it is found."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from threading import Thread
from typing import Any

import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection, transaction

from acting import acting
from altered import behind_the_guards
from at_once import wait_until_waiting
from unbilled.documents.events.render_invoices import TURN, render_invoices
from unbilled.documents.models import ChainLink, Document
from unbilled.foundation.invariants import all_invariants
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.reports.reads.verify import findings_of
from worlds import larkfield

ZEROS = "0" * 64


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def kept(books: Books, *numbers: str) -> None:
    """Print documents by their numbers, in an act of their own."""
    ids = [Invoice.objects.get(number=number).pk for number in numbers]
    render_invoices(acting(books.company_id, on=date(2026, 4, 3)), invoice_ids=ids)


def links() -> list[tuple[int, str, str, str]]:
    rows = ChainLink.objects.order_by("position")
    return [(row.position, row.invoice.number, row.previous_hash, row.hash) for row in rows]


def test_what_is_kept_is_linked_once_in_the_order_of_posting(books: Books) -> None:
    """The second act goes on where the first ended; printing again links nothing."""
    larkfield(books, credited=True)
    kept(books, "2026-00002", "2026-00001")
    kept(books, "C2026-00001", "2026-00001")
    kept(books, "2026-00001")

    rows = list(ChainLink.objects.order_by("position"))
    expected = ZEROS
    for row in rows:
        day = row.invoice.invoice_date.isoformat()
        before, expected = expected, hashed(expected + day + hashed(row.record))
        assert (row.previous_hash, row.hash) == (before, expected)
    assert [row.invoice.number for row in rows] == ["2026-00001", "2026-00002", "C2026-00001"]
    assert [row.position for row in rows] == [1, 2, 3]


def broken() -> set[str]:
    """What does not hold of the truths about documents."""
    ours = [one for one in all_invariants() if one.room == "documents"]
    return {found.invariant.name for found in findings_of(ours) if not found.holds}


def breaches(plant: Callable[[Any], None]) -> set[str]:
    """The truths that a change behind the guards breaks; it is undone."""
    with transaction.atomic():
        with behind_the_guards() as cursor:
            plant(cursor)
        found = broken()
        transaction.set_rollback(True)
    return found


SAYS = "the_chain_says_what_documents_say"
FOLLOWS = "links_of_the_chain_follow_each_other"
IS_IN = "every_document_is_in_the_chain"


def test_every_changed_byte_or_row_is_found(books: Books) -> None:
    """One breach after the other, each undone: texts, parties, taxes, bytes; links changed, cut out or cut off."""
    larkfield(books, credited=True)
    kept(books, "2026-00001", "2026-00002", "C2026-00001")
    statements: Sequence[tuple[str, set[str]]] = (
        ("update ledger_invoice set reason = reason || '.' where number = '2026-00001'", {SAYS}),
        ("update ledger_invoice set terms_text = 'At once' where number = '2026-00002'", {SAYS}),
        ("update ledger_invoice_party set vat_id = 'GB 1' where party = 'buyer'", {SAYS}),
        ("update ledger_invoice_line set description = 'Other work' where line_no = 1", {SAYS}),
        ("update ledger_tax_transaction set category = 'E' where code = 'VAT0'", {SAYS}),
        (
            "update documents_document set content = content || '\\x00'::bytea, "
            "sha256 = encode(sha256(content || '\\x00'::bytea), 'hex')",
            {SAYS},
        ),
        ("update documents_chain_link set record = replace(record, 'Helios', 'Selene')", {SAYS, FOLLOWS}),
        ("update documents_chain_link set hash = repeat('f', 64) where position = 3", {FOLLOWS}),
        ("delete from documents_chain_link where position = 2", {FOLLOWS, IS_IN}),
        ("delete from documents_chain_link where position = 3", {IS_IN}),
        ("delete from documents_chain_link", {IS_IN}),
        ("delete from documents_document where invoice_id = (select max(id) from ledger_invoice)", {SAYS}),
    )
    wrong = {}
    for text, expected in statements:
        found = breaches(lambda cursor, text=text: cursor.execute(text))  # type: ignore[misc]
        if not expected <= found:
            wrong[text] = found
    assert wrong == {}
    assert breaches(lambda cursor: None) == set()


ROWS = {
    "ledger_invoice": "id = %(invoice_id)s",
    "ledger_invoice_party": "invoice_id = %(invoice_id)s and party = 'buyer'",
    "ledger_invoice_line": "invoice_id = %(invoice_id)s and line_no = 1",
    "ledger_invoice_retainer": "invoice_id = %(invoice_id)s",
    "ledger_invoice_discount": "invoice_id = %(invoice_id)s",
    "ledger_tax_transaction": "id = (select max(id) from ledger_tax_transaction where invoice_id = %(invoice_id)s)",
    "documents_attachment": "invoice_id = %(invoice_id)s",
    "documents_document": "invoice_id = %(invoice_id)s and document_format = 'pdf'",
    "documents_chain_link": "invoice_id = %(invoice_id)s",
    "documents_stationery": "id = (select logo_id from ledger_invoice where id = %(invoice_id)s)",
}
"""What is recorded of a document, and one row of each."""
COLUMNS = """
select table_name, column_name, data_type, coalesce(character_maximum_length, 1000)
  from information_schema.columns
 where table_schema = current_schema()
   and table_name = any(%s)
 order by table_name, ordinal_position
"""
OTHER = {
    "text": "left('x' || coalesce({0}, ''), {1})",
    "character varying": "left('x' || coalesce({0}, ''), {1})",
    "numeric": "coalesce({0}, 0) + 1",
    "smallint": "{0} + 1",
    "integer": "coalesce({0}, 0) + 1",
    "bigint": "coalesce({0}, 0) + 1000000",
    "date": "coalesce({0}, '2026-01-01') + 1",
    "boolean": "not {0}",
    "jsonb": "'[7]'",
    "bytea": "{0} || '\\x00'",
    "ARRAY": "array_append({0}, '1')",
}
"""Another value, by the type of the column."""
NAMELESS = {"documents_document.id", "documents_chain_link.id"}
"""Identities that nothing names."""
BESIDES = """
insert into documents_stationery (company_id, stationery_kind, name, media_type, content, act_id)
select company_id, 'logo', 'sign.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>', act_id
  from ledger_invoice where id = %(invoice_id)s;
update ledger_invoice set logo_id = (select max(id) from documents_stationery) where id = %(invoice_id)s;
insert into documents_attachment (invoice_id, place, company_id, name, media_type, content, sha256, act_id)
select id, 1, company_id, 'taxi.png', 'image/png', 'x', encode(sha256('x'), 'hex'), act_id
  from ledger_invoice where id = %(invoice_id)s;
insert into ledger_invoice_retainer
       (invoice_id, position, company_id, retainer_id, name, opening_amount, invoiced_amount, used_amount,
        closing_amount, opening_hours, invoiced_hours, used_hours, closing_hours)
select id, 1, company_id, 1, 'Start', 800, 0, 500, 300, 8, 0, 5, 3 from ledger_invoice where id = %(invoice_id)s;
insert into ledger_invoice_discount
       (invoice_id, line_no, position, company_id, is_of_document, is_surcharge, text, percent, amount)
select id, 1, 1, company_id, true, false, 'Rebate', 10, -5 from ledger_invoice where id = %(invoice_id)s
"""
"""A logo, a receipt, an advance and a discount of a posted invoice."""


def test_every_column_of_what_is_recorded_of_a_document_is_tied(books: Books) -> None:
    """One after the other is changed in one row, each undone; what a constraint ties the database itself refuses."""
    larkfield(books)
    invoice_id = Invoice.objects.get(number="2026-00001").pk
    unnoticed, tied = set(), set()
    with transaction.atomic():
        with behind_the_guards() as cursor:
            cursor.execute(BESIDES, {"invoice_id": invoice_id})
        kept(books, "2026-00001", "2026-00002")
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS, [list(ROWS)])
            columns = cursor.fetchall()
        assert breaches(lambda cursor: None) == set()
        for table, column, kind, length in columns:
            text = f"update {table} set {column} = {OTHER[kind].format(column, length)} where {ROWS[table]}"
            refused: list[Exception] = []

            def other(cursor: Any, text: str = text, refused: list[Exception] = refused) -> None:
                try:
                    with transaction.atomic():
                        cursor.execute(text, {"invoice_id": invoice_id})
                except (IntegrityError, DataError) as error:
                    refused.append(error)

            found = breaches(other) or refused
            (tied if found else unnoticed).add(f"{table}.{column}")
        transaction.set_rollback(True)

    assert unnoticed == NAMELESS
    assert len(tied) > 100


def test_two_that_keep_at_once_write_one_chain_and_who_is_lost_amid_it_leaves_nothing(
    committed_books: Books,
) -> None:
    """Three wait for their turn; one loses its connection there, and its document is kept and linked by the next."""
    larkfield(committed_books, credited=True)
    numbers = ("2026-00001", "2026-00002", "C2026-00001")
    pids: dict[str, int] = {}
    outcomes: dict[str, str] = {}

    def keep(number: str) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("select pg_backend_pid()")
                [pids[number]] = cursor.fetchone()
            kept(committed_books, number)
            outcomes[number] = "kept"
        except (OperationalError, InterfaceError):
            outcomes[number] = "lost"
        finally:
            connection.close()

    threads = [Thread(target=keep, args=(number,)) for number in numbers]
    with transaction.atomic():
        TURN.rows(acting(committed_books.company_id))
        for thread in threads:
            thread.start()
        wait_until_waiting(len(threads))
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s)", [pids["2026-00002"]])
    for thread in threads:
        thread.join(20)

    assert outcomes == {"2026-00001": "kept", "2026-00002": "lost", "C2026-00001": "kept"}
    assert {number for _, number, _, _ in links()} == {"2026-00001", "C2026-00001"}
    assert set(Document.objects.values_list("invoice__number", flat=True)) == {"2026-00001", "C2026-00001"}
    kept(committed_books, *numbers)
    assert [(position, number) for position, number, _, _ in links()][2:] == [(3, "2026-00002")]
    assert broken() == set()


def test_links_are_never_changed_and_never_go(books: Books) -> None:
    larkfield(books)
    kept(books, "2026-00001")
    for text in ("update documents_chain_link set position = 7", "delete from documents_chain_link"):
        with (
            pytest.raises(IntegrityError, match="documents_chain_link is append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(text)
    assert [(position, number) for position, number, _, _ in links()] == [(1, "2026-00001")]


def test_what_an_earlier_version_kept_is_linked_with_the_first_that_is_kept(books: Books) -> None:
    """Until then nothing is said against it; from then on it has a link like every other."""
    larkfield(books)
    kept(books, "2026-00002")
    with behind_the_guards() as cursor:
        cursor.execute("delete from documents_chain_link")
        cursor.execute("update documents_document set is_linked = false")
    assert broken() == set()

    kept(books, "2026-00001")

    assert [(position, number) for position, number, _, _ in links()] == [
        (1, "2026-00001"),
        (2, "2026-00002"),
    ]
    assert Document.objects.filter(is_linked=False).count() == 1


AS_VERSION_1 = """
with said as (
    select link.id, said.record, repeat('0', 64) as before
      from documents_chain_link as link
     cross join lateral documents_chain_record(link.invoice_id, 1, null) as said
)
update documents_chain_link as link
   set record = said.record,
       hash = encode(sha256(convert_to(
                  said.before || (said.record::jsonb ->> 'invoice_date')
                  || encode(sha256(convert_to(said.record, 'UTF8')), 'hex'), 'UTF8')), 'hex')
  from said
 where said.id = link.id
"""


def test_a_link_is_checked_for_what_its_version_says(books: Books) -> None:
    """What version 1 wrote stays true, is checked, and is gone on from; what it leaves out is not asked."""
    larkfield(books)
    kept(books, "2026-00001")
    with behind_the_guards() as cursor:
        cursor.execute(AS_VERSION_1)
    kept(books, "2026-00002")
    assert [row.record.count('"version": 1') for row in ChainLink.objects.order_by("position")] == [1, 0]
    assert broken() == set()

    of_first = "where number = '2026-00001'"
    assert SAYS in breaches(
        lambda cursor: cursor.execute(f"update ledger_invoice set locale = 'x' {of_first}")
    )
    assert (
        breaches(lambda cursor: cursor.execute(f"update ledger_invoice set discount_days = 3 {of_first}"))
        == set()
    )
