"""Migrations obey the floors."""

import pytest
from checks import SOURCE, breaches_of_migration
from django.db.migrations.loader import MigrationLoader

MIGRATIONS = [
    (key, migration)
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items())
    if (SOURCE / key[0] / "migrations").exists()
]


@pytest.mark.parametrize(("key", "migration"), MIGRATIONS, ids=[".".join(key) for key, _ in MIGRATIONS])
def test_a_migration_depends_only_on_rooms_below(key: tuple[str, str], migration: object) -> None:
    dependencies = [(app, name) for app, name, *_ in migration.dependencies]  # type: ignore[attr-defined]

    assert breaches_of_migration(key[0], dependencies) == []


def test_a_migration_that_looks_up_is_caught() -> None:
    assert breaches_of_migration("billing", [("actuals", "0001_initial"), ("billing", "0001_initial")]) == []
    assert breaches_of_migration("billing", [("ledger", "0001_initial")]) == [
        "billing depends on ledger.0001_initial, which is not below it"
    ]
