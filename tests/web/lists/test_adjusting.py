"""Writing off, writing up and pricing anew in the backlog, and undoing it on the page of adjustments."""

from decimal import Decimal
from typing import Any

from test_list_actions import HX, found, sent, toast

from browsing import logged_in
from every_list import busy
from unbilled.actuals.models import Adjustment
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.realization import BY_PERSON


def asked(**filled: str) -> dict[str, Any]:
    """What a dialog sends."""
    return {f"do_{name}": value for name, value in filled.items()}


def test_work_is_adjusted_and_undone_on_its_pages(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready", billing_type="chargeable")[:1]
    before = Adjustment.objects.count()

    told = sent("backlog", "reprice", ids, **asked(method="percent", figure="-10", reason=""))
    assert "1 sale, " in told.content.decode(), told.content.decode()[:400]
    assert Adjustment.objects.count() == before

    unknown = sent("backlog", "write-off", ids, **asked(percent="10", write_off_reason="NONE", reason=""))
    assert unknown.status_code == 422
    assert Adjustment.objects.count() == before
    off = sent("backlog", "write-off", ids, **asked(percent="10", write_off_reason="GOODWILL", reason="slow"))
    assert toast(off).startswith("Written off: 1 sale; charged GBP -")
    [row] = Adjustment.objects.order_by("-pk")[:1]
    assert (row.kind, row.reason) == ("written_off", "slow")

    again = Adjustment.objects.count()
    refused = sent("adjustments", "undo", found(books, "adjustments", undone=True)[:1])
    assert refused.status_code == 422
    assert Adjustment.objects.count() == again
    undone = sent("adjustments", "undo", [row.pk])
    assert toast(undone).startswith("Undone: 1 sale; charged GBP ")


def test_realization_leads_to_what_is_behind_it(books: Books) -> None:
    busy(books)
    page = logged_in("accountant").get("/c/LARK/realization-by-person/").content.decode()
    [row, *_] = BY_PERSON.of(company_id=books.company_id, selection=Selection()).rows()
    assert row["worked_amount"] > Decimal(0)
    assert "/c/LARK/realization/?resource=" in page.replace("&amp;", "&")
    assert logged_in("accountant").get("/c/LARK/realization-by-month/", headers=HX).status_code == 200
    assert logged_in("accountant").get("/c/LARK/realization/", headers=HX).status_code == 200
