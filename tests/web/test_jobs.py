"""Jobs: what is large, or is to set aside what is refused; the tray and its page tell what comes of it."""

import html
import json
import re
from typing import Any

import pytest

from acting import granted
from backgrounds import manager
from browsing import logged_in
from road import ENTERED, WORLD
from unbilled.accounting.models import JournalLine
from unbilled.lab.scenarios.books import Books
from unbilled.runs.background import RunNotUndone, ask
from unbilled.runs.models import Run
from unbilled.runs.worker import carry_out
from unbilled.web.lists.pages import RunTakesNoCells
from unbilled.web.screens import SCREENS
from unbilled.work.models import Entry

HX = {"hx-request": "true"}
NO_GROUPS = dict.fromkeys(("tax_group_id", "item_tax_group_id", "dimension_set_id"), "")


def submitted(books: Books) -> str:
    books.given(
        "company: {code: ACME, accounting_currency: EUR}\n"
        + WORLD.partition("\n")[2].partition("\n")[2]
        + "write_off_reasons: {LATE: Late}\n"
    )
    books.do(ENTERED + "- submit: all")
    return ",".join(str(one) for one in Entry.objects.order_by("id").values_list("pk", flat=True))


def sent(browser: Any, address: str, status: int = 204, **values: Any) -> Any:
    answer = browser.post(f"/c/ACME/{address}", {"act_key": "k", **values}, headers=HX)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer


def page(browser: Any, address: str, *, part: bool = False) -> str:
    answer = browser.get(f"/c/ACME/{address}", headers=HX if part else {})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_job_goes_from_the_list_through_the_tray_to_its_page(books: Books) -> None:
    """Five entries are approved; Guy has no price, and what was set aside is tried again alone."""
    ids = submitted(books)
    browser = logged_in("accountant")
    asking = sent(browser, "entries/ask/approve/", 200, ids=ids).content.decode()
    assert 'name="as_run"' in asking
    answer = sent(browser, "entries/do/approve/", ids=ids, as_run="on")
    assert json.loads(answer.headers["HX-Trigger"]) == {"changed": True, "job": True}
    sent(browser, "entries/do/approve/", ids=ids, as_run="on")
    run = Run.objects.get(task__isnull=False)

    tray = page(browser, "runs/tray/", part=True)
    assert re.findall(r'job-state">([^<]+)<', tray) == ["waiting"]
    assert f"/c/ACME/runs/{run.pk}/cancel/" in tray
    assert f'hx-get="/c/ACME/runs/tray/?run={run.pk}"' in tray
    assert "It waits for a worker." in page(browser, f"runs/{run.pk}/")

    carry_out(run.pk)
    answer = browser.get(f"/c/ACME/runs/tray/?run={run.pk}", headers=HX)
    assert answer.headers["HX-Trigger"] == "stale"
    told = answer.content.decode()
    assert "Finished: 4 entries; 4 cost actuals; 3 unbilled sales; cost EUR 900.00" in told
    assert "1 set aside" in told
    assert "hx-trigger" not in told
    assert (f"/c/ACME/runs/{run.pk}/undo/" in told) is True
    shown = page(browser, f"runs/{run.pk}/")
    assert re.findall(r'<td class="text" title="T5"><a href="([^"]+)"', shown) == [
        "/c/ACME/trace/entry/?name=T5"
    ]
    assert '<a href="/c/ACME/prices/">Prices</a>' in shown
    assert (
        f'<a class="quiet-button" href="/c/ACME/entries/?set_aside={run.pk}">Show 1 set aside in Entries</a>'
        in shown
    )
    rows = page(browser, f"entries/?set_aside={run.pk}")
    assert re.findall(r'<tr data-id="([^"]+)"', rows) == [str(books.id("entries", "T5"))]
    assert f'<span class="chip-said">by job {run.pk}</span>' in rows
    nothing = page(browser, f"entries/totals/?set_aside={run.pk + 1}", part=True)
    assert 'data-count="0"' in nothing
    assert browser.get("/c/ACME/entries/?set_aside=x").status_code == 422
    assert "Try again what was set aside" in shown
    file = browser.get(f"/c/ACME/runs/{run.pk}/items.csv")
    assert "T5,PriceMissing" in file.content.decode()
    assert f'data-opens="/c/ACME/runs/{run.pk}/"' in page(browser, "runs/")

    again = browser.post(f"/c/ACME/runs/{run.pk}/again/", {"act_key": "again"}, headers=HX)
    fresh = Run.objects.latest("id")
    assert again.headers["HX-Redirect"] == f"/c/ACME/runs/{fresh.pk}/"
    assert fresh.task["ids"] == [books.id("entries", "T5")]
    carry_out(fresh.pk)
    assert Run.objects.get(pk=fresh.pk).totals["set_aside"] == 1
    part = browser.get(f"/c/ACME/runs/{fresh.pk}/", headers=HX)
    assert part.status_code == 286  # it is over: the page asks no more

    sent(browser, f"runs/{run.pk}/undo/", act_key="undo")
    undoing = Run.objects.latest("id")
    carry_out(undoing.pk)
    undoing.refresh_from_db()
    assert (undoing.run_kind, undoing.arguments["undoes"]) == ("take_back_work", run.pk)
    assert (undoing.totals["counts"], undoing.totals["set_aside"]) == ({"entries": 4}, 0)
    told = sent(browser, f"runs/{run.pk}/undo/", 422, act_key="undo-2").content.decode()
    assert RunNotUndone(run_id=run.pk).message in told
    assert Run.objects.latest("id") == undoing
    assert f"/c/ACME/runs/{run.pk}/undo/" not in page(browser, "runs/tray/", part=True)


