"""Documents below balances of customers, each in its age, and their statement."""

import re

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Customer
from worlds import larkfield

COLUMNS = "columns=account,customer,balance_amount,current_amount,days_30_amount,days_60_amount,older_amount"


def key(books: Books) -> int:
    return Customer.objects.get(company_id=books.company_id, account="C-1007").pk


def test_documents_stand_in_their_age_and_lead_to_the_invoice_and_the_statement(books: Books) -> None:
    larkfield(books)
    browser, helios = logged_in(), key(books)

    html = browser.get(
        f"/c/LARK/customer-balances/{helios}/GBP/below/?{COLUMNS}&as_of_date=2026-05-10"
    ).content.decode()

    [document, statement] = html.split("<tr")[1:]
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", document)]
    assert cells == ["", "", "Invoice 2026-00001 due 2026-04-30", "1,897.50", "", "1,897.50", "", ""]
    assert "/c/LARK/invoices/2026-00001/" in document
    [href] = re.findall(r'href="([^"]*)"', statement)
    assert href == f"/c/LARK/customer-balances/{helios}/statement.pdf?on=2026-05-10"
    answer = browser.get(href)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="LARK-C-1007-2026-05-10.pdf"'
    rows = browser.get("/c/LARK/customer-balances/rows/?as_of_date=2026-05-10").content.decode()
    assert f"/c/LARK/customer-balances/{helios}/GBP/below/" in rows


def test_what_is_not_there_or_not_seen_is_not_found(books: Books) -> None:
    larkfield(books)
    helios = key(books)
    granted(books.company_id, "otto", "project_manager", scope="own")

    for by, address in (
        ("accountant", f"{helios}/USD/below/"),
        ("accountant", "x/GBP/below/"),
        ("accountant", f"{helios}/statement.pdf?on=2026-01-01"),
        ("accountant", "999999/statement.pdf"),
        ("otto", f"{helios}/GBP/below/"),
        ("otto", f"{helios}/statement.pdf"),
    ):
        assert logged_in(by).get(f"/c/LARK/customer-balances/{address}").status_code == 404, (by, address)
