"""The trial balance as a tree: kinds, accounts, dimensions; each node in sum, and each leads to its entries."""

import re

from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from worlds import larkfield

FIGURES = "columns=kind_name,debit_amount,closing_amount,accounting_currency"


def seen(html: str) -> list[list[str]]:
    """The rows, as they are read."""
    rows = re.findall(r"<tr[^>]*data-id.*?</tr>", html, re.DOTALL)
    told = [re.findall(r"<td class=\"(?!expand)[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in told]


def test_kinds_open_to_accounts_and_accounts_to_dimensions(books: Books) -> None:
    larkfield(books)
    browser = logged_in()

    def told(address: str) -> list[list[str]]:
        return seen(browser.get(f"/c/LARK/trial-balance/{address}").content.decode())

    kinds = told("rows/")
    assert [row[0] for row in kinds] == ["Assets", "Liabilities", "Revenue", "Expenses"]
    accounts = told(f"asset/below/?{FIGURES}")
    [receivable] = [row for row in accounts if "receivable" in row[0].lower()]
    html = browser.get(f"/c/LARK/trial-balance/asset/below/?{FIGURES}").content.decode()
    [key] = re.findall(r'data-id="(\d+)"[^>]*>(?:(?!</tr>).)*' + re.escape(receivable[0]), html)
    assert 'aria-level="2"' in html
    assert told(f"{key}/below/?{FIGURES}") == [["No dimensions", *receivable[1:]]]
    leaf = browser.get(f"/c/LARK/trial-balance/{key}/below/?{FIGURES}").content.decode()
    assert "dimension_set=0" in leaf
    for address in {part.split('"')[0].replace("&amp;", "&") for part in (html + leaf).split('href="')[1:]}:
        assert browser.get(address).status_code == 200, address


def test_what_stands_below_a_kind_is_of_the_same_days_and_comes_to_it(books: Books) -> None:
    larkfield(books)
    browser = logged_in()
    span = "from_date=2026-04-01&through_date=2026-04-30"

    html = browser.get(f"/c/LARK/trial-balance/rows/?{span}").content.decode()
    below = browser.get(f"/c/LARK/trial-balance/asset/below/?{FIGURES}&{span}").content.decode()

    assert "from_date=2026-04-01" in html
    assert all(
        "from_date=2026-04-01" in link for link in re.findall(r'hx-get="([^"]*below[^"]*)"', html + below)
    )
    [assets] = [row for row in seen(html) if row[0] == "Assets"]
    closing = [float(row[2].replace(",", "").replace("\u2212", "-")) for row in seen(below)]
    assert f"{sum(closing):,.2f}" == assets[4].replace("\u2212", "-")


def test_it_is_said_that_all_of_it_sums_to_zero(books: Books) -> None:
    larkfield(books)

    for page in ("trial-balance", "trial-balance-accounts", "trial-balance-by-dimensions"):
        html = logged_in().get(f"/c/LARK/{page}/totals/").content.decode()
        assert "Sums to zero" in html
        assert re.search(r'Closing <strong><span class="zero">0\.00</span>', html), html


def test_nodes_that_are_not_there_are_not_found(books: Books) -> None:
    larkfield(books)
    browser = logged_in()

    assert browser.get("/c/LARK/trial-balance/money/below/").status_code == 404
    assert browser.get("/c/OTHER/trial-balance/asset/below/").status_code == 404
    assert seen(browser.get(f"/c/LARK/trial-balance/99999/below/?{FIGURES}").content.decode()) == []
    assert browser.get("/c/LARK/trial-balance/asset/below/?from_date=x").status_code == 422
