"""Scenario files: each in a database of its own, cloned from a migrated template."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command

from unbilled.foundation import scratch
from unbilled.foundation.refusals import Refusal
from unbilled.reports.reads.verify import verify
from unbilled.runs.scenarios.books import Books, parts_of_step
from unbilled.runs.scenarios.reading import ScenarioUnreadable, read_yaml, unknown

SUFFIXES = (".yaml", ".yml")
PARTS = ("name", "source", "given", "steps")
TEMPLATE = "unbilled_scenario"

Progress = Callable[[int, int, "Outcome | None", Path], None]


class ScenarioNotFound(Refusal):
    """A path holds no scenario."""

    sentence = "There is no scenario at {path}."
    remedy = "Name a YAML file, or a folder that holds some."


@dataclass(frozen=True)
class Scenario:
    """A worked example as it was read."""

    path: Path
    name: str
    source: str
    given: Any
    steps: list[Any]


@dataclass(frozen=True)
class Outcome:
    """How one scenario went: ``problem`` says what differs, and is empty when all is as expected."""

    path: Path
    name: str
    seconds: float
    problem: str = ""
    step: str = ""

    @property
    def holds(self) -> bool:
        """Whether everything was as expected."""
        return not self.problem


@dataclass
class Playing:
    """Where a scenario is while it runs, so that what fails can be named."""

    step: str = "given"
    books: Books = field(default_factory=Books)


def find_scenarios(paths: Sequence[Path]) -> list[Path]:
    """The files that paths name; a folder stands for the YAML files below it.

    Raises:
        ScenarioNotFound: A path holds none.
    """
    found: list[Path] = []
    for path in paths:
        files = sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            raise ScenarioNotFound(path=path)
        found += files
    return found


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        ScenarioUnreadable: It is not YAML, or lacks ``name`` or ``steps``.
    """
    said = read_yaml(path.read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise ScenarioUnreadable(reason=f"a scenario has {', '.join(PARTS)}; this file has none of them")
    for word in said:
        if word not in PARTS:
            raise unknown("part of a scenario called", word, PARTS)
    if not said.get("name") or not isinstance(said.get("steps"), list):
        raise ScenarioUnreadable(reason="a scenario needs a name and a list of steps")
    return Scenario(
        path=path,
        name=str(said["name"]),
        source=str(said.get("source") or ""),
        given=said.get("given") or {},
        steps=said["steps"],
    )


def play(scenario: Scenario, playing: Playing) -> None:
    """Play a scenario in the database at hand; the books must be whole at the end.

    Args:
        scenario: What to play.
        playing: Told where the scenario is.

    Raises:
        AssertionError: A table differs, a step was or was not refused, or an invariant is broken.
        Refusal: The world cannot be built, or the scenario says something without meaning.
    """
    playing.books.given(scenario.given)
    for place, one in enumerate(scenario.steps, start=1):
        name, said, _, refused = parts_of_step(one)
        what = f"{', '.join(said)}" if name == "expect" and isinstance(said, dict) else refused
        playing.step = f"step {place}, {name}" + (f" ({what})" if what else "")
        playing.books.take(one)
    playing.step = "the invariants at the end"
    broken = [finding for finding in verify() if not finding.holds]
    if broken:
        raise AssertionError(
            "\n".join(f"not true: {one.invariant.sentence}: {one.offenders[:5]}" for one in broken)
        )


def run_scenarios(paths: Sequence[Path], progress: Progress | None = None) -> Iterator[Outcome]:
    """Run scenario files, each in a database of its own.

    Args:
        paths: Files of scenarios.
        progress: Called before each file with its place and how many there are, and after it with its outcome.

    Yields:
        One outcome per file, in their order.
    """
    template = make_template()
    for place, path in enumerate(paths):
        if progress:
            progress(place, len(paths), None, path)
        outcome = run_scenario(path, template)
        if progress:
            progress(place + 1, len(paths), outcome, path)
        yield outcome


def run_scenario(path: Path, template: str) -> Outcome:
    """Run one scenario file in a copy of the template."""
    started = perf_counter()
    name, playing = path.stem, Playing("reading it")

    def ended(problem: str = "") -> Outcome:
        return Outcome(path, name, perf_counter() - started, problem, playing.step if problem else "")

    try:
        scenario = read_scenario(path)
        name = scenario.name
        with scratch.scratch_database(
            f"{template}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}", template
        ):
            play(scenario, playing)
    except (AssertionError, Refusal) as problem:
        return ended(str(problem))
    except Exception as problem:  # one scenario that breaks something does not keep the others waiting
        return ended(f"{type(problem).__name__}: {problem}")
    return ended()


def make_template() -> str:
    """See to it that a migrated, empty database is there to copy; it is kept for the next time.

    Returns:
        Its name, which follows from the migrations.
    """
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        if config.name.startswith("unbilled."):
            for path in sorted(Path(config.path).rglob("*.py")):
                if path.parent.name == "migrations" or path.name in ("guards.py", "states.py", "models.py"):
                    digest.update(path.read_bytes())
    name = f"{TEMPLATE}_{digest.hexdigest()[:12]}"
    with psycopg.connect(**scratch.server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        known = [
            row[0]
            for row in server.execute(
                "select datname from pg_database where datname like %s", [f"{TEMPLATE}_%"]
            )
        ]
    if name in known:
        return name
    unfinished = f"{name}_unfinished"
    scratch.create(unfinished, strategy="wal_log")
    with scratch.connected_to(unfinished):
        call_command("migrate", verbosity=0, interactive=False)
    with psycopg.connect(**scratch.server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(f'alter database "{unfinished}" rename to "{name}"')
    return name
