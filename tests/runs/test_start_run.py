"""Starting a run: a row says what is done, by whom and since when."""

import pytest

from road import NOON, started
from unbilled.lab.scenarios.books import Books
from unbilled.runs.reads.list_runs import RunUnknown, list_runs


def test_a_run_that_has_started_says_what_it_does(books: Books) -> None:
    books.given("{}")
    run_id = started(books)
    [listed] = list_runs(company_id=books.company_id)
    assert (listed.run_id, listed.run_kind, listed.status) == (run_id, "post_journals", "running")
    assert (listed.started_at, listed.finished_at, listed.started_by) == (NOON, None, "accountant")
    assert listed.arguments == {"through_date": "2026-03-02", "contract_ids": [7]}
    assert listed.totals == {}


def test_the_latest_run_is_listed_first_and_an_unknown_one_refused(books: Books) -> None:
    books.given("{}")
    runs = [started(books) for _ in range(3)]
    assert [run.run_id for run in list_runs(company_id=books.company_id, limit=2)] == runs[:0:-1]
    with pytest.raises(RunUnknown, match="The company has no run 99999999"):
        list_runs(company_id=books.company_id, run_id=99_999_999)
