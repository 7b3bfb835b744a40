"""Posting proposals: what cannot be issued or printed is refused while it has no number."""

import pytest
from django.db import connection

from altered import alter_everything
from unbilled.accounting.reads.issued_texts import issued_texts
from unbilled.companies.models import NumberSeries
from unbilled.documents.pdf import in_words, render_pdf
from unbilled.documents.reads.einvoices import einvoices
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield

CONFIRMED = """
- mark_ready: all
- create_proformas: {contracts: [CT-0031, CT-0044], through: 2026-03-31, on: 2026-03-31}
- confirm: all
"""
FROZEN = """
select distinct text
  from (select jsonb_path_query(to_jsonb(invoice), '$.** ? (@.type() == "string")') #>> '{}' as text
          from ledger_invoice as invoice
         union all
        select jsonb_path_query(to_jsonb(each), '$.** ? (@.type() == "string")') #>> '{}'
          from ledger_invoice_party as each
         union all
        select jsonb_path_query(to_jsonb(line), '$.** ? (@.type() == "string")') #>> '{}'
          from ledger_invoice_line as line
         union all
        select jsonb_path_query(to_jsonb(tax), '$.** ? (@.type() == "string")') #>> '{}'
          from ledger_tax_transaction as tax) as texts
 where text like '%é%'
"""
"""Every text of an invoice that has the mark, whatever column or array it stands in."""


@pytest.fixture
def confirmed(books: Books) -> Books:
    """Proposals of Helios, P-00001 in pounds with tax, and of Meridian, P-00002 in dollars without."""
    larkfield(books, posted=False)
    books.do(CONFIRMED)
    return books


def change(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


def test_proposals_become_invoices_and_one_that_waited_gets_its_lines_first(books: Books) -> None:
    books.given("""
    resources: {Ada: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 100}
        profile: time_and_material_wip
        lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 10}}
    - submit: all
    - approve: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
    """)

    refusal = books.refused("ProposalWaits", "- post_invoices: P-00001")
    assert refusal.message == "Proposal P-00001 waits for journal lines that are not posted: T1 in J-00001."
    assert refusal.subject_ids == (books.id("proposals", "P-00001"),)

    books.do("""
    - post_journals: all
    - post_invoices: P-00001
    - expect:
        invoices: |
          invoice    | net  | gross
          2026-00001 | 1000 | 1200
    """)


@pytest.fixture
def late(books: Books) -> Books:
    """An hour of January, which is closed, and one of February, confirmed on one proforma."""
    books.given("""
    resources: {Ada: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 100}
        profile: time_and_material_wip
        lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - close_periods: [2026-01]
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-01-30, hours: 1}
        T2: {resource: Ada, project: P-1, date: 2026-02-02, hours: 3}
    - submit: all
    - approve: all
    - mark_ready: all
    - create_proformas: {through: 2026-02-28}
    - confirm: all
    """)
    return books


def test_what_waits_for_a_closed_month_says_so_before_what_posting_would_help(late: Books) -> None:
    refusal = late.refused("ProposalWaitsForDay", "- post_invoices: P-00001")

    assert refusal.message == (
        "Proposal P-00001 waits for journal lines that no open period takes: T1 of 2026-01-30 in J-00001."
    )
    late.do("- adjust: {entries: [T1], accounting_date: 2026-02-01}")
    late.refused("ProposalWaits", "- post_invoices: P-00001")


def test_a_correction_waits_for_what_it_corrects(late: Books) -> None:
    """Both are led out by the same date."""
    late.do("- revise: {proformas: P-00001}\n- confirm: P-00002")

    refusal = late.refused("ProposalWaitsForInvoice", "- post_invoices: P-00002")

    assert refusal.message == "Proposal P-00002 corrects what is not posted: P-00001."
    late.do("""
    - adjust: {entries: [T1], accounting_date: 2026-02-28}
    - post_journals: all
    - post_invoices: P-00001
    - post_invoices: P-00002
    """)


@pytest.mark.parametrize(
    ("lost", "what", "proposals"),
    [
        ("update companies_company set address = ''", "address of company LARK", ["P-00001", "P-00002"]),
        ("update companies_company set name = ' '", "name of company LARK", ["P-00001", "P-00002"]),
        ("update companies_company set country = ''", "country of company LARK", ["P-00001", "P-00002"]),
        # Tax is charged on the first alone.
        (
            "update companies_company set vat_id = '', registration = ''",
            "VAT id or registration of company LARK",
            ["P-00001"],
        ),
        (
            "update masterdata_customer set address = E' \n ' where account = 'C-1007'",
            "address of customer Helios Water Services plc",
            ["P-00001"],
        ),
        (
            "update masterdata_customer set country = '' where account = 'C-1022'",
            "country of customer Meridian Irrigation Inc.",
            ["P-00002"],
        ),
        (
            "update agreements_contract_customer set bill_to = 'Shared Services Ltd'"
            " where contract_id = (select id from agreements_contract where number = 'CT-0044')",
            "address in the bill-to of customer Meridian Irrigation Inc.",
            ["P-00002"],
        ),
    ],
)
def test_legal_data_that_is_missing_is_refused(
    confirmed: Books, lost: str, what: str, proposals: list[str]
) -> None:
    change(lost)

    refusal = confirmed.refused("LegalDataMissing", "- post_invoices: all")

    told = {
        1: "Proposal {} cannot become an invoice: it lacks",
        2: "Proposals {} cannot become invoices: they lack",
    }
    assert refusal.message == f"{told[len(proposals)].format(', '.join(proposals))} {what}."
    assert refusal.subject_ids == tuple(confirmed.id("proposals", number) for number in proposals)


def test_a_bill_to_or_one_of_two_tax_identities_is_enough(confirmed: Books) -> None:
    change("update companies_company set vat_id = ''")
    change("update agreements_contract_customer set bill_to = E'Shared Services Ltd\\nPO Box 7\\nHull'")
    change("update masterdata_customer set address = ''")

    assert len(confirmed.do("- post_invoices: all")) == 2


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (
            "update work_entry set description = 'Pump 🚀' where external_reference = 'T1'",
            "U+1F680 🚀 ROCKET in description of entry T1: 'Pump 🚀'",
        ),
        (
            "update masterdata_customer set name = 'Helios 🎉' where account = 'C-1007'",
            "U+1F389 🎉 PARTY POPPER in name of customer Helios 🎉: 'Helios 🎉'",
        ),
        (
            "update masterdata_task set name = E'Hydraulic\\x07' where name = 'Hydraulic design'",
            "U+0007 in name of task Hydraulic\x07: 'Hydraulic\\x07'",
        ),
        (
            "update tax_tax_code set legal_text = '🚀' where code = 'VAT0'",
            "U+1F680 🚀 ROCKET in legal text of tax code VAT0: '🚀'",
        ),
    ],
)
def test_a_text_that_no_font_shows_is_refused_by_record_field_and_character(
    confirmed: Books, written: str, what: str
) -> None:
    change(written)

    refusal = confirmed.refused("TextNotPrintable", "- post_invoices: all")

    assert refusal.message == f"Proposal P-00001 cannot be printed: no font has {what}."
    assert refusal.subject_ids == (confirmed.id("proposals", "P-00001"),)
    assert not NumberSeries.objects.filter(series="invoice").exists()
    assert len(confirmed.do("- post_invoices: P-00002")) == 1


