"""Starting a run: a row says what is done, by whom and since when."""

import pytest

from road import NOON, started
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.hold_act import hold_act, release_act
from unbilled.runs.models import Run
from unbilled.runs.reads.runs import RUNS, RunUnknown, find_run


def test_a_run_that_has_started_says_what_it_does(books: Books) -> None:
    books.given("{}")
    run_id = started(books)
    act_id = Run.objects.get(pk=run_id).act_id
    hold_act(act_id)
    listed = RUNS.of(company_id=books.company_id).rows()
    release_act(act_id)
    assert listed == [
        {
            "run_id": run_id,
            "run_kind": "post_journals",
            "status": "running",
            "started_at": NOON,
            "started_on": NOON.date(),
            "finished_at": None,
            "started_by": "accountant",
            "arguments": {"through_date": "2026-03-02", "contract_ids": [7]},
            "totals": {},
            "counts": None,
            "set_aside_count": 0,
        }
    ]


def test_the_latest_run_is_listed_first_and_an_unknown_one_refused(books: Books) -> None:
    books.given("{}")
    runs = [started(books) for _ in range(3)]
    listed = RUNS.of(company_id=books.company_id).page(limit=2)
    assert [run["run_id"] for run in listed.rows] == runs[:0:-1]
    assert listed.following
    with pytest.raises(RunUnknown, match="The company has no run 99999999"):
        find_run(company_id=books.company_id, run_id=99_999_999)
