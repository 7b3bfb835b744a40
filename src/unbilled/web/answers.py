"""Answers that are no page: what a browser is told when it asks in a wrong way, or while the database is away."""

import logging
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import csrf_exempt

AWAY = ("08", "53", "57")  # SQLSTATE classes: connection lost, no room, stopped by its keeper
RETRY_SECONDS = 10
READING = ("GET", "HEAD")
REFERENCE = "X-Reference"
"""Header with the word under which the log tells of a failure; pages say it."""
View = Callable[..., HttpResponse]
log = logging.getLogger("unbilled.web")


class WhileTheDatabaseIsAway:
    """Say that the page will be there again, with a status that a proxy and a monitor understand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what fails here comes to ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a database that does not answer; nothing for any other failure."""
        return away(request) if is_away(error) else None


def away(request: HttpRequest) -> HttpResponse:
    """The page for a database that does not answer."""
    request.company = None  # type: ignore[attr-defined]  # nothing of it can be read for the page
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw, with a reference under which the log has it; nothing is read for it."""
    reference = secrets.token_hex(4)
    log.error("Reference %s: %s %s.", reference, request.method, request.path)
    page = get_template("500.html").render({"reference": reference})
    return HttpResponse(page, status=500, headers={REFERENCE: reference})


def is_away(error: Exception) -> bool:
    """Whether a failure says that the database cannot be reached; a connection that died has no SQLSTATE."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return not state or state.startswith(AWAY)


def only_reads(view: View) -> View:
    """Let a page be read and nothing else; so it needs no token, and whoever sends something is told so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.method in READING:
            return view(request, *args, **named)
        response = render(request, "405.html", status=405)
        response.headers["Allow"] = ", ".join(READING)
        return response

    return csrf_exempt(answered)


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for something sent without the token of a form of ours."""
    return render(request, "403.html", status=403)
