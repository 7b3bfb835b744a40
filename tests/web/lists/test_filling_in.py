"""Billable quantity and billing type are filled in on the rows before they are approved; rows stand under headings."""

import json
from decimal import Decimal
from typing import Any

import pytest

from browsing import logged_in
from unbilled.actuals.models import Actual
from unbilled.lab.scenarios.books import Books
from worlds import larkfield

HX = {"hx-request": "true"}


@pytest.fixture
def submitted(books: Books) -> Books:
    larkfield(books)
    books.do(
        """
        - enter:
            T40: {resource: Ada Moreau, project: P-210, date: 2026-04-08, hours: 4}
            T41: {resource: Tom Ellery, project: P-210, date: 2026-04-08, hours: 2}
        - submit: [T40, T41]
        """
    )
    return books


def sent(to: str, ids: list[int], cells: list[str], **more: Any) -> Any:
    values = {"ids": ",".join(map(str, ids)), "cells": cells, **more}
    return logged_in().post(f"/c/LARK/entries/{to}/approve/?status=submitted", values, headers=HX)


def test_rows_that_wait_have_fields_under_the_heading_of_who_or_what(submitted: Books) -> None:
    columns = "columns=entry,resource,billable_quantity,billing_type"
    by_person = logged_in().get(f"/c/LARK/entries/?status=submitted&sort=resource&{columns}").content.decode()
    decided = logged_in().get(f"/c/LARK/entries/?status=approved&sort=project&{columns}").content.decode()

    assert by_person.count('name="billable_quantity"') == by_person.count('name="billing_type"') == 2
    assert 'name="billable_quantity" value="4.00"' in by_person
    assert '<th scope="rowgroup" colspan="99">Ada Moreau</th>' in by_person
    assert '<th scope="rowgroup" colspan="99">Tom Ellery</th>' in by_person
    assert 'name="billable_quantity"' not in decided
    assert '<th scope="rowgroup" colspan="99">P-210</th>' in decided


def test_what_is_filled_in_is_approved(submitted: Books) -> None:
    one, other = submitted.id("entries", "T40"), submitted.id("entries", "T41")
    cells = [f"{one} billable_quantity 3", f"{other} billing_type complimentary", "999 billable_quantity 1"]

    asked = sent("ask", [one, other], cells).content.decode()
    answer = sent("do", [one, other], cells)

    assert "Filled in on 2 entries." in asked
    assert f'name="cells" value="{one} billable_quantity 3"' in asked
    assert json.loads(answer.headers["HX-Trigger"])["toast"]["text"].startswith("Approved: 2 entries")
    sales = Actual.objects.filter(transaction_type="unbilled_sales", entry_id__in=[one, other])
    assert sorted(sales.values_list("entry_id", "billing_type", "quantity")) == [
        (one, "chargeable", Decimal(3)),
        (one, "non_chargeable", Decimal(1)),
        (other, "complimentary", Decimal(2)),
    ]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("billable_quantity 3,5", "is not a number"),
        ("billable_quantity -1", "would be negative"),
        ("billing_type gift", "cannot be chosen"),
    ],
)
def test_what_cannot_be_approved_so_is_refused(submitted: Books, cell: str, said: str) -> None:
    one = submitted.id("entries", "T40")

    answer = sent("do", [one], [f"{one} {cell}"])

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Actual.objects.filter(entry_id=one).exists()
