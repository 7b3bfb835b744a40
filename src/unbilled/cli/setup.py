"""What a command does first: find the database and load Django, not before it is needed."""

import os


def books(*, migrated: bool = True) -> None:
    """Start the database and Django.

    Args:
        migrated: Refuse a database whose tables or code are not those of this version.

    Raises:
        DatabaseUnreachable, DatabaseTooOld, DatabaseUrlUnreadable: The given server cannot be used.
        ServerDidNotStart, ServerOfAnotherVersion: The private server cannot be used.
        DatabaseNotUtf8: Tables are to be made in a database of another encoding.
        DatabaseNotMigrated, DatabaseCodeOfAnotherVersion: The database is not that of this version.
    """
    from unbilled.foundation import database

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unbilled.config.settings")
    database.start()
    import django

    django.setup()
    if migrated:
        database.refuse_unless_migrated()
    else:
        database.refuse_other_encodings()


def settings() -> None:
    """Settings alone, for what needs no books: no database is started."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unbilled.config.settings")
