"""Houses: homes with servers of their own, in which commands run as processes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 120.0
# What every table of the scenarios holds, without the identities, which nobody promises.
TABLES = """
import json
from unbilled.cli import setup
setup.books()
from unbilled.companies.models import Company
from unbilled.lab.scenarios.tables import TABLES
[company_id] = Company.objects.values_list("pk", flat=True)
print(json.dumps({
    name: sorted(json.dumps({one: str(value) for one, value in row.items() if one != "key"}, sort_keys=True)
                 for row in table.rows(company_id=company_id))
    for name, table in TABLES.items()
}))
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status, and what it said on either stream."""

    status: int
    said: str
    errors: str

    @property
    def refusal(self) -> str:
        """Code of the refusal that it ended with; empty when there is none."""
        try:
            return str(json.loads(self.said.splitlines()[-1]).get("refusal", ""))
        except (ValueError, IndexError, AttributeError):
            return ""


@dataclass(frozen=True)
class House:
    """A home, and what is done in it."""

    home: Path

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start Python with arguments; commands say JSON."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("UNBILLED_", "DJANGO_"))
        }
        self.home.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=kept | {"UNBILLED_HOME": str(self.home), "UNBILLED_TEST_FAST": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a command."""
        return self.start("-m", "unbilled", *arguments, "--json")

    def ended(self, process: "subprocess.Popen[str]") -> Ended:
        """Wait for a process, however it ends."""
        said, errors = process.communicate(timeout=PATIENCE_SECONDS)
        return Ended(process.returncode, said, errors)

    def run(self, *arguments: str) -> Ended:
        """Run a command to its end."""
        return self.ended(self.command(*arguments))

    def tables(self) -> dict[str, list[str]]:
        """What stands in every table, row by row."""
        found = self.ended(self.start("-c", TABLES))
        if found.status:
            raise SystemExit(f"The tables under {self.home} cannot be read: {found.errors}")
        rows: dict[str, list[str]] = json.loads(found.said)
        return rows

    def server(self) -> int:
        """Process of the database server; 0 while there is none."""
        try:
            return int((self.home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return 0

    def untrue(self) -> list[Any]:
        """The invariants that do not hold."""
        ended = self.run("verify")
        if not ended.said.startswith("["):
            return [ended.said + ended.errors]
        return [one for one in json.loads(ended.said) if not one["holds"]]

    def close(self) -> None:
        """Stop the server."""
        self.run("database", "stop")
