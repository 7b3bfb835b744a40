"""A home with a server of its own, for commands in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Home:
    """A home with a server of its own, and commands as processes."""

    def __init__(self, path: Path) -> None:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("UNBILLED_", "DJANGO_"))
        }
        self.path = path
        self.environment = kept | {"UNBILLED_HOME": str(path), "UNBILLED_TEST_FAST": "1"}

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "unbilled", *arguments],
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        process = self.start(*arguments, **more)
        output, errors = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


@contextmanager
def opened(path: Path) -> Iterator[Home]:
    """A home whose server is stopped afterwards."""
    home = Home(path)
    yield home
    home.run("database", "stop")
