"""A file of expenses brings in material and fees, too: the category says the class."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acting import acting
from unbilled.intake.events.import_entries import ImportedFile, import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Category
from unbilled.work.models import Entry

WORLD = """
company: {accounting_currency: EUR, rates: {GBP: {2026-01-01: 1.2}}}
roles: {Developer: {}}
resources: {Ada Moreau: {role: Developer}}
categories:
  Coding: {class: time}
  Travel: {class: expense}
  Cable: {class: material, cost_price: 1.50, unit: m}
  Pipe: {class: material}
  Licence: {class: fee}
  Rent: {class: expense}
  material/Rent: {}
projects: {P-2: {}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 100}
    lines:
      Build:
        project: P-1
        billing_method: time_and_material
        classes: [time, expense, material, fee]
"""
HEAD = "Date,Resource,Project,Category,Quantity,Unit,Amount,Price,Currency,Text\n"

Import = Callable[..., ImportedFile]


@pytest.fixture
def bring_in(books: Books, tmp_path: Path) -> Import:
    books.given(WORLD)

    def run(rows: str, format_name: str = "expense", head: str = HEAD, **more: Any) -> ImportedFile:
        path = tmp_path / "bought.csv"
        path.write_text(head + rows)
        return import_entries(
            acting(books.company_id, by=books.person_id),
            path=path,
            mapping=load_mapping(format_name),
            **more,
        )

    return run


ROWS = (
    "2026-03-02,Ada Moreau,P-1,Travel,,,80.50,,EUR,Train\n"
    "2026-03-02,Ada Moreau,P-1,cable,12.5,m,,,,To the roof\n"
    "2026-03-03,Ada Moreau,P-1,Pipe,3,,10.00,,EUR,For water\n"
    "2026-03-03,,P-1,Pipe,7,,,0.333333,EUR,For gas\n"
    "2026-03-04,Ada Moreau,P-1,material/Rent,2,day,,40,EUR,A crane\n"
    "2026-03-04,Ada Moreau,P-1,Pipe,-1,,,£4.50,GBP,Taken back\n"
    "2026-03-05,Ada Moreau,P-1,Licence,,,250.00,,GBP,Of March\n"
    "2026-03-05,Ada Moreau,P-1,Licence,3,seat,60,20,GBP,Seats\n"
)


def test_each_row_is_entered_in_the_class_of_its_category(bring_in: Import) -> None:
    """What a row costs stands on it or in the price list; of a fee, what it is charged at."""
    imported = bring_in(ROWS)

    assert imported.rejections == []
    rows = Entry.objects.order_by("transaction_date", "description").values_list(
        "transaction_class", "description", "quantity", "unit", "unit_cost", "cost_currency_id", "unit_price"
    )
    assert list(rows) == [
        ("material", "To the roof", Decimal("12.5"), "m", None, None, None),
        ("expense", "Train", Decimal(1), "piece", Decimal("80.5"), "EUR", None),
        ("material", "For gas", Decimal(7), "piece", Decimal("0.333333"), "EUR", None),
        ("material", "For water", Decimal(3), "piece", Decimal("3.333333"), "EUR", None),
        ("material", "A crane", Decimal(2), "day", Decimal(40), "EUR", None),
        ("material", "Taken back", Decimal(1), "piece", Decimal("-4.5"), "GBP", None),
        ("fee", "Of March", Decimal(1), "piece", None, None, Decimal(250)),
        ("fee", "Seats", Decimal(3), "seat", None, None, Decimal(20)),
    ]
    assert [(one.resource, one.transaction_class, one.unit, one.total, one.new) for one in imported.sums] == [
        ("", "material", "EUR", Decimal("2.33"), Decimal("2.33")),
        ("Ada Moreau", "expense", "EUR", Decimal("80.50"), Decimal("80.50")),
        ("Ada Moreau", "fee", "GBP", Decimal(310), Decimal(310)),
        ("Ada Moreau", "material", "EUR", Decimal(90), Decimal(90)),
        ("Ada Moreau", "material", "GBP", Decimal("-4.50"), Decimal("-4.50")),
        ("Ada Moreau", "material", "m", Decimal("12.5"), Decimal("12.5")),
    ]

    again = bring_in(ROWS)
    assert (again.report.counts["entries"], again.report.counts["known already"]) == (0, 8)
    changed = bring_in(
        ROWS.replace("250.00", "260.00")
        .replace("12.5,m,,,", "12.5,m,25,,EUR")
        .replace(",seat,60,20", ",seat,60,")
    )
    assert [(each.row, each.column, each.reason.partition("with ")[2]) for each in changed.rejections] == [
        (3, "Amount", "no amount instead of 25.00 EUR."),
        (8, "Amount", "250.00 instead of 260.00."),
    ]
    assert changed.report.counts["known already"] == 6
    taken_over = bring_in(
        ROWS.replace(",0.333333,", ",0.40,").replace("seat,60,20", "place,66,22"), replacing=True
    )
    assert taken_over.report.counts["replaced"] == 2
    assert list(
        Entry.objects.filter(description__in=["For gas", "Seats"])
        .order_by("description")
        .values_list("unit_cost", "unit_price", "unit")
    ) == [(Decimal("0.4"), None, "piece"), (None, Decimal(22), "place")]


def test_what_cannot_be_entered_in_its_class_is_rejected(bring_in: Import) -> None:
    bad = [
        (
            "P-1,Coding,1,,10,,EUR",
            "Category",
            "Category 'Coding' is of time; the file brings in expense, material or fee.",
        ),
        ("P-1,Chocolate,1,,10,,EUR", "Category", "There is no category 'Chocolate'."),
        ("P-1,Rent,1,,10,,EUR", "Category", "More than one category is called 'Rent'."),
        ("P-1,Travel,2,,,,", "Amount", "Amount is empty; an entry needs its amount."),
        ("P-1,Licence,2,,,,", "Amount", "Amount is empty; an entry needs its amount."),
        ("P-1,Pipe,,,,,", "Amount", "Amount is empty; an entry needs its amount."),
        ("P-1,Pipe,2,,10,,", "Currency", "Currency is empty; an entry needs its currency."),
        ("P-1,Pipe,2,,10,6,EUR", "Amount", "2 at 6 EUR make 12.00, and the amount is 10."),
        ("P-1,Pipe,-2,,,,", "Quantity", "'-2' is negative; an entry has more than zero."),
        ("P-1,Pipe,-2,,,-3,EUR", "Quantity", "'-2' is negative; an entry has more than zero."),
        ("P-1,Pipe,1,,€3,4 GBP,EUR", "Price", "'4 GBP' is an amount in GBP, and the row says EUR."),
        ("P-1,Licence,1,,10,,EUR", "Currency", "Fees on project 'P-1' are charged in GBP, not in EUR."),
        ("P-2,Licence,1,,10,,GBP", "Project", "No time-and-material contract line sells fees on project 'P-2'."),
    ]  # fmt: skip
    imported = bring_in("".join(f"2026-03-02,Ada Moreau,{row},x\n" for row, _, _ in bad))

    assert [(each.column, each.reason) for each in imported.rejections] == [
        (column, reason) for _, column, reason in bad
    ]
    assert imported.rejections[2].remedy == (
        "Use its class in front, such as expense/Rent, or rename one of them."
    )
    assert {(one.transaction_class, one.unit) for one in imported.sums if one.total == one.set_aside} >= {
        ("", "EUR"),
        ("fee", "GBP"),
        ("expense", "piece"),
    }
    assert not Entry.objects.exists()

    hours = bring_in("2026-03-02,Ada Moreau,P-1,Travel,1\n", "csv", "Date,Resource,Project,Category,Hours\n")
    assert [(each.code, each.reason, each.remedy) for each in hours.rejections] == [
        (
            "CategoryOfOtherClass",
            "Category 'Travel' is of expense; the file brings in time.",
            "Name a category of time, or bring the row in with a file of expense.",
        )
    ]
    assert not Entry.objects.exists()


def test_a_category_not_there_yet_is_added_in_its_class(bring_in: Import) -> None:
    """Without columns of money, a file is of material that the price list knows."""
    imported = bring_in(
        "2026-03-02,P-1,Material / Sand,4\n2026-03-02,P-1,material/sand,5\n",
        head="Date,Project,Category,Quantity\n",
        create_missing=True,
    )
    assert imported.rejections == []
    assert imported.report.counts["categories added"] == 1
    assert Category.objects.get(name="Sand").transaction_class == "material"
    assert set(Entry.objects.values_list("transaction_class", "transaction_date")) == {
        ("material", date(2026, 3, 2))
    }
