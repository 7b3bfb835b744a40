"""A pytest plugin: tests use a private server of their own under ``var/test``, unless a database is given.

Loaded with ``-p`` before Django's settings are read, which a ``conftest.py`` would be too late for.
"""

import os
from pathlib import Path

from unbilled.foundation import database

os.environ.setdefault("UNBILLED_HOME", str(Path("var/test").absolute()))
os.environ.setdefault("UNBILLED_TEST_FAST", "1")


def pytest_configure() -> None:
    """Start the server once; a worker finds it running."""
    database.start()
