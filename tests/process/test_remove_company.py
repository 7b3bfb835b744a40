"""Removing a company: nothing of it stays, nothing of others goes, and posted books are kept."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction

from acting import acting, granted
from unbilled.companies.models import Company
from unbilled.companies.reads.find_company import CompanyUnknown
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.foundation.installing import differences
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from unbilled.people.models import Act
from unbilled.people.rights import NotAllowed
from unbilled.process.events.remove_company import CompanyHasBooks, _of_a_company, remove_company

WORLD = """
company: {{code: {code}, accounting_currency: EUR, rates: {{GBP: 1.2}}, demonstration: {shown}}}
terms: {{N30: {{net_days: 30}}}}
tax: {{VAT20: 20}}
dimensions: {{north: {{department: 200}}}}
roles: {{Developer: {{cost_price: 60}}}}
resources: {{Ada Moreau: Developer}}
customers: {{Helios: {{account: "10010"}}}}
contracts:
  C-1:
    customers: {{Helios: 100}}
    profile: time_and_material_wip
    sales_prices: {{Developer: 100}}
    lines:
      Build: {{project: P-1}}
      Plan: {{project: P-4, billing_method: fixed_price, milestones: {{Go: {{date: 2026-03-01, amount: 10}}}}}}
"""
WORKED = """
- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}}
- submit: all
- approve: {entries: all, on: 2026-03-05}
"""
DRAFTED = """
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
- confirm: all
"""
POSTED = f"""
- post_journals: all
{DRAFTED}
- post_invoices: all
"""
OF_NO_COMPANY = {"people_act", "people_person", "companies_currency"}


@pytest.fixture
def another(books: Books) -> Iterator[Books]:
    """A company with posted invoices, of which everything stays as it is."""
    books.given(WORLD.format(code="KEPT", shown="false"))
    books.do(WORKED + POSTED)
    before = rows()
    yield books
    assert rows() == before
    with transaction.atomic():
        assert differences() == []


def rows() -> dict[str, str]:
    return {table: seen for table, seen in snapshot().items() if table not in OF_NO_COMPANY}


def played(code: str, steps: str, *, shown: bool = False) -> Books:
    played = Books()
    played.given(WORLD.format(code=code, shown=str(shown).lower()))
    played.do(steps)
    return played


def test_a_company_without_posted_books_goes_with_all_that_is_its_own(another: Books) -> None:
    """Approved work, drafts, a proposal: all of it is gone, the act log keeps who opened and who removed it."""
    gone = played("GONE", WORKED + DRAFTED)
    granted(gone.company_id, "mia", "auditor")

    counts = remove_company(acting(), code="gone")

    assert counts["companies_company"] == 1
    assert counts["actuals_actual"] == 5  # cost, unbilled sale, its reversal, two billed sales
    assert not Company.objects.filter(code="GONE").exists()
    assert not Act.objects.filter(company_id=gone.company_id).exists()
    assert list(Act.objects.filter(event="process.remove_company").values_list("asked", "outcome")) == [
        ({"code": "gone"}, "done")
    ]


def test_the_demonstration_goes_with_its_books(another: Books) -> None:
    played("SHOW", WORKED + POSTED, shown=True)
    counts = remove_company(acting(), code="SHOW")
    assert counts["ledger_voucher"] > 0
    assert counts["ledger_invoice"] == 1


def test_posted_books_are_kept(books: Books) -> None:
    books.given(WORLD.format(code="KEPT", shown="false"))
    books.do(WORKED + POSTED)
    before = rows()
    with pytest.raises(
        CompanyHasBooks, match=r"KEPT has posted books: 3 vouchers, 1 invoices.*kept through 2032-12-31"
    ):
        remove_company(acting(), code="KEPT")
    assert rows() == before


def test_books_go_when_their_term_is_over(another: Books) -> None:
    """Six years after the one in which the last fiscal year ended, for a British company; documents go, too."""
    over = played("OVER", WORKED + POSTED)
    Company.objects.filter(code="OVER").update(country="GB")
    invoice = Invoice.objects.get(company_id=over.company_id)
    render_invoices(acting(over.company_id, on=date(2026, 4, 1)), invoice_ids=[invoice.pk])
    before = rows()
    with pytest.raises(CompanyHasBooks, match="They are kept through 2032-12-31"):
        remove_company(acting(on=date(2032, 12, 31)), code="OVER")
    assert rows() == before

    counts = remove_company(acting(on=date(2033, 1, 1)), code="OVER")

    assert (counts["documents_chain_link"], counts["documents_document"], counts["ledger_invoice"]) == (
        1,
        1,
        1,
    )


def test_what_is_not_there_cannot_be_removed(books: Books) -> None:
    books.given(WORLD.format(code="KEPT", shown="false"))
    before = rows()
    with pytest.raises(CompanyUnknown):
        remove_company(acting(), code="GONE")
    assert rows() == before


def test_a_role_in_a_company_is_not_enough(books: Books) -> None:
    """An administrator of the company could take the traces of others with it."""
    books.given(WORLD.format(code="KEPT", shown="false"))
    who = granted(books.company_id, "mia", "administrator")
    before = rows()
    with pytest.raises(NotAllowed):
        remove_company(acting(by=who), code="KEPT")
    assert rows() == before


def test_every_table_is_a_companys_or_named_as_nobodys() -> None:
    """A new table names its company, or a row that does; else it is listed here."""
    of_a_company = {model for model, _ in _of_a_company()}
    others = {model._meta.db_table for model in apps.get_models() if model not in of_a_company}
    assert {name for name in others if not name.startswith(("auth_", "django_", "procrastinate_"))} == {
        "companies_currency",
        "people_attempt",
        "people_person",
        "people_recovery_code",
        "people_second_factor",
        "people_session",
    }


COST_OF_JANUARY = """
- enter: {T9: {resource: Ada Moreau, project: P-1, date: 2027-01-01, hours: 1}}
- submit: [T9]
- approve: {entries: [T9], on: 2027-01-04}
- post_journals: all
"""
INVOICE_OF_JANUARY = """
- enter: {T9: {resource: Ada Moreau, project: P-1, date: 2026-12-30, hours: 1}}
- submit: [T9]
- approve: {entries: [T9], on: 2026-12-31}
- post_journals: all
- mark_ready: [T9]
- create_proformas: {contracts: all, through: 2026-12-31, on: 2026-12-31}
- confirm: all
- update: {proposals: P-00002, invoice_date: 2027-01-01, accounting_date: 2026-12-31}
- post_invoices: {proposals: all, on: 2027-01-01}
"""


@pytest.mark.parametrize("then", [COST_OF_JANUARY, INVOICE_OF_JANUARY], ids=["cost", "invoice"])
def test_books_are_kept_from_the_last_year_in_which_something_was_posted(another: Books, then: str) -> None:
    """Something of New Year 2027, nothing after it: the term begins with 2028, though 2026 has an invoice."""
    played("LATER", WORKED + POSTED + then)
    Company.objects.filter(code="LATER").update(country="GB")
    before = rows()
    with pytest.raises(CompanyHasBooks, match="They are kept through 2033-12-31"):
        remove_company(acting(on=date(2033, 12, 31)), code="LATER")
    assert rows() == before

    assert remove_company(acting(on=date(2034, 1, 1)), code="LATER")["ledger_fiscal_period"] == 24
