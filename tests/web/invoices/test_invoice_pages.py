"""The page of one posted document: as issued, its voucher, history; printing and crediting it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.web.invoices import pages
from worlds import larkfield

HX = {"hx-request": "true"}


@pytest.fixture
def posted(books: Books) -> Books:
    """Larkfield with its invoices posted and not printed."""
    larkfield(books)
    return books


def number(books: Books) -> str:
    return Invoice.objects.filter(company_id=books.company_id).earliest("pk").number


def shown(books: Books, *, by: str = "accountant", tab: str = "lines", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/invoices/{number(books)}/?tab={tab}")
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(books: Books, path: str, *, by: str = "accountant", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/invoices/{number(books)}/{path}/", values, headers=HX)


def test_every_tab_tells_of_the_document(posted: Books) -> None:
    html = shown(posted)
    assert "As issued" in html
    assert "its entries sum to" in html
    assert "<dt>Posted</dt><dd>" in html
    assert "Make the PDF…" in html
    assert "Customer balance" in shown(posted, tab="voucher")
    history = shown(posted, tab="history")
    assert "Confirm and propose" in history
    assert "?tab=document" not in html


def test_it_is_printed_from_its_page(posted: Books) -> None:
    answer = sent(posted, "do/print", act_key="k1")

    assert answer.headers["HX-Redirect"] == f"/c/LARK/invoices/{number(posted)}/"
    html = shown(posted)
    assert ".pdf" in html
    assert "Make the PDF…" not in html
    assert f"/invoices/{number(posted)}/pages/" in shown(posted, tab="document")
    drawn = logged_in().get(f"/c/LARK/invoices/{number(posted)}/pages/", headers=HX).content.decode()
    assert f"Page 1 of {number(posted)}" in drawn
    assert "data:image/png;base64,iVBOR" in drawn


def test_it_is_credited_with_a_reason_and_leads_to_the_proposal(posted: Books) -> None:
    asked = sent(posted, "do/credit", do_reason="", do_then="propose")
    assert asked.status_code == 422
    assert "Reason is needed." in asked.content.decode()

    answer = sent(posted, "do/credit", do_reason="Wrong order.", do_then="propose", act_key="k1")

    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/c/LARK/proposals/")
    assert "will correct it" in shown(posted)
    refused = sent(posted, "do/credit", do_reason="Again.", do_then="propose", act_key="k2")
    assert refused.status_code == 422
    assert "Nothing was done." in refused.content.decode()


def test_foreign_ones_are_not_there_and_rights_are_refused(posted: Books) -> None:
    assert logged_in().get("/c/LARK/invoices/X-1/").status_code == 404
    assert logged_in().get(f"/c/OTHER/invoices/{number(posted)}/").status_code == 404
    granted(posted.company_id, "otto", "project_manager", scope="own")
    shown(posted, by="otto", status=404)
    granted(posted.company_id, "ruth", "auditor")
    assert "Credit…" not in shown(posted, by="ruth")
    before = Invoice.objects.count()
    refused = sent(posted, "do/credit", by="ruth", do_reason="No.", do_then="post")
    assert refused.status_code == 422
    assert Invoice.objects.count() == before


def test_more_lines_ask_no_further_statements(posted: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = logged_in()
    shown(posted)
    counts = []
    for limit in (1, 200):
        monkeypatch.setattr(pages, "LINES_SHOWN", limit)
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/c/LARK/invoices/{number(posted)}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_chosen_lines_are_credited_after_a_preview_of_the_credit_note(posted: Books) -> None:
    assert 'data-id="1"' in shown(posted)
    dialog = sent(posted, "ask/credit-lines", ids="1,2").content.decode()
    assert "<strong>2 lines</strong>" in dialog
    assert ">Preview</button>" in dialog
    before = Invoice.objects.count()
    preview = sent(posted, "do/credit-lines", ids="1,2", preview="1", do_reason="").content.decode()
    assert "data:image/png;base64," in preview
    assert "Credit note as it would be posted" in preview
    assert Invoice.objects.count() == before
    for none in ("", "x"):
        for to in ("ask", "do"):
            values = {"ids": none, "do_reason": "Not done.", "do_then": "post", "act_key": "k0"}
            assert sent(posted, f"{to}/credit-lines", **values).status_code == 404
    assert Invoice.objects.count() == before

    answer = sent(posted, "do/credit-lines", ids="1", do_reason="Not done.", do_then="post", act_key="k1")

    assert answer.headers["HX-Redirect"].endswith("/invoices/C2026-00001/")
    refused = sent(posted, "do/credit-lines", ids="1", do_reason="Again.", do_then="post", act_key="k2")
    assert "cannot be corrected there" in refused.content.decode()
