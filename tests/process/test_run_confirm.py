"""Confirmation run: drafts become invoice proposals; what has no tax is set aside."""

from collections.abc import Callable
from decimal import Decimal

from acting import acting
from road import MARCH_31, only, set_aside
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.confirm import CONFIRM
from unbilled.runs.running import carry_out


def test_drafts_are_confirmed(road: Callable[[int], Books]) -> None:
    books = road(5)
    report = carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), CONFIRM)
    assert (dict(report.counts), report.set_aside) == ({"proformas": 2, "details": 4}, [])
    assert report.amounts == {"confirmed": {"EUR": Decimal(6420)}}
    books.show(
        "proposals",
        """
        proposal | status
        P-00001  | populated
        P-00002  | populated
        """,
    )


def test_a_filter_takes_some(road: Callable[[int], Books]) -> None:
    books = road(5)
    report = carry_out(
        acting(books.company_id, on=MARCH_31, by=books.person_id),
        CONFIRM,
        selection=only(books, project="P-2"),
    )
    assert report.amounts == {"confirmed": {"EUR": Decimal(5220)}}


def test_a_proforma_that_cannot_be_taxed_is_set_aside(road: Callable[[int], Books]) -> None:
    books = road(5)
    books.do("- set: {company: {milestone_item_tax_group: null}}")
    report = carry_out(acting(books.company_id, on=MARCH_31, by=books.person_id), CONFIRM)
    assert dict(report.counts) == {"proformas": 1, "details": 2}
    assert set_aside(report) == [("proforma", books.id("proformas", "P-00002"), "TaxNotDetermined")]
