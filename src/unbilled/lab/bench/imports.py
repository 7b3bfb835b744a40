"""Importing: what a file of many rows takes, from its bytes to drafts, beside COPY of the same entries."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from unbilled.foundation import scratch
from unbilled.foundation.acts import Act
from unbilled.intake.events.import_entries import import_entries
from unbilled.intake.importing.mapping import load_mapping
from unbilled.lab.bench import generated
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.measured import Measured, measured
from unbilled.lab.bench.stages import LAST_DAY

DAYS = 360
# How many times as long as COPY of its entries an import may take, with a third for noise.
SLOWEST = 8


@dataclass(frozen=True)
class Shape:
    """What the rows of a file are like.

    Attributes:
        name: Its name.
        format: The format of the file.
        contracts: Contracts whose projects the rows name, four each.
        tasks: Tasks of a project.
        people: Persons whom the rows name.
        letters: Length of a text.
    """

    name: str
    format: str = "csv"
    contracts: int = 100
    tasks: int = 5
    people: int = 50
    letters: int = 40


SHAPES = (
    Shape("hours"),
    Shape("tracker", format="toggl"),
    Shape("many tasks", tasks=50),
    Shape("many projects", contracts=1_250),
    Shape("many people", people=5_000),
    Shape("long texts", letters=2_000),
    Shape("expenses", format="expense"),
)


def import_bench(
    *, rows: int, report: Callable[[Measured], None], shapes: Sequence[Shape] = SHAPES
) -> list[Measured]:
    """Import a file of each shape into an empty company and compare it with COPY of its entries.

    Args:
        rows: Rows of a file.
        report: Told of each shape as soon as it is measured.
        shapes: The shapes.

    Returns:
        One result per shape, whose CPU seconds are those of the backend and of this process.
    """
    found = []
    for shape in shapes:
        with scratch.scratch_database(DATABASE), tempfile.TemporaryDirectory() as folder:
            company_id, person_id = generated.company(
                contracts=shape.contracts, tasks=shape.tasks, resources=shape.people
            )
            path = written(shape, rows, Path(folder))
            generated.analyze()
            act = Act(company_id, person_id, LAST_DAY, datetime.now(UTC))
            step = partial(_imported, act, path, shape)
            found.append(measured(shape.name, DATABASE, step, with_client=True))
            report(found[-1])
    return found


def slow(shapes: Sequence[Measured]) -> list[str]:
    """A sentence for each shape that takes too long beside COPY."""
    return [
        f"{one.stage}: importing takes {one.ratio_b:.1f} times what COPY of its entries takes."
        for one in shapes
        if one.ratio_b > SLOWEST
    ]


def _imported(act: Act, path: Path, shape: Shape) -> None:
    done = import_entries(act, path=path, mapping=load_mapping(shape.format), daily_limit_minutes=None)
    assert not done.rejections, done.rejections[0]


def written(shape: Shape, rows: int, folder: Path) -> Path:
    """Write a file of a shape, by day as trackers export it."""
    path = folder / f"{shape.format}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(shape, rows))
    return path


def _rows(shape: Shape, rows: int) -> Iterator[Sequence[object]]:
    headings = {
        "csv": "Date,Resource,Project,Task,Hours,Text",
        "expense": "Date,Resource,Project,Category,Amount,Currency,Text",
        "toggl": "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration",
    }
    yield headings[shape.format].split(",")
    projects = shape.contracts * generated.LINES_OF_A_CONTRACT
    for number in range(rows):
        day = generated.FIRST_DAY + timedelta(days=number * DAYS // rows)
        contract, line = divmod(number * 7919 % projects, generated.LINES_OF_A_CONTRACT)
        project, person = f"P{contract + 1}-{line + 1}", f"Resource {number % shape.people + 1}"
        task = f"Task {number // 7 % shape.tasks + 1}"
        text = f"Work on item {number}".ljust(shape.letters, ".")
        minutes = 15 * (number % 30 + 1)
        match shape.format:
            case "expense":
                amount = f"{number % 40_000 / 100 + 0.5:.2f}"
                yield day, person, project, "Travel", amount, "EUR", text
            case "toggl":
                begun = datetime.combine(day, datetime.min.time()) + timedelta(minutes=number * 13 % 840)
                ended = begun + timedelta(minutes=minutes)
                yield (
                    person, "", f"Customer {contract + 1}", project, task, text, "Yes", day,
                    f"{begun:%I:%M:%S %p}", ended.date(), f"{ended:%I:%M:%S %p}", f"{timedelta(minutes=minutes)}",
                )  # fmt: skip
            case _:
                yield day, person, project, task, f"{minutes / 60:.2f}", text
