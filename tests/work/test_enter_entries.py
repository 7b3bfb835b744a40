"""Entering work: drafts, once each."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from acting import acting, an_act
from unbilled.foundation.money import AmountTooLarge, FigureTooFine
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project, Task
from unbilled.work.events.enter_entries import (
    CostWithoutCurrency,
    NewEntry,
    ProjectClosed,
    ReferenceUnknown,
    enter_entries,
    written_entries,
)
from unbilled.work.rules import QuantityNegative

WORLD = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
categories: {Travel: {class: expense}}
projects: {P-1: {tasks: [Design]}, P-2: {}}
"""


@pytest.fixture
def hour(books: Books) -> NewEntry:
    books.given(WORLD)
    return NewEntry(
        transaction_class="time",
        transaction_date=date(2026, 3, 2),
        project_id=books.id("projects", "P-1"),
        task_id=books.id("tasks", "P-1/Design"),
        role_id=books.id("roles", "Developer"),
        resource_id=books.id("resources", "Ada Moreau"),
        quantity=Decimal("7.5"),
        description="Sketches",
        external_reference="T1",
    )


def test_an_entry_is_a_draft_with_what_was_entered(books: Books, hour: NewEntry) -> None:
    train = NewEntry(
        transaction_class="expense",
        transaction_date=date(2026, 3, 3),
        project_id=books.id("projects", "P-2"),
        category_id=books.id("categories", "Travel"),
        quantity=Decimal(2),
        unit="piece",
        unit_cost=Decimal("39.90"),
        cost_currency="EUR",
    )

    entered = enter_entries(acting(books.company_id), entries=[hour, train])

    assert len(entered.entry_ids) == 2
    assert entered.known == 0
    books.show(
        "entries",
        """
        entry | class   | date       | project | task   | role      | resource   | category | status
        T1    | time    | 2026-03-02 | P-1     | Design | Developer | Ada Moreau |          | draft
              | expense | 2026-03-03 | P-2     |        |           |            | Travel   | draft
        """,
    )
    books.show(
        "entries",
        """
        entry | quantity | unit  | cost  | cost currency | description
        T1    |     7.50 | hour  |       |               | Sketches
              |     2.00 | piece | 39.90 | EUR           |
        """,
    )


def test_a_known_reference_is_left_as_it_is(books: Books, hour: NewEntry) -> None:
    [first] = enter_entries(acting(books.company_id), entries=[hour]).entry_ids

    again = enter_entries(
        acting(books.company_id),
        entries=[
            replace(hour, quantity=Decimal(3)),
            replace(hour, external_reference="T2"),
            replace(hour, external_reference="T2"),
        ],
    )

    assert (len(again.entry_ids), again.known) == (1, 2)
    assert again.entry_ids[0] != first
    books.show("entries", "entry | quantity\nT1 | 7.50\nT2 | 7.50")


def test_identities_follow_the_order_given(books: Books, hour: NewEntry) -> None:
    names = ["c", "a", "b"]
    entries = [replace(hour, external_reference=name, quantity=Decimal(1)) for name in names]

    entered = enter_entries(acting(books.company_id), entries=entries)

    assert entered.entry_ids == sorted(entered.entry_ids)
    books.show("entries", "entry | quantity\nc | 1\na | 1\nb | 1")


def test_nothing_is_entered_when_nothing_is_given(books: Books, hour: NewEntry) -> None:
    entered = enter_entries(acting(books.company_id), entries=[])

    assert (entered.entry_ids, entered.known) == ([], 0)


def test_a_negative_quantity_is_refused(books: Books, hour: NewEntry) -> None:
    wrong = replace(hour, quantity=Decimal("-0.50"), external_reference="T2")

    with pytest.raises(QuantityNegative, match=r"negative: -0\.5 in entry T2\.") as refused:
        enter_entries(acting(books.company_id), entries=[hour, wrong])

    assert refused.value.subject_ids == (2,)
    books.show("entries", "none")


def test_negative_quantities_are_named_in_the_order_given(books: Books, hour: NewEntry) -> None:
    wrong = [replace(hour, external_reference=name, quantity=Decimal(-1)) for name in ("T2", "T3")]

    with pytest.raises(QuantityNegative) as refused:
        enter_entries(acting(books.company_id), entries=[*wrong, hour])

    assert refused.value.subject_ids == (1, 2)
    books.show("entries", "none")


