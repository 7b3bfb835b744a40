"""The page of one proforma: its tabs, lines edited in their cells, conflicts, what is done with it, who may what."""

import json
import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting, granted
from browsing import logged_in
from every_list import busy
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.models import BacklogLine, Proforma, ProformaDetail
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.tax.models import TaxGroup
from unbilled.web.drafts import sheets
from unbilled.web.drafts.actions import STEPS, price_before
from worlds import larkfield

HX = {"hx-request": "true"}
MORE = """
- enter:
    T30: {resource: Ada Moreau, project: P-210, date: 2026-04-08, hours: 4, description: Valve list}
    T31: {resource: Tom Ellery, project: P-210, date: 2026-04-08, hours: 2, description: Review}
    T32: {resource: Ada Moreau, project: P-214, date: 2026-04-08, hours: 1, description: Slides}
- submit: [T30, T31, T32]
- approve: {entries: [T30, T31, T32], on: 2026-04-09}
- mark_ready: [T30, T31, T32]
- create_proformas: {entries: [T30, T32], contracts: [CT-0031], on: 2026-04-09}
"""


@pytest.fixture
def drafted(books: Books) -> Books:
    """P-00003 bills GBP 480.00 of the redesign and 120.00 of the training; 330.00 are ready and not on it."""
    larkfield(books)
    books.do(MORE)
    return books


