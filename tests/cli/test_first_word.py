"""A command is built alone where the first word names it, and says what it says among all the others."""

import pytest
from typer.testing import CliRunner

from unbilled.cli.main import app, only


@pytest.mark.parametrize(
    "words", [["approve", "--help"], ["customers", "list", "--help"], ["customers"], ["aprove"], []]
)
def test_a_command_that_is_built_alone_says_the_same(words: list[str]) -> None:
    alone, among_all = (CliRunner().invoke(each, words) for each in (only(words), app))

    assert (alone.output, alone.exit_code) == (among_all.output, among_all.exit_code)


def test_what_is_no_command_is_looked_for_among_all() -> None:
    assert only(["aprove"]) is app
    assert only(["--help"]) is app
    assert [one.name for one in only(["approve"]).registered_commands] == ["approve"]
    assert [one.name for one in only(["post", "journals"]).registered_groups] == ["post"]
