"""Every remedy is tried: what a refusal advises is done, and what was refused goes through.

Cases are in ``remedies.py`` and ``remedies_of_files.py``; whoever adds a refusal adds how it is met and mended.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path

import pytest
from commands import unbilled
from django.db import transaction
from remedies import ELSEWHERE, PAGES, ROAD, UNMET, WORLD, Case, Step
from remedies_of_files import FILES

from unbilled.cli.doors import DOORS
from unbilled.config.docs import refusal_classes
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books


class Undone(Exception):
    """Ends a case; all it did is undone."""


def told(line: str) -> tuple[str, str]:
    """What a command was refused with, or sets aside, and all it said; nothing where all is done."""
    words = shlex.split(line)
    done = unbilled(*words, *(["--json"] if words[0] == "import" else []))
    if isinstance(done.exception, Refusal):
        return done.exception.code, str(done.exception)
    if done.exit_code not in (0, 3):
        return f"exit status {done.exit_code}", f"{done.output} {done.exception!r}"
    aside = re.search(r'Set aside: [\d,]+ × (\w+)|"(?:refusal|code)": "(\w+)"', done.output)
    return ((aside[1] or aside[2]) if aside else ""), done.output


def tried(case: Case) -> str:
    """What is wrong with a remedy; nothing where it helps."""
    written(case)
    refused, said = told(case.first)
    if refused != case.code:
        return f"{case.first}: {refused or 'not refused'}: {said}"
    for line in case.remedy:
        if (found := told(line))[0]:
            return f"remedy, {line}: {found}\n    after {said}"
    if (found := told(case.after or case.first))[0]:
        return f"after the remedy, {case.after or case.first}: {found}\n    after {said}"
    return ""


def written(case: Case) -> None:
    """Write its files."""
    for name, text in (case.files or {}).items():
        Path(name).write_bytes(
            text.encode("latin-1" if text.startswith("\x89") else "utf-8", "surrogateescape")
        )


def done(books: Books, step: Step) -> None:
    """Take a step on the way to a refusal."""
    if callable(step):
        step(books)
    elif step.lstrip().startswith("- "):
        books.do(step)
    else:
        refused, said = told(step)
        assert not refused, f"{step}: {said}"


def all_tried(books: Books, cases: Sequence[Case], taken: int = 0) -> list[str]:
    """What is wrong with remedies; cases that begin alike share their first steps, and each is undone."""
    wrong: list[str] = []
    further: dict[Step, list[Case]] = {}
    for case in cases:
        if len(case.before) > taken:
            further.setdefault(case.before[taken], []).append(case)
            continue
        with undone():
            wrong += [f"{case.code}: {problem}"] if (problem := tried(case)) else []
    kept = books.play
    for step, members in further.items():
        with undone():
            books._play = deepcopy(kept)
            done(books, step)
            wrong += all_tried(books, members, taken + 1)
        books._play = kept
    return wrong


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done in it."""
    with suppress(Undone), transaction.atomic():
        yield
        raise Undone


@pytest.mark.parametrize("cases", [ROAD, FILES], ids=["road", "files"])
def test_every_remedy_helps(
    cases: Sequence[Case], books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("UNBILLED_HOME", str(tmp_path))
    # The server of the tests is the one; commands would start another in that home, and leave it running.
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    books.given(WORLD)
    for case in cases:
        if case.before:
            written(case)
    wrong = all_tried(books, cases)
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_met_or_said_to_be_out_of_reach() -> None:
    met = {case.code for case in (*ROAD, *FILES)}
    ours = {one.__name__ for one in refusal_classes()}
    assert sorted(ours) == sorted([*met, *ELSEWHERE, *PAGES, *UNMET])


@pytest.mark.parametrize("code", sorted(set(DOORS) - PAGES))
def test_the_command_of_a_refusal_is_among_those_tried(code: str) -> None:
    tries = [shlex.split(line) for case in (*ROAD, *FILES) if case.code == code for line in case.remedy]
    for command in DOORS[code].split("; "):
        words = command.split()[1:]
        spoken = words[
            : next((place for place, word in enumerate(words) if not word.isalpha() or word.isupper()), None)
        ]
        options = {word for word in words if word.startswith("--")}
        assert any(line[: len(spoken)] == spoken and options & set(line) == options for line in tries), (
            command
        )
