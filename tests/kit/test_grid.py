"""The grid: what an address asks, and a value as a cell by the kind of its column."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from django.http import QueryDict

from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.states import BACKLOG
from unbilled.foundation.lists.columns import Code, Flag, Money, Quantity, Status, Text, Word
from unbilled.kit.asking import Asked, chips, controls, has_search, searched_columns, sorted_by
from unbilled.kit.cells import Look, cell, content
from unbilled.kit.grid import _widths, shown_columns

UTC = ZoneInfo("UTC")
LOOK = Look(zone=UTC, stages={"billing_backlog_line": {"ready_to_invoice": 20}}, tones={"why": "warn"})


def asked(query: str, usual: str = "") -> Asked:
    return Asked.of(OPEN_SALES, QueryDict(query), usual)


def test_an_address_and_what_it_asks_are_the_same() -> None:
    found = asked(
        "status=not_ready&status=ready&contract=C-1;+C-2&text=pump&sort=-date&columns=a,b&from_date="
    )

    assert found.selection.answers == {
        "contract": ("C-1", "C-2"),
        "status": ("not_ready", "ready"),
        "text": ("pump",),
    }
    assert (found.sort, found.columns, found.searched) == ("-date", ("a", "b"), "pump")
    assert asked(found.query()) == found
    assert (
        found.but(contract=None, text=None).query()
        == "status=not_ready&status=ready&sort=-date&columns=a%2Cb"
    )


def test_the_usual_filters_hold_until_they_are_taken_away() -> None:
    assert asked("", "status=ready").selection.answers == {"status": ("ready",)}
    assert asked("all=1", "status=ready").selection.answers == {}
    assert asked("", "status=ready").but(status=None).query() == "all=1"


def test_numbers_beyond_bounds_are_none() -> None:
    assert asked("loaded=99999999999999").loaded == 0
    assert asked("loaded=-1").loaded == 0
    assert asked("loaded=200").loaded == 200


def test_each_question_is_a_chip_when_it_is_answered_and_a_control_always() -> None:
    found = asked("status=ready&from_amount=10&contract_ids=7&contract_ids=8")

    assert [(chip.label, chip.said) for chip in chips(found)] == [
        ("Contract", "2 chosen"),
        ("Status", "Ready"),
        ("Amount", "from 10"),
    ]
    kinds = {control.label: control.kind for control in controls(found)}
    assert kinds["Status"] == "choices"
    assert kinds["Day"] == kinds["Amount"] == "range"
    assert kinds["Contract"] == "texts"
    [status] = [control for control in controls(found) if control.name == "status"]
    assert [choice.value for choice in status.choices if choice.is_chosen] == ["ready_to_invoice"]
    assert has_search(OPEN_SALES)
    assert searched_columns(OPEN_SALES) == "work, entry, held because"


def test_an_order_belongs_to_the_first_of_its_columns_that_is_shown() -> None:
    shown = OPEN_SALES.chosen(["transaction_date", "contract", "work"])

    assert [sorted_by(OPEN_SALES, column, shown) for column in shown] == ["date", "contract", ""]


def test_a_currency_stands_in_its_own_column_behind_its_amounts() -> None:
    names = [column.name for column in shown_columns(OPEN_SALES, [], (), (), UTC)]

    assert names.index("transaction_currency") == names.index("transaction_amount") + 1
    assert [one.name for one in shown_columns(OPEN_SALES, [], ("work",), (), UTC)] == ["work"]


def test_cells_by_the_kind_of_their_column() -> None:
    row = {
        "amount": Decimal("-1234.5"),
        "nothing": Decimal(0),
        "currency": "EUR",
        "hours": Decimal("1.5"),
        "unit": "hour",
        "status": "ready_to_invoice",
        "type": "non_chargeable",
        "why": "<b>No line</b>",
        "is_nil": True,
        "empty": None,
    }
    money = Money("amount", "Amount", currency="currency")

    assert cell(money, row, LOOK) == '<td class="number"><span class="minus">\u22121,234.50</span></td>'
    assert content(money, row, LOOK, is_alone=True).startswith('<span class="unit">EUR</span> ')
    assert content(Money("nothing", "", currency="currency"), row, LOOK) == '<span class="zero">0.00</span>'
    assert content(Quantity("hours", "", unit="unit"), row, LOOK) == '1.50 <span class="unit">h</span>'
    status = content(Status("status", "", drawing=BACKLOG), row, LOOK)
    assert 'href="#pie-20"' in status
    assert status.endswith("Ready</span>")
    assert content(Word("type", usual="chargeable"), row, LOOK) == '<span class="tag">Non chargeable</span>'
    assert content(Text("why"), row, LOOK) == '<span class="warn">&lt;b&gt;No line&lt;/b&gt;</span>'
    assert content(Flag("is_nil"), row, LOOK) == "Yes"
    assert cell(Code("empty"), row, LOOK, "/there/") == '<td class="whole"></td>'
    assert cell(Code("unit"), row, LOOK, "/there/") == '<td class="whole"><a href="/there/">hour</a></td>'


def test_texts_share_the_room_that_figures_leave() -> None:
    who, what, amount = Text("who"), Text("what"), Money("amount", currency="currency")
    rows = [{"who": "Ada", "what": "Levels taken and drawn", "amount": Decimal(1), "currency": "EUR"}]

    assert _widths([who, what, amount], rows, LOOK) == {"who": " p30", "what": " p65"}
    assert _widths([who, amount], rows, LOOK) == {"who": " p100"}


def test_nil_alone_says_nothing() -> None:
    fee, word = Money("fee", currency="currency", if_any=True), Word("type", usual="chargeable", if_any=True)
    row = {"fee": Decimal("0.00"), "currency": "EUR", "type": "chargeable"}

    assert not fee.says(row, UTC)
    assert not word.says(row, UTC)
    assert fee.says(row | {"fee": Decimal("-0.01")}, UTC)
    assert word.says(row | {"type": "complimentary"}, UTC)
