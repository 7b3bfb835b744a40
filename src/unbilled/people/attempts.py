"""Attempts to log in: each is counted before it is looked at, so that many at once are not more than one by one.

Names wait by the address they are tried from. Whoever tries a name from elsewhere makes those wait who come from an
address that was never right for it, and nobody who comes from where they usually do.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils.crypto import salted_hmac

from unbilled.people.models import Attempt
from unbilled.people.rules import (
    ADDRESS_FAILURES,
    FORGOTTEN_AFTER,
    FREE_FAILURES,
    KNOWN_FOR,
    STRANGERS_FAILURES,
    WINDOW,
    TooManyAttempts,
    delay_after,
    network_of,
    waited,
)


@transaction.atomic
def count_attempt(*, login: str, address: str, at: datetime) -> None:
    """Count an attempt as one that failed, before it is tried; one that is right says so with ``attempt_was_right``.

    Args:
        login: The name that was typed, or what else is tried.
        address: Network address it comes from.
        at: When.

    Raises:
        TooManyAttempts: It comes too soon after others; it is not counted, and must not be tried.

    Source:
        docs/rules/log-in.md#attempts.
    """
    row, is_new = Attempt.objects.select_for_update().get_or_create(
        login_mark=mark_of(login), address=network_of(address)
    )
    is_known = row.succeeded_at is not None and row.succeeded_at > at - KNOWN_FOR
    waits = [row.wait_until or at]
    if not is_known:
        waits += [
            _wait_of(Attempt.objects.filter(login_mark=row.login_mark), STRANGERS_FAILURES, at),
            _wait_of(Attempt.objects.filter(address=row.address), ADDRESS_FAILURES, at),
        ]
    if (wait := max(waits) - at) > timedelta(0):
        raise TooManyAttempts(wait=waited(wait))
    if is_new:
        _forget_old(at)
    if row.failed_at is None or row.failed_at < at - FORGOTTEN_AFTER:
        row.failed_count = 0
    row.failed_count += 1
    row.failed_at = at
    row.wait_until = at + delay_after(row.failed_count)
    row.save()


def attempt_was_right(*, login: str, address: str, at: datetime) -> None:
    """Take an attempt's failure back, and know the address from now on."""
    Attempt.objects.filter(login_mark=mark_of(login), address=network_of(address)).update(
        failed_count=0, failed_at=None, wait_until=None, succeeded_at=at
    )


def forget_attempts(login: str) -> None:
    """Let nobody wait any more who comes with a name."""
    Attempt.objects.filter(login_mark=mark_of(login)).update(failed_count=0, failed_at=None, wait_until=None)


def mark_of(login: str) -> str:
    """What is kept of a name: people type their password in its place."""
    return salted_hmac("unbilled.people.attempt", login.strip().casefold(), algorithm="sha256").hexdigest()


def _wait_of(rows: "QuerySet[Attempt]", free: int, at: datetime) -> datetime:
    """Until when strangers wait after all the failures of strangers together."""
    strangers = Q(succeeded_at=None) | Q(succeeded_at__lte=at - KNOWN_FOR)
    failed = rows.filter(strangers, failed_at__gt=at - WINDOW).aggregate(
        number=Sum("failed_count"), last=Max("failed_at")
    )
    if (failed["number"] or 0) < free:
        return at
    last: datetime = failed["last"]
    return last + delay_after(FREE_FAILURES + failed["number"] - free)


def _forget_old(at: datetime) -> None:
    Attempt.objects.annotate(
        last=Greatest(Coalesce(F("succeeded_at"), F("failed_at")), F("failed_at"))
    ).filter(last__lte=at - KNOWN_FOR).delete()
