"""Submitting entries: from draft or returned to an approver's desk."""

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.work.events.submit_entries import submit_entries


def test_drafts_are_submitted(entered: Books) -> None:
    count = submit_entries(
        acting(entered.company_id), entry_ids=[entered.id("entries", "T1"), entered.id("entries", "T2")]
    )

    assert count == 2
    entered.show("entries", "entry | status\nT1 | submitted\nT2 | submitted")


def test_a_returned_entry_is_submitted_again(entered: Books) -> None:
    entered.do("""
    - submit: [T1]
    - reject: {entries: [T1], comment: Wrong day}
    - submit: [T1]
    """)

    entered.show("entries", "entry | status\nT1 | submitted\nT2 | draft")


def test_a_submitted_entry_is_refused_and_none_moves(entered: Books) -> None:
    entered.do("- submit: [T1]")

    refused = entered.refused("EntryNotDraft", "submit: [T2, T1]")

    assert refused.subject_ids == (entered.id("entries", "T1"),)


def test_a_day_takes_the_limit_and_no_minute_more(entered: Books) -> None:
    entered.do("""
    - set: {company: {daily_limit_minutes: 690}}
    - submit: [T1, T2]
    - recall: [T2]
    - set: {company: {daily_limit_minutes: 689}}
    """)

    refused = entered.refused("DailyLimitExceeded", "submit: [T2]")

    assert "Ada Moreau 2026-03-02 11.5 h of 11.48" in refused.message
    assert refused.subject_ids == (entered.id("entries", "T2"),)


def test_the_days_over_the_limit_are_named_by_date_and_name(entered: Books) -> None:
    entered.do("""
    - set: {company: {daily_limit_minutes: 60}}
    - enter:
        T3: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 2}
        T4: {resource: Ada Moreau, project: P-1, date: 2026-03-01, hours: 3}
    """)

    refused = entered.refused("DailyLimitExceeded", "submit: [T3, T1, T4]")

    assert (
        "Ada Moreau 2026-03-01 3 h of 1 h, Ada Moreau 2026-03-02 7.5 h of 1 h, Ben Okoro 2026-03-02 2 h of 1 h"
        in refused.message
    )


def test_what_is_not_time_is_submitted_on_a_day_that_is_full(entered: Books) -> None:
    entered.do("""
    - submit: [T1, T2]
    - set: {company: {daily_limit_minutes: 60}}
    - enter:
        E1: {class: expense, category: Travel, resource: Ada Moreau, project: P-1, date: 2026-03-02, quantity: 1}
    - submit: [E1]
    """)

    entered.show("entries", "entry | status\nT1 | submitted\nT2 | submitted\nE1 | submitted")


def test_without_a_limit_a_day_takes_everything(entered: Books) -> None:
    entered.do("""
    - set: {company: {daily_limit_minutes: null}}
    - submit: [T1, T2]
    """)

    entered.show("entries", "entry | status\nT1 | submitted\nT2 | submitted")


def test_each_resource_has_a_day_of_its_own(entered: Books) -> None:
    entered.do("""
    - set: {company: {daily_limit_minutes: 690}}
    - enter: {T3: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 8}}
    - submit: [T1, T2, T3]
    """)

    entered.show("entries", "entry | status\nT1 | submitted\nT2 | submitted\nT3 | submitted")
