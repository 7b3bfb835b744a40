"""``unbilled serve``: this machine only unless told otherwise, and it answers."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.parse import quote

import pytest
from django.db import connection

from unbilled.cli.serve import PlainHttpRefused, PortNotAllowed, PortTaken, refuse_taken, serve, why_not


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "books.example"])
def test_another_machine_is_not_served_without_encryption(host):
    with pytest.raises(PlainHttpRefused, match=host) as refused:
        serve(host=host, port=free_port())

    assert "--insecure" in refused.value.advice


def test_a_port_that_is_taken_is_refused_before_anything_starts():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"taken by \S+ \(process {os.getpid()}\)") as refused:
            serve(port=port)

    offered = int(refused.value.advice.rpartition("--port ")[2].rstrip("."))
    assert offered > port
    assert why_not("127.0.0.1", offered) is None


def test_an_address_of_another_machine_is_not_called_taken():
    with pytest.raises(PortNotAllowed, match=r"on port \d+ of 192\.0\.2\.7: cannot assign requested address"):
        serve(host="192.0.2.7", port=free_port(), insecure=True)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EADDRNOTAVAIL])
def test_a_port_that_may_not_be_used_is_not_called_taken(monkeypatch, number):
    """Port 80 is the system's, except for root; an address may be another machine's."""

    def refused(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(socket.socket, "bind", refused)
    with pytest.raises(PortNotAllowed, match=os.strerror(number).lower()) as told:
        refuse_taken("127.0.0.1", 80)

    assert "--port" in told.value.advice


def test_it_says_its_address_answers_and_stops(db):
    port = free_port()
    at = connection.settings_dict
    user = quote(at["USER"] or "") + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    address = (
        f"postgresql://{user}@/{at['NAME']}?host={quote(at['HOST'] or '', safe='')}&port={at['PORT'] or 5432}"
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "unbilled", "serve", "--port", str(port)],
        env=os.environ | {"UNBILLED_DATABASE_URL": address},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page, policy = answered(f"http://127.0.0.1:{port}/")
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)

    assert "Log in" in page
    assert policy.startswith("default-src 'self'")
    assert f"Unbilled is served at http://127.0.0.1:{port}/" in said
    assert "this machine only" in said
    assert "Traceback" not in said
    assert server.returncode in (0, 130)


def answered(address: str) -> tuple[str, str]:
    """Ask until the server is up."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return response.read().decode(), response.headers["Content-Security-Policy"]
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
