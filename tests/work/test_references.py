"""What an entry refers to exists, stays, and cannot be deleted under it."""

import pytest
from django.db import IntegrityError, connection, transaction

WORLD = """
insert into companies_currency (code, digits, name) values ('EUR', 2, 'Euro');
insert into companies_company (id, code, name, address, country, vat_id, registration, contact,
        electronic_address, electronic_scheme, days_ahead, bank_name, iban, bic,
        locale, time_zone, accounting_currency_id, journal_grouping, tax_group_source, move_to_open_period,
        is_demonstration, act_id)
values (1, 'ACME', 'Acme', '', '', '', '', '', '', '', 31, '', '', '', 'en_GB', 'UTC', 'EUR', 'month', 'search',
        false, false, 1);
insert into masterdata_project (id, company_id, code, name, project_group, stage, act_id)
values (10, 1, 'P1', 'One', '', 'open', 1), (11, 1, 'P2', 'Two', '', 'open', 1);
insert into masterdata_role (id, company_id, name, billing_type, act_id) values (20, 1, 'Engineer', 'chargeable', 1);
"""
ENTRY = """
insert into work_entry (id, company_id, transaction_class, transaction_date, project_id, role_id, quantity, unit,
                        description, internal_note, status, entered_act_id, act_id)
values (30, 1, 'time', '2026-01-10', {project}, {role}, 1, 'hour', '', '', 'draft', 1, 1)
"""


def run(text: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text)
        return list(cursor.fetchall()) if cursor.description else []


def refused(message: str, text: str) -> None:
    """The statement fails with this message and changes nothing."""
    look = "select id, project_id, role_id, approval_id from work_entry order by id"
    before = run(look)
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        run(text)
    assert run(look) == before


@pytest.fixture
def world(db: None) -> None:
    run(WORLD)


def test_an_entry_of_a_project_that_does_not_exist_is_refused(world: None) -> None:
    refused(
        "work_entry.project_id names 99, which masterdata_project does not have",
        ENTRY.format(project=99, role=20),
    )


def test_an_entry_of_a_role_that_does_not_exist_is_refused(world: None) -> None:
    refused(
        "work_entry.role_id names 98, which masterdata_role does not have", ENTRY.format(project=10, role=98)
    )


def test_a_draft_may_move_to_what_exists(world: None) -> None:
    run(ENTRY.format(project=10, role="null"))

    run("update work_entry set project_id = 11, role_id = 20")
    refused(
        "work_entry.project_id names 99, which masterdata_project does not have",
        "update work_entry set project_id = 99",
    )
    assert run("select project_id, role_id from work_entry") == [(11, 20)]


def test_an_approved_entry_does_not_move_to_another_project(world: None) -> None:
    run(ENTRY.format(project=10, role="null"))
    run(
        "insert into work_approval (id, company_id, decision, decided_on, comment, act_id) "
        "values (7, 1, 'approved', '2026-01-11', '', 1)"
    )
    run("update work_entry set status = 'submitted'")
    run("update work_entry set status = 'approved', approval_id = 7")

    refused("What a work_entry refers to stays", "update work_entry set project_id = 11")
    refused("What a work_entry refers to stays", "update work_entry set role_id = 20")


def test_a_decision_that_does_not_exist_is_refused(world: None) -> None:
    run(ENTRY.format(project=10, role=20))

    refused(
        "work_entry.approval_id names 7, which work_approval does not have",
        "update work_entry set approval_id = 7",
    )


def test_what_entries_refer_to_cannot_be_deleted(world: None) -> None:
    run(ENTRY.format(project=10, role=20))

    refused("Rows of masterdata_role are referred to", "delete from masterdata_role where id = 20")
    refused("Rows of masterdata_project are referred to", "delete from masterdata_project where id = 10")
