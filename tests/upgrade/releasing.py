"""Freezes a release: its migrations by checksum, and the rows of a small company in its tables.

``python tests/upgrade/releasing.py`` (or ``make released``) writes ``released.json``. The rows are kept as data because
only the release's own program can make them; its tables are made by its migrations, which are never edited again.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from unbilled.cli import setup

HERE = Path(__file__).parent
RELEASED = HERE / "released.json"
COMPANY = HERE / "company.yaml"

Rows = list[dict[str, Any]]


def released() -> dict[str, Any]:
    """What is kept of the previous release: ``migrations`` with their checksums per room, ``rows`` per table."""
    kept: dict[str, Any] = json.loads(RELEASED.read_text(encoding="utf-8"))
    return kept


def migrations() -> dict[str, dict[str, str]]:
    """The migrations on disk, room by room, in order, each with its checksum."""
    from django.apps import apps

    found = {
        config.label: {
            path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(Path(config.path).glob("migrations/[0-9]*.py"))
        }
        for config in apps.get_app_configs()
        if config.name.startswith("unbilled.")
    }
    return {room: files for room, files in found.items() if files}


def breaches_of_release(kept: dict[str, dict[str, str]], found: dict[str, dict[str, str]]) -> list[str]:
    """Released migrations that were edited, renamed or taken away: databases out there have run them."""
    advice = "released migrations stay as they are: put it back and add a new one"
    return [
        f"{room}.{name} {'was edited' if name in found.get(room, {}) else 'is gone'}; {advice}"
        for room, files in kept.items()
        for name, checksum in files.items()
        if found.get(room, {}).get(name) != checksum
    ]


def tables() -> list[str]:
    """The tables of the rooms."""
    from django.apps import apps

    return sorted(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("unbilled.")
        for model in config.get_models(include_auto_created=True)
    )


def rows(table: str) -> Rows:
    """All rows of a table; figures as text, so that none loses a digit."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(line)::text from {table} as line")
        return [json.loads(text, parse_float=str) for (text,) in cursor.fetchall()]


def fill(kept: dict[str, Rows]) -> None:
    """Insert the rows of a release into its tables."""
    from django.db import connection, transaction

    # Declared keys are checked at the end, so the order of tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, lines in kept.items():
            if not lines:
                continue
            columns = ", ".join(lines[0])
            cursor.execute(
                f"insert into {table} ({columns}) select {columns} from jsonb_populate_recordset(null::{table}, %s)",
                [json.dumps(lines)],
            )
            if "id" in lines[0]:
                cursor.execute(
                    f"select setval(pg_get_serial_sequence('{table}', 'id'), max(id)) from {table}"
                )


def play_company() -> dict[str, Rows]:
    """Play the small company with the program at hand, and return what is in its tables."""
    from unbilled.lab.scenarios.runner import Playing, play, read_scenario

    play(read_scenario(COMPANY), Playing())
    return {table: rows(table) for table in tables()}


def main() -> None:
    """Write what is kept of the release at hand."""
    # The server of the tests, not the one with somebody's books.
    import unbilled.config.testing  # noqa: F401

    setup.books(migrated=False)
    from unbilled.foundation.scratch import scratch_database

    with scratch_database("unbilled_released"):
        kept = {"migrations": migrations(), "rows": play_company()}
    RELEASED.write_text(_a_line_for_a_row(kept), encoding="utf-8")


def _a_line_for_a_row(kept: dict[str, Any]) -> str:
    tables = ",\n".join(
        f"{json.dumps(table)}: [\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]"
        for table, lines in kept["rows"].items()
    )
    return f'{{"migrations": {json.dumps(kept["migrations"], indent=1)},\n"rows": {{\n{tables}\n}}}}\n'


if __name__ == "__main__":
    main()