def shown(number: str = "P-00003", *, by: str = "accountant", tab: str = "lines", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/proformas/{number}/?tab={tab}")
    assert answer.status_code == status
    return str(answer.content.decode())


def version(books: Books, line_no: int, number: str = "P-00003") -> int:
    return detail(books, line_no, number).act_id


def detail(books: Books, line_no: int, number: str = "P-00003") -> ProformaDetail:
    return ProformaDetail.objects.get(proforma_id=books.id("proformas", number), line_no=line_no)


def edited(line_no: int, *, by: str = "accountant", number: str = "P-00003", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/proformas/{number}/lines/{line_no}/", values, headers=HX)


def done(
    action: str, *, by: str = "accountant", number: str = "P-00003", to: str = "do", **values: Any
) -> Any:
    return logged_in(by).post(f"/c/LARK/proformas/{number}/{to}/{action}/", values, headers=HX)


def standing() -> dict[str, str]:
    """What drafts, work and backlog are; whoever logs in changes something of their own."""
    return {table: rows for table, rows in snapshot().items() if table.startswith(("billing_", "work_"))}


def toast(answer: Any) -> str:
    assert answer.status_code == 204, answer.content.decode()
    return str(json.loads(answer.headers["HX-Trigger"])["toast"]["text"])


def test_lines_stand_under_their_contract_lines_with_subtotals_tax_and_checks(drafted: Books) -> None:
    html = shown()

    for text in (
        'Redesign <span class="count">1</span>',
        "<span>480.00</span>",
        'Training <span class="count">1</span>',
        "Net, 2 lines</dt><dd><span>600.00</span>",
        "VAT20 20%</dt><dd><span>120.00</span>",
        '<span class="unit">GBP</span> <span>720.00</span>',
        "1 ready record of it not on the proforma.",
        'aria-current="step">Draft',
    ):
        assert text in html, text


def test_every_tab_is_shown_and_what_is_not_there_is_not(drafted: Books) -> None:
    assert "Review" in shown(tab="pending")
    assert "No line was edited." in shown(tab="edited")
    assert "Pumping station renewal" in shown(tab="details")
    edited(1, quantity="3", reason="Agreed", version=version(drafted, 1), told="1")
    assert "Edit details" in shown(tab="history")
    shown("P-99999", status=404)
    granted(drafted.company_id, "otto", "project_manager", scope="own")
    shown(by="otto", status=404)
    assert logged_in("otto").get("/c/OTHER/proformas/P-00003/").status_code == 404


def test_raising_to_more_than_there_was_is_said_before_it_is_done(drafted: Books) -> None:
    asked = edited(1, quantity="3", reason="", version=version(drafted, 1))

    assert asked.status_code == 422
    assert asked.headers["HX-Retarget"] == "#dialog"
    assert "1 h of 4 h of 2026-04-08 (line 1), 120.00 GBP, will never be billed" in asked.content.decode()
    assert detail(drafted, 1).quantity == 4

    answer = edited(1, quantity="3", reason="Agreed", version=version(drafted, 1), told="1", act_key="k1")

    assert toast(answer) == "Edited: line 1 of P-00003."
    assert (detail(drafted, 1).quantity, detail(drafted, 1).reason) == (3, "Agreed")
    assert "There was 4" in shown(tab="edited")


def test_an_edit_answers_with_all_that_follows_from_it_and_not_with_what_is_typed_in(drafted: Books) -> None:
    edited(1, quantity="3", reason="Agreed", version=version(drafted, 1), told="1")

    answer = edited(1, quantity="4", reason="", version=version(drafted, 1))

    html = answer.content.decode()
    assert answer.status_code == 200
    for part in ('id="amount-1"', 'id="tax-1"', 'id="dot-1"', 'id="sum-', 'id="sheet"', 'id="draft-tabs"'):
        assert part in html, part
    assert "<span>720.00</span>" in html
    assert 'class="cell"' not in html
    assert f'name="version" value="{version(drafted, 1)}"' in html


@pytest.mark.parametrize("typed", ["18o", "7,5", "", "NaN"])
def test_what_is_no_number_is_said_in_the_row(drafted: Books, typed: str) -> None:
    answer = edited(1, quantity=typed, reason="", version=version(drafted, 1))

    assert answer.status_code == 422
    assert 'id="said-1"' in answer.content.decode()
    assert "is not a number" in answer.content.decode()
    assert detail(drafted, 1).quantity == 4


def test_what_somebody_else_changed_is_not_written_over(drafted: Books) -> None:
    seen = version(drafted, 1)
    edit_details(
        acting(drafted.company_id),
        proforma_id=drafted.id("proformas", "P-00003"),
        quantities={1: Decimal("2")},
        reason="Theirs",
    )

    answer = edited(1, quantity="3", reason="Mine", version=seen)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert answer.headers["HX-Trigger"] == "stale"
    for text in ("Keep theirs", "Use mine", "Theirs", "Mine"):
        assert text in html, text
    assert detail(drafted, 1).quantity == 2
    toast(edited(1, quantity="3", reason="Mine", version=version(drafted, 1), told="1"))
    assert detail(drafted, 1).quantity == 3


def test_several_lines_are_edited_at_once_and_what_is_lost_is_said_first(drafted: Books) -> None:
    values = {
        "ids": "1,2",
        "do_what": "quantity",
        "do_how": "percent",
        "do_value": "-50",
        "do_reason": "Rebate",
        "act_key": "k",
    }

    asked = done("edit", **values)

    assert asked.status_code == 200
    assert "2 h of 4 h of 2026-04-08 (line 1), 240.00 GBP, will never be billed" in asked.content.decode()
    assert detail(drafted, 1).quantity == 4
    assert toast(done("edit", told="1", **values)) == "Edited: 2 lines."
    assert [detail(drafted, one).quantity for one in (1, 2)] == [2, Decimal("0.5")]
    stale = done("edit", told="1", seen=f"1-{detail(drafted, 1).act_id - 1}", **values | {"act_key": "k2"})
    assert stale.status_code == 422
    assert "was changed meanwhile" in stale.content.decode()
    assert detail(drafted, 1).quantity == 2
    assert (
        toast(done("edit", ids="1,2", do_what="quantity", do_how="restore", do_value="", do_reason=""))
        == "Edited: 2 lines."
    )
    assert detail(drafted, 1).quantity == 4


def test_nothing_is_done_with_lines_where_none_is_chosen(drafted: Books) -> None:
    for action in ("edit", "type", "remove", "revise-lines"):
        for to in ("ask", "do"):
            answer = done(action, to=to, ids="", do_what="quantity", do_how="restore", do_reason="Wrong")
            assert answer.status_code == 404, (action, to)
    assert detail(drafted, 1).quantity == 4
    assert Proforma.objects.filter(company_id=drafted.company_id).count() == 3


def test_a_price_of_nothing_is_restored_as_it_was() -> None:
    """One line sold for nothing until somebody charged 90.00; the other is at its price."""
    charged: Any = SimpleNamespace(unit_price=Decimal(90), source_price=Decimal(0))
    untouched: Any = SimpleNamespace(unit_price=Decimal(120), source_price=None)

    assert (price_before(charged), price_before(untouched)) == (0, 120)
    assert all(step.of_rows for step in STEPS if step.tabs)


def test_a_bulk_edit_needs_a_number_and_a_reason(drafted: Books) -> None:
    odd = done("edit", ids="1", do_what="quantity", do_how="set", do_value="half", do_reason="")
    silent = done("edit", ids="1", do_what="quantity", do_how="set", do_value="1", do_reason="", told="1")

    assert odd.status_code == silent.status_code == 422
    assert "is not a number" in odd.content.decode()
    assert "Without a reason so far" in silent.content.decode()
    assert detail(drafted, 1).quantity == 4


def test_lines_are_taken_off_and_ready_work_is_added(drafted: Books) -> None:
    assert toast(done("remove", ids="2")) == "Taken off: 1 line."
    assert "Nothing would be left" in done("remove", ids="1").content.decode()
    assert ProformaDetail.objects.filter(proforma_id=drafted.id("proformas", "P-00003")).count() == 1
    ready = BacklogLine.objects.filter(company_id=drafted.company_id, billing_status="ready_to_invoice")
    one = ready.order_by("actual_id").values_list("actual_id", flat=True)[0]

    assert toast(done("add", ids=f"work-{one}")) == "Added: 1 line."
    assert toast(done("add-through", do_through="2026-04-30")) == "Added: 1 line."
    assert not ready.exists()


def test_a_draft_is_discarded_or_confirmed_and_then_revised(drafted: Books) -> None:
    dialog = done("confirm", to="ask")
    assert "1 ready record of it not on the proforma." in dialog.content.decode()

    confirmed = done("confirm", act_key="c1")

    assert confirmed.headers["HX-Redirect"] == "/c/LARK/proformas/P-00003/"
    html = shown()
    assert "nothing here can be edited" in html
    assert 'class="cell"' not in html
    assert done("remove", ids="1").status_code == 422
    assert "Reason is needed" in done("revise", do_reason="").content.decode()

    revised = done("revise", do_reason="Wrong order", act_key="r1")

    correction = revised.headers["HX-Redirect"].split("/")[-2]
    html = shown(correction)
    assert "Remains" in html
    assert "\u2212600.00" in html
    kept = edited(1, number=correction, quantity="4", version=version(drafted, 1, correction))
    assert kept.status_code == 200
    assert detail(drafted, 1, correction).quantity == 4
    gone = done("discard", number=correction)
    assert gone.headers["HX-Redirect"] == "/c/LARK/proformas/"
    assert not Proforma.objects.filter(number=correction).exists()


def test_who_may_only_read_edits_nothing(drafted: Books) -> None:
    granted(drafted.company_id, "nina", "auditor")

    html = shown(by="nina")

    assert 'class="cell"' not in html
    assert "/ask/" not in html
    refused = edited(1, by="nina", quantity="4", reason="", version=version(drafted, 1))
    assert "may not do this" in refused.content.decode()
    for action in ("edit", "remove", "add", "discard", "confirm"):
        answer = done(action, by="nina", ids="1", do_what="quantity", do_how="restore")
        assert answer.status_code == 422, action
        assert "may not do this" in answer.content.decode()
    assert detail(drafted, 1).quantity == 4


def test_a_page_asks_a_fixed_number_of_questions(drafted: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = logged_in()

    def asked(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as caught:
            browser.get(address)
        return len(caught)

    two = asked("/c/LARK/proformas/P-00003/")
    toast(done("remove", ids="2"))

    assert asked("/c/LARK/proformas/P-00003/") == two <= 12
    toast(done("add-through", do_through="2026-04-30"))
    monkeypatch.setattr(sheets, "LINES_A_PAGE", 1)
    html = shown()
    assert 'id="more"' in html
    [after] = {part.split('"')[0] for part in html.split("after=")[1:]}
    following = browser.get(f"/c/LARK/proformas/P-00003/rows/?tab=lines&after={after}").content.decode()
    assert following.count("<tr data-id=") == 1
    assert 'data-id="1"' not in following


def test_contract_lines_of_a_long_draft_are_closed_until_one_is_opened(
    drafted: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "LINES_OPEN", 1)
    toast(done("add-through", do_through="2026-04-30"))
    monkeypatch.setattr(sheets, "LINES_A_PAGE", 1)
    browser = logged_in()

    def opened(query: str = "") -> tuple[list[str], list[str]]:
        html = browser.get(f"/c/LARK/proformas/P-00003/rows/?tab=lines{query}").content.decode()
        return re.findall(r'id="group-\d+" aria-expanded="(\w+)"', html), re.findall(
            r'<tr data-id="(\d+)"', html
        )

    assert opened() == (["false", "false"], [])
    assert "<span>930.00</span>" in shown()
    groups = sheets.sheet_groups(
        company_id=drafted.company_id, proforma_id=drafted.id("proformas", "P-00003")
    )
    first, second = (one.line_no for one in groups)
    assert [one.line_count for one in groups] == [2, 1]
    # The second stands behind the last of the lines of the first.
    assert opened(f"&open={first}") == (["true"], ["1"])
    assert opened(f"&open={first}&after={first}-1") == (["false"], ["3"])
    assert opened(f"&open={second}") == (["false", "true"], ["2"])
    assert (
        f"tab=lines&amp;open={second}"
        in browser.get(f"/c/LARK/proformas/P-00003/?open={second}").content.decode()
    )


def test_the_tax_that_is_expected_is_worked_out_once(drafted: Books) -> None:
    browser = logged_in()
    first = version(drafted, 1)
    for ask in (
        lambda: browser.get("/c/LARK/proformas/P-00003/"),
        lambda: edited(1, quantity="5", reason="Agreed", version=first, told="1"),
        lambda: edited(1, quantity="4", reason="", version=version(drafted, 1)),
    ):
        with CaptureQueriesContext(connection) as caught:
            ask()
        assert sum("accounting_expected_tax" in one["sql"] for one in caught) <= 1


def test_every_proforma_of_a_full_company_is_shown(books: Books) -> None:
    busy(books)

    for number in Proforma.objects.filter(company_id=books.company_id).values_list("number", flat=True):
        for tab in ("lines", "pending", "edited", "details", "history"):
            shown(number, tab=tab)
        assert logged_in().get(f"/c/LARK/trace/proforma/?name={number}").status_code == 200


def test_price_type_and_text_are_edited_in_the_cell_and_of_many(drafted: Books) -> None:
    """4 hours at 120.00 and 1 at 120.00: at 90.00 the first is 360.00, less ten percent 324.00."""
    asked = edited(1, quantity="4", price="90", reason="", version=version(drafted, 1))
    assert asked.status_code == 422
    assert (
        "4 h of 2026-04-08 (line 1) at 90 instead of 120, 120.00 GBP less than there was"
        in asked.content.decode()
    )
    assert 'name="price" value="90"' in asked.content.decode()

    edited(1, quantity="4", price="90", reason="Agreed", version=version(drafted, 1), told="1", act_key="k1")
    values = {"do_what": "price", "do_how": "percent", "do_value": "-10", "do_reason": "Rebate", "told": "1"}
    assert toast(done("edit", ids="1", **values)) == "Edited: 1 line."
    [was, now] = detail(drafted, 1).source_price, detail(drafted, 1).unit_price
    assert (was, now, detail(drafted, 1).transaction_amount) == (120, 81, 324)
    assert "There was 4 at 120.00" in shown(tab="edited")

    of_one = {"do_billing_type": "complimentary", "do_reason": "Courtesy"}
    assert "are complimentary, 120.00 GBP less" in done("type", ids="2", **of_one).content.decode()
    assert toast(done("type", ids="2", told="1", **of_one)) == "Edited: 1 line."
    assert detail(drafted, 2).billing_type == "complimentary"
    done("edit", ids="1,2", do_what="price", do_how="restore", do_value="", do_reason="Courtesy", told="1")
    done("type", ids="1,2", do_billing_type="restore", do_reason="")
    assert [detail(drafted, no).source_price or detail(drafted, no).reason for no in (1, 2)] == ["", ""]

    assert 'value="Valve list"' in done("reword", to="ask", ids="1").content.decode()
    assert toast(done("reword", ids="1", do_text="Valves listed")) == "Reworded: 1 entry."
    assert "Valves listed" in shown()


def test_a_line_is_written_by_hand_and_what_is_charged_discounted(drafted: Books) -> None:
    """480.00 less 10 percent, 120.00, and a licence of 250.00; 5 percent off 802.00, and 20.00 on top."""
    line = {"do_line": "Redesign", "do_class": "fee", "do_text": "Licence", "do_day": "2026-04-09"}
    line |= {"do_value": "1", "do_price": "250"}
    before = standing()
    assert "A price is" not in done("write", to="ask").content.decode()
    for wrong, said in (
        ({"do_price": "-5"}, "Prices would be negative"),
        ({"do_price": "x"}, "do_price"),
        ({"do_line": "Redesing"}, "Redesign"),
        ({"do_resource": "Nobody"}, "Nobody"),
    ):
        refused = done("write", **(line | wrong))
        assert refused.status_code == 422
        assert said in refused.content.decode()
    more = {"do_kind": "discount", "do_text": "Rebate", "do_how": "percent", "do_value": "10"}
    assert (
        "of at most 100" in done("discount-lines", ids="1", **(more | {"do_value": "110"})).content.decode()
    )
    assert standing() == before

    assert toast(done("write", **line, act_key="w")) == "Written: 1 line."
    assert toast(done("discount-lines", ids="1", **more)) == "Discounted: by GBP -48.00."
    assert (
        toast(done("discount", **(more | {"do_text": "Loyalty", "do_value": "5"})))
        == "Discounted: by GBP -40.10."
    )
    surcharge = {"do_kind": "surcharge", "do_text": "Express", "do_how": "amount", "do_value": "20"}
    assert toast(done("discount", **surcharge)) == "Surcharged: by GBP 20.00."
    html = shown()
    for text in ("with Rebate 10 %", "with Loyalty 5 %", "with Express", "Licence", "<span>781.90</span>"):
        assert text in html, text
    assert "Rebate\nLoyalty\nExpress" in done("remove-discounts", to="ask").content.decode()
    assert toast(done("remove-discounts", do_texts="Loyalty\nExpress")) == "Removed: 2 discounts."
    assert "<span>802.00</span>" in shown()


def test_a_draft_is_handed_in_and_returned(drafted: Books) -> None:
    assert "/return/" not in shown()
    answer = done("hand-in", do_comment="Agreed?")
    assert answer.status_code in (200, 204)
    html = shown()
    assert "In review: Agreed?" in html
    assert "/return/" in html
    before = standing()
    assert done("return", do_comment="").status_code == 422
    assert standing() == before
    done("return", do_comment="No")
    assert "Returned: No" in shown()
    assert "Draft, returned: No" in shown(tab="details")


def test_the_tax_of_lines_of_a_correction_is_corrected(drafted: Books) -> None:
    """All 4 hours remain billed, at the other groups; groups that are not there are refused."""
    assert "/tax/" not in shown()
    drafted.do("- confirm: [P-00003]\n- revise: [P-00003]")
    assert "/tax/" in shown("P-00004")
    before = standing()
    assert done("tax", number="P-00004", ids="1", do_tax_group="NONE").status_code == 422
    assert standing() == before
    group = TaxGroup.objects.order_by("code").last()
    assert group is not None
    assert toast(done("tax", number="P-00004", ids="1", do_tax_group=group.code)) == "Taxed anew: 1 line."
    kept = detail(drafted, 1, "P-00004")
    assert (kept.quantity, kept.tax_group_id, kept.item_tax_group_id) == (4, group.pk, None)
