"""Changing entries: what was entered wrong is put right while it is pencil."""

from decimal import Decimal

import pytest
from tests.acting import acting, granted

from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.work.events.change_entries import change_entries
from unbilled.work.events.enter_entries import ProjectClosed, ReferenceUnknown
from unbilled.work.rules import EntryDecided, EntryMissing, EntryOfOthers, EntrySubmitted, QuantityNegative

WORLD = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}, Ben Okoro: {role: Tester}}
categories: {Travel: {class: expense}}
projects: {P-1: {tasks: [Design]}, P-2: {tasks: [Build]}, P-3: {stage: closed}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, task: Design, date: 2026-03-02, hours: 7.5, description: Sketches}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 4}
"""
AS_ENTERED = """
entry | date       | project | task   | resource   | quantity | description | status
T1    | 2026-03-02 | P-1     | Design | Ada Moreau |     7.50 | Sketches    | draft
T2    | 2026-03-03 | P-1     |        | Ada Moreau |     4.00 |             | draft
"""


@pytest.fixture
def entered(books: Books) -> Books:
    books.given(WORLD)
    books.do(ENTERED)
    return books


def test_drafts_say_what_they_should_have_said(entered: Books) -> None:
    entered.do("""
    - change:
        T1: {project: P-2, task: Build, date: 2026-03-04, hours: 6, resource: Ben Okoro, role: Tester}
        T2: {description: "Review", billing_type: non_chargeable}
    """)

    entered.show(
        "entries",
        """
        entry | date       | project | task  | role      | resource   | quantity | description | billing type   | status
        T1    | 2026-03-04 | P-2     | Build | Tester    | Ben Okoro  |     6.00 | Sketches    |                | draft
        T2    | 2026-03-03 | P-1     |       | Developer | Ada Moreau |     4.00 | Review      | non_chargeable | draft
        """,
    )


def test_the_log_keeps_each_field_before_and_after(entered: Books) -> None:
    entered.do("- change: {T1: {hours: 6, task: none}}")

    [act] = Act.objects.filter(event="work.change_entries")
    assert act.changes == [
        {"kind": "entry", "record": "T1", "field": "task", "before": "Design", "after": None},
        {"kind": "entry", "record": "T1", "field": "quantity", "before": "7.5", "after": "6"},
    ]


def test_a_returned_entry_is_corrected_and_submitted_again(entered: Books) -> None:
    entered.do("""
    - submit: [T1]
    - reject: {entries: [T1], comment: Too long}
    - change: {T1: {hours: 5}}
    """)
    entered.show("entries", "entry | quantity | status\nT1 | 5 | returned\nT2 | 4 | draft")

    entered.do("- submit: [T1]\n- approve: [T1]")
    entered.show("entries", "entry | quantity | status\nT1 | 5 | approved\nT2 | 4 | draft")


def test_what_is_submitted_is_recalled_first(entered: Books) -> None:
    entered.do("- submit: [T1]")

    refusal = entered.refused(EntrySubmitted.__name__, "- change: {T2: {hours: 1}, T1: {hours: 5}}")
    assert "T1" in refusal.message
    entered.show("entries", "entry | quantity | status\nT1 | 7.5 | submitted\nT2 | 4 | draft")

    entered.do("- recall: [T1]\n- change: {T1: {hours: 5}}")
    entered.show("entries", "entry | quantity | status\nT1 | 5 | draft\nT2 | 4 | draft")


def test_what_is_approved_stays(entered: Books) -> None:
    entered.do("- submit: [T1]\n- approve: [T1]")

    refusal = entered.refused(EntryDecided.__name__, "- change: {T1: {hours: 5}, T2: {hours: 1}}")

    assert refusal.message == "Approved entries stay as they are: T1."
    entered.show("entries", "entry | quantity | status\nT1 | 7.5 | approved\nT2 | 4 | draft")


@pytest.mark.parametrize(
    ("change", "refusal", "match"),
    [
        ({"quantity": Decimal(-1)}, QuantityNegative, "-1 in entry T2"),
        ({"project_id": 0}, ReferenceUnknown, "project 0"),
        ({"billing_type": "free"}, ReferenceUnknown, "billing type free"),
    ],
)
def test_a_change_holds_to_the_rules_of_entering(
    entered: Books, change: dict[str, object], refusal: type[Exception], match: str
) -> None:
    with pytest.raises(refusal, match=match):
        change_entries(
            acting(entered.company_id),
            changes={
                entered.id("entries", "T1"): {"description": "Other"},
                entered.id("entries", "T2"): change,
            },
        )

    entered.show("entries", AS_ENTERED)


def test_a_task_of_the_project_it_leaves_does_not_go_along(entered: Books) -> None:
    entered.refused("ReferenceUnknown", "- change: {T1: {project: P-2}}")

    entered.show("entries", AS_ENTERED)


def test_nothing_moves_to_a_closed_project(entered: Books) -> None:
    entered.refused(ProjectClosed.__name__, "- change: {T2: {project: P-3}}")

    entered.show("entries", AS_ENTERED)


def test_an_entry_of_another_company_is_missing(entered: Books) -> None:
    with pytest.raises(EntryMissing):
        change_entries(acting(entered.company_id), changes={0: {"description": "x"}})

    entered.show("entries", AS_ENTERED)


def test_team_members_change_their_own_and_the_office_changes_all(entered: Books) -> None:
    member = granted(entered.company_id, "ben", "team_member")
    office = granted(entered.company_id, "olga", "project_accountant")
    other = {entered.id("entries", "T1"): {"quantity": 1}}

    with pytest.raises(EntryOfOthers, match="T1"):
        change_entries(acting(entered.company_id, by=member), changes=other)
    entered.show("entries", AS_ENTERED)

    change_entries(acting(entered.company_id, by=office), changes=other)
    entered.show("entries", "entry | quantity\nT1 | 1\nT2 | 4")


def test_a_manager_of_own_contracts_changes_nothing_of_others(entered: Books) -> None:
    own = granted(entered.company_id, "own", "project_manager", scope="own")

    with pytest.raises(NotYours, match="entry T1"):
        change_entries(
            acting(entered.company_id, by=own), changes={entered.id("entries", "T1"): {"quantity": 1}}
        )

    entered.show("entries", AS_ENTERED)
