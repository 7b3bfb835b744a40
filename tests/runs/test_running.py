"""Running: chunks that commit whole, refusals that set aside what is at fault, and one run at a time."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acting import acting, an_act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.selections import Selected, Selection
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Role
from unbilled.people.models import Act
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run, RunItem
from unbilled.runs.reads.runs import RUNS, find_run
from unbilled.runs.running import ATTEMPTS, Job, RunInProgress, RunReport, Tally, carry_out


class Spoiled(Refusal):
    """Some of the records cannot be done."""

    sentence = "Records {record_ids} are spoiled."
    remedy = "Leave them out."
    subject = "record_ids"


class Unlucky(Refusal):
    """Says nothing about which record it is."""

    sentence = "One of them cannot be done."
    remedy = "Find it."


def role(books: Books, number: int) -> None:
    """Something that is written, so that it can be seen whether it stays."""
    Role.objects.create(act_id=an_act(), company_id=books.company_id, name=f"Role {number}")


def numbers(books: Books) -> list[int]:
    names = Role.objects.filter(company_id=books.company_id).values_list("name", flat=True)
    return sorted(int(name.split()[1]) for name in names)


class Steps:
    """A step that writes a role per record, counts its calls and refuses what it is told to."""

    def __init__(self, books: Books, refuse: Callable[[list[int]], Refusal | None] = lambda ids: None):
        self.books, self.refuse = books, refuse
        self.calls: list[list[int]] = []

    def __call__(self, ids: list[int]) -> Tally:
        self.calls.append(ids)
        for one in ids:
            role(self.books, one)
        if refusal := self.refuse(ids):
            raise refusal
        tally = Tally()
        tally.count("roles", len(ids))
        tally.add("worth", "EUR", Decimal("1.50") * len(ids))
        return tally


def job(step: Callable[[list[int]], Tally]) -> Job:
    """Two records a contract: 1 and 2, 3 and 4, and so on."""
    return Job(
        event="process.write_roles",
        record_kind="role",
        subject="record_ids",
        names=lambda act: lambda ids: [f"Role {one}" for one in ids],
        select=lambda act, selection, *, ids: [Selected((one + 1) // 2, one) for one in ids],
        step=lambda act, selection, part, *, ids: step(part),
        tally=lambda tally: tally,
    )


def run(books: Books, step: Callable[[list[int]], Tally], ids: Sequence[int], **more: Any) -> RunReport:
    act = acting(books.company_id, by=books.person_id)
    return carry_out(act, job(step), ids=list(ids), **more)


@pytest.fixture
def house(books: Books) -> Books:
    books.given("{}")
    return books


def test_a_run_keeps_what_it_was_asked_and_what_it_did(house: Books) -> None:
    report = run(house, Steps(house), range(1, 7), chunk_rows=4, selection=Selection(contract_ids=[7]))

    kept = Run.objects.get()
    assert (kept.pk, kept.run_kind, kept.status) == (report.run_id, "write_roles", "finished")
    act = Act.objects.get(pk=kept.act_id)
    assert (act.event, act.person_id, act.outcome) == ("process.write_roles", house.person_id, "done")
    assert kept.finished_at is not None
    assert kept.arguments == {"on": "2026-01-01", "contract_ids": [7], "ids": [1, 2, 3, 4, 5, 6]}
    assert act.asked == kept.arguments
    assert {key: kept.totals[key] for key in ("counts", "amounts", "set_aside")} == {
        "counts": {"roles": 6},
        "amounts": {"worth": {"EUR": "9.00"}},
        "set_aside": 0,
    }
    assert (dict(report.counts), report.amounts) == ({"roles": 6}, {"worth": {"EUR": Decimal("9.00")}})


def test_a_chunk_holds_whole_contracts(house: Books) -> None:
    step = Steps(house)
    run(house, step, [6, 1, 2, 3, 4, 5], chunk_rows=3)
    assert step.calls == [[1, 2], [3, 4], [6, 5]]


def test_a_contract_that_is_larger_than_a_chunk_is_one_chunk(house: Books) -> None:
    step = Steps(house)
    run(house, step, [1, 2, 3], chunk_rows=1)
    assert step.calls == [[1, 2], [3]]


def test_progress_tells_lines_done_and_lines_in_all(house: Books) -> None:
    told: list[tuple[int, int]] = []
    run(house, Steps(house), range(1, 7), chunk_rows=4, progress=lambda *lines: told.append(lines))
    assert told == [(0, 6), (4, 6), (6, 6)]


def test_exactly_what_a_refusal_names_is_set_aside(house: Books) -> None:
    def refuse(ids: list[int]) -> Refusal | None:
        bad = [one for one in ids if one in (2, 5)]
        return Spoiled(record_ids=bad) if bad else None

    step = Steps(house, refuse)
    report = run(house, step, range(1, 7))

    assert step.calls == [[1, 2, 3, 4, 5, 6], [1, 3, 4, 6]]
    assert numbers(house) == [1, 3, 4, 6]
    assert dict(report.counts) == {"roles": 4}
    aside = RunItem.objects.filter(run_id=report.run_id).order_by("record_id")
    assert list(
        aside.values_list("record_kind", "record_id", "record_name", "refusal", "sentence", "remedy")
    ) == [
        ("role", 2, "Role 2", "Spoiled", "Records 2 are spoiled.", "Leave them out."),
        ("role", 5, "Role 5", "Spoiled", "Records 5 are spoiled.", "Leave them out."),
    ]
    assert report.refusals() == [("Spoiled", 2, "Records 2 are spoiled.", "Leave them out.")]


def test_what_a_refusal_does_not_name_is_found_by_halves(house: Books) -> None:
    step = Steps(house, lambda ids: Unlucky() if 5 in ids else None)
    report = run(house, step, range(1, 9))

    assert numbers(house) == [1, 2, 3, 4, 6, 7, 8]
    assert [(item.record_id, item.refusal) for item in report.set_aside] == [(5, "Unlucky")]
    assert step.calls == [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4], [5, 6, 7, 8], [5, 6], [5], [6], [7, 8]]


def test_a_figure_beyond_its_column_sets_aside_its_record_alone(house: Books) -> None:
    def step(ids: list[int]) -> Tally:
        with connection.cursor() as cursor:
            cursor.execute("select cast(%s as numeric(20, 4))", [10 ** (3 * max(ids))])
        return Steps(house)(ids)

    report = run(house, step, range(1, 7))

    assert numbers(house) == [1, 2, 3, 4, 5]
    assert [(item.record_id, item.refusal) for item in report.set_aside] == [(6, "NotHeld")]
    assert report.set_aside[0].sentence == (
        "The books have no room for a figure or a text of it: numeric field overflow."
    )


def test_the_search_for_what_is_at_fault_ends(house: Books) -> None:
    """Everything is refused: so many tries, and the rest is set aside as it is."""
    calls: list[int] = []

    def refused(ids: list[int]) -> Tally:
        calls.append(len(ids))
        raise Unlucky

    report = run(house, refused, range(1, 2_001))
    assert len(calls) < ATTEMPTS + 20
    assert sorted(item.record_id for item in report.set_aside) == list(range(1, 2_001))


def test_a_refusal_about_other_records_is_not_taken_for_ours(house: Books) -> None:
    class OfOthers(Refusal):
        sentence = "Things {thing_ids} are wrong."
        subject = "thing_ids"

    step = Steps(house, lambda ids: OfOthers(thing_ids=[1, 2, 3]) if 4 in ids else None)
    report = run(house, step, range(1, 5))
    assert [item.record_id for item in report.set_aside] == [4]


def test_a_dry_run_does_everything_and_leaves_nothing(house: Books) -> None:
    step = Steps(house, lambda ids: Spoiled(record_ids=[2]) if 2 in ids else None)
    report = run(house, step, range(1, 5), dry_run=True)

    assert (report.run_id, dict(report.counts)) == (None, {"roles": 3})
    assert report.amounts == {"worth": {"EUR": Decimal("4.50")}}
    assert [item.record_id for item in report.set_aside] == [2]
    assert numbers(house) == []
    assert not Run.objects.exists()
    assert not RunItem.objects.exists()


def test_an_interrupted_run_says_so_and_keeps_its_finished_chunks(house: Books) -> None:
    def step(ids: list[int]) -> Tally:
        if 5 in ids:
            raise KeyboardInterrupt
        return Steps(house)(ids)

    with pytest.raises(KeyboardInterrupt):
        run(house, step, range(1, 7), chunk_rows=2)

    kept = Run.objects.get()
    assert (kept.status, kept.totals["counts"]) == ("interrupted", {"roles": 4})
    assert numbers(house) == [1, 2, 3, 4]


def test_a_run_whose_process_was_killed_is_marked_by_the_next(house: Books) -> None:
    left = start_run(
        acting(house.company_id, by=house.person_id, at=timezone.now()),
        run_kind="write_roles",
        arguments={},
    )
    other = start_run(
        acting(house.company_id, by=house.person_id, at=timezone.now()),
        run_kind="something_else",
        arguments={},
    )

    run(house, Steps(house), [1])

    assert Run.objects.get(pk=left).status == "interrupted"
    assert Run.objects.get(pk=other).status == "running"


def test_a_run_whose_process_was_killed_is_not_called_running(house: Books) -> None:
    """As long as no next run has marked it; one that somebody works on is."""
    killed = start_run(
        acting(house.company_id, by=house.person_id, at=timezone.now()),
        run_kind="something_else",
        arguments={},
    )
    seen: list[str] = []

    def step(ids: list[int]) -> Tally:
        seen.extend(row["status"] for row in RUNS.of(company_id=house.company_id).rows())
        return Steps(house)(ids)

    run(house, step, [1])

    assert seen == ["running", "interrupted"]
    assert find_run(company_id=house.company_id, run_id=killed)["status"] == "interrupted"
    asked = RUNS.of(company_id=house.company_id, selection=Selection(status="running"))
    assert asked.rows() == []


def test_a_second_run_of_a_kind_is_refused_and_says_who_is_at_it(house: Books) -> None:
    started_at = timezone.now()
    start_run(
        acting(house.company_id, by=house.person_id, at=started_at),
        run_kind="write_roles",
        arguments={},
    )
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        port=settings["PORT"] or None,
        dbname=settings["NAME"],
    ) as other:
        turn = f"unbilled write_roles {house.company_id}"
        other.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [turn])

        with pytest.raises(RunInProgress) as refused:
            run(house, Steps(house), [1])

    assert str(refused.value) == (
        f"Write roles is already running for HOME: accountant, since {started_at:%Y-%m-%d %H:%M:%S} UTC. "
        "Wait until it is finished; its progress stands in `unbilled runs list`."
    )
    assert numbers(house) == []
    assert Run.objects.get().status == "running"


def test_the_turn_is_given_back(house: Books) -> None:
    run(house, Steps(house), [1])
    run(house, Steps(house), [3])
    assert Run.objects.filter(status="finished").count() == 2


def test_the_statements_of_the_engine_do_not_grow_with_the_records(house: Books) -> None:
    def step(ids: list[int]) -> Tally:
        bad = [one for one in ids if one % 2]
        if bad:
            raise Spoiled(record_ids=bad)
        return Tally()

    counts = []
    for size in (10, 1_000):
        with CaptureQueriesContext(connection) as statements:
            run(house, step, range(1, size + 1))
        counts.append(len(statements))
    assert counts[0] == counts[1]


class Deadlocked:
    """A step that loses against another session a few times."""

    def __init__(self, times: int):
        self.left = times

    def __call__(self, ids: list[int]) -> Tally:
        if self.left:
            self.left -= 1
            raise OperationalError("deadlock detected") from psycopg.errors.DeadlockDetected()
        tally = Tally()
        tally.count("roles", len(ids))
        return tally


@pytest.mark.parametrize(("times", "status"), [(3, "finished"), (4, "interrupted")])
def test_a_deadlock_is_tried_again_three_times(own_database: None, times: int, status: str) -> None:
    house = Books()
    house.given("{}")
    step = Deadlocked(times)
    try:
        counts = dict(run(house, step, [1]).counts)
    except OperationalError:
        counts = {}
    assert Run.objects.get().status == status
    assert counts == ({"roles": 1} if status == "finished" else {})
