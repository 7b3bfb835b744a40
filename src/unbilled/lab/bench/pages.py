"""Pages: how long they take behind a generated history, how large they are, and how many statements they ask."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from math import ceil
from time import perf_counter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from unbilled.foundation import scratch
from unbilled.lab.bench import generated
from unbilled.lab.bench.bench import DATABASE
from unbilled.lab.bench.copied import copy_all
from unbilled.lab.bench.measured import Stopwatch
from unbilled.lab.bench.stages import Road

AT_FIRST = 50_000
"""Lines that go the road; what is beyond is copied."""
MOST_CONTRACTS = 10_000
UNPOSTED = 5_000
"""Open sales that are not posted in their journals yet, a tenth of all where there are fewer: the latest."""
LIST, TOTALS, CELL, ACTION, OVERVIEW = 50, 400, 30, 100, 150
"""Budgets: milliseconds within which 95 of 100 answers come."""
BUDGETS = {"hub": OVERVIEW, "realization-by-person": 600, "realization-by-month": 600}
"""Pages with a budget of their own: the hub, and those that read all there is and say so after half a second."""
AT_ONCE = 20
"""Rows of an action."""
Ask = Callable[[], Any]
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')
TABS = re.compile(r'<nav class="tabs".*?</nav>', re.DOTALL)
LINK = re.compile(r'href="(/c/BENCH/[a-z-]+/)(\?[^"]*)?"')
NO_LISTS = ("time", "imports", "setup", "company", "begin", "archive", "paper")


@dataclass
class PageSpeed:
    """What one page or step took.

    Attributes:
        name: What it is: the place of a list, ``dashboard``, ``cell edit``.
        budget: Milliseconds within which 95 of 100 answers are to come.
        milliseconds: What each answer took.
        busy: Milliseconds of a processor that an answer takes, of this process and of the backend; what else the
            machine does tells less in them.
        size: Bytes of the last answer.
        statements: Statements of the last answer.
    """

    name: str
    budget: int
    milliseconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    size: int = 0
    statements: int = 0

    def share(self, percent: int) -> float:
        """The time within which so many percent of the answers came."""
        return _share(self.milliseconds, percent)

    @property
    def busy_share(self) -> float:
        """Milliseconds of a processor within which 95 of 100 answers were made."""
        return _share(self.busy, 95) if self.busy else 0.0

    def as_json(self) -> dict[str, Any]:
        """The figures that ``unbilled bench pages --json`` prints."""
        return {
            "page": self.name,
            "p50": round(self.share(50), 1),
            "p95": round(self.share(95), 1),
            "cpu": round(self.busy_share, 1),
            "budget": self.budget,
            "bytes": self.size,
            "statements": self.statements,
        }


def _share(times: list[float], percent: int) -> float:
    ordered = sorted(times)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def page_bench(
    *,
    open_lines: int,
    history: int,
    per_invoice: int,
    requests: int,
    said: Callable[[str], None],
    report: Callable[[PageSpeed], None],
) -> list[PageSpeed]:
    """Measure the overview, every list page, its totals, the hub, an action and a cell edit, by one browser.

    Args:
        open_lines: Sales that are open, a third of them ready, a contract's on a draft, all but the latest accrued.
        history: Lines that are posted before them.
        per_invoice: Lines of an invoice; so that a million lines by ten are 100,000 documents.
        requests: Times each is asked for, after one that nobody counts.
        said: Told what is being done.
        report: Told of each page as soon as it is measured.

    Source:
        docs/rules/performance.md#pages-of-lists.
    """
    with scratch.scratch_database(DATABASE):
        copies = max(1, ceil(max(open_lines, history) / AT_FIRST))
        unposted = min(UNPOSTED, open_lines // 10)
        owner = generated.company(
            contracts=max(2, min(MOST_CONTRACTS, max(open_lines, history) // copies // per_invoice))
        )
        filled(owner, (open_lines - unposted) // copies, history // copies, per_invoice, said)
        copy_all(copies, said)
        said(f"{unposted:,} lines that no journal has posted")
        opened(owner, "U-", unposted, per_invoice).record()
        generated.analyze()
        browser = Client(headers={"host": "localhost"})
        browser.force_login(get_user_model().objects.get(pk=owner[1]))
        found = []
        for name, budget, ask in asked(browser):
            one = PageSpeed(name, budget)
            for _ in range(requests + 1):
                measured(one, ask)
            del one.milliseconds[0], one.busy[0]
            report(one)
            found.append(one)
        return found


def slow(pages: list[PageSpeed]) -> list[str]:
    """A sentence for each page that is beyond its budget, in milliseconds of a processor where they are known."""
    took = {one.name: one.busy_share or one.share(95) for one in pages}
    return [
        f"{one.name}: 95 of 100 answers take {took[one.name]:.0f} ms or less, and {one.budget} ms are allowed."
        for one in pages
        if took[one.name] > one.budget
    ]


def filled(
    owner: tuple[int, int], open_lines: int, history: int, per_invoice: int, said: Callable[[str], None]
) -> None:
    """Take lines of a company the whole road, and others as far as they are open."""
    of: dict[str, Any] = {"company_id": owner[0], "first": 0}
    if history:
        said(f"{history:,} lines on the road")
        contracts = max(1, history // per_invoice)
        ids = generated.submitted_entries(**of, reference="H-", entries=history, contracts=contracts)
        for stage in Road(*owner, ids, per_invoice).stages.values():
            stage()
    said(f"{open_lines:,} open lines")
    road = opened(owner, "O-", open_lines, per_invoice)
    road.record()
    road.post_journals()
    road.mark_ready(every=3)
    road.create(most=1)
    generated.analyze()


def opened(owner: tuple[int, int], reference: str, lines: int, per_invoice: int) -> Road:
    """Lines of a company that are submitted, and are to go as far as they are open."""
    ids = generated.submitted_entries(
        company_id=owner[0],
        reference=reference,
        entries=lines,
        first=0,
        contracts=max(1, lines // per_invoice),
    )
    return Road(*owner, ids, per_invoice)


def asked(browser: Client) -> Iterator[tuple[str, int, Ask]]:
    """What is measured, one after another: a name, its budget, and what asks for it."""
    home = browser.get("/c/BENCH/").content.decode()
    setup = browser.get("/c/BENCH/setup/").content.decode()
    yield "dashboard", OVERVIEW, lambda: browser.get("/c/BENCH/")
    yield "dashboard, what waits", TOTALS, lambda: browser.get("/c/BENCH/overview/waiting/")
    places = dict(reversed(LINK.findall(home + setup)))
    waiting = [place for place in reversed(places) if _name(place) not in NO_LISTS]
    for place in waiting:
        query = places[place].replace("&amp;", "&")
        page = browser.get(f"{place}{query}").content.decode()
        for beside, its_query in [one for tabs in TABS.findall(page) for one in LINK.findall(tabs)]:
            if beside not in places:
                places[beside] = its_query
                waiting.append(beside)
        yield _name(place), BUDGETS.get(_name(place), LIST), partial(browser.get, f"{place}{query}")
        yield f"{_name(place)}, totals", TOTALS, partial(browser.get, f"{place}totals/{query}")
    yield f"{AT_ONCE} rows marked", ACTION, _marking(browser)
    yield "cell edit", CELL, _editing(browser)


def _name(place: str) -> str:
    return place.removeprefix("/c/BENCH/").strip("/")


def _marking(browser: Client) -> Ask:
    page = browser.get("/c/BENCH/backlog/?status=not_ready").content.decode()
    ids = ",".join(re.findall(r'<tr data-id="(\d+)"', page)[:AT_ONCE])
    steps = cycle(("ready", "not-ready"))
    return lambda: browser.post(f"/c/BENCH/backlog/do/{next(steps)}/", {"ids": ids})


def _editing(browser: Client) -> Ask:
    """Edit the first line of a draft back to what was worked; that it was something else before is not measured."""
    page = browser.get("/c/BENCH/proformas/?status=draft").content.decode()
    [place, *_] = re.findall(r'href="(/c/BENCH/proformas/[^"?/]+/)"', page)

    def prepared() -> Ask:
        number, version, quantity = _first_line(browser, place)
        lines = f"{place}lines/{number}/"
        browser.post(lines, {"quantity": "0.5", "version": version, "reason": "Measured", "told": "1"})
        sent = {"quantity": quantity, "version": _first_line(browser, place)[1]}
        return lambda: browser.post(lines, sent, headers={"HX-Request": "true"})

    return prepared


def _first_line(browser: Client, place: str) -> tuple[str, str, str]:
    """Number, version and quantity of the first line of a draft."""
    row = browser.get(place).content.decode().partition('<tr data-id="')[2]
    fields = dict(FIELD.findall(row.partition("</tr>")[0]))
    return row.partition('"')[0], fields["version"], fields["quantity"]


def measured(one: PageSpeed, ask: Ask) -> None:
    """Ask once, and note what it took."""
    if one.name == "cell edit":
        ask = ask()
    statements = 0
    watch = Stopwatch(connection.connection.info.backend_pid, with_client=True)

    def counted(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*args)

    with connection.execute_wrapper(counted), watch.running():
        began = perf_counter()
        answer = ask()
        size = len(answer.content)
        one.milliseconds.append((perf_counter() - began) * 1000)
    one.busy.append(watch.cpu_seconds * 1000)
    assert answer.status_code < 400, f"{one.name} answered {answer.status_code}: {answer.content[:500]!r}"
    one.size, one.statements = size, statements
