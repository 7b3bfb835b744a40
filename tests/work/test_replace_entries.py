"""What comes in again under a known reference replaces what is not approved, and never doubles."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.acting import acting, granted

from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books
from unbilled.work.events.enter_entries import NewEntry, ProjectClosed, enter_entries
from unbilled.work.events.replace_entries import replace_entries
from unbilled.work.rules import EntryDecided, EntryOfOthers

WORLD = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-1: {tasks: [Design]}, P-2: {}, P-3: {stage: closed}}
"""


@pytest.fixture
def hour(books: Books) -> NewEntry:
    books.given(WORLD)
    return NewEntry(
        transaction_class="time",
        transaction_date=date(2026, 3, 2),
        project_id=books.id("projects", "P-1"),
        role_id=books.id("roles", "Developer"),
        resource_id=books.id("resources", "Ada Moreau"),
        quantity=Decimal("7.5"),
        description="Sketches",
        external_reference="T1",
    )


def shown(books: Books, table: str) -> None:
    books.show("entries", table)


def test_a_draft_becomes_what_is_given_and_the_new_is_entered(books: Books, hour: NewEntry) -> None:
    [known] = enter_entries(acting(books.company_id), entries=[hour]).entry_ids
    changed = replace(
        hour,
        project_id=books.id("projects", "P-2"),
        transaction_date=date(2026, 3, 3),
        quantity=Decimal(3),
        description="Shop",
    )

    done = replace_entries(
        acting(books.company_id), entries=[replace(hour, external_reference="T2"), changed]
    )

    assert (len(done.entered_ids), done.replaced_ids, done.known) == (1, [known], 0)
    shown(
        books,
        """
        entry | date       | project | quantity | description | status
        T1    | 2026-03-03 | P-2     |     3.00 | Shop        | draft
        T2    | 2026-03-02 | P-1     |     7.50 | Sketches    | draft
        """,
    )


def test_what_is_submitted_or_returned_is_a_draft_again(books: Books, hour: NewEntry) -> None:
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7.5}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 4}
    - submit: all
    - reject: {entries: [T2], comment: "Which task?"}
    """)
    again = [
        replace(hour, quantity=Decimal(7), description=""),
        replace(hour, external_reference="T2", transaction_date=date(2026, 3, 3), description=""),
    ]

    done = replace_entries(acting(books.company_id), entries=again)

    assert (done.entered_ids, len(done.replaced_ids), done.known) == ([], 2, 0)
    shown(books, "entry | quantity | status\nT1 | 7 | draft\nT2 | 7.5 | draft")


def test_what_says_the_same_stays_whatever_its_status(books: Books, hour: NewEntry) -> None:
    entries = [hour, replace(hour, external_reference="T2"), replace(hour, external_reference="T3")]
    entered = enter_entries(acting(books.company_id), entries=entries).entry_ids
    books.world.ids["entries"].update(zip(["T1", "T2", "T3"], entered, strict=True))
    books.do("- submit: [T1, T2]\n- approve: [T1]")

    done = replace_entries(acting(books.company_id), entries=[*entries, replace(hour, quantity=Decimal(1))])

    assert (done.entered_ids, done.replaced_ids, done.known) == ([], [], 4)
    shown(books, "entry | quantity | status\nT1 | 7.5 | approved\nT2 | 7.5 | submitted\nT3 | 7.5 | draft")


def test_what_is_approved_and_says_something_else_is_refused(books: Books, hour: NewEntry) -> None:
    [entry_id] = enter_entries(acting(books.company_id), entries=[hour]).entry_ids
    books.world.ids["entries"]["T1"] = entry_id
    books.do("- submit: [T1]\n- approve: [T1]")
    new = replace(hour, external_reference="T2")

    with pytest.raises(EntryDecided, match="stay as they are: T1") as refused:
        replace_entries(acting(books.company_id), entries=[new, replace(hour, quantity=Decimal(8))])

    assert refused.value.subject_ids == (2,)
    shown(books, "entry | quantity | status\nT1 | 7.5 | approved")


def test_what_cannot_be_entered_does_not_replace_either(books: Books, hour: NewEntry) -> None:
    enter_entries(acting(books.company_id), entries=[hour])

    with pytest.raises(ProjectClosed, match="P-3"):
        replace_entries(
            acting(books.company_id), entries=[replace(hour, project_id=books.id("projects", "P-3"))]
        )

    shown(books, "entry | project\nT1 | P-1")


def test_a_team_member_replaces_only_what_they_entered(books: Books, hour: NewEntry) -> None:
    ada, ben = (granted(books.company_id, name, "team_member") for name in ("ada", "ben"))
    enter_entries(acting(books.company_id, by=ada), entries=[hour])

    with pytest.raises(EntryOfOthers, match=r"somebody else's: T1 \(ada\)") as refused:
        replace_entries(acting(books.company_id, by=ben), entries=[replace(hour, quantity=Decimal(1))])
    assert refused.value.subject_ids == (1,)
    shown(books, "entry | quantity\nT1 | 7.5")

    replace_entries(acting(books.company_id, by=ada), entries=[replace(hour, quantity=Decimal(1))])
    lead = granted(books.company_id, "lead", "billing_lead")
    replace_entries(acting(books.company_id, by=lead), entries=[replace(hour, quantity=Decimal(2))])
    shown(books, "entry | quantity\nT1 | 2")


def test_a_manager_of_own_contracts_replaces_nothing_of_others(books: Books, hour: NewEntry) -> None:
    enter_entries(acting(books.company_id), entries=[hour])
    own = granted(books.company_id, "own", "project_manager", scope="own")

    with pytest.raises(NotYours, match=r"project P-1"):
        replace_entries(acting(books.company_id, by=own), entries=[replace(hour, quantity=Decimal(1))])

    shown(books, "entry | quantity\nT1 | 7.5")
