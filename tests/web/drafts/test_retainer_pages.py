"""Retainers on pages: agreed and changed on the contract, released on their list, deducted on the draft."""

import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

from browsing import logged_in
from retainer_world import GIVEN, STEPS
from unbilled.billing.models import Proforma, ProformaDetail, Retainer
from unbilled.billing.reads.retainers_for import RetainerFor, retainers_for
from unbilled.lab.scenarios.books import Books, snapshot

HX = {"hx-request": "true"}
PLACE = "company: {code: LARK}\n"


def kept() -> dict[str, str]:
    """What the books hold, without who has looked at them."""
    return {name: rows for name, rows in snapshot().items() if not name.startswith("people_")}


def got(path: str) -> str:
    answer = logged_in().get(f"/c/LARK/{path}")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return str(answer.content.decode())


def sent(path: str, **values: Any) -> Any:
    return logged_in().post(f"/c/LARK/{path}", values, headers=HX)


def toast(answer: Any) -> str:
    assert answer.status_code == 204, answer.content.decode()
    return str(json.loads(answer.headers["HX-Trigger"])["toast"]["text"])


def test_a_retainer_on_its_way_from_the_contract_to_the_draft_and_back(books: Books) -> None:
    books.given(PLACE + GIVEN)
    books.do(STEPS)
    page = got("contracts/C-1/")
    assert all(
        text in page for text in ("<h2>Retainers</h2>", "Later", "/c/LARK/retainers/new/?contract=C-1")
    )

    # Agreed, changed and removed by its form; what is refused leaves everything as it was.
    new = {"contract": "C-1", "name": "Spring", "retainer_date": "2026-05-01", "transaction_amount": "250"}
    before = kept()
    assert sent("retainers/new/?contract=C-1", **new | {"name": "Start", "act_key": "k1"}).status_code == 422
    assert kept() == before
    assert sent("retainers/new/?contract=C-1", **new, act_key="k2").status_code == 204
    spring = Retainer.objects.get(name="Spring").pk
    assert "Spring" in got(f"retainers/{spring}/")

    # Released, held, invoiced and refunded from the list.
    assert toast(sent("retainers/do/ready/", ids=str(spring))) == "Marked ready: 1 retainer."
    held = sent("retainers/do/hold/", ids=str(spring), do_reason="not signed", do_until="", act_key="k3")
    assert toast(held) == "Held back: 1 retainer."
    assert "not signed" in got("contracts/C-1/")
    assert sent("retainers/do/not-ready/", ids=str(spring)).status_code == 422
    assert toast(sent("retainers/do/remove/", ids=str(spring), act_key="k4")) == "Removed: 1 retainer."
    other = Retainer.objects.get(name="Other").pk
    refunded = sent("retainers/do/refund/", ids=str(other), do_reason="Ended", act_key="k5")
    assert toast(refunded) == "Created: 1 proforma; 1 line; net EUR -70.00."

    # Deducted on the draft: what would be stands in the dialog, and can be lowered.
    asked = sent("proformas/P-00003/ask/apply/").content.decode()
    assert "Start = 300.00\nLater = 100.00" in asked
    before = kept()
    for amounts in ("Start = 300.01", "Nobody = 1", "Start = x"):
        assert sent("proformas/P-00003/do/apply/", do_amounts=amounts, act_key="k6").status_code == 422
    assert kept() == before
    applied = sent("proformas/P-00003/do/apply/", do_amounts="Start = 120\nLater = 100", act_key="k7")
    assert toast(applied) == "Applied: 2 retainers; deducted EUR 220.00."
    draft = Proforma.objects.get(number="P-00003").pk
    later, start = (
        Retainer.objects.filter(contract__number="C-1").order_by("name").values_list("pk", flat=True)
    )
    assert retainers_for(company_id=books.company_id, proforma_id=draft) == [
        RetainerFor(start, "Start", Decimal(120)),
        RetainerFor(later, "Later", Decimal(100)),
    ]
    assert "Retainers open" in got("hub/")