@pytest.mark.parametrize(
    ("figures", "refusal", "found"),
    [
        ({"quantity": "1e12"}, AmountTooLarge, "quantity 1000000000000 of entry T2"),
        (
            {"unit_cost": "99999999999999.99", "cost_currency": "EUR"},
            AmountTooLarge,
            "cost 99999999999999.99 of entry T2",
        ),
        ({"unit_cost": "-1e12", "cost_currency": "EUR"}, AmountTooLarge, "cost -1000000000000 of entry T2"),
        (
            {"quantity": "1e8", "unit_cost": "1e8", "cost_currency": "EUR"},
            AmountTooLarge,
            "cost 100000000 of entry T2",
        ),
        ({"unit_price": "1e12"}, AmountTooLarge, "price 1000000000000 of entry T2"),
        ({"quantity": "0.0000001"}, FigureTooFine, "quantity 0.0000001 of entry T2"),
        ({"unit_price": "9.1234567"}, FigureTooFine, "price 9.1234567 of entry T2"),
    ],
)
def test_what_the_books_cannot_hold_is_refused_naming_entry_and_field(
    books: Books, hour: NewEntry, figures: dict[str, str], refusal: type[Refusal], found: str
) -> None:
    values = {name: text if name == "cost_currency" else Decimal(text) for name, text in figures.items()}
    wrong = replace(hour, external_reference="T2", **values)

    with pytest.raises(refusal) as refused:
        enter_entries(acting(books.company_id), entries=[hour, wrong])

    assert refused.value.subject_ids == (2,)
    assert refused.value.details["found"] == [found]
    books.show("entries", "none")


def test_nothing_and_a_part_of_one_are_quantities(books: Books, hour: NewEntry) -> None:
    some = [
        replace(hour, external_reference=name, quantity=Decimal(quantity))
        for name, quantity in {"T1": "0", "T2": "0.25"}.items()
    ]

    enter_entries(acting(books.company_id), entries=some)

    books.show("entries", "entry | quantity\nT1 | 0\nT2 | 0.25")


def test_a_closed_project_takes_nothing(books: Books, hour: NewEntry) -> None:
    Project.objects.filter(pk=hour.project_id).update(stage="closed")

    with pytest.raises(ProjectClosed, match="P-1"):
        enter_entries(acting(books.company_id), entries=[hour])

    books.show("entries", "none")


def test_a_task_of_another_project_is_unknown(books: Books, hour: NewEntry) -> None:
    elsewhere = Task.objects.create(
        act_id=an_act(), company_id=books.company_id, project_id=books.id("projects", "P-2"), name="Build"
    )

    with pytest.raises(ReferenceUnknown, match="task Build"):
        enter_entries(acting(books.company_id), entries=[replace(hour, task_id=elsewhere.pk)])

    books.show("entries", "none")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"transaction_class": "travel"}, "class travel"),
        ({"billing_type": "free"}, "billing type free"),
        ({"project_id": 0}, "project 0"),
        ({"role_id": 0}, "role 0"),
        ({"category_id": 0}, "category 0"),
        ({"resource_id": 0}, "resource 0"),
        ({"unit_cost": Decimal(5), "cost_currency": "XXQ"}, "currency XXQ"),
    ],
)
def test_what_the_company_does_not_have_is_named(
    books: Books, hour: NewEntry, change: dict[str, object], found: str
) -> None:
    with pytest.raises(ReferenceUnknown, match=found):
        enter_entries(acting(books.company_id), entries=[replace(hour, **change)])  # type: ignore[arg-type]

    books.show("entries", "none")


def test_a_category_of_another_class_is_unknown(books: Books, hour: NewEntry) -> None:
    travel = books.id("categories", "Travel")

    with pytest.raises(ReferenceUnknown, match="category Travel of entry T1, which is time and not expense"):
        enter_entries(acting(books.company_id), entries=[replace(hour, category_id=travel)])

    books.show("entries", "none")


def test_a_cost_needs_a_currency(books: Books, hour: NewEntry) -> None:
    with pytest.raises(CostWithoutCurrency, match=r"12\.5"):
        enter_entries(acting(books.company_id), entries=[replace(hour, unit_cost=Decimal("12.50"))])

    books.show("entries", "none")


def test_entries_are_written_with_all_they_say_and_nothing_else(hour: NewEntry) -> None:
    full = replace(
        hour,
        transaction_class='a "class"',
        unit="km\\h",
        category_id=7,
        unit_cost=Decimal("-0.5"),
        cost_currency="EUR",
        unit_price=Decimal(0),
        billing_type="non_chargeable",
        description="Zoë\nand \U0001f600",
        internal_note="it's",
    )
    bare = NewEntry("time", date(2026, 3, 2), 5, Decimal("1E+1"))

    assert json.loads(written_entries([full, bare])) == [
        {
            "transaction_class": 'a "class"',
            "unit": "km\\h",
            "transaction_date": "2026-03-02",
            "project_id": hour.project_id,
            "quantity": "7.5",
            "task_id": hour.task_id,
            "role_id": hour.role_id,
            "category_id": 7,
            "resource_id": hour.resource_id,
            "unit_cost": "-0.5",
            "cost_currency": "EUR",
            "unit_price": "0",
            "billing_type": "non_chargeable",
            "description": "Zoë\nand \U0001f600",
            "internal_note": "it's",
            "external_reference": "T1",
        },
        {
            "transaction_class": "time",
            "unit": "hour",
            "transaction_date": "2026-03-02",
            "project_id": 5,
            "quantity": "1E+1",
        },
    ]
    assert {field.name for field in fields(NewEntry)} == set(json.loads(written_entries([full]))[0])
