"""``unbilled serve``: the back office in a browser on this machine.

Source: docs/rules/log-in.md#plain-http.
"""

import errno
import ipaddress
import os
import socket
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import psutil
import typer

from unbilled.cli import setup
from unbilled.cli.terminal import terminal
from unbilled.cli.worker import one_worker
from unbilled.foundation.refusals import Refusal

LAST_PORT = 65535
PORTS_TRIED = 50


class PlainHttpRefused(Refusal):
    """What is sent without TLS is read by whoever is on the way, passwords among it."""

    sentence = "On {host} others could read along: pages and passwords would be sent without encryption."
    remedy = (
        "Leave --host out and let a proxy on this machine speak TLS to others (docs/operations.md says how), or add "
        "--insecure where nobody listens on the network."
    )


class PortTaken(Refusal):
    """Another program listens on that port."""

    sentence = "Port {port} on {host} is taken by {who}."
    remedy = "Stop that program, or choose another port: --port {free}."


class PortNotAllowed(Refusal):
    """The system keeps that port for others, or the address is none of this machine."""

    sentence = "Nothing can be served on port {port} of {host}: {reason}."
    remedy = "Choose a port from 1024 with --port, and an address of this machine with --host."


def serve(
    port: Annotated[int, typer.Option(min=1, max=LAST_PORT, help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Serve other machines although nothing is encrypted.")
    ] = False,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Only pages; `unbilled worker` carries out jobs elsewhere.")
    ] = False,
) -> None:
    """Serve the back office and carry out its jobs, to this machine only unless told otherwise.

    Example: unbilled serve --port 8080.
    """
    if not insecure and not is_loopback(host):
        raise PlainHttpRefused(host=host)
    refuse_taken(host, port)
    # Before the settings are read, here and by the processes that answer.
    os.environ["UNBILLED_SERVED_TO"] = "this machine" if is_loopback(host) else "others"
    os.environ["UNBILLED_SERVED_BY"] = str(os.getpid())
    setup.books()
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    say = terminal(errors=True)
    shown = f"[{host}]" if ":" in host else host
    say.print(f"Unbilled is served at http://{shown}:{port}/ (Ctrl-C stops it).")
    if is_loopback(host):
        say.print("It answers this machine only.", style="dim")
    else:
        say.print("Nothing is encrypted: whoever is on the way reads along.", style="bold red")
    if hint := first_log_in():
        say.print(hint, style="dim")
    connection.close()
    with nullcontext() if no_worker else one_worker():
        Granian(
            "unbilled.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=4,
            websockets=False,
            log_level=LogLevels.warning,
        ).serve()


def first_log_in() -> str:
    """How somebody gets in, while nobody has a password."""
    from unbilled.people.models import Person

    if Person.objects.exclude(password="").exclude(password__startswith="!").exists():
        return ""
    return "Nobody has a password yet: unbilled people password administrator sets one."


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on, before anything is started.

    Raises:
        PortTaken: Another program has it.
        PortNotAllowed: The address is none of this machine, or this user may not use the port.
    """
    if (problem := why_not(host, port)) is None:
        return
    if problem.errno != errno.EADDRINUSE:
        raise PortNotAllowed(host=host, port=port, reason=(problem.strerror or str(problem)).lower())
    following = range(port + 1, min(port + PORTS_TRIED, LAST_PORT) + 1)
    free = next((one for one in following if why_not(host, one) is None), None)
    raise PortTaken(host=host, port=port, who=holder_of(port), free=free or "another")


def why_not(host: str, port: int) -> OSError | None:
    """Why a port cannot be listened on; None where it can."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as problem:
        return problem
    return None


def holder_of(port: int) -> str:
    """Which program listens on a port, as far as this user may see it."""
    try:
        listening = [
            one
            for one in psutil.net_connections("tcp")
            if one.status == psutil.CONN_LISTEN and one.laddr.port == port
        ]
        number = next(one.pid for one in listening if one.pid)
        words = psutil.Process(number).cmdline()
    except (psutil.Error, OSError, StopIteration):
        return "another program"
    name = (
        "another unbilled serve"
        if "serve" in words and "unbilled" in " ".join(words)
        else Path(words[0]).name
    )
    return f"{name} (process {number})"
