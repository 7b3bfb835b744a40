"""Scenario files: each in a database of its own, cloned from a migrated template."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from psycopg import sql

from unbilled.foundation import scratch
from unbilled.foundation.bounded import read_bounded
from unbilled.foundation.code import written
from unbilled.foundation.invariants import all_invariants
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.reading import MOST_MEGABYTES, DescriptionUnreadable, read_yaml, unknown
from unbilled.lab.scenarios.books import Books, parts_of_step
from unbilled.reports.reads.verify import findings_of

SUFFIXES = (".yaml", ".yml")
PARTS = ("name", "source", "given", "given_refused", "steps")
PREFIX = "unbilled_scenario_"
LOCK = 7_305_421  # any number that nothing else locks on the maintenance database

Server = psycopg.Connection[tuple[Any, ...]]
OnScenario = Callable[[int, int, "Verdict | None", Path], None]


class ScenarioNotFound(Refusal):
    """A path holds no scenario."""

    sentence = "There is no scenario at {path}."
    remedy = "Name a YAML file, or a folder that holds some."


class ScenariosRunning(Refusal):
    """Scenarios use databases of fixed names, one command at a time."""

    sentence = "Another command runs scenarios on this server."
    remedy = "Wait until it is finished."


@dataclass(frozen=True)
class Scenario:
    """A worked example as it was read."""

    path: Path
    name: str
    source: str
    given: Any
    given_refused: str
    steps: list[Any]


@dataclass(frozen=True)
class Verdict:
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
        FileTooLarge: It goes on without end.
        DescriptionUnreadable: It is not YAML, or lacks ``name`` or ``steps``.
    """
    try:
        said = read_yaml(read_bounded(path, kind="a scenario", most=MOST_MEGABYTES).decode("utf-8-sig"))
    except OSError as problem:
        reason = f"it cannot be read: {(problem.strerror or str(problem)).lower()}"
        raise DescriptionUnreadable(reason=reason) from None
    except UnicodeDecodeError as problem:
        row = problem.object[: problem.start].count(b"\n") + 1
        raise DescriptionUnreadable(reason=f"line {row} is not UTF-8 text") from None
    if not isinstance(said, dict):
        raise DescriptionUnreadable(reason=f"a scenario has {', '.join(PARTS)}; this file has none of them")
    for word in said:
        if word not in PARTS:
            raise unknown("part of a scenario called", word, PARTS)
    refused = str(said.get("given_refused") or "")
    if refused and said.get("steps"):
        raise DescriptionUnreadable(reason="a scenario whose given is refused has no steps")
    if not said.get("name") or (not isinstance(said.get("steps"), list) and not refused):
        raise DescriptionUnreadable(reason="a scenario needs a name and a list of steps")
    return Scenario(
        path=path,
        name=str(said["name"]),
        source=str(said.get("source") or ""),
        given=said.get("given") or {},
        given_refused=refused,
        steps=said.get("steps") or [],
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
    if scenario.given_refused:
        playing.books.given_refused(scenario.given_refused, scenario.given)
    else:
        playing.books.given(scenario.given)
    for place, one in enumerate(scenario.steps, start=1):
        name, said, _, refused = parts_of_step(one)
        what = f"{', '.join(said)}" if name == "expect" and isinstance(said, dict) else refused
        playing.step = f"step {place}, {name}" + (f" ({what})" if what else "")
        playing.books.take(one)
    playing.step = "the invariants at the end"
    broken = [finding for finding in findings_of(all_invariants()) if not finding.holds]
    if broken:
        raise AssertionError(
            "\n".join(f"not true: {one.invariant.sentence}: {one.offenders[:5]}" for one in broken)
        )


def run_scenarios(paths: Sequence[Path], progress: OnScenario | None = None) -> Iterator[Verdict]:
    """Run scenario files, each in a database of its own.

    Args:
        paths: Files of scenarios.
        progress: Called before each file with its place and how many there are, and after it with its verdict.

    Yields:
        One verdict per file, in their order.

    Raises:
        ScenariosRunning: Another command runs scenarios on this server.
    """
    with alone_on_the_server() as server:
        template = make_template(server)
        for place, path in enumerate(paths):
            if progress:
                progress(place, len(paths), None, path)
            verdict = run_scenario(path, template)
            if progress:
                progress(place + 1, len(paths), verdict, path)
            yield verdict


def run_scenario(path: Path, template: str) -> Verdict:
    """Run one scenario file in a copy of the template."""
    started = perf_counter()
    name, playing = path.stem, Playing("reading it")

    def ended(problem: str = "") -> Verdict:
        return Verdict(path, name, perf_counter() - started, problem, playing.step if problem else "")

    try:
        scenario = read_scenario(path)
        name = scenario.name
        with scratch.scratch_database(f"{template}_copy", template):
            play(scenario, playing)
    except (AssertionError, Refusal) as problem:
        return ended(str(problem))
    except Exception as problem:  # one scenario that breaks something does not keep the others waiting
        return ended(f"{type(problem).__name__}: {problem}")
    return ended()


@contextmanager
def alone_on_the_server() -> Iterator[Server]:
    """Hold the server's scenario databases, so that two commands do not take them from each other.

    Raises:
        ScenariosRunning: Another command holds them.
    """
    with psycopg.connect(**scratch.server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        if server.execute("select pg_try_advisory_lock(%s)", [LOCK]).fetchone() != (True,):
            raise ScenariosRunning
        yield server


def make_template(server: Server) -> str:
    """See to it that a migrated, empty database is there to copy; it is kept for the next time.

    What a killed command and earlier versions left behind is dropped.

    Returns:
        Its name, which follows from the migrations.
    """
    name = f"{PREFIX}{_fingerprint()}"
    known = [
        row[0]
        for row in server.execute("select datname from pg_database where starts_with(datname, %s)", [PREFIX])
    ]
    for left in known:
        if left != name:
            scratch.drop(left)
    if name not in known:
        unfinished = f"{name}_unfinished"
        scratch.create(unfinished, strategy="wal_log")
        with scratch.connected_to(unfinished):
            call_command("migrate", verbosity=0, interactive=False)
        server.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def _fingerprint() -> str:
    """What the tables and the code in them follow from."""
    digest = hashlib.sha256(written().checksum.encode())
    for config in apps.get_app_configs():
        if config.name.startswith("unbilled."):
            for path in sorted(Path(config.path).glob("migrations/*.py")):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
