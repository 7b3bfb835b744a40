"""Databases of their own beside the books: for scenarios and the bench, gone when they are done."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql


def server_address(database: str) -> dict[str, str | int]:
    """How psycopg reaches a database on the server that Django uses."""
    settings = connection.settings_dict
    found = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "dbname": database,
    }
    return {name: value for name, value in found.items() if value} | dict(settings.get("OPTIONS") or {})


def create(name: str, template: str = "template0", strategy: str = "file_copy") -> None:
    """Make a database, anew if it exists; a template's rows come along.

    Args:
        name: The database to make.
        template: The database that is copied; nobody may be connected to it.
        strategy: ``file_copy`` for a large template; ``wal_log`` for a small one, which waits for no checkpoint.
    """
    with psycopg.connect(**server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        _drop(server, name)
        server.execute(
            sql.SQL("create database {} template {} strategy {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(strategy)
            )
        )


def drop(name: str) -> None:
    """Take a database away, closing its connections."""
    with psycopg.connect(**server_address("postgres"), autocommit=True) as server:  # type: ignore[arg-type]
        _drop(server, name)


def _drop(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django uses this database until the block ends."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def scratch_database(name: str, template: str = "") -> Iterator[None]:
    """Work in a database of its own, migrated or copied from a small template, and drop it at the end.

    Who wants one of the same name meanwhile waits, instead of taking it away from under the first.
    """
    with psycopg.connect(**server_address("postgres"), autocommit=True) as held:  # type: ignore[arg-type]
        held.execute("select pg_advisory_lock(hashtext(%s))", [name])
        create(name, template or "template0", "wal_log")
        try:
            with connected_to(name):
                if not template:
                    call_command("migrate", verbosity=0, interactive=False)
                yield
        finally:
            drop(name)
