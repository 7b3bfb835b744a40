"""What can be done with rows of lists: in the request up to some rows, and beyond it as a job of the one machine."""

import re

import pytest
from procrastinate.exceptions import JobAborted

from browsing import logged_in
from every_list import busy
from unbilled.kit.screens import Action
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.runs import background
from unbilled.runs.background import workers_do
from unbilled.runs.models import Run
from unbilled.runs.worker import carry_out
from unbilled.web import stepping
from unbilled.web.screens import SCREENS
from worlds import larkfield

HX = {"hx-request": "true"}
ACTIONS = """
    hub create: process.bill above 100
    entries approve: process.approve above 2000
    entries reject: work.reject_entries above 2000
    entries take-back: process.take_back_work above 2000
    entries ask-back: process.ask_for_work_back above 2000
    recalls accept: process.accept_recalls above 2000
    recalls refuse: work.refuse_recalls above 2000
    backlog ready: process.mark_ready above 2000
    backlog not-ready: process.mark_not_ready above 2000
    backlog hold: billing.hold_work above 2000
    backlog write-off: process.write_off_work above 2000
    backlog write-up: process.write_up_work above 2000
    backlog reprice: process.reprice_work above 2000
    backlog evaluate: process.evaluate_limits above 2000
    backlog reset: billing.reset_limits above 2000
    backlog take-back: process.take_back_work above 2000
    backlog add: billing.add_to_proforma above 2000
    backlog create: process.bill_chosen above 2000
    adjustments undo: process.undo_adjustments above 2000
    milestones ready: billing.mark_milestones_ready above 2000
    milestones not-ready: billing.mark_milestones_not_ready above 2000
    milestones add: billing.add_milestones above 2000
    milestones hold: billing.hold_milestones above 2000
    milestones progress: billing.prepare_progress above 2000
    milestones part: billing.prepare_products above 2000
    milestones create: billing.bill_milestones above 2000
    retainers ready: billing.mark_retainers_ready above 2000
    retainers not-ready: billing.mark_retainers_not_ready above 2000
    retainers hold: billing.hold_retainers above 2000
    retainers create: billing.bill_retainers above 2000
    retainers refund: billing.refund_retainers above 2000
    retainers roll-over: billing.roll_over_retainers above 2000
    retainers expire: process.expire_retainers above 2000
    retainers remove: billing.delete_retainers above 2000
    proformas confirm: process.confirm above 100
    proformas merge: into one record
    proformas discard: billing.delete_drafts above 100
    journal-lines adjust: accounting.adjust_journal_lines above 2000
    journal-lines try: accounting.try_posting above 2000
    journal-lines post: process.post_journals above 2000
    proposals post: process.post_invoices above 100
    invoices print: process.print above 10
    invoices send: process.deliver above 10
    invoices credit: process.credit_invoices above 10
    deliveries retry: documents.retry_deliveries above 10
    deliveries settle: documents.settle_deliveries above 2000
    questions answer: documents.answer_questions above 2000
    contracts confirm: process.confirm_contracts above 10
    contract-lines change-order: into one record
    change-orders approve: process.approve_change_orders above 100
    change-orders apply: process.apply_change_orders above 100
    change-orders withdraw: agreements.withdraw_change_orders above 2000
"""
"""Every action of every list; what makes one record of one contract of its rows is done at once, however many."""


def test_every_action_of_a_list_is_a_job_beyond_some_rows() -> None:
    def how(action: Action) -> str:
        return f"{action.run} above {action.most}" if action.run else "into one record"

    found = [
        f"    {screen.path} {action.name}: {how(action)}"
        for screen in SCREENS.values()
        for action in screen.actions
    ]
    assert found == ACTIONS.strip("\n").splitlines()
    runs = {action.run for screen in SCREENS.values() for action in screen.actions} - {""}
    assert runs <= set(workers_do())


