"""Mutants are made of what stands in a statement; they are killed, or told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .__main__ import report, statements
from .equivalents import Equivalent, gone, read_equivalents
from .operators import ROOT, SOURCE, Mutant, mutants_of
from .trial import Verdict, callers_of, distance

PATH = SOURCE / "billing/events/pay_twice.sql"


def changes(sql: str) -> list[str]:
    """The lines that the mutants of a statement of one line have instead."""
    return [mutant.becomes for mutant in mutants_of(PATH, sql)]


def test_signs_are_flipped_between_values_and_dropped_before_them() -> None:
    assert changes("select -a + b - 2 * c from t") == [
        "select a + b - 2 * c from t",
        "select -a - b - 2 * c from t",
        "select -a + b + 2 * c from t",
        "select -a + b - 2 / c from t",
    ]
    assert changes("select case when a then -b end - c, -sum(d) from t") == [
        "select case when a then b end - c, -sum(d) from t",
        "select case when a then -b end + c, -sum(d) from t",
        "select case when a then -b end - c, sum(d) from t",
    ]
    assert changes("select count(*) from t") == []


def test_comparisons_move_by_one_or_turn_round() -> None:
    assert changes("delete from t where a < b or c >= d") == [
        "delete from t where a <= b or c >= d",
        "delete from t where a < b and c >= d",
        "delete from t where a < b or c > d",
    ]
    assert changes("delete from t where a <> %(b)s") == ["delete from t where a = %(b)s"]


def test_an_assignment_and_a_range_are_no_comparison() -> None:
    assert changes("update t set a = %(a)s where b between c and d") == []


def test_joins_lose_rows_or_keep_them() -> None:
    assert changes("select a.b from a join c using (d)") == ["select a.b from a left join c using (d)"]
    assert changes("select a.b from a left join c using (d)") == ["select a.b from a join c using (d)"]
    assert changes("select a.b from a cross join c") == []


def test_a_join_that_finds_a_row_by_its_key_loses_none() -> None:
    assert changes("select a.b from a join c on c.id = a.c_id") == [
        "select a.b from a join c on c.id <> a.c_id",
    ]
    assert changes("select a.b from a join c on c.id = %(c_id)s where a.b") == [
        "select a.b from a join c on c.id <> %(c_id)s where a.b",
    ]
    assert "select a.b from a left join c on c.id = a.c_id and c.d" in changes(
        "select a.b from a join c on c.id = a.c_id and c.d"
    )
    assert "select a.b from a left join c on c.a_id = a.id" in changes(
        "select a.b from a join c on c.a_id = a.id"
    )


def test_what_is_denied_is_said_and_what_is_said_is_denied() -> None:
    assert changes("delete from t where not a") == ["delete from t where a"]
    assert changes("delete from t where a is null") == ["delete from t where a is not null"]
    assert changes("delete from t where a is not null") == ["delete from t where a is null"]
    assert changes("delete from t where exists (select from u)") == [
        "delete from t where not exists (select from u)"
    ]
    assert changes("delete from t where not exists (select from u)") == [
        "delete from t where exists (select from u)"
    ]
    assert changes("select a from t where b is not distinct from c") == [
        "select a from t where b is distinct from c"
    ]


def test_words_are_swapped_for_their_opposites() -> None:
    assert changes("select min(a), greatest(b, c), true from t") == [
        "select max(a), greatest(b, c), true from t",
        "select min(a), least(b, c), true from t",
        "select min(a), greatest(b, c), false from t",
    ]


def test_nought_and_one_are_swapped_unless_they_stand_for_no_key() -> None:
    assert changes("select coalesce(sum(a), 0), nullif(task_id, 0), 100 from t limit 1") == [
        "select coalesce(sum(a), 1), nullif(task_id, 0), 100 from t limit 1",
        "select coalesce(sum(a), 0), nullif(task_id, 0), 100 from t limit 0",
    ]


def test_an_order_is_turned_key_by_key_but_not_that_of_locks() -> None:
    assert changes("select rank() over (order by f(a, b), c desc) from t order by d") == [
        "select rank() over (order by f(a, b) desc, c desc) from t order by d",
        "select rank() over (order by f(a, b), c asc) from t order by d",
        "select rank() over (order by f(a, b), c desc) from t order by d desc",
    ]
    assert changes("select a from t order by a for update") == []


def test_comments_texts_and_percent_signs_stay() -> None:
    text = "-- event: pay_twice, and more\nselect format('%%s < é', a)\n  from t\n where a = %(b)s -- or so\n"

    [mutant] = mutants_of(PATH, text)

    assert (mutant.line, mutant.was, mutant.becomes) == (
        4,
        "where a = %(b)s -- or so",
        "where a <> %(b)s -- or so",
    )
    assert mutant.text == text.replace("a = %(b)s", "a <> %(b)s")


def test_the_body_of_a_function_is_changed_and_nothing_around_it() -> None:
    text = "create or replace function tax_rate(day date)\nreturns numeric language sql as $$\n    select 1 - 2\n$$\n"

    assert [(mutant.line, mutant.becomes) for mutant in mutants_of(PATH, text)] == [
        (3, "select 0 - 2"),
        (3, "select 1 + 2"),
    ]
    assert [mutant.function for mutant in mutants_of(PATH, text)] == ["tax_rate", "tax_rate"]
    assert mutants_of(PATH, text.replace("select 1 - 2", "begin return 1 - 2; end")) == []


def test_the_callers_of_a_function_are_found_through_others(tmp_path: Path) -> None:
    texts = {
        "a": "create or replace function b(day date) returns date language sql as $$ select c(day) $$",
        "d": "select b (day) from days",
        "e": "select b from days",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    assert callers_of("c", [tmp_path / name for name in texts]) == [tmp_path / "a", tmp_path / "d"]


def test_every_statement_of_the_house_can_be_changed() -> None:
    found = statements(["events", "reads"])

    assert len(found) > 50
    assert not [path.name for path in found if ".lock." in path.name]
    assert {path.name.partition(".")[0] for path in statements(["events"], stem="mark_ready")} == {
        "mark_ready"
    }


MUTANT = Mutant(PATH, 3, "where a < b", "where a <= b", "")


@pytest.mark.parametrize(
    ("test", "far"),
    [
        ("billing/test_pay_twice.py", 0),
        ("billing/test_mark_ready.py", 1),
        ("scenarios/test_scenarios.py", 2),
        ("work/test_approve_entries.py", 3),
    ],
)
def test_the_nearest_tests_come_first(test: str, far: int) -> None:
    assert distance(ROOT / "tests" / test, MUTANT) == far


def test_a_survivor_is_told_with_its_place_and_change() -> None:
    text, fine = report([Verdict(MUTANT, "survived", "", 12), Verdict(MUTANT, "killed", "test_b", 12)], [])

    assert not fine
    assert text.splitlines() == [
        "src/unbilled/billing/events/pay_twice.sql:3: survived 12 tests",
        "  - where a < b",
        "  + where a <= b",
        "2 mutants tried: 1 killed, 0 stopped for time, 0 listed as making no difference, 1 survived.",
    ]


def test_a_survivor_that_is_listed_is_fine_until_a_test_notices_it() -> None:
    listed = [Equivalent("pay_twice", "where a < b", "where a <= b", "They are never the same.")]

    assert report([Verdict(MUTANT, "survived", "", 12)], listed)[1]
    text, fine = report([Verdict(MUTANT, "killed", "test_b", 12)], listed)
    assert not fine
    assert text.startswith("Listed as making no difference, but src/unbilled/billing/events/pay_twice.sql:3")


def test_what_is_listed_and_gone_is_found() -> None:
    here, there = (
        Equivalent("pay_twice", "where a < b", becomes, "They are never the same.")
        for becomes in ("where a <= b", "where a > b")
    )

    assert gone([here, there], [MUTANT]) == [there]


def test_what_makes_no_difference_says_why(tmp_path: Path) -> None:
    assert all(len(one.why) > 10 for one in read_equivalents())
    (tmp_path / "some.toml").write_text(
        "[[equivalent]]\nstatement = 'a'\nchanges = [['b', 'c']]\nwhy = ' '\n"
    )
    with pytest.raises(ValueError, match="say why"):
        read_equivalents(tmp_path / "some.toml")


def test_a_planted_mutant_is_killed_and_one_that_changes_nothing_survives() -> None:
    [path] = SOURCE.glob("*/events/recall_entries.sql")
    text = path.read_text()
    right, same = "status = 'submitted'", "'submitted' = status"
    assert text.count(right) == 1
    planted = [
        Mutant(path, 1, right, wrong, text.replace(right, wrong)) for wrong in ("status <> 'submitted'", same)
    ]
    script = f"""
from pathlib import PosixPath
from tests.mutants.__main__ import line_of, trial_of
from tests.mutants.operators import Mutant
trial = trial_of({planted!r}, tests=["tests/work/test_recall_entries.py"])
print(*trial.broken, *map(line_of, trial.verdicts), sep="\\n")
"""

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    killed, was, wrong, survived, *told = done.stdout.splitlines()[-6:]
    assert killed.startswith(f"{path.relative_to(ROOT)}:1: killed by tests/work/test_recall_entries.py::")
    assert (was, wrong) == (f"  - {right}", "  + status <> 'submitted'")
    assert survived.startswith(f"{path.relative_to(ROOT)}:1: survived ")
    assert told == [f"  - {right}", f"  + {same}"]
