"""The page of a journal: causes first, cells and causes adjusted, vouchers previewed, what can be posted posted."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import granted
from browsing import logged_in
from unbilled.accounting.models import Journal, JournalLine
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import FiscalPeriod, Voucher
from worlds import LARKFIELD, WORK

HX = {"hx-request": "true"}


@pytest.fixture
def open_journal(books: Books) -> Books:
    """Larkfield's work of March in its journal; the material has a tax group that says nothing."""
    books.given(LARKFIELD)
    books.do(WORK.replace("- post_journals: all\n", ""))
    JournalLine.objects.filter(line_kind="sales", actual_id=material(books)).update(item_tax_group_id=None)
    return books


def material(books: Books) -> int:
    return int(
        JournalLine.objects.filter(
            company_id=books.company_id, line_kind="sales", transaction_date=date(2026, 3, 12)
        )
        .get()
        .actual_id
    )


def at(books: Books, path: str = "") -> str:
    number = Journal.objects.get(company_id=books.company_id).number
    return f"/c/LARK/journals/{number}/{path}"


def shown(books: Books, query: str = "", by: str = "accountant", status: int = 200) -> str:
    answer = logged_in(by).get(at(books, query))
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(books: Books, path: str, by: str = "accountant", **values: Any) -> Any:
    return logged_in(by).post(at(books, path), values, headers=HX)


def test_causes_stand_first_and_are_mended_in_the_cell_or_for_all(open_journal: Books) -> None:
    books = open_journal
    with CaptureQueriesContext(connection) as asked:
        html = shown(books)
    writes = [
        one["sql"] for one in asked if re.search(r"\b(insert into|update|nextval)\b", one["sql"].lower())
    ]
    assert [one for one in writes if "ledger_" in one or "nextval" in one or "journal" in one] == []
    assert "No tax applies: tax group DOMESTIC and item tax group none share no code." in html
    assert 'aria-current="page">To mend <span class="count">1</span>' in html

    line = material(books)
    refused = sent(books, f"lines/{line}/item_tax_group/", item_tax_group="NONE")
    assert refused.status_code == 422
    mended = sent(books, f"lines/{line}/item_tax_group/", item_tax_group="ZERO")
    assert "Nothing: all of it can be posted." in mended.content.decode()
    assert JournalLine.objects.get(actual_id=line).item_tax_group_id is not None
    assert "Nothing stands against it." in shown(books, "?tab=mend")

    FiscalPeriod.objects.filter(starts_on=date(2026, 3, 1)).update(status="on_hold")
    html = shown(books)
    assert "The fiscal period of 2026-03-03 to 2026-03-12 is on hold." in html
    key = html.split("adjust/?cause=")[1].split('"')[0]
    dialog = sent(books, f"ask/adjust/?cause={key}").content.decode()
    address = dialog.split('hx-post="')[1].split('"')[0].replace("&amp;", "&")
    done = logged_in().post(address, {"do_accounting_date": "2026-04-01", "act_key": "k1"}, headers=HX)
    assert done.status_code == 204
    assert 'list="do_tax_group_id-list"' in dialog
    assert '<option value="DOMESTIC">' in dialog
    changed = logged_in().post(address.replace("count=10", "count=11"), {"act_key": "k2"}, headers=HX)
    assert (changed.status_code, "Nothing stands there any more" in str(changed.context)) == (404, True)
    assert JournalLine.objects.filter(accounting_date=date(2026, 4, 1)).count() == 10


def test_what_would_be_posted_is_shown_and_then_posted(open_journal: Books) -> None:
    books = open_journal
    html = shown(books, "?tab=vouchers")
    assert "10 lines would make 9 vouchers, by account. Nothing is posted yet." in html
    rows = re.findall(
        r'<tr><td class="whole">(\d+)</td>.*?quiet">(\d+)</td>.*?([\d.,−]+)</span></td></tr>', html
    )
    assert rows == [
        ("1220", "3", "1,631.25"),
        ("1220", "1", "806.00"),
        ("4100", "3", "−1,631.25"),
        ("4100", "1", "−806.00"),
        ("5000", "5", "1,290.00"),
        ("5100", "1", "−120.00"),
        ("5200", "4", "−1,170.00"),
    ]
    assert not Voucher.objects.exists()

    dialog = sent(books, "ask/post/").content.decode()
    address = dialog.split('hx-post="')[1].split('"')[0].replace("&amp;", "&")
    stale = logged_in().post(f"{address}0", {"act_key": "k1"}, headers=HX)
    assert "became" in stale.content.decode()
    assert logged_in().post(address, {"act_key": "k2"}, headers=HX).headers["HX-Redirect"] == at(books)
    assert not JournalLine.objects.filter(status="draft").exists()
    assert "All of it is posted." in shown(books)
    assert "2026-03-12" in shown(books, "?tab=posted")


def test_who_may_not_sees_no_button_and_what_is_foreign_is_not_there(open_journal: Books) -> None:
    books = open_journal
    granted(books.company_id, "ruth", "auditor")
    html = shown(books, "?tab=post", by="ruth")
    assert "ask/post/" not in html
    assert "What it would post is told to whoever posts journals." in shown(books, "?tab=vouchers", by="ruth")
    assert "No tax applies" in shown(books, "?tab=mend", by="ruth")
    assert 'class="cell"' not in html
    before = JournalLine.objects.filter(status="draft").count()
    assert sent(books, "do/post/?count=0", by="ruth").status_code == 409
    assert JournalLine.objects.filter(status="draft").count() == before
    granted(books.company_id, "otto", "project_manager", scope="own")
    shown(books, by="otto", status=404)
