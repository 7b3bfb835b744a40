"""Sites of tests in a browser: books that are served, and pages that somebody opens there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test.testcases import LiveServerThread

from browsing import logged_in
from unbilled.lab.scenarios.books import Books

ABORTED = re.compile(r"htmx:(sendAbort|afterRequest)\b")


@dataclass
class Site:
    """A site that is served, and what went wrong in its pages.

    Attributes:
        address: Where it is.
        books: The books that it shows.
        faults: Errors of scripts, requests to other hosts, and breaches of the content security policy.
        others: Addresses of hosts that its pages lead to.
    """

    address: str
    books: Books
    faults: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Note what goes wrong."""

        def said(message: Any) -> None:
            # Answers of 4xx are asked for, and a search that is typed on is broken off.
            is_meant = "the server responded with a status of 4" in message.text or ABORTED.match(
                message.text
            )
            if message.type == "error" and not is_meant:
                self.faults.append(f"{page.url}: {message.text}")

        page.on("console", said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((self.address, *self.others)) else self.faults.append(asked.url)
            ),
        )


def served(books: Books) -> Iterator[Site]:
    """Serve books; what went wrong in their pages is told at the end."""
    before, settings.ALLOWED_HOSTS = settings.ALLOWED_HOSTS, ["*"]
    server = LiveServerThread("127.0.0.1", lambda handler: handler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    found = Site(f"http://127.0.0.1:{server.port}", books)
    yield found
    server.terminate()
    settings.ALLOWED_HOSTS = before
    assert found.faults == [], found.faults


def opened_at(
    site: Site,
    chromium: Any,
    path: str,
    name: str,
    *,
    width: int = 1280,
    height: int = 720,
    theme: str = "light",
) -> Any:
    """A page of a person, in a window of its own and a theme of choice."""
    cookie = logged_in(name).cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.address}])
    found = context.new_page()
    site.watch(found)
    found.goto(site.address + path)
    found.wait_for_load_state("networkidle")
    return found