def test_what_was_left_behind_is_gone_on_with_and_nothing_happens_twice(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Larkfield has 2 milestones, 2 retainers, 3 recalls, 3 change orders, 3 documents; a chunk is a row or a contract.

    The worker stops behind the first chunk of each job, and another goes on. What a row is too late or too early for is
    set aside.
    """
    busy(books)
    for screen in SCREENS.values():
        for action in screen.actions:
            monkeypatch.setitem(vars(action), "most", 0)
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    browser = logged_in("accountant")

    def done(screen: str, action: str, query: str = "", **filled: str) -> tuple[dict[str, int], list[str]]:
        shown = browser.get(f"/c/LARK/{screen}/rows/?{query}", headers=HX).content.decode()
        ids = re.findall(r'<tr data-id="([^"]+)"', shown)
        sent = {"act_key": f"{screen}-{action}-{len(query)}", "ids": ",".join(ids)}
        typed = {f"do_{name}": value for name, value in filled.items()}
        answer = browser.post(f"/c/LARK/{screen}/do/{action}/", {**sent, **typed}, headers=HX)
        assert answer.status_code == 204, answer.content.decode()
        run = Run.objects.latest("id")
        stops = iter((False, True))
        with pytest.raises(JobAborted):
            carry_out(run.pk, is_stopping=lambda: next(stops))
        carry_out(run.pk)
        run.refresh_from_db()
        items = list(run.items.order_by("record_id").values_list("refusal", flat=True))
        assert (run.status, run.totals["set_aside"], run.done_count) == (
            "finished",
            len(items),
            run.total_count,
        )
        return run.totals["counts"], items

    assert done("milestones", "ready", "status=not_ready") == ({"milestones": 1}, [])
    assert done("milestones", "not-ready", "status=ready_to_invoice") == ({"milestones": 1}, [])
    assert done("milestones", "hold", reason="Agreed later", until="") == (
        {"milestones": 1},
        ["WorkNotHoldable"],
    )
    assert done("milestones", "progress", percent="100", amount="", name="") == (
        {},
        ["ProgressBeyondContract"],
    )
    assert done("milestones", "part", quantity="1", day="2026-04-09") == ({}, ["LineWithoutProduct"])
    assert done("milestones", "create") == ({}, ["MilestoneNotReady"] * 2)
    assert done("milestones", "add", proforma="P-00004") == ({}, ["ProformaNotDraft"] * 2)

    assert done("retainers", "ready") == ({"retainers": 2}, [])
    assert done("retainers", "not-ready") == ({"retainers": 2}, [])
    assert done("retainers", "hold", reason="Agreed later", until="") == ({"retainers": 2}, [])
    assert done("retainers", "ready", "sort=date") == ({"retainers": 2}, [])
    assert done("retainers", "create") == ({"proformas": 1, "lines": 2}, [])
    assert Run.objects.latest("id").totals["amounts"] == {"net": {"USD": "1500.0000"}}
    assert done("retainers", "refund", reason="") == ({}, ["RetainerNotAvailable"] * 2)
    assert done("retainers", "roll-over", until="") == ({"retainers": 2}, [])
    assert done("retainers", "expire") == ({}, ["RetainerNotExpired"] * 2)
    assert done("retainers", "remove") == ({}, ["RetainerBilled"] * 2)

    assert done("recalls", "refuse", "status=requested&entry=T21", comment="No") == ({"entries": 1}, [])
    assert done("recalls", "accept", comment="") == ({"entries": 1}, ["RecallNotRequested"] * 2)
    late = "ChangeOrderNotMovable"
    nothing = {"entries recorded anew": 0}
    assert done("change-orders", "approve") == ({"change orders": 2, "applied": 2, **nothing}, [late])
    assert done("change-orders", "apply") == ({"change orders": 1, **nothing}, [late] * 2)
    assert done("change-orders", "withdraw") == ({}, [late] * 3)
    assert done("contracts", "confirm") == ({}, ["ContractNotDraft"] * 2)

    credited, aside = done("invoices", "credit", reason="Billed twice", then="post")
    assert (credited, aside) == (
        {"invoices": 1, "lines": 2, "credit notes posted": 1},
        ["NothingToCorrect"] * 2,
    )
    assert done("deliveries", "retry") == ({}, ["DeliveryNotMovable"] * 3)
    assert done("deliveries", "settle", became="not_sent") == ({}, ["DeliveryNotMovable"] * 3)
    assert done("questions", "answer", answer="Ada Moreau") == ({"questions": 3}, [])
    counts, aside = done("journal-lines", "try")
    assert (counts, set(aside)) == ({"could be posted": 18, "vouchers": 16}, {"JournalLineNotDraft"})


def test_a_draft_takes_many_a_proforma_is_revised_and_posting_is_tried_in_the_background(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P-00003 takes the two records that are ready besides, P-00001 billed 4 lines; both are too many at once."""
    larkfield(books)
    books.do(
        """
        - enter:
            T30: {resource: Ada Moreau, project: P-210, date: 2026-04-08, hours: 4}
            T31: {resource: Tom Ellery, project: P-214, date: 2026-04-08, hours: 2}
            T32: {resource: Tom Ellery, project: P-214, date: 2026-04-09, hours: 2}
        - submit: [T30, T31, T32]
        - approve: {entries: [T30, T31, T32], on: 2026-04-09}
        - mark_ready: [T30]
        - create_proformas: {contracts: [CT-0031], through: 2026-04-30, on: 2026-04-09}
        - mark_ready: [T31, T32]
        """
    )
    monkeypatch.setattr(stepping, "AT_ONCE", 0)
    browser = logged_in("accountant")

    def done(number: str, step: str, screen: str = "proformas", **filled: str) -> tuple[str, dict[str, int]]:
        asked = browser.post(f"/c/LARK/{screen}/{number}/ask/{step}/", {}, headers=HX)
        assert "in the background" in asked.content.decode()
        sent = {"act_key": f"{number}-{step}", **{f"do_{name}": value for name, value in filled.items()}}
        answer = browser.post(f"/c/LARK/{screen}/{number}/do/{step}/", sent, headers=HX)
        run = Run.objects.latest("id")
        assert answer.headers["HX-Redirect"] == f"/c/LARK/runs/{run.pk}/"
        carry_out(run.pk)
        run.refresh_from_db()
        assert (run.status, run.totals["set_aside"]) == ("finished", 0)
        return run.run_kind, run.totals["counts"]

    assert done("P-00003", "add-through", through="2026-04-30") == ("add_through", {"lines": 2})
    assert done("P-00001", "revise", reason="Wrong order") == (
        "revise_proformas",
        {"corrections": 1, "lines": 4},
    )
    assert "Net, 3 lines" in browser.get("/c/LARK/proformas/P-00003/").content.decode()
    books.do("[{confirm: [P-00003]}, {post_journals: all}]")
    before = {
        table: rows for table, rows in snapshot().items() if table.startswith(("ledger_", "accounting_"))
    }
    day = {"invoice_date": "2026-04-30"}
    assert done("P-00003", "try", "proposals", **day) == ("try_invoices", {"could be posted": 1})
    assert before == {table: rows for table, rows in snapshot().items() if table in before}
