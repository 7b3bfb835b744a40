"""A statement of account: a customer's documents through a day, by currency and age, and what they come to."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest

from unbilled.documents.statement import content, render_statement
from unbilled.foundation.sights import Sight
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.models import Customer
from unbilled.reports.reads.customer_statement import NothingStated, customer_statement
from worlds import larkfield

ON = date(2026, 6, 1)


def of(books: Books, account: str = "C-1007") -> dict[str, int]:
    customer = Customer.objects.get(company_id=books.company_id, account=account)
    return {"company_id": books.company_id, "customer_id": customer.pk}


def test_documents_stand_by_age_and_come_to_their_sum(books: Books) -> None:
    """Helios: 1,897.50 was due 32 days before, on 30 April; the credit note, due 30 days before, takes it back."""
    larkfield(books, credited=True)

    paper = customer_statement(**of(books), on=ON)
    told = content(paper)
    [section] = told["sections"]

    assert (told["title"], told["number"], section["currency"]) == (
        "Statement of account",
        "1\u00a0Jun\u00a02026",
        "GBP",
    )
    assert [(row[1], row[-1]) for row in section["rows"]] == [
        ("Invoice 2026-00001", "1,897.50"),
        ("Credit note C2026-00001", "\u22121,897.50"),
    ]
    assert section["rows"][0][2:4] == ["30\u00a0Apr\u00a02026", "32"]
    assert section["total"] == ["Total", "0.00"]
    ages = paper.sections[0].by_age(ON)
    assert sum(ages) == paper.sections[0].balance_amount == 0
    assert ages == [0, Decimal("-1897.5"), Decimal("1897.5"), 0, 0]


def test_what_comes_later_is_left_out_and_days_are_counted_from_the_day(books: Books) -> None:
    larkfield(books, credited=True)

    [section] = content(customer_statement(**of(books), on=date(2026, 4, 1)))["sections"]

    assert [row[1:] for row in section["rows"]] == [
        ["Invoice 2026-00001", "30\u00a0Apr\u00a02026", "", "1,897.50"]
    ]
    assert [amount for _, amount in section["ages"]] == ["1,897.50", "0.00", "0.00", "0.00", "0.00"]
    assert [name for name, _ in section["ages"]] == [
        "Not yet due",
        "1–30 days overdue",
        "31–60 days overdue",
        "61–90 days overdue",
        "More than 90 days overdue",
    ]


def test_it_is_printed_the_same_each_time_in_the_language_of_the_customer(books: Books) -> None:
    larkfield(books)
    Customer.objects.filter(pk=of(books)["customer_id"]).update(language="de")

    file = render_statement(customer_statement(**of(books), on=ON))

    assert file == render_statement(customer_statement(**of(books), on=ON))
    text = pypdfium2.PdfDocument(BytesIO(file))[0].get_textpage().get_text_bounded()
    for said in (
        "Kontoauszug",
        "Larkfield Engineering Ltd",
        "Helios Water Services plc",
        "1.897,50",
        "Tage überfällig",
    ):
        assert said in text, said
    assert "Zahlungseingänge sind nicht abgezogen" in text


def test_without_a_document_or_for_whoever_sees_their_own_alone_there_is_none(books: Books) -> None:
    larkfield(books)
    before = snapshot()

    for asked in (
        {**of(books), "on": date(2026, 3, 30)},
        {**of(books), "on": ON, "sight": Sight(books.company_id, 1)},
        {"company_id": books.company_id, "customer_id": 0, "on": ON},
    ):
        with pytest.raises(NothingStated):
            customer_statement(**asked)  # type: ignore[arg-type]
    assert snapshot() == before