def test_emoji_are_named_on_paper_where_the_company_says_so(confirmed: Books) -> None:
    """The file keeps the character; what the company says later changes nothing that is posted."""
    change("update work_entry set description = 'Pump 🚀' where external_reference = 'T1'")
    refusal = confirmed.refused("TextNotPrintable", "- post_invoices: all")
    assert refusal.advice.endswith("or have the company print the names of emoji (names_emoji).")
    confirmed.do("- set: {company: {names_emoji: true}}")

    confirmed.do("- post_invoices: all")
    confirmed.do("- set: {company: {names_emoji: false}}")

    of_company = {
        "company_id": confirmed.company_id,
        "invoice_ids": list(Invoice.objects.filter(number="2026-00001").values_list("id", flat=True)),
    }
    [paper] = invoice_papers(**of_company).values()
    assert "Pump [rocket]" in str(in_words(paper))
    assert render_pdf(paper)
    [found] = einvoices(**of_company).values()
    assert "Pump 🚀" in str(found.invoice.lines)


def test_a_locale_that_does_not_exist_is_refused(confirmed: Books) -> None:
    change("update companies_company set locale = 'xx_XX'")

    confirmed.refused("LocaleUnknown", "- post_invoices: all")


def test_what_is_looked_at_before_posting_is_what_is_frozen(db: None) -> None:
    """Every text of every record begins with a letter that is looked at; so does every text of the invoices."""
    confirmed = larkfield(Books(), posted=False)
    confirmed.do(CONFIRMED)
    rooms = ["companies", "masterdata", "agreements", "tax", "work", "billing"]
    changed = alter_everything(rooms, "é", only_texts=True)
    change("update companies_company set locale = 'en_GB'")
    change("update masterdata_customer set language = 'en'")
    change("update agreements_contract_customer set bill_to = ''")
    # Words that decide something stay what they are.
    change("update companies_number_series set series = substr(series, 2)")
    change("update companies_company set layout = substr(layout, 2)")
    change("update masterdata_customer set payment_means = substr(payment_means, 2)")
    change("update agreements_contract_line set billing_method = substr(billing_method, 2)")
    change("update tax_tax_code set category = substr(category, 2)")
    assert {"companies_company.name", "work_entry.description", "tax_tax_code.legal_text"} <= changed
    ids = [confirmed.id("proposals", number) for number in ("P-00001", "P-00002")]
    looked_at = {
        one.text
        for one in issued_texts(company_id=confirmed.company_id, proposal_ids=ids)
        if one.field not in ("VAT id or registration", "locale")
    }

    confirmed.do("- post_invoices: all")

    with connection.cursor() as cursor:
        cursor.execute(FROZEN)
        frozen = {row[0] for row in cursor.fetchall()}
    assert len(frozen) > 30
    assert looked_at == frozen
