"""Commands that are interrupted, killed or started twice: the books are whole, and running again finishes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from unbilled.foundation.database import PrivateServer

PATIENCE_SECONDS = 30
WORLD = '''
import unbilled.cli.setup as setup
setup.books()
from unbilled.lab.scenarios.books import Books
books = Books()
books.given("""
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
""")
'''


class House:
    """A home with a server of its own, and commands as processes."""

    def __init__(self, home: Path) -> None:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("UNBILLED_", "DJANGO_"))
        }
        self.home = home
        self.environment = kept | {"UNBILLED_HOME": str(home), "UNBILLED_TEST_FAST": "1"}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *arguments: str) -> "subprocess.Popen[str]":
        return self.start("-m", "unbilled", *arguments)

    def done(self, *arguments: str) -> dict[str, object]:
        process = self.command(*arguments, "--json")
        output, errors = process.communicate(timeout=PATIENCE_SECONDS * 2)
        assert process.returncode == 0, output + errors
        answer: dict[str, object] = json.loads(output)
        return answer

    def connection(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=str(PrivateServer(self.home).socket_folder), user="unbilled", dbname="unbilled"
        )

    @contextmanager
    def contracts_locked(self) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        """Nobody gets past the lock with which every event on money begins."""
        with self.connection() as holder:
            holder.execute("select id from agreements_contract for update")
            yield holder

    def wait(self, query: str) -> None:
        """Wait until a query finds something."""
        until = time.monotonic() + PATIENCE_SECONDS
        with self.connection() as watcher:
            watcher.autocommit = True
            while not watcher.execute(query.encode()).fetchall():
                assert time.monotonic() < until, query
                time.sleep(0.05)

    def wait_until_one_waits(self) -> None:
        self.wait("select 1 from pg_stat_activity where wait_event_type = 'Lock' and state = 'active'")

    def wait_until_none_works(self) -> None:
        self.wait("select 1 where not exists (select from pg_locks where locktype = 'advisory')")

    def statuses(self) -> list[str]:
        with self.connection() as reader:
            query = "select status from runs_run where run_kind = 'approve' order by id"
            return [str(row[0]) for row in reader.execute(query).fetchall()]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house") / "home")
    try:
        house.done("migrate")
        world = house.start("-c", WORLD)
        output, errors = world.communicate(timeout=PATIENCE_SECONDS)
        assert world.returncode == 0, output + errors
        yield house
    finally:
        house.command("database", "stop").communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture
def submitted(house: House, tmp_path: Path) -> Callable[[], House]:
    """Two more hours to approve."""
    path = tmp_path / "time.csv"
    name = tmp_path.name
    path.write_text(
        "Date,Resource,Project,Hours,Reference\n"
        f"2026-03-02,Ada Moreau,P-1,1,{name}-1\n2026-03-03,Ada Moreau,P-1,1,{name}-2\n"
    )

    def ready() -> House:
        assert house.done("import", "time", str(path), "--format", "csv")["set_aside"] == 0
        return house

    return ready


def test_a_second_command_shares_the_work(submitted: Callable[[], House]) -> None:
    house = submitted()
    before = house.statuses()
    with house.contracts_locked() as holder:
        commands = [house.command("approve", "--as", "accountant", "--json") for _ in range(2)]
        house.wait(
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and state = 'active' having count(*) = 2"
        )
        holder.rollback()
    answers = [command.communicate(timeout=PATIENCE_SECONDS) for command in commands]

    assert [command.returncode for command in commands] == [0, 0], answers
    assert sum(json.loads(output)["counts"].get("entries", 0) for output, _ in answers) == 2
    assert house.statuses() == [*before, "finished", "finished"]
    assert house.done("approve")["counts"] == {}


@pytest.mark.parametrize(("killer", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_interrupted_command_is_finished_by_the_next(
    submitted: Callable[[], House], killer: signal.Signals, status: int
) -> None:
    house = submitted()
    before = house.statuses()
    with house.contracts_locked() as holder:
        command = house.command("approve")
        house.wait_until_one_waits()
        errors = ended_by(command, killer)
        house.wait_until_none_works()
        holder.rollback()
    assert command.returncode == status
    if killer == signal.SIGINT:
        assert "Interrupted. What was finished is kept; run it again to go on." in " ".join(errors.split())
        assert house.statuses() == [*before, "interrupted"]

    assert house.done("approve")["counts"] == {
        "entries": 2,
        "cost actuals": 2,
        "unbilled sales": 2,
    }
    assert house.statuses() == [*before, "interrupted", "finished"]
    verified = house.command("verify")
    output, errors = verified.communicate(timeout=PATIENCE_SECONDS)
    assert verified.returncode == 0, output + errors


def ended_by(command: subprocess.Popen[str], killer: signal.Signals) -> str:
    """End a command, and give what it says.

    Python loses an interrupt that comes while it takes an object apart; people press the keys again.
    """
    for _ in range(3):
        command.send_signal(killer)
        try:
            return command.communicate(timeout=PATIENCE_SECONDS / 3)[1]
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"{killer.name} does not end it")


def test_a_command_that_loses_its_connection_says_so_and_the_next_finishes(
    submitted: Callable[[], House],
) -> None:
    house = submitted()
    before = house.statuses()
    with house.contracts_locked() as holder:
        command = house.command("approve")
        house.wait_until_one_waits()
        holder.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
        )
        _, errors = command.communicate(timeout=PATIENCE_SECONDS)
        holder.rollback()

    assert command.returncode == 1
    # Lines are wrapped, a long path in the middle of a word.
    assert " ".join(errors.split()).startswith(
        "The connection to the database was lost: terminating connection due to administrator command. "
        "What was finished is kept; when the server runs again, run the command again. Details: "
    )
    assert "Traceback" in (house.home / "failures.log").read_text()
    assert house.done("approve")["counts"]["entries"] == 2
    assert house.statuses() == [*before, "interrupted", "finished"]
