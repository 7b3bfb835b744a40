"""``unbilled demo``: what it says, stage by stage."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from unbilled.cli.main import app
from unbilled.companies.models import Company
from unbilled.lab.demonstration import play
from unbilled.lab.demonstration.play import Demonstration, Stage
from unbilled.runs.events.record_chunk import SetAside
from unbilled.runs.running import OnProgress, Tally


def billed(_: OnProgress) -> Tally:
    tally = Tally()
    tally.count("proformas", 1200)
    tally.count("nothing", 0)
    tally.add("net", "GBP", Decimal("2000.5"))
    tally.add("net", "EUR", Decimal("1234567.89"))
    tally.set_aside.append(SetAside("contract", 1, "C-1", "PriceMissing", "There is no price.", "Add it."))
    return tally


def stages(_: Demonstration) -> list[object]:
    return [billed]


@pytest.fixture
def one_stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    monkeypatch.setattr(play, "STAGES", (Stage("bill", "Create proformas", stages),))
    return ["demo", "--out", str(tmp_path / "out"), "--seed", "7"]


@pytest.mark.django_db
def test_it_shows_records_amounts_and_what_was_set_aside(one_stage: list[str]) -> None:
    shown = CliRunner().invoke(app, one_stage)

    assert shown.exit_code == 0
    rows = [line.split() for line in shown.stdout.splitlines()]
    assert ["Create", "proformas", "1,200", "proformas", "net", "1,234,567.89", "EUR", "0.0"] in rows
    assert ["1", "set", "aside", "net", "2,000.50", "GBP"] in rows
    assert "Set aside: There is no price. Add it." in shown.stdout
    assert "nothing" not in shown.stdout
    assert "opened (seed 7)" in shown.stderr


@pytest.mark.django_db
def test_a_second_time_it_says_that_the_company_is_there(one_stage: list[str]) -> None:
    CliRunner().invoke(app, one_stage)

    again = CliRunner().invoke(app, ["demo", "--seed", "8", "--json"])

    assert again.exit_code == 0
    assert json.loads(again.stdout) == [{"stage": "Create proformas", "finished_before": True}]
    assert "is there; what is left goes on" in again.stderr
    assert "Its seed 7 is kept" in again.stderr
    assert Company.objects.count() == 1
