"""Tables: what migrations of several rooms do to rows that are there already, and an empty database without them."""

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.contrib.postgres.operations import CreateExtension
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder


def of_the_oldest_act(table: str, company: str) -> migrations.RunSQL:
    """Rows that were written without an act take the oldest act of their company, else the oldest of all."""
    return migrations.RunSQL(
        f"""
        update {table} as line
           set act_id = coalesce((select min(act.id) from people_act as act where act.company_id = {company}),
                                 (select min(act.id) from people_act as act))
         where act_id is null
        """,  # noqa: S608
        migrations.RunSQL.noop,
    )


def make_tables() -> None:
    """Make all tables of ours in a database without them, as the models describe them.

    Every migration of ours is noted as run. What they would have made is the same (``tests/upgrade`` compares), but
    takes twenty times as long: Django draws all models anew for each change. The tables of other applications must
    stand: those that bring their own migrations are left to them. What no model says (extensions, how full pages
    are) is said by statements of the migrations, which are run; what they change in rows, changes none.

    Source:
        docs/decisions/0152-an-empty-database-takes-its-tables-at-once.md
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    ours = [migration for migration, _ in plan if is_of_ours(migration.app_label)]
    state = executor.loader.project_state()
    with connection.schema_editor() as editor:

        def run(kind: type[Operation]) -> None:
            for migration in ours:
                for operation in migration.operations:
                    if isinstance(operation, kind):
                        operation.database_forwards(migration.app_label, editor, state, state)

        run(CreateExtension)
        for room in _rooms():
            for model in room.get_models():
                editor.create_model(model)
        run(migrations.RunSQL)
        for migration in ours:
            executor.recorder.record_applied(migration.app_label, migration.name)


def has_tables() -> bool:
    """Whether a migration of ours has run in the database."""
    return any(is_of_ours(room) for room, _ in MigrationRecorder(connection).applied_migrations())


def is_of_ours(label: str) -> bool:
    """Whether an application is a room of this house."""
    return label in {room.label for room in _rooms()}


def _rooms() -> Iterator[AppConfig]:
    return (config for config in apps.get_app_configs() if config.name.startswith("unbilled."))
