"""``make trials``: kills at random points of every command and of the server, and eight processes at once.

Three houses go the same road, from an empty home to printed invoices and a credit note. In the first nothing happens.
In the second every command is killed, or the database server under it, at random points, and begun again until it is
done. In the third eight processes do overlapping work at once. In the end every table of the second is that of the
first, every sum of the third is, and all invariants hold in all of them. Takes minutes.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.trials.house import Ended, House

CROWD = 8
CONTRACTS = 12
# What a command says that finds done what it was asked for before it was killed.
DONE_BEFORE = {"CompanyExists", "NothingToCorrect", "CorrectionOpen"}
# What a crowd may be told: somebody else is at it.
WAITS = {"RunInProgress", "CompanyExists"}
# What a command may be told while the server is killed under it.
AWAY = {"ConnectionLost", "DatabaseUnreachable", "ServerDidNotStart"}
# Which document draws which number, and which line stands first, is nobody's promise to a crowd.
DRAWN = {"proforma", "proposal", "invoice", "voucher", "journal", "corrects", "name", "no"}
Command = tuple[str, ...]


def world(folder: Path, entries: int) -> tuple[Path, list[Path]]:
    """A company file, and time of its projects in as many files as a crowd has heads."""
    company = folder / "company.yaml"
    contracts = "".join(
        f"  C-{one}: {{customers: {{Customer {one % 4}: 100}}, profile: time_and_material_wip, "
        f"sales_prices: {{Developer: {100 + one}}}, lines: {{Build: {{project: P-{one}}}}}}}\n"
        for one in range(CONTRACTS)
    )
    company.write_text(
        "company: {code: TRIAL, name: Trial Ltd, accounting_currency: EUR, first_fiscal_year: 2026, country: IE, "
        'address: "1 Quay Street\\nCork", vat_id: IE6388047V, daily_limit_minutes: none}\n'
        "tax: {VAT20: 20}\nroles: {Developer: {cost_price: 60}}\nresources: {Ada Moreau: Developer}\ncustomers:\n"
        + "".join(
            f'  Customer {one}: {{address: "{one} High Street\\nCork", country: IE}}\n' for one in range(4)
        )
        + f"projects: {{{', '.join(f'P-{one}: {{}}' for one in range(CONTRACTS))}}}\ncontracts:\n{contracts}"
    )
    files = []
    for part in range(CROWD):
        files.append(folder / f"time-{part}.csv")
        rows = (
            f"2026-03-{1 + one % 28:02},Ada Moreau,P-{one % CONTRACTS},{1 + one % 7}.25,Work {one},{one}\n"
            for one in range(part, entries, CROWD)
        )
        files[-1].write_text("Date,Resource,Project,Hours,Text,Reference\n" + "".join(rows))
    return company, files


def road(company: Path, files: Sequence[Path]) -> list[Command]:
    """The commands of the road, one after the other."""
    day = ("--on", "2026-03-31")
    return [
        ("migrate",),
        ("company", "load", str(company)),
        *(("import", "time", str(file), "--format", "csv") for file in files),
        ("approve", *day),
        ("post", "journals"),
        ("bill", "--through", "2026-03-31", *day),
        ("confirm", *day),
        ("post", "invoices", *day),
        ("invoices", "credit", "2026-00001", "--reason", "Trial", "--post", *day),
        ("print",),
    ]


class Trial:
    """What is tried, and what was found to be wrong."""

    def __init__(self, folder: Path, seed: int, entries: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.road = road(*world(folder, entries))
        self.seconds: dict[Command, float] = {}
        self.wrong: list[str] = []
        self.kills = Counter[str]()

    def say(self, text: str) -> None:
        sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")

    @contextmanager
    def house(self, name: str) -> Iterator[House]:
        house = House(self.folder / name)
        try:
            yield house
            self.wrong += [f"{name}: not true: {one}" for one in house.untrue()]
        finally:
            house.close()

    def undisturbed(self, house: House) -> None:
        for command in self.road:
            began = time.monotonic()
            ended = house.run(*command)
            self.seconds[command] = time.monotonic() - began
            if ended.status:
                raise SystemExit(f"unbilled {' '.join(command)}: {ended.said}{ended.errors}")

    def disturbed(self, house: House, times: int) -> None:
        for command in self.road:
            self.say(f"killing: unbilled {' '.join(command[:2])}")
            for turn in range(times):
                process = house.command(*command)
                time.sleep(self.seconds[command] * self.chance.uniform(0.2, 1.0))
                what = "command" if turn % 2 == 0 else "server"
                victim = process.pid if what == "command" else house.server()
                if victim and process.poll() is None:
                    with suppress(ProcessLookupError):
                        os.kill(victim, signal.SIGKILL)
                        self.kills[what] += 1
                ended = house.ended(process)
                told = {"", *DONE_BEFORE, *(AWAY if what == "server" else ())}
                self.judge(command, ended, told, killed=True)
            self.judge(command, house.run(*command), {"", *DONE_BEFORE})

    def crowded(self, house: House) -> None:
        for command in self.road[:2]:
            self.judge(command, house.run(*command), {""})
        self.say(f"{CROWD} at once: imports, approval, journals, billing, confirmation, posting")
        imports = [one for one in self.road if one[0] == "import"]
        self.at_once(house, imports)
        for command in imports:  # those that were told to wait
            self.judge(command, house.run(*command), {""})
        for command in self.road[2 + len(imports) :]:
            if command[0] in ("approve", "post", "bill", "confirm"):
                self.at_once(house, [command] * CROWD)
            self.judge(command, house.run(*command), {""})

    def at_once(self, house: House, commands: Sequence[Command]) -> None:
        """Start commands together."""
        for command, process in [(one, house.command(*one)) for one in commands]:
            self.judge(command, house.ended(process), {"", *WAITS})

    def judge(self, command: Command, ended: Ended, told: set[str], *, killed: bool = False) -> None:
        """Note what ended otherwise than it may."""
        if killed and ended.status == -signal.SIGKILL:
            return
        is_told = bool(ended.refusal) == (ended.status == 1) and ended.refusal in told
        if ended.status not in (0, 1, 3) or not is_told or "Traceback" in ended.errors:
            self.wrong.append(
                f"unbilled {' '.join(command)}: status {ended.status}, {ended.refusal} {ended.said[-500:]} "
                f"{ended.errors[-1500:]}"
            )

    def compare(self, name: str, wanted: dict[str, list[str]], found: dict[str, list[str]]) -> None:
        """Note every table that differs, with its first rows."""
        for table, rows in wanted.items():
            missing, more = Counter(rows) - Counter(found[table]), Counter(found[table]) - Counter(rows)
            if missing or more:
                self.wrong.append(
                    f"{name}: {table} differs: {missing.total()} missing, {more.total()} more\n"
                    f"  missing {list(missing)[:3]}\n  more    {list(more)[:3]}"
                )


def without_numbers(tables: dict[str, list[str]]) -> dict[str, list[str]]:
    """Tables as a crowd leaves them."""
    return {
        name: [
            json.dumps({one: value for one, value in json.loads(row).items() if one not in DRAWN})
            for row in rows
        ]
        for name, rows in tables.items()
    }


def main() -> None:
    """Try it, and end with status 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="make trials", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="number that settles every chance")
    parser.add_argument(
        "--kills", type=int, default=4, help="kills of each command, every second of its server"
    )
    parser.add_argument("--entries", type=int, default=2_000, help="entries of work that go the road")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="unbilled-trials-"))
    trial = Trial(folder, asked.seed, asked.entries)
    trial.say(f"seed {asked.seed}, under {folder}")
    with trial.house("undisturbed") as house:
        trial.undisturbed(house)
        wanted = house.tables()
    with trial.house("disturbed") as house:
        trial.disturbed(house, asked.kills)
        trial.compare("killed", wanted, house.tables())
    with trial.house("crowded") as house:
        trial.crowded(house)
        trial.compare("crowd", without_numbers(wanted), without_numbers(house.tables()))
    killed = ", ".join(f"{number} of the {what}" for what, number in sorted(trial.kills.items()))
    trial.say(f"Kills: {killed or 'none'}. {len(wanted)} tables compared, {len(trial.wrong)} found wrong.")
    for one in trial.wrong:
        sys.stderr.write(f"{one}\n")
    if trial.wrong:
        raise SystemExit(f"Left under {folder}; again with --seed {asked.seed}.")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
