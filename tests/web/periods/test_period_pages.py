"""The page of a fiscal period: what is left in it with the way there; held, opened, closed, or refused."""

from datetime import date
from typing import Any

from acting import granted
from browsing import logged_in
from every_list import busy
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod

HX = {"hx-request": "true"}


def shown(name: str = "2026-04", *, by: str = "accountant", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/periods/{name}/")
    assert answer.status_code == status
    return str(answer.content.decode())


def done(step: str, *, by: str = "accountant", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/periods/2026-04/do/{step}/", values, headers=HX)


def test_a_month_is_looked_through_held_opened_and_closed(books: Books) -> None:
    busy(books)
    html = shown()
    for what in ("Journal lines not posted", "Proposals not posted"):
        assert what in html
    assert "status=draft&amp;through_date=2026-04-30" in html
    for part in html.split('href="')[1:]:
        address = part.split('"')[0].replace("&amp;", "&")
        if address.startswith("/c/LARK/") and "?" in address:
            assert logged_in().get(address).status_code == 200, address

    def status() -> str:
        return FiscalPeriod.objects.get(company_id=books.company_id, starts_on=date(2026, 4, 1)).status

    assert done("hold", act_key="k1").headers["HX-Redirect"] == "/c/LARK/periods/2026-04/"
    assert status() == "on_hold"
    assert "until it is opened again" in shown()
    assert done("open", act_key="k2").status_code == 204
    refused = done("close", act_key="k3", do_anyway="no")
    assert refused.status_code == 422
    assert "Not everything is done in 2026-04" in refused.content.decode()
    assert status() == "open"

    granted(books.company_id, "ruth", "auditor")
    assert "Close…" not in shown(by="ruth")
    assert done("close", by="ruth", do_anyway="yes").status_code == 422
    granted(books.company_id, "otto", "project_manager", scope="own")
    assert "told to those who see the whole company" in shown(by="otto")
    assert status() == "open"

    assert done("close", act_key="k4", do_anyway="yes").status_code == 204
    assert status() == "closed"
    assert "Closed for good" in shown()
    shown("2031-04", status=404)
