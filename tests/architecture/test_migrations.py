"""Migrations obey the floors."""

import pytest
from checks import SOURCE, breaches_of_migration, breaches_of_migration_text
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


@pytest.mark.parametrize(("key", "migration"), MIGRATIONS, ids=[".".join(key) for key, _ in MIGRATIONS])
def test_a_migration_holds_tables_only(key: tuple[str, str], migration: object) -> None:
    """Code in the database has its own files; here are also read the statements that others make for it."""
    text = (SOURCE / key[0] / "migrations" / f"{key[1]}.py").read_text()
    statements = [str(getattr(operation, "sql", "")) for operation in migration.operations]  # type: ignore[attr-defined]

    assert breaches_of_migration_text("\n".join([text, *statements])) == []


def test_a_migration_that_installs_code_is_caught() -> None:
    assert breaches_of_migration_text('RunSQL("alter table work_entry set (fillfactor = 70)")') == []
    assert breaches_of_migration_text(
        "create or replace function one() returns int; CREATE TRIGGER two before"
    ) == [
        "touches a function: migrations hold tables only",
        "touches a trigger: migrations hold tables only",
    ]
    assert breaches_of_migration_text("create constraint trigger one") != []


def test_a_migration_that_looks_up_is_caught() -> None:
    assert breaches_of_migration("billing", [("actuals", "0001_initial"), ("billing", "0001_initial")]) == []
    assert breaches_of_migration("billing", [("ledger", "0001_initial")]) == [
        "billing depends on ledger.0001_initial, which is not below it"
    ]
