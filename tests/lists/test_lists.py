"""Every list of the house: what it declares is there, and filters, orders, pages and sums agree with its rows."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from every_list import all_lists, asked, busy
from unbilled.agreements.models import Contract
from unbilled.companies.events.change_parameters import change_parameters
from unbilled.foundation.lists import Listing, Totals
from unbilled.foundation.lists.lists import (
    ColumnUnknown,
    PageUnreadable,
    QuestionUnknown,
    SelectionChanged,
    SortUnknown,
)
from unbilled.foundation.lists.questions import (
    Amounts,
    Contains,
    Days,
    Named,
    Numbers,
    Question,
    Reference,
    Whether,
    Words,
    WordUnknown,
)
from unbilled.foundation.money import NotANumber
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import DayUnreadable, Selection, SelectionUnreadable
from unbilled.foundation.sights import NOBODY, Sight
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project
from unbilled.people.models import Person
from unbilled.people.reads.acts import ACTS

LISTS = all_lists()
MASTERS = {
    *("accounts", "categories", "customers", "item-tax-groups", "line-properties", "org-units", "people"),
    *(
        "posting-rules",
        "profiles",
        "projects",
        "rates",
        "resources",
        "roles",
        "series",
        "tasks",
        "tax-codes",
        "tax-groups",
    ),
    *("terms", "write-off-reasons", "years", "sending-profiles", "message-texts"),
}
WITHOUT_HERS = {"proforma-details", "invoice-lines", "work-without-line"}
"""Lists in which the manager of the test has nothing."""
Row = dict[str, Any]
ANOTHER_HOUR = """
- enter: {T40: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-04-01, hours: 1}}
- submit: [T40]
- approve: {entries: [T40], on: 2026-04-06}
- post_journals: all
"""


def walked(listing: Listing, size: int, sort: str = "") -> list[Row]:
    """The rows of all pages."""
    found: list[Row] = []
    after = ""
    while True:
        page = listing.page(limit=size, after=after, sort=sort)
        found += page.rows
        if not page.following:
            return found
        assert len(page.rows) == size
        after = page.following


def place(*told: object) -> str:
    """A place as a page says it, with whatever in it."""
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(place("acts", "-acted", "9" * 30), id="beyond an identity"),
        pytest.param(place("acts", "-acted", "9" * 5000), id="beyond any number"),
        pytest.param(base64.urlsafe_b64encode(b"[" * 100_000).decode(), id="nested without end"),
        pytest.param(place("acts", "-acted", "\ud800"), id="half a character"),
        pytest.param("A" * 1_000_000, id="a million letters"),
    ],
)
def test_a_place_beyond_all_bounds_is_refused_in_few_words(books: Books, after: str) -> None:
    books.given("resources: {Ada Moreau: Developer}")

    with pytest.raises(PageUnreadable) as refused:
        ACTS.of(company_id=books.company_id).page(limit=1, after=after)

    assert len(refused.value.message) < 200


def test_a_limit_beyond_all_bounds_is_all(books: Books) -> None:
    books.given("resources: {Ada Moreau: Developer}")
    listing = ACTS.of(company_id=books.company_id)

    assert listing.page(limit=10**30).rows == listing.rows()


def test_the_lists_are_those_that_people_look_at() -> None:
    assert sorted(LISTS) == [
        "accounts",
        "acts",
        "adjustments",
        "backlog",
        "backlog-of-day",
        "backlog-totals",
        "billing-hub",
        "categories",
        "change-orders",
        "contract-lines",
        "contracts",
        "customer-balances",
        "customer-transactions",
        "customers",
        "deliveries",
        "entries",
        "invoice-lines",
        "invoices",
        "item-tax-groups",
        "journal-lines",
        "journals",
        "ledger-entries",
        "limits",
        "line-properties",
        "message-texts",
        "milestone-headers",
        "milestones",
        "org-units",
        "people",
        "periods",
        "posting-rules",
        "prices",
        "profiles",
        "proforma-details",
        "proformas",
        "project-transactions",
        "projects",
        "proposals",
        "questions",
        "rates",
        "realization",
        "realization-by-contract",
        "realization-by-month",
        "realization-by-person",
        "realization-by-project",
        "recalls",
        "resources",
        "retainers",
        "roles",
        "run-items",
        "runs",
        "schedule",
        "sending-profiles",
        "series",
        "tasks",
        "tax-codes",
        "tax-groups",
        "tax-transactions",
        "terms",
        "trial-balance",
        "trial-balance-by-dimensions",
        "trial-balance-by-kind",
        "vouchers",
        "work-in-progress",
        "work-without-line",
        "write-off-reasons",
        "years",
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_only_what_it_has(name: str) -> None:
    one = LISTS[name]
    columns = set(one.by_name)
    needed = {beside for column in one.columns for beside in column.beside}
    questions = {question.column for question in one.questions if question.column}
    of_statement = {
        name for other in LISTS.values() if other.statement == one.statement for name in other.by_name
    }
    assert len(columns) == len(one.columns)
    assert needed <= columns
    assert questions <= of_statement
    assert {*one.key, *one.totals, *(column for sort in one.sorts.values() for column in sort)} <= columns
    assert one.order.removeprefix("-") in one.sorts
    assert all(one.by_name[name].beside[-1] == one.currency for name in one.totals)
    assert all(column.heading for column in one.columns if column.is_shown and column.is_exported) or (
        name == "journals"
    )


def test_every_order_is_kept_and_pages_of_one_row_are_the_whole(books: Books) -> None:
    busy(books)
    for one in LISTS.values():
        listing = asked(books, one)
        for sort in one.sorts:
            told = f"{one.name} by {sort}"
            rows = listing.rows(sort=sort)
            names = (*one.sorts[sort], *one.key)
            places = [tuple(row[name] for name in names) for row in rows]
            assert len(rows) > 1, told
            assert set(rows[0]) == set(one.by_name), told
            assert None not in {value for place in places for value in place}, told
            assert places == sorted(places), told
            assert len(set(places)) == len(places), told
            assert listing.rows(sort=f"-{sort}") == rows[::-1], told
            assert walked(listing, 1, sort) == rows, told
            assert walked(listing, 2, f"-{sort}") == rows[::-1], told


def takes_itself(question: Question) -> bool:
    """The statement takes the answer, so that no column tells what must pass."""
    return not question.column and not isinstance(question, Contains)


def answers(question: Question, rows: list[Row]) -> Iterator[tuple[Selection, Callable[[Row], bool]]]:
    """Answers to a question out of what a list shows, and what each must let pass."""
    column = question.columns[0] if isinstance(question, Contains) else question.column
    values = [row[column] for row in rows if row[column] is not None]
    assert values, f"no row has {column}"
    middle = sorted(values)[len(values) // 2]
    if isinstance(question, Contains):
        text = str(middle)[1:-1].upper()
        yield (
            Selection(text=text),
            lambda row: any(text.lower() in str(row[name] or "").lower() for name in question.columns),
        )
    elif isinstance(question, Days | Amounts):
        first, last = question.keys
        yield Selection(**{first: middle}), lambda row: row[column] >= middle
        yield Selection(**{last: middle}), lambda row: row[column] <= middle
        yield Selection(**{first: middle, last: middle}), lambda row: row[column] == middle
    elif isinstance(question, Whether):
        yield Selection(**{question.name: True}), lambda row: row[column]
        yield Selection(**{question.name: False}), lambda row: not row[column]
    else:
        assert isinstance(question, Reference | Named | Numbers | Words)
        key = question.keys[-1]
        yield Selection(**{key: middle}), lambda row: row[column] == middle
        yield Selection(**{key: sorted(set(values))}), lambda row: row[column] is not None
        yield Selection(**{key: []}), lambda row: False


def test_every_question_takes_what_it_says_alone_and_page_by_page(books: Books) -> None:
    busy(books)
    for one in LISTS.values():
        rows = asked(books, one).rows()
        for question in one.questions:
            if one.groups is not None or takes_itself(question):
                continue
            for selection, holds in answers(question, rows):
                told = f"{one.name}: {selection.to_query()}"
                listing = asked(books, one, selection)
                expected = [row for row in rows if holds(row)]
                assert listing.rows() == expected, told
                assert walked(listing, 2) == expected, told
                assert listing.count() == listing.totals().count == len(expected), told


def test_a_statement_that_takes_answers_itself_takes_what_they_say(books: Books) -> None:
    """Proformas, proposals and invoices by the projects of their lines, entries by who pays their line."""
    busy(books)

    def shown(name: str, **ids: int) -> list[str]:
        one = LISTS[name]
        listing = asked(books, one, Selection(**ids))
        rows = listing.rows()
        assert walked(listing, 1) == rows
        column = "number" if "number" in one.by_name else "entry"
        return [row[column] for row in rows]

    training = books.id("projects", "P-214")
    assert shown("proformas", project_ids=training) == ["P-00004", "P-00003", "P-00001"]
    assert shown("proposals", project_ids=training) == ["P-00001", "P-00003", "P-00004"]
    assert shown("invoices", project_ids=training) == ["C2026-00001", "2026-00001"]
    meridian = books.id("customers", "Meridian")
    assert shown("entries", customer_ids=meridian) == ["F1", "T22", "T23", "T27"]
    contract = books.id("contracts", "CT-0044")
    [marked, *_] = ACTS.of(
        company_id=books.company_id, selection=Selection(event="billing.mark_ready")
    ).rows()
    sale = marked["asked"]["actual_ids"][0]
    named = asked(books, LISTS["acts"], Selection(record=[f"actual:{sale}", f"contract:{contract}"])).rows()
    assert {row["event"] for row in named} == {
        "billing.add_retainers",
        "billing.create_proformas",
        "billing.mark_ready",
        "process.draft_change_order",
    }
    assert all(
        sale in row["asked"].get("actual_ids", ()) or contract in row["asked"].get("contract_ids", ())
        for row in named
        if row["event"] not in ("billing.add_retainers", "process.draft_change_order")
    )
    questions = [
        (one.name, question.name)
        for one in LISTS.values()
        for question in one.questions
        if takes_itself(question)
    ]
    assert sorted(questions) == [
        ("acts", "record"),
        ("backlog-of-day", "date"),
        ("customer-balances", "as_of"),
        ("entries", "customer"),
        ("invoices", "project"),
        ("proformas", "project"),
        ("proposals", "project"),
        ("trial-balance", "date"),
        ("trial-balance", "period"),
        ("trial-balance-by-dimensions", "date"),
        ("trial-balance-by-dimensions", "period"),
        ("trial-balance-by-kind", "date"),
        ("trial-balance-by-kind", "period"),
        ("work-in-progress", "date"),
    ]


def test_groups_come_to_what_their_lines_come_to(books: Books) -> None:
    busy(books)
    lines_of = {"backlog-totals": "backlog", "journals": "journal-lines"}
    realized = {f"realization-by-{one}" for one in ("contract", "project", "person", "month")}
    balances = {"trial-balance", "trial-balance-by-kind"}
    assert {name for name, one in LISTS.items() if one.groups} == {*lines_of, *realized, *balances}
    for name, of in lines_of.items():
        one, lines = LISTS[name], LISTS[of]
        rows = asked(books, lines).rows()
        assert one.questions == lines.questions
        for question in one.questions:
            for selection, holds in answers(question, rows):
                told = f"{name}: {selection.to_query()}"
                expected = [row for row in rows if holds(row)]
                groups = asked(books, one, selection).rows()
                assert sum(row["line_count"] for row in groups) == len(expected), told
                amounts = (
                    ("transaction_amount",) if name == "backlog-totals" else ("draft_amount", "posted_amount")
                )
                assert sum(row[amount] for row in groups for amount in amounts) == sum(
                    row["transaction_amount"] for row in expected
                ), told
                assert walked(asked(books, one, selection), 1) == groups, told


def test_a_trial_balance_comes_to_what_its_parts_come_to(books: Books) -> None:
    busy(books)
    parts = LISTS["trial-balance-by-dimensions"]
    for name in ("trial-balance", "trial-balance-by-kind"):
        for question in LISTS[name].questions:
            if takes_itself(question) or isinstance(question, Contains):
                continue
            for selection, holds in answers(question, asked(books, parts).rows()):
                expected = [row for row in asked(books, parts).rows() if holds(row)]
                groups = asked(books, LISTS[name], selection).rows()
                assert groups or not expected
                for amount in parts.totals:
                    assert sum(row[amount] for row in groups) == sum(row[amount] for row in expected), name


def test_realization_comes_to_what_its_days_come_to(books: Books) -> None:
    busy(books)
    days = LISTS["realization"]
    for name, one in LISTS.items():
        if name.startswith("realization-by-"):
            for question in one.questions:
                for selection, holds in answers(question, asked(books, days).rows()):
                    expected = [row for row in asked(books, days).rows() if holds(row)]
                    groups = asked(books, one, selection).rows()
                    for amount in one.totals:
                        assert sum(row[amount] for row in groups) == sum(row[amount] for row in expected)


def test_running_totals_are_what_adding_up_gives(books: Books) -> None:
    """Faster ways give the same groups and totals as the rows, also where a day has lines in two journals."""
    busy(books)
    faster = {name for name, one in LISTS.items() if one.shortcut or one.totaled}
    assert faster == {
        *("backlog-totals", "journals", "journal-lines", "project-transactions", "realization-by-contract"),
        *("realization-by-project", "vouchers"),
    }
    change_parameters(acting(books.company_id), changes={"journal_grouping": "day"})
    rows_of = {
        **{"backlog-totals": "backlog", "journals": "journal-lines"},
        **dict.fromkeys(("realization-by-contract", "realization-by-project"), "realization"),
    }
    for is_regrouped in (False, True):
        if is_regrouped:
            books.do(ANOTHER_HOUR)
        for name in sorted(faster):
            one = LISTS[name]
            slow = replace(one, shortcut=None, totaled=None)
            assert asked(books, one).rows() == asked(books, slow).rows(), name
            assert asked(books, one).totals() == asked(books, slow).totals(), name
            quick = one.shortcut or one.totaled
            assert quick is not None
            for question in one.questions:
                if not quick.unless & set(question.keys):
                    rows = asked(books, LISTS[rows_of.get(name, name)]).rows()
                    for selection, _ in answers(question, rows):
                        found, expected = (asked(books, each, selection) for each in (one, slow))
                        assert (found._shortcut or found._totaled) is not None
                        assert found.totals() == expected.totals(), (name, selection.to_query())
                        if name == "journal-lines":
                            assert found.split("status") == expected.split("status")
    assert len({row["journal_id"] for row in asked(books, LISTS["journals"]).rows()}) > 1


def test_what_takes_too_long_is_counted_as_far_as_it_goes_and_not_summed(books: Books) -> None:
    busy(books)
    one = LISTS["entries"]
    text = f"select waited.* from ({one.statement.text}) as waited cross join pg_sleep(0.2)"
    slow = replace(one, statement=replace(one.statement, text=text))
    assert asked(books, slow).totals(within=20) == Totals(count=0, sums={}, is_whole=False)
    assert asked(books, one).totals(within=5_000) == asked(books, one).totals()
    few = Totals(count=14, sums={}, is_whole=False)
    assert asked(books, one)._some(5_000) == few


def test_totals_are_by_currency_over_all_that_matches(books: Books) -> None:
    busy(books)
    for one in LISTS.values():
        rows = asked(books, one).rows()
        expected: dict[str, dict[str, Decimal]] = {}
        for row in rows if one.totals else ():
            sums = expected.setdefault(row[one.currency], dict.fromkeys(one.totals, Decimal(0)))
            for name in one.totals:
                sums[name] += row[name]
        totals = asked(books, one).totals()
        assert (totals.count, totals.sums) == (len(rows), expected), one.name
    assert asked(books, LISTS["invoices"]).totals().of("gross_amount") == {
        "GBP": 0,
        "USD": Decimal("5007.50"),
    }


def test_a_count_goes_no_further_than_it_is_asked_to(books: Books) -> None:
    busy(books)
    listing = asked(books, LISTS["entries"])
    assert (listing.count(limit=3), listing.count(limit=14), listing.count()) == (4, 14, 14)


def test_a_person_sees_what_is_theirs_and_nothing_else(books: Books) -> None:
    """Mia manages CT-0044 with its two projects, Tom the project P-214 of CT-0031, Ida nothing.

    Acts and runs are told below; prices are of contracts through their lists: tests/web/door/test_own_pages.py.
    """
    busy(books)
    mia, tom, ida = (
        Sight(books.company_id, Person.objects.create(username=name).pk) for name in ("eva", "tom", "ida")
    )
    contract, project = books.id("contracts", "CT-0044"), books.id("projects", "P-214")
    Contract.objects.filter(pk=contract).update(manager_id=mia.person_id)
    Project.objects.filter(pk=project).update(manager_id=tom.person_id)
    covered = {books.id("projects", "P-230"), books.id("projects", "P-240")}
    everybodys = {name for name, one in LISTS.items() if not one.scope}
    assert everybodys == {"periods", *MASTERS}
    for name in set(LISTS) - everybodys - {"acts", "runs", "run-items", "prices"}:
        one = LISTS[name]
        lines_of = {"backlog-totals": "backlog", "journals": "journal-lines"}
        is_whole = one.groups is None or one.scope == NOBODY
        lines = one if is_whole else LISTS[lines_of.get(name, "realization")]
        rows = asked(books, lines).rows()
        with_projects = "project_id" in one.scope
        of_mia = [
            row
            for row in rows
            if row.get("contract_id") == contract or (with_projects and row["project_id"] in covered)
        ]
        of_tom = [row for row in rows if with_projects and row["project_id"] == project]
        assert of_mia or one.scope == NOBODY or name in WITHOUT_HERS, name
        for sight, own in ((mia, of_mia), (tom, of_tom), (ida, [])):
            seen = asked(books, one, sight=sight)
            if is_whole:
                assert seen.rows() == own, name
                assert seen.totals().count == len(own), name
            else:
                count = sum(row.get("line_count", 0) for row in seen.rows())
                worth = sum(row.get("worked_amount", 0) for row in seen.rows())
                assert count == len(own) or worth == sum(row.get("worked_amount", 0) for row in own) > 0, name


def test_a_person_sees_what_they_did_and_started(books: Books) -> None:
    busy(books)
    [everything] = {row["person_id"] for row in asked(books, LISTS["acts"]).rows()}
    for name in ("acts", "runs", "run-items"):
        rows = asked(books, LISTS[name]).rows()
        assert asked(books, LISTS[name], sight=Sight(books.company_id, everything)).rows() == rows, name
        assert asked(books, LISTS[name], sight=Sight(books.company_id, everything + 1)).rows() == [], name


def test_what_was_looked_at_is_what_is_acted_upon(books: Books) -> None:
    busy(books)
    drafts = Selection(status="draft", contract_ids=books.id("contracts", "CT-0031"))
    listing = asked(books, LISTS["entries"], Selection(status="draft"))
    assert listing.taken() == []
    proformas = asked(books, LISTS["proformas"], drafts)
    seen = proformas.totals()
    kept = drafts.expecting(count=seen.count, sums=seen.of("transaction_amount"))
    again = Selection.from_query(kept.to_query())
    assert again == kept

    [draft] = asked(books, LISTS["proformas"], again).taken()
    assert asked(books, LISTS["proformas"], again).check() == seen
    assert draft == books.id("proformas", "P-00005")
    books.do("- edit: {proformas: P-00005, quantities: {T20: 2}, reason: Agreed with the customer}")

    for act in (Listing.taken, Listing.check):
        with pytest.raises(SelectionChanged) as refusal:
            act(asked(books, LISTS["proformas"], again))
        assert refusal.value.message == "Proformas: 1 record; 420.00 GBP became 1 record; 240.00 GBP."


@pytest.mark.parametrize(
    ("name", "selection", "refusal", "message"),
    [
        (
            "periods",
            {"customer_ids": 7},
            QuestionUnknown,
            "Fiscal periods cannot be narrowed by customer_ids.",
        ),
        ("proformas", {"status": "new"}, WordUnknown, "Status is never 'new'; there is confirmed, draft."),
        ("invoices", {"printed": "maybe"}, WordUnknown, "Printed is never 'maybe'; it is yes or no."),
        ("proformas", {"from_amount": "much"}, NotANumber, "'much' is not a number."),
        ("proformas", {"from_date": "month-end"}, DayUnreadable, "'month-end' is not a day."),
        (
            "proformas",
            {"contract": "C-1"},
            SelectionUnreadable,
            "'contract=C-1' is not a selection that can be taken here.",
        ),
        (
            "periods",
            {"year": "MMXXVI"},
            SelectionUnreadable,
            "'year=MMXXVI' is not a selection that can be taken here.",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    name: str, selection: dict[str, Any], refusal: type[Refusal], message: str
) -> None:
    with pytest.raises(refusal) as caught:
        LISTS[name].of(company_id=1, selection=Selection(**selection))
    assert caught.value.message == message


def test_orders_columns_and_places_that_are_not_there_are_refused(books: Books) -> None:
    busy(books)
    one = LISTS["proformas"]
    listing = asked(books, one)
    with pytest.raises(SortUnknown, match="Proformas cannot be sorted by colour; there is "):
        listing.rows(sort="-colour")
    with pytest.raises(ColumnUnknown, match="Proformas has no column customr; the nearest is customer"):
        one.chosen(["number", "customr"])
    after = listing.page(limit=1).following
    assert after.isascii()
    assert after.replace("-", "").replace("_", "").isalnum()
    assert not after.startswith("-")
    elsewhere = asked(books, LISTS["milestones"]).page(limit=1).following
    for place, sort in ((after, "number"), (after[:-4], ""), ("x", ""), ("é", ""), (elsewhere, "")):
        with pytest.raises(PageUnreadable):
            listing.page(limit=1, after=place, sort=sort)


def test_marks_in_a_text_stand_for_themselves(books: Books) -> None:
    busy(books)

    def found(text: str) -> list[str]:
        return [row["entry"] for row in asked(books, LISTS["entries"], Selection(text=text)).rows()]

    assert found("100% OF the _REPORT_") == ["T20"]
    assert found("100%the") == []
    assert found("p_mp") == []
    assert found("\\") == []
    assert found("PUMP") == ["T1"]
