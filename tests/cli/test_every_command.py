"""Every command with whatever is typed behind it: done, or refused with a remedy and nothing changed.

Commands and their options are read from the command line itself, so that a new one is tried from its first day. Values
are names of the world, figures, days and files as they should be, and as they should not. The examples are the same
each time; ``UNBILLED_FUZZ=50`` tries fifty times as many.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pytest
import typer
from commands import POSTED, WORK, WORLD, books_as_they_are
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.core import TyperArgument, TyperGroup
from typer.testing import CliRunner

from unbilled.cli.failures import refusal_of
from unbilled.cli.main import app
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books

EXAMPLES = 3 * int(os.environ.get("UNBILLED_FUZZ", 1))
REFUSED, TYPED_WRONGLY, SET_ASIDE = 1, 2, 3
# What starts, stops or makes servers and databases of its own is tried by ``make trials`` instead.
OTHERS = {"bench", "database", "demo", "migrate", "scenario", "serve", "worker", "backup", "restore"}

NAMES = (
    *(
        "ACME",
        "C-1",
        "C-2",
        "P-1",
        "P-3",
        "10010",
        "Helios",
        "Ada Moreau",
        "Developer",
        "Build",
        "Study",
        "Report",
    ),
    *("T1", "T2", "entry", "entry T1", "accountant", "administrator", "P-00001", "P-00002", "2026-00001"),
    *(
        "EUR",
        "VAT20",
        "EXPORT",
        "FULL",
        "N30",
        "chargeable",
        "draft",
        "posted",
        "time",
        "2026",
        "2026-03",
        "4000",
    ),
    *(
        "T1=6",
        "1=1",
        "Ada Moreau=50",
        "department=200",
        "USD/EUR/2026-03-01",
        "billing.mark_ready",
        "yes",
        "no",
    ),
)
DAYS = ("2026-03-31", "month-end", "today-60", "2026-02-30", "0001-01-01", "9999-12-31", "today+99999", "+1")
FIGURES = (
    "0",
    "1",
    "-1",
    "7.5",
    "1e400",
    "nan",
    "-0",
    "99999999999999.99",
    "0.0000001",
    "9" * 30,
    "1,5",
    "9" * 5000,
)
TEXTS = (
    *(
        "",
        " ",
        "-",
        "--",
        "=",
        "=1",
        "x=",
        "/",
        "\\",
        "..",
        "%",
        "%s",
        "{x}",
        "{",
        "[/]",
        ":100:",
        "'",
        '"',
        ";",
        "\n",
    ),
    *(
        "é",
        "e\u0301",
        "\U0001f680",
        "\u202e",
        "\t",
        "\x1b[2J",
        "x" * 300,
        "null",
        "none",
        "*",
        "?",
        "W10=",
        "day",
    ),
)
WHOLE = ("0", "1", "2", "-1", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 40, "x", "")


def leaves(group: TyperGroup, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from leaves(command, (*path, name))
        elif (path or (name,))[0] not in OTHERS:
            yield (*path, name), command


MADE = typer.main.get_command(app)
COMMANDS = dict(leaves(MADE))


def values(one: Any, files: list[str]) -> st.SearchStrategy[str]:
    """What might be typed for a parameter, rightly or wrongly."""
    kinds = [*get_args(one.type_descriptor.annotation), one.type_descriptor.annotation]
    kind = next((each for each in kinds if isinstance(each, type) and each is not NoneType), str)
    if issubclass(kind, Enum):
        words = [str(each.value) for each in kind]
        return st.sampled_from([*words, *words, "x", ""])
    if issubclass(kind, int):
        return st.sampled_from(WHOLE)
    if issubclass(kind, Path):
        return st.sampled_from([*files, "", "none/at/all.csv", "/dev/null"])
    if issubclass(kind, datetime):
        return st.sampled_from(DAYS)
    return st.one_of(st.sampled_from(NAMES), st.sampled_from([*DAYS, *FIGURES, *TEXTS]))


@st.composite
def typed(draw: st.DrawFn, path: tuple[str, ...], command: Any, files: list[str]) -> list[str]:
    """A command with its arguments, most of those that it needs, and some of its options."""
    words = list(path)
    for one in command.params:
        if one.name == "help":
            continue
        is_flag = getattr(one, "is_flag", False)
        needed = one.required
        if not needed and draw(st.integers(0, 3)):
            continue
        if needed and draw(st.integers(0, 19)) == 0:
            continue
        if isinstance(one, TyperArgument):
            words += draw(st.lists(values(one, files), min_size=1, max_size=2 if one.nargs == -1 else 1))
        elif is_flag:
            words.append(draw(st.sampled_from([*one.opts, *one.secondary_opts])))
        else:
            times = 2 if one.multiple and draw(st.booleans()) else 1
            for _ in range(times):
                words += [one.opts[0], draw(values(one, files))]
    return words


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files to name, in a folder of their own in which commands may also write."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "time.csv").write_text(
        "Date,Resource,Project,Hours,Text\n2026-03-09,Ada Moreau,P-1,1,Layout\n2026-13-09,Ada,P-1,x,\n"
    )
    (tmp_path / "expenses.csv").write_text(
        "Date,Project,Category,Amount,Currency,Quantity\n2026-03-09,P-1,Travel,99999999999999.99,EUR,1\n"
    )
    (tmp_path / "company.yaml").write_text("company: {code: ZETA, name: Zeta, accounting_currency: EUR}\n")
    (tmp_path / "more.yaml").write_text("company: ACME\nprojects: {P-7: Bridge}\n")
    (tmp_path / "mapping.toml").write_text('extends = "csv"\nencoding = "undefined"\n')
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    (tmp_path / "folder").mkdir()
    return [path.name for path in sorted(tmp_path.iterdir())]


def test_each_is_done_or_refused_with_a_remedy_and_nothing_changed(
    books: Books, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    books.given(WORLD)
    for steps in (WORK, POSTED):
        books.do(steps)
    monkeypatch.setattr("unbilled.cli.setup.books", lambda **_: None)
    monkeypatch.setattr("unbilled.foundation.database.home", lambda: Path.cwd() / "home")
    # Made once: it takes longer than what most commands do.
    monkeypatch.setattr("typer.testing._get_command", lambda _: MADE)
    before = books_as_they_are()
    found: list[str] = []
    for path, command in COMMANDS.items():

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(words=typed(path, command, files))
        def tried(words: list[str]) -> None:
            with transaction.atomic():
                if fault := fault_of(words, before):
                    found.append(f"unbilled {' '.join(map(shortly, words))}\n    {fault}")
                transaction.set_rollback(True)

        tried()

    assert not found, "\n".join(found)


def fault_of(words: list[str], before: dict[str, str]) -> str:
    """What is wrong with how a command ended; nothing where it was done, or refused as it should be."""
    result = CliRunner().invoke(app, words)
    failure = result.exception
    if isinstance(failure, Refusal):
        if not failure.advice:
            return f"{failure.code} without a remedy: {failure.message}"
        if len(failure.message) > 6_000:
            return f"{failure.code} is {len(failure.message):,} characters long"
    elif not isinstance(failure, SystemExit | None):
        return f"{type(failure).__name__}: {str(failure)[:300]} ({refusal_of(failure).code})"
    elif result.exit_code not in (0, REFUSED, TYPED_WRONGLY, SET_ASIDE):
        return f"exit status {result.exit_code}"
    if result.exit_code in (REFUSED, TYPED_WRONGLY):
        after = books_as_they_are()
        if after != before:
            return f"refused, but changed {[table for table in after if after[table] != before.get(table)]}"
    return ""


def shortly(word: str) -> str:
    return repr(word if len(word) < 60 else f"{word[:60]}…")
