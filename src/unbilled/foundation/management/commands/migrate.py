"""``migrate``: Django's own, and then the code in the database."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from unbilled.foundation.database import missing_migrations
from unbilled.foundation.installing import (
    LOCK,
    Installed,
    install_code,
    naming_what_depends,
    take_guards_away,
)
from unbilled.foundation.migrating import has_tables, is_of_ours, make_tables


class Command(migrate.Command):
    """Bring the tables to this version, then the functions and triggers.

    Commands at once wait for each other. Where migrations are missing, the guards are away while they run: a column
    that a trigger names could not be changed, nor a fact be given a new one.
    """

    installed = Installed(0, 0)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; with ``--check`` or ``--plan`` change nothing.

        Raises:
            SomethingDependsOnIt: A view or a function of the operator's own is in the way.
        """
        connection = connections[options["database"]]
        if options["check_unapplied"] or options["plan"]:
            super().handle(*args, **options)
            return
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            if options["app_label"] or missing_migrations():
                take_guards_away()
            with naming_what_depends():
                if not (options["app_label"] or options["fake"] or has_tables()):
                    _make_tables(connection)
                super().handle(*args, **options)
                if not missing_migrations():
                    self.installed = install_code()
                    self._tell()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [LOCK])

    def _tell(self) -> None:
        if self.verbosity >= 1:
            done = self.installed
            self.stdout.write(self.style.MIGRATE_HEADING("Code in the database:"))
            self.stdout.write(f"  installed {done.installed}, dropped {done.dropped}")


def _make_tables(connection: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if not is_of_ours(node[0])])
    make_tables()
