"""What a command says when something fails that nobody asked about: one sentence, and the details in the log."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.db.utils import InterfaceError

from unbilled.foundation import database
from unbilled.foundation.refusals import Refusal

REFUSED_BY_THE_DATABASE = "23"
NO_ROOM = ("22", "54")
CONNECTION_CLASSES = ("08", "57P")
DISK_FULL = "53100"
LOG = "failures.log"


class BooksNotWhole(Refusal):
    """What an event wrote would not have left the books whole; a constraint or a guard has stopped it."""

    sentence = "The database refused the change, which would not leave the books whole: {reason}."
    remedy = "Nothing of the change is kept, what was finished before it is. Details: {details}."


class OutOfBounds(Refusal):
    """A figure or a text was given that no column takes."""

    sentence = "The books have no room for what was given: {reason}."
    remedy = "Nothing of it is kept; give smaller figures or shorter texts. Details: {details}."


class ConnectionLost(Refusal):
    """The database server went away in the middle of the work."""

    sentence = "The connection to the database was lost: {reason}."
    remedy = (
        "What was finished is kept; when the server runs again, run the command again. Details: {details}."
    )


class DiskFull(Refusal):
    """The disk of the database, or that of the files a command writes, takes no more."""

    sentence = "There is no space left: {reason}."
    remedy = "What was finished is kept; make room, then run the command again. Details: {details}."


class CommandFailed(Refusal):
    """A command met what nobody foresaw."""

    sentence = "The command failed: {reason}."
    remedy = "What was finished is kept. Details, for a report of the fault: {details}."


def refusal_of(error: Exception) -> Refusal:
    """The sentence for an error that no event expects; its traceback goes to the log.

    Args:
        error: As it reached the command line.

    Returns:
        What to say, whether the database refused, went away or is full, or something else happened.
    """
    kind, cause = _kind(error)
    return kind(reason=_reason(cause), details=keep(error))


def keep(error: Exception) -> str:
    """Add an error to the log in the home; where that cannot be written, show it.

    Returns:
        Where the details are.
    """
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
    told = f"{when} unbilled {' '.join(sys.argv[1:])}\n{''.join(traceback.format_exception(error))}\n"
    path: Path = database.home() / LOG
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A traceback may show rows of the books: only their owner reads it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as log:
            log.write(told)
    except OSError as problem:
        sys.stderr.write(told)
        return f"above ({path} cannot be written: {(problem.strerror or str(problem)).lower()})"
    return str(path)


def _kind(error: Exception) -> tuple[type[Refusal], BaseException]:
    """Which sentence fits, and the cause that decides it: the first in the chain, as the others follow from it."""
    for cause in reversed(list(_causes(error))):
        state = getattr(cause, "sqlstate", None) or ""
        if state == DISK_FULL or (isinstance(cause, OSError) and cause.errno == errno.ENOSPC):
            return DiskFull, cause
        if state.startswith(REFUSED_BY_THE_DATABASE):
            return BooksNotWhole, cause
        if state.startswith(NO_ROOM):
            return OutOfBounds, cause
        # A connection that died in the middle of an answer has no SQLSTATE.
        has_no_state = isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError, InterfaceError))
        if state.startswith(CONNECTION_CLASSES) or (has_no_state and not state):
            return ConnectionLost, cause
    return CommandFailed, error


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _reason(cause: BaseException) -> str:
    """What an error says, in one line without its full stop."""
    if isinstance(cause, psycopg.Error) and cause.diag.message_primary:
        said = cause.diag.message_primary
    elif isinstance(cause, (psycopg.Error, InterfaceError)):
        said = str(cause)
    elif isinstance(cause, OSError) and cause.strerror:
        said = f"{cause.strerror.lower()}{f': {cause.filename}' if cause.filename else ''}"
    else:
        said = f"{type(cause).__name__}: {cause}".rstrip(": ")
    return (said.strip().splitlines() or [type(cause).__name__])[0].rstrip(".")
