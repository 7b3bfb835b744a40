"""The palette finds pages, contracts, customers, projects and documents by a few letters."""

import re

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from worlds import larkfield


def found(name: str, sought: str) -> dict[str, str]:
    html = logged_in(name).get("/c/LARK/find/", {"q": sought}).content.decode()
    return dict(re.findall(r'<a href="([^"]+)".*?found-name">([^<]+)<', html, re.DOTALL))


def test_pages_and_records_by_the_letters_of_their_names(books: Books) -> None:
    larkfield(books)

    assert found("accountant", "pro")["/c/LARK/proformas/"] == "Proformas"
    assert found("accountant", "ct-0031") == {"/c/LARK/contracts/CT-0031/": "CT-0031"}
    helios = found("accountant", "helios")
    assert "C-1007" in helios.values()
    assert any(re.fullmatch(r"/c/LARK/customers/\d+/", href) for href in helios)
    assert any(href.startswith("/c/LARK/proposals/") for href in helios)
    assert found("accountant", "new cus")["/c/LARK/customers/new/"] == "New customer"
    granted(books.company_id, "audit", "auditor")
    assert "/c/LARK/customers/new/" not in found("audit", "new cus")
    assert any(re.fullmatch(r"/c/LARK/invoices/[^/?]+/", href) for href in helios)
    assert found("accountant", "inv jou")["/c/LARK/journals/"] == "Integration journals"
    proposals = [href for href in helios if "/proposals/" in href]
    assert proposals == sorted(proposals, reverse=True)


def test_nothing_is_said_to_be_nothing(books: Books) -> None:
    larkfield(books)

    answer = logged_in().get("/c/LARK/find/", {"q": "<b>"}).content.decode()

    assert "Nothing has “&lt;b&gt;” in its name." in answer


def test_what_is_not_ones_own_is_not_found(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "otto", "project_manager", scope="own")

    assert "/c/LARK/contracts/CT-0031/" not in found("otto", "CT-0031")
