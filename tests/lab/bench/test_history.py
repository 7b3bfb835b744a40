"""Growth behind a history: how it is reckoned, and that statements whose plans fall there are found."""

from dataclasses import replace

import pytest
from django.db import connection

from unbilled.accounting.events import post_journals
from unbilled.accounting.reads import draft_journal_lines
from unbilled.lab.bench.history import Growth, behind_history, growing
from unbilled.work.reads import undecided_entries

# What the planner once made of both statements, as statistics know nothing of drafts: it nests two large sets. They
# are written so that no planner can do better.
BY_KEY = "and line.actual_id = resolved.actual_id\n       and not exists"
NESTED = "and line.actual_id - resolved.actual_id::numeric = 0\n       and not exists"
NESTED_KINDS = """
with picked as materialized (
    select entry.id, entry.project_id, entry.transaction_class, coalesce(entry.task_id, 0) as task_id
      from work_entry as entry
     where entry.company_id = %(company_id)s
       and entry.status = any(%(statuses)s)
       and entry.id = any(%(entry_ids)s)
), kinds as materialized (
    select distinct project_id, transaction_class, task_id from picked
)
select picked.id as entry_id, null::bigint as contract_id
  from picked
  join kinds
    on kinds.project_id - picked.project_id::numeric = 0
   and kinds.task_id - picked.task_id::numeric = 0
 order by picked.id
"""
# A sequential scan, as ever more of the journal is posted.
OF_ALL_YEARS = """
select line.actual_id, line.contract_id
  from accounting_journal_line as line
 where line.company_id = %(company_id)s
   and line.status = 'draft'
"""


def test_a_line_is_held_beside_one_in_an_empty_database():
    # 20,000 lines took 2 s: 100 microseconds a line. Of 10,000 that took 1.45 s, 0.05 s count for nothing.
    grown = Growth("post", 20_000, 2.0, {10_000: 1.45, 5_000: 0.3, 1: 0.04})

    assert [grown.factor(lines) for lines in grown.months] == [pytest.approx(1.4), pytest.approx(0.5), 0.0]
    assert growing([grown]) == ["post: a line of 10,000 takes 1.4 times what it takes in an empty database."]


def test_a_stage_too_quick_to_be_measured_counts_as_noise():
    # 0.01 s for 1,000 lines counts as 0.05 s, 50 microseconds a line.
    assert Growth("create", 1_000, 0.01, {1_000: 0.1}).factor(1_000) == pytest.approx(1.0)


def test_a_single_line_is_held_beside_a_single_line():
    # Of 146 ms behind a history, 50 count for nothing; 39 before it count as 50.
    grown = Growth("post journals", 20_000, 2.0, {1: 0.146}, single=0.039)

    assert grown.factor(1) == pytest.approx(1.92)
    assert growing([Growth("post", 20_000, 2.0, {1: 0.1}, single=0.06)]) == []


def test_a_stage_that_reads_the_history_is_told():
    reading = Growth("submit", 20_000, 1.0, {1: 0.01}, read={"work_entry": 1_000_000})

    assert growing([reading]) == ["submit: a single line has 1,000,000 rows of work_entry read."]


def test_statements_that_nest_or_read_the_history_are_found(django_db_setup, django_db_blocker, monkeypatch):
    """They fall as soon as there is a history; each slows its own stage down. All others read nothing of it."""
    claim, join, found = post_journals.SQL, undecided_entries.SQL, draft_journal_lines.SQL
    assert claim.text.count(BY_KEY) == 1

    def said(sentence: str) -> None:
        if sentence.startswith("a month"):
            monkeypatch.setattr(post_journals, "SQL", replace(claim, text=claim.text.replace(BY_KEY, NESTED)))
            monkeypatch.setattr(undecided_entries, "SQL", replace(join, text=NESTED_KINDS))
            monkeypatch.setattr(draft_journal_lines, "SQL", replace(found, text=OF_ALL_YEARS))

    with django_db_blocker.unblock():
        stages = behind_history(
            history=1_200, lines=1_200, per_invoice=100, said=said, months=(1,), tasks=100
        )
        connection.close()

    assert {sentence.partition(":")[0] for sentence in growing(stages)} >= {"submit", "post journals"}
    assert {one.stage: set(one.read) for one in stages if one.read and one.stage != "submit"} == {
        "post journals": {"accounting_journal_line"}
    }
