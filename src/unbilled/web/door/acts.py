"""Acts of the person at the browser."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from unbilled.foundation.acts import Act

if TYPE_CHECKING:
    from unbilled.web.door.guard import BackOfficeRequest

FIELD = "act_key"
"""Name of the form's field in which its one-time key is sent."""
KEY = re.compile(r"[\w-]{1,100}", re.ASCII)


def act_of(request: HttpRequest, *, key: str | None = None) -> Act:
    """The act of the logged-in person, today where the company is.

    Args:
        request: A request behind the guard; where its address names no company, the act is of none and its day UTC's.
        key: The key of the act; that of the form where it is not given. A form sent again with it does nothing again.

    Returns:
        The act, about what the person sees of the company; the event looks whether it may be done.

    Raises:
        BadRequest: What was sent as the key is none of ours.
    """
    asked = cast("BackOfficeRequest", request)
    sent = request.POST.get(FIELD, "") if key is None else key
    if sent and not KEY.fullmatch(sent):
        raise BadRequest("The key of the form is not one of ours.")
    now = timezone.now()
    company = asked.company
    return Act(
        company_id=company.company_id if company else 0,
        person_id=asked.person.person_id,
        on=now.astimezone(ZoneInfo(company.time_zone)).date() if company else now.date(),
        at=now,
        key=sent,
        sight=asked.sight if company else None,
    )


def act_of_oneself(request: HttpRequest) -> Act:
    """The act of the logged-in person about themselves: of no company, on UTC's day."""
    now = timezone.now()
    return Act(
        company_id=0, person_id=cast("BackOfficeRequest", request).person.person_id, on=now.date(), at=now
    )


def one_time_key() -> str:
    """A new key for a form."""
    return uuid.uuid4().hex


@contextmanager
def trying() -> Iterator[None]:
    """Do something and undo it at the end; what refuses it is raised as ever."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
