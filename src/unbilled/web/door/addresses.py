"""From where something is asked."""

from django.conf import settings
from django.http import HttpRequest

from unbilled.people.rules import network_of

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def address_of(request: HttpRequest) -> str:
    """The network address of the browser: behind a proxy the last one that it names, for it wrote that itself."""
    asked = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        asked = request.headers.get("X-Forwarded-For", asked).rpartition(",")[2].strip()
    return asked if network_of(asked) else ""


def is_this_machine(request: HttpRequest) -> bool:
    """Whether a browser on this machine asks the server itself, with no proxy between that could bring others."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    name = host if host in LOOPBACK else request.get_host()
    return (
        settings.SERVED_TO_THIS_MACHINE
        and name in LOOPBACK
        and request.META.get("REMOTE_ADDR", "") in ("127.0.0.1", "::1")
        and not any(one.lower().startswith(("x-forwarded", "forwarded", "via")) for one in request.headers)
    )
