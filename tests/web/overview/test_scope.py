"""Whose work the overview tells of, and in which currency: chosen, kept, and taken along to the lists behind it."""

import re

from acting import granted
from browsing import logged_in
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books
from worlds import larkfield

HX = {"hx-request": "true"}


def managed(books: Books, name: str, *contracts: str) -> None:
    """A project manager for all contracts, who manages some."""
    mo = granted(books.company_id, name, "project_manager")
    Contract.objects.filter(company_id=books.company_id, number__in=contracts).update(manager_id=mo)


def shown(by: str, address: str = "/c/LARK/") -> str:
    answer = logged_in(by).get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def figures(html: str) -> dict[str, str]:
    """What the overview says of each stage, and of how many."""
    [pipeline] = re.findall(r'<ol class="pipeline".*?</ol>', html, re.DOTALL)
    told = {}
    for stage in pipeline.split("<li>")[1:]:
        [title] = re.findall(r"<h2>.*?<a[^>]*>(.*?)</a>", stage, re.DOTALL)
        amounts = re.sub(r"<[^>]+>", "", " ".join(re.findall(r"<p class=.*?</p>", stage, re.DOTALL)))
        told[title] = " ".join(amounts.split())
    return told


def choose(by: str, scope: str, **headers: str) -> object:
    return logged_in(by).post(
        "/c/LARK/overview/scope/?currency=USD", {"scope": scope, "act_key": f"{by}-{scope}"}, headers=HX
    )


def test_a_manager_begins_with_their_own_contracts_and_may_look_at_all(books: Books) -> None:
    """CT-0031 has GBP 1,631.25 posted, CT-0044 USD 5,007.50; Mo manages the second."""
    larkfield(books)
    managed(books, "mo", "CT-0044")
    granted(books.company_id, "lea", "billing_lead")

    assert figures(shown("mo"))["Posted"] == "USD 5,007.50 1 document"
    assert figures(shown("lea"))["Posted"] == "GBP 1,631.25 USD 5,007.50 2 documents"

    answer = choose("mo", "all")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/c/LARK/?currency=USD")
    assert figures(shown("mo"))["Posted"] == "GBP 1,631.25 USD 5,007.50 2 documents"
    choose("lea", "mine")
    assert figures(shown("lea"))["Posted"] == "0 0 documents"
    assert choose("lea", "theirs").status_code == 422
    assert figures(shown("lea"))["Posted"] == "0 0 documents"


def test_figures_lead_to_their_rows_in_the_same_scope_and_currency(books: Books) -> None:
    larkfield(books)
    managed(books, "mo", "CT-0044")

    html = shown("mo", "/c/LARK/?currency=USD") + shown("mo", "/c/LARK/overview/waiting/?currency=USD")

    links = {part.split('"')[0].replace("&amp;", "&") for part in html.split('href="')[1:]}
    assert "/c/LARK/invoices/?scope=mine&currency=USD" in links
    for address in links:
        if "scope=mine" in address:
            assert logged_in("mo").get(address).status_code == 200, address
    rows = shown("mo", "/c/LARK/invoices/?scope=mine&currency=USD")
    assert ("2026-00002" in rows, "2026-00001" in rows) == (True, False)
    assert '<span class="chip-label">Scope</span> <span class="chip-said">my contracts</span>' in rows
    assert "Nothing matches" in shown("mo", "/c/LARK/invoices/?scope=mine&currency=GBP")
    assert "2026-00001" in shown("mo", "/c/LARK/invoices/?currency=GBP")
    assert logged_in("mo").get("/c/LARK/invoices/?scope=yours").status_code == 422
    totals = logged_in("mo").get("/c/LARK/invoices/totals/?scope=mine").content.decode()
    assert "<strong>1</strong> document" in totals


def test_only_one_currency_is_told_and_counted(books: Books) -> None:
    larkfield(books)

    html = shown("accountant", "/c/LARK/?currency=GBP")

    assert figures(html)["Posted"] == "GBP 1,631.25 1 document"
    assert ("2026-00001" in html, "2026-00002" in html) == (True, False)
    assert 'href="/c/LARK/?currency=USD"' in html


def test_whoever_sees_their_own_alone_has_nothing_to_choose(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "otto", "project_manager", scope="own")

    html = shown("otto")

    assert "My contracts" not in html
    assert "scope=mine" not in html


def test_an_accountant_begins_with_what_is_wrong_and_what_can_be_posted(books: Books) -> None:
    larkfield(books, posted=False)
    books.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: [CT-0031], through: 2026-03-31}
        - confirm: all
        """
    )
    granted(books.company_id, "pia", "project_accountant")

    waiting = shown("pia", "/c/LARK/overview/waiting/")

    assert "Proposals to post" in shown("pia")
    assert "/c/LARK/proposals/P-00001/" in shown("pia")
    assert waiting.index("Needs attention") < waiting.index("Age of unbilled work")
    assert "Proposals to post" not in shown("accountant")
    lead = shown("accountant", "/c/LARK/overview/waiting/")
    assert lead.index("Age of unbilled work") < lead.index("Needs attention")
