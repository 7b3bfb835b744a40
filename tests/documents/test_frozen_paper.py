"""A posted invoice says what it said, whatever becomes of the records it was made from."""

from datetime import date

from acting import acting
from altered import alter_everything, behind_the_guards
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.documents.pdf import render_pdf
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.documents.reads.invoice_pdf import invoice_pdfs
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield

ROOMS = ("companies", "masterdata", "agreements", "tax", "work", "actuals", "billing", "accounting")
"""Everything that an invoice is made from; the ledger is what it was made into."""

PRINTED_ONCE = {
    *(
        f"companies_company.{one}"
        for one in ("name", "address", "country", "vat_id", "registration", "contact")
    ),
    *(f"companies_company.{one}" for one in ("bank_name", "iban", "bic", "locale")),
    *("companies_terms_of_payment.text", "companies_currency.digits"),
    *(
        f"masterdata_customer.{one}"
        for one in ("account", "name", "address", "country", "vat_id", "language")
    ),
    *("masterdata_project.code", "masterdata_project.name", "masterdata_task.name", "masterdata_role.name"),
    *("masterdata_resource.name", "masterdata_category.name"),
    *("agreements_contract.number", "agreements_contract.name", "agreements_contract.customer_reference"),
    *("agreements_contract_customer.bill_to", "billing_milestone.name", "billing_proforma.reason"),
    *("tax_tax_code.code", "tax_tax_code.name", "tax_tax_code.category", "tax_tax_code.legal_text"),
    *("tax_tax_rate.rate_percent", "work_entry.description", "actuals_actual.unit_price"),
    *("actuals_actual.resource_id", "actuals_actual.quantity", "accounting_proposal.terms_id"),
}


def test_the_paper_printed_later_is_byte_for_byte_the_one_printed_before(db: None) -> None:
    """An invoice in the books' currency, one in dollars with reverse charge and a milestone, a credit note."""
    books = larkfield(Books(), credited=True)
    ids = list(Invoice.objects.order_by("id").values_list("id", flat=True))
    papers = invoice_papers(company_id=books.company_id, invoice_ids=ids)
    before = [render_pdf(paper) for paper in papers.values()]

    changed = alter_everything(ROOMS, "X")
    with behind_the_guards() as cursor:
        cursor.execute("delete from tax_tax_group_code")
        cursor.execute("delete from agreements_contract_customer")

    assert changed >= PRINTED_ONCE
    assert invoice_papers(company_id=books.company_id, invoice_ids=ids) == papers
    render_invoices(acting(books.company_id, on=date(2026, 12, 1)), invoice_ids=ids)
    assert [file.content for file in invoice_pdfs(company_id=books.company_id, invoice_ids=ids)] == before


def test_what_is_posted_after_the_change_says_the_change(books: Books) -> None:
    """The other way round: the same records changed before posting are on the paper."""
    larkfield(books, posted=False)
    books.do("""
    - mark_ready: all
    - create_proformas: {contracts: [CT-0031, CT-0044], through: 2026-03-31, on: 2026-03-31}
    - confirm: all
    """)
    with behind_the_guards() as cursor:
        for change in (
            "update companies_company set name = 'Larkfield plc', iban = '12-345'",
            "update masterdata_customer set name = name || ' (new)'",
            "update agreements_contract_customer set bill_to = E'Shared Services\nPO Box 7\nHull HU1 1AA'"
            " where contract_id = (select id from agreements_contract where number = 'CT-0044')",
            "update masterdata_project set name = 'Renamed' where code = 'P-210'",
            "update work_entry set description = 'Curves' where external_reference = 'T1'",
            "update tax_tax_code set name = 'Full rate', legal_text = 'As agreed.' where code = 'VAT20'",
        ):
            cursor.execute(change)
    books.do("- post_invoices: all")

    [pounds, dollars] = invoice_papers(
        company_id=books.company_id, invoice_ids=list(Invoice.objects.values_list("id", flat=True))
    ).values()

    assert (pounds.seller.name, pounds.seller.iban) == ("Larkfield plc", "12-345")
    assert pounds.buyer.name == "Helios Water Services plc (new)"
    assert (dollars.buyer.name, dollars.buyer.address) == ("Shared Services", "PO Box 7\nHull HU1 1AA")
    assert pounds.projects[0].name == "Renamed"
    assert pounds.projects[0].tasks[0].lines[0].description == "Ada Moreau · Engineer · Curves"
    assert pounds.taxes[0].name == "Full rate"
    assert "As agreed." in pounds.legal_texts
