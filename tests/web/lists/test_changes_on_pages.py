"""What is taken back, asked back, billed by progress and changed by order, on the pages of lists."""

from typing import Any

from browsing import logged_in
from unbilled.agreements.models import ChangeOrder
from unbilled.billing.models import Milestone
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.web.lists.pages import SCREENS
from unbilled.work.models import Entry, Recall
from worlds import LARKFIELD

HX = {"hx-request": "true"}


def done(screen: str, action: str, *ids: int, **filled: str) -> Any:
    values = {"ids": ",".join(map(str, ids))} | {f"do_{name}": value for name, value in filled.items()}
    return logged_in().post(f"/c/LARK/{screen}/do/{action}/", values, headers=HX)


def rows(books: Books, screen: str) -> list[Any]:
    return list(SCREENS[screen].read.of(company_id=books.company_id).rows())


def test_buttons_do_what_their_events_do_and_a_refusal_changes_nothing(books: Books) -> None:
    books.given(LARKFIELD)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-03-03, hours: 8}
        T2: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-03-04, hours: 2}
        T3: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-03-05, hours: 1}
    - submit: all
    - approve: all
    """)
    first, second, third = (books.id("entries", one) for one in ("T1", "T2", "T3"))

    answer = done("entries", "ask-back", first, second, reason="Other task")
    assert answer.status_code == 204, answer.content.decode()
    wishes = {row["entry_id"]: row["recall_id"] for row in rows(books, "recalls")}
    assert done("recalls", "refuse", wishes[first], comment="It was that task").status_code == 204
    assert done("recalls", "accept", wishes[second], comment="").status_code == 204
    before = snapshot()
    refused = done("recalls", "accept", wishes[first], comment="")
    assert "Nobody waits to have these entries back" in refused.content.decode()
    after = snapshot()
    changed = {table for table in after if after[table] != before[table]}
    assert changed <= {"people_act", "people_session", "people_person"}
    [sale] = [row["actual_id"] for row in rows(books, "backlog") if row["entry_id"] == third]
    assert done("backlog", "take-back", sale, comment="").status_code == 204
    assert dict(Entry.objects.values_list("external_reference", "status")) == {
        "T1": "approved",
        "T2": "returned",
        "T3": "submitted",
    }
    assert set(Recall.objects.values_list("status", flat=True)) == {"refused", "accepted"}

    names = {row["name"]: row["contract_line_id"] for row in rows(books, "contract-lines")}
    study = names["CT-0044/Study"]
    order = {"name": "Second study", "from_day": "2026-01-01", "amount": "6000", "limit": "", "customers": ""}
    assert (
        "becomes another"
        in done("contract-lines", "change-order", study, **(order | {"amount": ""})).content.decode()
    )
    assert done("contract-lines", "change-order", study, **order).status_code == 204
    [drafted] = ChangeOrder.objects.all()
    assert done("change-orders", "approve", drafted.pk).status_code == 204
    assert ChangeOrder.objects.get().status == "applied"
    page = logged_in().get("/c/LARK/contracts/CT-0044/").content.decode()
    assert "CT-0044/1" in page
    assert "Second study" in page

    milestone = Milestone.objects.get().pk
    assert done("milestones", "progress", milestone, percent="25", amount="", name="").status_code == 204
    assert sorted(Milestone.objects.values_list("name", "status")) == [
        ("Progress to 25 %", "ready_to_invoice"),
        ("Remaining progress", "not_ready"),
        ("Report accepted", "not_ready"),
    ]
