"""Every row names the act that wrote it, itself or by its header: a catalogue of all tables."""

import re

import pytest
from checks import SOURCE
from django.apps import apps
from django.db import connection
from django.db.models import Model

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.process.runs.print import PRINT
from unbilled.runs.running import carry_out
from worlds import larkfield

TRUTH = SOURCE / "reports/invariants/every_row_names_an_act_there_is.sql"
TOLD_ELSEWHERE = {("act_id", "intake_upload")}
"""Rows of rooms above the reports, of which a truth of their own tells."""
BY_HEADER = {
    "accounting_proposal_line": ("proposal_id", "accounting_proposal"),
    "accounting_proposal_tax": ("proposal_id", "accounting_proposal"),
    "agreements_contract_customer": ("contract_id", "agreements_contract"),
    "agreements_contract_price_list": ("contract_id", "agreements_contract"),
    "agreements_line_category": ("contract_line_id", "agreements_contract_line"),
    "agreements_line_customer": ("contract_line_id", "agreements_contract_line"),
    "agreements_line_role": ("contract_line_id", "agreements_contract_line"),
    "agreements_line_task": ("contract_line_id", "agreements_contract_line"),
    "billing_proforma_line": ("proforma_id", "billing_proforma"),
    "ledger_customer_transaction": ("voucher_id", "ledger_voucher"),
    "ledger_entry": ("voucher_id", "ledger_voucher"),
    "ledger_invoice_line": ("invoice_id", "ledger_invoice"),
    "ledger_invoice_party": ("invoice_id", "ledger_invoice"),
    "ledger_invoice_retainer": ("invoice_id", "ledger_invoice"),
    "ledger_invoice_discount": ("invoice_id", "ledger_invoice"),
    "ledger_tax_transaction": ("invoice_id", "ledger_invoice"),
    "runs_run_item": ("run_id", "runs_run"),
    "tax_item_tax_group_code": ("item_tax_group_id", "tax_item_tax_group"),
    "tax_tax_group_code": ("tax_group_id", "tax_tax_group"),
}
"""Lines that are written by the acts of their header: its identity, and where it stands."""
OF_NOBODY = {
    "billing_backlog_total": "a running total, derived from its lines and verified",
    "accounting_draft_total": "a running total, derived from its lines and verified",
    "work_submitted_total": "a running total, derived from its entries and verified",
    "companies_currency": "what ISO 4217 says, the same for all",
    "ledger_account_balance": "a running total, derived from its entries and verified",
    "ledger_posted_total": "a running total, derived from project transactions and verified",
    "people_act": "the log itself",
    "people_attempt": "whoever tries a name is nobody yet",
    "people_person": "changed by acts that say so in the log; the first person is made before there is an act",
    "people_session": "a browser at the door: it ends by itself, and no book depends on it",
}
MODELS = {
    model._meta.db_table: model
    for config in apps.get_app_configs()
    if config.name.startswith("unbilled.")
    for model in config.get_models()
}


def act_columns(model: type[Model]) -> list[str]:
    return [
        field.column for field in model._meta.concrete_fields if re.fullmatch(r"(\w+_)?act_id", field.column)
    ]


@pytest.mark.parametrize("table", sorted(MODELS))
def test_a_table_names_the_acts_of_its_rows(table: str) -> None:
    if "act_id" in act_columns(MODELS[table]) or table in OF_NOBODY:
        return
    column, header = BY_HEADER[table]
    assert column in {field.column for field in MODELS[table]._meta.concrete_fields}
    assert "act_id" in act_columns(MODELS[header])


def test_the_catalogue_names_only_tables_there_are() -> None:
    assert {*BY_HEADER, *OF_NOBODY} <= set(MODELS)


def test_the_truth_looks_at_every_act_that_a_row_names() -> None:
    told = set(
        re.findall(r"(\w*act_id)(?: as act_id)?, count\(\*\)(?: as row_count)? from (\w+)", TRUTH.read_text())
    )
    told |= TOLD_ELSEWHERE
    assert told == {(column, table) for table, model in MODELS.items() for column in act_columns(model)}


def test_who_did_it_is_one_look_up_for_every_row(books: Books) -> None:
    """Work, a milestone, proformas, invoices, a credit note, paper: every row of every table has its act."""
    larkfield(books, credited=True)
    carry_out(acting(books.company_id, by=books.person_id), PRINT)
    seen = set()
    for table in sorted(set(MODELS) - set(OF_NOBODY)):
        # Of masters the act is empty while they are not added by events.
        column, header = ("", table) if "act_id" in act_columns(MODELS[table]) else BY_HEADER[table]
        if MODELS[header]._meta.get_field("act_id").null:
            continue
        joined = f"join {header} as header on header.id = line.{column}" if column else ""
        act = "header.act_id" if column else "line.act_id"
        with connection.cursor() as cursor:
            cursor.execute(
                f"select count(*), count(act.id) from {table} as line {joined}"
                f" left join people_act as act on act.id = {act}"
            )
            [(rows, known)] = cursor.fetchall()
        assert rows == known, table
        seen |= {table} if rows else set()
    assert {"actuals_actual", "ledger_entry", "ledger_invoice_line", "accounting_proposal_line", "documents_document",
            "billing_proforma_detail", "work_entry", "runs_run", "accounting_journal_line"} <= seen  # fmt: skip
    assert set(Act.objects.values_list("outcome", flat=True)) <= {"done", "running"}
