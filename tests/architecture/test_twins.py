"""Events, statements, refusals and their tests belong together."""

import ast
from functools import cache
from pathlib import Path

import pytest
from checks import (
    ROOT,
    breaches_of_refusals,
    breaches_of_statement_twins,
    breaches_of_twins,
    events,
    function_files,
    modules,
    refusals_in,
    refusals_of,
    runs,
    statement_files,
    words_of,
)

TESTS = sorted(path for path in (ROOT / "tests").rglob("*") if path.suffix in {".py", ".yaml"})
BUSINESS_TESTS = [path for path in TESTS if "architecture" not in path.parts]


@cache
def business_tests() -> list[str]:
    return [path.read_text() for path in BUSINESS_TESTS]


@cache
def words_of_tests() -> set[str]:
    return words_of(*business_tests())


@pytest.mark.parametrize("event", events(), ids=lambda path: path.stem)
def test_an_event_has_its_test(event: Path) -> None:
    assert breaches_of_twins([event], TESTS) == []


@pytest.mark.parametrize("run", runs(), ids=lambda path: path.stem)
def test_a_run_has_its_test(run: Path) -> None:
    assert breaches_of_twins([run.with_stem(f"run_{run.stem}")], TESTS) == []


@pytest.mark.parametrize("function", function_files(), ids=lambda path: path.stem)
def test_a_function_has_its_test(function: Path) -> None:
    tests = [path for path in TESTS if path.parent == ROOT / "tests" / function.parts[-3] / "functions"]

    assert breaches_of_twins([function], tests) == []


def test_a_statement_has_its_python() -> None:
    assert breaches_of_statement_twins(statement_files()) == []


@pytest.mark.parametrize(
    "module",
    [path for path in modules() if refusals_in(path)],
    ids=lambda path: f"{path.parts[-3]}-{path.stem}",
)
def test_a_refusal_is_raised_in_some_test(module: Path) -> None:
    assert breaches_of_refusals(refusals_in(module), words_of_tests()) == []


@pytest.mark.parametrize(
    "invariant", sorted(ROOT.glob("src/unbilled/*/invariants/*.sql")), ids=lambda path: path.stem
)
def test_an_invariant_has_a_planted_breach_in_some_test(invariant: Path) -> None:
    assert any(f'"{invariant.stem}"' in text for text in business_tests()), (
        f"{invariant.stem} is named in no test: plant a breach that it finds"
    )


def test_an_event_without_a_test_is_caught() -> None:
    assert breaches_of_twins([Path("events/pay_twice.py")], [Path("test_pay_once.py")]) == [
        "pay_twice has no test: write test_pay_twice.py"
    ]


def test_a_statement_without_python_is_caught(tmp_path: Path) -> None:
    (tmp_path / "pay_twice.py").touch()

    assert breaches_of_statement_twins([tmp_path / "pay_twice.sql", tmp_path / "pay_twice.lock.sql"]) == []
    assert breaches_of_statement_twins([tmp_path / "pay_once.lock.sql"]) == [
        "pay_once.lock.sql has no pay_once.py beside it"
    ]


def test_a_refusal_nobody_raises_is_caught() -> None:
    tree = ast.parse("class TooLate(Refusal): ...\nclass FarTooLate(TooLate): ...\nclass Paid: ...")

    assert refusals_of(tree) == ["TooLate", "FarTooLate"]
    assert breaches_of_refusals(refusals_of(tree), words_of("pytest.raises(TooLate)")) == [
        "FarTooLate is raised in no test"
    ]
