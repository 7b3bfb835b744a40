"""The page for operators: what it tells them to type is there."""

import re
import shlex
from pathlib import Path

import typer
from typer.core import TyperGroup

from unbilled.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text()
TYPED = re.compile(r"^(?:UNBILLED_\w+=\S+ )*unbilled ([^\n]+)", re.MULTILINE)
BLOCKS = re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in TYPED.findall(block.replace("\\\n", " "))]


def typed(line: str) -> tuple[str, list[str]]:
    """The words of a command and its options; what stands two blanks behind it is said, not typed."""
    words = shlex.split(re.split(r"\s{2,}|;", line)[0])
    return " ".join(word for word in words if not word.startswith("-")), [
        word.partition("=")[0] for word in words if word.startswith("--")
    ]


def test_commands_and_options_of_the_page_are_those_of_the_command_line() -> None:
    assert len(COMMANDS) > 15
    whole = typer.main.get_command(app)
    for line in COMMANDS:
        words, options = typed(line)
        command = whole
        for word in words.split():
            if not isinstance(command, TyperGroup) or word not in command.commands:
                break
            command = command.commands[word]
        assert not isinstance(command, TyperGroup), line
        known = {name for one in command.params for name in one.opts}
        assert set(options) <= known, line


def test_variables_of_the_page_are_read() -> None:
    code = "\n".join(file.read_text() for file in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"UNBILLED_[A-Z_]+", PAGE))
    assert {name for name in named if name.removeprefix("UNBILLED_") not in code} == set()