def test_a_job_is_canceled_from_the_tray_and_seen_by_those_who_may(books: Books) -> None:
    ids = submitted(books)
    for name in ("Mia", "Ole"):
        granted(books.company_id, name, "project_manager")
    granted(books.company_id, "Own", "project_manager", scope="own")
    mia, ole, own = (logged_in(name) for name in ("Mia", "Ole", "Own"))
    sent(mia, "entries/do/approve/", ids=ids, as_run="on")
    run = Run.objects.get(task__isnull=False)

    assert "job-state" not in page(ole, "runs/tray/", part=True)
    assert "/cancel/" not in page(ole, f"runs/{run.pk}/")
    assert "was started by Mia" in sent(ole, f"runs/{run.pk}/cancel/", 422).content.decode()
    assert own.get(f"/c/ACME/runs/{run.pk}/").status_code == 404
    assert own.post(f"/c/ACME/runs/{run.pk}/again/").status_code == 404
    assert own.post(f"/c/ACME/runs/{run.pk}/cancel/").status_code == 404
    assert Run.objects.get(pk=run.pk).status == "waiting"
    sent(mia, f"runs/{run.pk}/cancel/", act_key="c")
    assert Run.objects.get(pk=run.pk).status == "canceled"
    assert "Do the rest" in page(mia, f"runs/{run.pk}/")
    assert mia.get("/c/ACME/runs/999999/").status_code == 404


def test_cells_that_were_filled_in_are_not_taken_by_a_job(books: Books) -> None:
    ids = submitted(books)
    browser = logged_in("accountant")
    first = ids.split(",")[0]
    told = sent(
        browser, "entries/do/approve/", 422, ids=ids, as_run="on", cells=f"{first} billable_quantity 2"
    )
    assert RunTakesNoCells(most=2_000).message in html.unescape(told.content.decode())
    assert not Run.objects.filter(task__isnull=False).exists()


@pytest.mark.parametrize("chain", ["ready", "bill"])
def test_many_rows_are_a_job_without_being_asked(
    books: Books, monkeypatch: pytest.MonkeyPatch, chain: str
) -> None:
    """Three sales are open; two of them ready are billed to two drafts."""
    submitted(books)
    books.do("- approve: {entries: [T1, T2, T3, T4], on: 2026-03-31}")
    if chain == "bill":
        books.do("- mark_ready: {entries: [T1, T3]}")
    browser = logged_in("accountant")
    action = SCREENS["backlog"].action({"ready": "ready", "bill": "create"}[chain])
    assert action is not None
    monkeypatch.setitem(vars(action), "most", 1)
    ids = ",".join(re.findall(r'<tr data-id="([^"]+)"', page(browser, "backlog/rows/", part=True)))
    sent(browser, f"backlog/do/{action.name}/", ids=ids)
    run = Run.objects.get(task__isnull=False)
    carry_out(run.pk)
    run.refresh_from_db()
    expected = {"ready": {"sales": 3}, "bill": {"proformas": 2, "details": 2}}
    assert run.totals["counts"] == expected[chain]
    assert run.totals["set_aside"] == {"ready": 0, "bill": 1}[chain]


def test_steps_over_many_rows_do_what_they_do_at_once(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    """T1, T2 and T3 are open, 12 hours at 100 and 2 at 110; each step is a run."""
    submitted(books)
    books.do("- approve: {entries: [T1, T2, T3], on: 2026-03-31}")
    for screen in ("entries", "backlog", "adjustments", "journal-lines", "proformas"):
        for action in SCREENS[screen].actions:
            monkeypatch.setitem(vars(action), "most", 0)
    browser = logged_in("accountant")

    def done(screen: str, action: str, query: str = "", **filled: str) -> dict[str, int]:
        ids = re.findall(r'<tr data-id="([^"]+)"', page(browser, f"{screen}/rows/?{query}", part=True))
        typed = {f"do_{name}": value for name, value in filled.items()}
        key = f"{screen}-{action}-{query}".replace("=", "-")
        seen = "|".join(filled.values())
        sent(browser, f"{screen}/do/{action}/", ids=",".join(ids), act_key=key, foreseen=seen, **typed)
        run = Run.objects.latest("id")
        carry_out(run.pk)
        run.refresh_from_db()
        assert (run.status, run.totals["set_aside"]) == ("finished", 0)
        return dict(run.totals["counts"])

    assert done("entries", "reject", "status=submitted", comment="Which task?") == {"entries": 2}
    assert done("backlog", "hold", reason="Agreed later", until="") == {"sales": 3}
    assert done("backlog", "write-off", write_off_reason="LATE", percent="10", reason="") == {"sales": 3}
    assert Run.objects.latest("id").totals["amounts"] == {"charged": {"EUR": "-142.0000"}}
    assert done("adjustments", "undo") == {"sales": 3}
    assert done("backlog", "reprice", method="price", figure="150", reason="") == {"sales": 3}
    assert done("backlog", "evaluate") == {"within": 0, "over": 0}
    assert done("backlog", "reset") == {"sales": 0}
    sales = SCREENS["backlog"].read.of(company_id=books.company_id).taken()
    gone = range(10**9, 10**9 + 2_000)
    asked = ask(manager(books), "process.mark_ready", needs={"actual_ids": [*sales, *gone]})
    carry_out(asked)
    assert Run.objects.get(pk=asked).totals["counts"] == {"sales": 3}
    adjusted = done("journal-lines", "adjust", "status=draft", accounting_date="2026-03-31", **NO_GROUPS)
    assert adjusted == {"journal lines": JournalLine.objects.count()}
    assert done("backlog", "create") == {"proformas": 2, "details": 3}
    assert done("proformas", "discard") == {"proformas": 2, "lines that wait again": 3}
    assert done("entries", "take-back", "status=approved", comment="") == {"entries": 3}
