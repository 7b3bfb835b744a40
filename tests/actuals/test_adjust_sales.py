"""Adjusting sales: what is charged of them, and what is not, takes their place."""

from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from adjusting import describe, followed, refusing, sales
from unbilled.actuals.events.adjust_sales import NewWorth, adjust_sales
from unbilled.actuals.models import Actual, Adjustment
from unbilled.actuals.rules import NothingToWriteOff, WriteOffReasonUnknown, WrittenOffTooMuch
from unbilled.foundation.money import AmountTooLarge, FigureTooFine
from unbilled.lab.scenarios.books import Books

DAY = date(2026, 4, 15)


def parts(whole: int) -> set[tuple[str, str, str, str]]:
    rows = Actual.objects.filter(replaces_id=whole)
    shown = rows.values_list("quantity", "unit_price", "transaction_amount", "billing_type")
    return {(*(f"{figure.normalize():f}" for figure in row[:3]), row[3]) for row in shown}


def test_parts_have_the_quantity_of_the_whole(books: Books) -> None:
    describe(books)
    act = acting(books.company_id, on=DAY)
    reason = books.id("write_off_reasons", "GOODWILL")
    [t1], [t2], [t3] = (sales(books, entry) for entry in ("T1", "T2", "T3"))

    off = adjust_sales(
        act,
        kind="written_off",
        actual_ids=[t2, t1],  # what takes their place comes in the order of the sales all the same
        amounts={t1: Decimal("0.01")},
        posted_on={t1: date(2026, 3, 31)},
        write_off_reason_id=reason,
        reason=" slow \n machine ",
    )
    followed(books, off)
    priced = adjust_sales(
        act, kind="repriced", actual_ids=[t3], prices={t3: NewWorth(Decimal(90), Decimal(360))}
    )
    followed(books, priced)

    assert off.amounts == {"EUR": Decimal("-300.01")}
    assert priced.amounts == {"EUR": Decimal(-40)}
    assert parts(t1) == {
        ("7.9999", "100", "799.99", "chargeable"),
        ("0.0001", "100", "0.01", "non_chargeable"),
    }
    assert parts(t2) == {("3", "100", "300", "non_chargeable")}
    assert parts(t3) == {("4", "90", "360", "chargeable")}
    # What is in the ledger is taken back on the day of the act.
    days = dict(Actual.objects.filter(reverses__isnull=False).values_list("reverses", "accounting_date"))
    assert days == {t1: DAY, t2: date(2026, 3, 3), t3: date(2026, 3, 4)}
    noted = Adjustment.objects.order_by("pk").values_list("actual_id", "kind", "reason", "transaction_amount")
    assert list(noted) == [
        (t1, "written_off", "slow machine", Decimal("-0.01")),
        (t2, "written_off", "slow machine", Decimal(-300)),
        (t3, "repriced", "", Decimal(-40)),
    ]


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (WriteOffReasonUnknown, {"write_off_reason_id": 0}),
        (WrittenOffTooMuch, {"amounts": "800.01"}),
        (WrittenOffTooMuch, {"amounts": "0"}),
        (WrittenOffTooMuch, {"amounts": "-1"}),
        (FigureTooFine, {"amounts": "0.005"}),
        (WrittenOffTooMuch, {"kind": "written_up", "percent": Decimal(-5)}),
        (AmountTooLarge, {"kind": "written_up", "amounts": "1" + 15 * "0"}),
        # As much as eight hours at a price of one more than the books hold.
        (AmountTooLarge, {"kind": "written_up", "amounts": "7999999999200"}),
    ],
)
def test_what_cannot_be_written_off_is_refused(books: Books, refusal: type, asked: dict) -> None:
    describe(books)
    [t1] = sales(books, "T1")
    if "amounts" in asked:
        asked = {**asked, "amounts": {t1: Decimal(asked["amounts"])}}
    reason = books.id("write_off_reasons", "GOODWILL")
    given = {"kind": "written_off", "write_off_reason_id": reason, **asked}
    with refusing(refusal):
        adjust_sales(acting(books.company_id), actual_ids=[t1], **given)


def test_what_charges_nothing_is_not_written_off(books: Books) -> None:
    describe(books)
    books.do("- write_off: {entries: [T1], reason: GOODWILL}")
    rest = Adjustment.objects.get().rest_actual_id
    with refusing(NothingToWriteOff):
        adjust_sales(
            acting(books.company_id),
            kind="written_up",
            actual_ids=[rest],
            percent=Decimal(5),
            write_off_reason_id=books.id("write_off_reasons", "GOODWILL"),
        )


def test_what_is_worth_nothing_is_written_up_and_not_off(books: Books) -> None:
    describe(books)
    books.do("- reprice: {entries: [T1], price: 0}")
    [t1] = sales(books, "T1")
    asked = {"actual_ids": [t1], "write_off_reason_id": books.id("write_off_reasons", "GOODWILL")}
    for amounts in ({}, {t1: Decimal(5)}):
        with refusing(NothingToWriteOff):
            adjust_sales(acting(books.company_id), kind="written_off", amounts=amounts, **asked)

    done = adjust_sales(acting(books.company_id), kind="written_up", amounts={t1: Decimal(50)}, **asked)

    assert done.amounts == {"EUR": Decimal(50)}
    assert parts(t1) == {("8", "6.25", "50", "chargeable")}
    followed(books, done)


def test_an_hour_is_written_up_by_its_price_and_what_is_not_charged_adds_nothing(books: Books) -> None:
    describe(books)
    books.do("""
    - enter: {T4: {class: time, resource: Ada, project: P-1, task: Design, date: 2026-03-05, hours: 1}}
    - submit: [T4]
    - approve: {entries: [T4], on: 2026-03-05}
    """)
    [t4] = sales(books, "T4")
    books.do("- write_up: {entries: [T4], amounts: {T4: 10}, reason: GOODWILL}")
    assert parts(t4) == {("1", "110", "110", "chargeable")}

    books.do("- write_off: {entries: [T1], amounts: {T1: 150}, reason: GOODWILL}")
    assert books.do("- reprice: {entries: [T1], price: 90}").amounts == {"EUR": Decimal(-65)}