def test_what_remains_of_a_deduction_is_typed_on_the_sheet_of_its_correction(books: Books) -> None:
    books.given(PLACE + GIVEN)
    books.do(STEPS)
    books.do("""
        - apply_retainers: {proformas: P-00003, amounts: {Start: 100}}
        - confirm: P-00003
        - revise: {proformas: P-00003, reason: Less}
    """)
    sheet = got("proformas/P-00005/")
    assert "Start" in sheet
    assert 'aria-label="Price of line 2"' in sheet
    assert "Quantity of line 2" not in got("proformas/P-00004/")

    before = kept()
    [detail] = ProformaDetail.objects.filter(proforma__number="P-00005", line_no=2)
    typed = {"quantity": "1", "version": str(detail.act_id)}
    refused = sent("proformas/P-00005/lines/2/", price="100.01", **typed)
    assert "is a retainer, which is not edited so" in refused.content.decode()
    assert kept() == before
    assert sent("proformas/P-00005/lines/2/", price="60", **typed).status_code < 300
    books.show(
        "proforma details",
        """
        proforma | no | class    | retainer | quantity | price  | amount
        P-00001  | 1  | retainer | Start    |     1.00 | 300.00 |  300.00
        P-00001  | 2  | retainer | Later    |     1.00 | 500.00 |  500.00
        P-00002  | 1  | retainer | Other    |     1.00 |  70.00 |   70.00
        P-00003  | 1  | time     |          |     4.00 | 100.00 |  400.00
        P-00003  | 2  | retainer | Start    |     1.00 | 100.00 | -100.00
        P-00004  | 1  | time     |          |     3.00 | 100.00 |  300.00
        P-00005  | 1  | time     |          |     0.00 | 100.00 |    0.00
        P-00005  | 2  | retainer | Start    |     1.00 |  60.00 |  -60.00
        """,
    )


def test_prepaid_hours_are_agreed_changed_and_rolled_over_on_pages(books: Books) -> None:
    books.given(PLACE + GIVEN)
    new = {
        "contract": "C-1",
        "name": "Twenty",
        "retainer_date": "2026-05-01",
        "hours": "20",
        "unit_price": "90",
        "overage_price": "120",
        "line": "C-1/Build",
        "expires_on": "2026-12-31",
    }
    before = kept()
    for wrong in ({"unit_price": ""}, {"transaction_amount": "1800"}, {"parts": "2"}, {"line": "C-2/Run"}):
        assert sent("retainers/new/?contract=C-1", **new | wrong, act_key="k1").status_code == 422, wrong
    assert kept() == before
    assert sent("retainers/new/?contract=C-1", **new, act_key="k2").status_code == 204
    assert (
        sent(
            "retainers/new/?contract=C-1",
            **{"contract": "C-1", "name": "Care", "retainer_date": "2026-01-31", "transaction_amount": "100"},
            parts="3",
            act_key="k3",
        ).status_code
        == 204
    )
    assert [f"{one.transaction_amount:.2f}" for one in Retainer.objects.order_by("retainer_date")] == [
        "33.33",
        "33.33",
        "33.34",
        "1800.00",
    ]

    twenty = Retainer.objects.get(name="Twenty")
    page = got(f"retainers/{twenty.pk}/")
    version, was = opened(page)
    assert (was["hours"], was["unit_price"], was["transaction_amount"]) == ("20", "90", "")
    changed = {**was, "version": version, "was": json.dumps(was)}
    before = kept()
    assert sent(f"retainers/{twenty.pk}/", **changed | {"transaction_amount": "5"}).status_code == 422
    assert sent(f"retainers/{twenty.pk}/", **changed | {"hours": "0"}).status_code == 422
    assert kept() == before
    assert (
        sent(f"retainers/{twenty.pk}/", **changed | {"hours": "10", "overage_price": "130"}).status_code
        == 204
    )
    twenty.refresh_from_db()
    assert (twenty.hours, twenty.transaction_amount, twenty.overage_price) == (10, 900, 130)
    rolled = sent("retainers/do/roll-over/", ids=str(twenty.pk), do_until="2027-03-31", act_key="k4")
    assert toast(rolled) == "Rolled over: 1 retainer."
    twenty.refresh_from_db()
    assert (twenty.is_of_line, str(twenty.expires_on)) == (True, "2027-03-31")


def opened(page: str) -> tuple[str, dict[str, str]]:
    """The version of a form, and what stands in its controls."""
    [version] = re.findall(r'name="version" value="([^"]+)"', page)
    [was] = re.findall(r'name="was" value="([^"]+)"', page)
    return version, json.loads(unescape(was))
