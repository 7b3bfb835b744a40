"""What is done with chosen rows: one act, by the figures that were looked at, or nothing and a sentence why."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from acting import granted
from browsing import logged_in
from every_list import busy
from unbilled.billing.models import BacklogLine, Milestone, Proforma
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.people.rights import ROLES, roles_for
from unbilled.web.lists.pages import SCREENS

HX = {"hx-request": "true"}


def found(books: Books, screen: str, **answers: Any) -> list[int]:
    """Identities of what a screen shows."""
    read = SCREENS[screen].read
    rows = read.of(company_id=books.company_id, selection=Selection(**answers)).rows()
    return [row[read.key[0]] for row in rows]


def sent(
    screen: str,
    action: str,
    ids: list[int] | None = None,
    *,
    by: str = "accountant",
    to: str = "do",
    **more: Any,
) -> Any:
    """Press a button."""
    values = {} if ids is None else {"ids": ",".join(str(one) for one in ids)}
    query = more.pop("query", "")
    return logged_in(by).post(f"/c/LARK/{screen}/{to}/{action}/?{query}", values | more, headers=HX)


def toast(answer: Any) -> str:
    assert answer.status_code == 204, answer.content.decode()
    told = json.loads(answer.headers["HX-Trigger"])
    assert told["changed"] is True
    return str(told["toast"]["text"])


def statuses(books: Books) -> dict[int, str]:
    lines = BacklogLine.objects.filter(company_id=books.company_id)
    return dict(lines.values_list("actual_id", "billing_status"))


def test_chosen_work_is_marked_ready_and_not_ready(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready")

    assert toast(sent("backlog", "ready", ids)) == f"Marked ready: {len(ids)} sales."
    assert {statuses(books)[one] for one in ids} == {"ready_to_invoice"}
    assert toast(sent("backlog", "not-ready", ids[:1])) == "Marked not ready: 1 sale."
    assert statuses(books)[ids[0]] == "not_ready"


def test_all_that_match_are_meant_by_the_filters_of_the_address(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready")
    totals = (
        SCREENS["backlog"]
        .read.of(company_id=books.company_id, selection=Selection(status="not_ready"))
        .totals()
    )
    figures = Selection().expecting(count=totals.count, sums=totals.of("chargeable_amount"))
    told = {"expected_count": totals.count, "expected_sums": figures.texts("expected_sums")}

    answer = sent("backlog", "ready", everything="1", query="status=not_ready", **told)

    assert toast(answer) == f"Marked ready: {len(ids)} sales."


@pytest.mark.parametrize(
    "expected", [{"expected_count": "99"}, {"expected_count": "1", "expected_sums": "GBP 1"}]
)
def test_what_has_changed_meanwhile_is_refused_with_both_figures(
    books: Books, expected: dict[str, str]
) -> None:
    busy(books)
    before = statuses(books)

    answer = sent("backlog", "ready", everything="1", query="status=not_ready", **expected)

    assert answer.status_code == 409
    assert answer.headers["HX-Trigger"] == "stale"
    assert " became " in answer.content.decode()
    assert statuses(books) == before


def test_a_row_that_has_gone_is_refused(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready")

    answer = sent("backlog", "ready", [*ids, 10**12])

    assert answer.status_code == 409
    assert f"{len(ids) + 1} sales became {len(ids)} sales" in answer.content.decode()


def test_what_the_books_do_not_allow_is_said_with_its_remedy(books: Books) -> None:
    busy(books)
    before = statuses(books)
    ids = found(books, "backlog")

    answer = sent("backlog", "ready", ids)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Cannot be marked ready to invoice" in html
    assert "Leave out what is marked" in html
    assert answer.headers["HX-Retarget"] == "#dialog"
    assert statuses(books) == before
    assert Act.objects.filter(event="billing.mark_ready", outcome="refused").exists()


def test_the_dialog_says_how_many_and_what_they_come_to(books: Books) -> None:
    busy(books)
    drafts = found(books, "proformas", status="draft")

    html = sent("proformas", "confirm", drafts, to="ask").content.decode()

    assert "Confirm proformas" in html
    amount = Proforma.objects.filter(pk__in=drafts).count()
    assert f"Confirm {amount} proforma" in html
    assert "GBP" in html
    assert re.search(r'name="act_key" value="\w{32}"', html)


def test_a_dialog_sent_twice_happens_once(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready")[:1]

    first = toast(sent("backlog", "ready", ids, act_key="k1"))
    second = toast(sent("backlog", "ready", ids, act_key="k1"))

    assert first == second == "Marked ready: 1 sale."
    assert Act.objects.filter(event="billing.mark_ready", key="k1").count() == 1


def test_proformas_are_created_from_work_and_milestones(books: Books) -> None:
    busy(books)
    ids = found(books, "backlog", status="not_ready", contract_ids=[books.id("contracts", "CT-0044")])
    toast(sent("backlog", "ready", ids))
    parts = found(books, "milestones", status="not_ready")
    toast(sent("milestones", "ready", parts))

    assert toast(sent("backlog", "create", ids)).startswith("Created: 1 proforma; ")
    assert toast(sent("milestones", "create", parts)).startswith(
        "Created: 1 proforma; 1 line; net USD 1,500.50"
    )
    assert {statuses(books)[one] for one in ids} == {"customer_invoice_created"}
    assert set(Milestone.objects.filter(pk__in=parts).values_list("status", flat=True)) == {
        "customer_invoice_created"
    }


def test_a_milestone_is_not_ready_again(books: Books) -> None:
    busy(books)
    parts = found(books, "milestones", status="not_ready")
    toast(sent("milestones", "ready", parts))

    assert toast(sent("milestones", "not-ready", parts)) == "Marked not ready: 1 milestone."


def test_a_draft_is_confirmed_or_discarded_and_posted_and_printed(books: Books) -> None:
    busy(books)
    drafts = found(books, "proformas", status="draft")

    assert toast(sent("proformas", "confirm", drafts)).startswith("Confirmed: ")
    toast(sent("journal-lines", "post", found(books, "journal-lines", status="draft")))
    proposals = found(books, "proposals", status="populated")
    posted = toast(sent("proposals", "post", proposals, do_invoice_date="2026-04-08"))
    assert posted.startswith("Posted: ")
    assert found(books, "proposals", status="populated") == []
    assert toast(sent("invoices", "print", found(books, "invoices", printed="no"))).startswith("Printed: ")
    assert found(books, "invoices", printed="no") == []


def test_a_draft_is_discarded(books: Books) -> None:
    busy(books)
    drafts = found(books, "proformas", status="draft")

    assert toast(sent("proformas", "discard", drafts)).startswith(f"Discarded: {len(drafts)} proforma")
    assert found(books, "proformas", status="draft") == []


def test_entries_are_approved_and_rejected_with_a_comment(books: Books) -> None:
    busy(books)
    books.do("""
    - enter:
        T90: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-04-09, hours: 1}
        T91: {resource: Ada Moreau, project: P-210, task: Hydraulic design, date: 2026-04-09, hours: 2}
    - submit: [T90, T91]
    """)
    one, other = (books.id("entries", name) for name in ("T90", "T91"))
    asking = sent("entries", "approve", [one], to="ask").content.decode()
    line = r"Limit of CT-0031/Redesign, 90,000.00 GBP: [\d,]+\.\d\d GBP left, this takes 120.00 GBP\."
    assert re.search(line, asking), re.findall("Limit of [^<]*", asking)

    assert toast(sent("entries", "approve", [one])).startswith("Approved: 1 entry")
    without = sent("entries", "reject", [other])
    assert without.status_code == 422
    assert "Comment is needed." in without.content.decode()
    assert toast(sent("entries", "reject", [other], do_comment="Which task?")) == "Rejected: 1 entry."
    assert other in found(books, "entries", status="returned")


def test_what_was_typed_stays_when_it_is_refused(books: Books) -> None:
    busy(books)
    approved = found(books, "entries", status="approved")[:1]

    answer = sent("entries", "reject", approved, do_comment="Which task?")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert ">Which task?</textarea>" in html
    assert 'role="alert"' in html


def test_a_day_is_typed_by_meaning_and_another_word_is_said_to_be_none(books: Books) -> None:
    busy(books)
    proposals = found(books, "proposals", status="populated")

    answer = sent("proposals", "post", proposals, do_invoice_date="soon")

    assert answer.status_code == 422
    assert "is not a day" in answer.content.decode()
    assert 'value="soon"' in answer.content.decode()


def test_each_role_has_the_buttons_of_its_rights_and_is_refused_all_others(books: Books) -> None:
    """The table of rights, role by role and page by page; to who only enters time all of these pages are shut."""
    busy(books)
    filled = {"do_comment": "No", "do_invoice_date": "today", "do_through": "today"}
    with_actions = [screen for screen in SCREENS.values() if screen.actions]
    first = {screen.path: found(books, screen.path)[:1] for screen in with_actions}
    wrong = []
    for role, _ in ROLES:
        granted(books.company_id, f"a {role}", role)
        browser = logged_in(f"a {role}")
        for screen in with_actions:
            page = browser.get(f"/c/LARK/{screen.path}/").content.decode()
            for action in screen.actions:
                is_allowed = role in roles_for(action.event)
                has_button = any(f"/{screen.path}/{to}/{action.name}/" in page for to in ("ask", "do"))
                if has_button != (is_allowed and role != "team_member"):
                    wrong.append((role, screen.path, action.name, "button"))
                if is_allowed:
                    continue
                answer = sent(screen.path, action.name, first[screen.path], by=f"a {role}", **filled)
                is_shut = answer.status_code in (302, 403, 404) and role == "team_member"
                is_refused = answer.status_code == 422 and "may not do this" in answer.content.decode()
                if not (is_shut or is_refused):
                    wrong.append((role, screen.path, action.name, "act"))

    assert wrong == []


def test_only_what_is_sent_with_the_token_of_a_page_is_done(books: Books) -> None:
    busy(books)

    strict = logged_in(enforce_csrf_checks=True)

    assert strict.post("/c/LARK/backlog/do/ready/", {"ids": "1"}).status_code == 403
    assert strict.get("/c/LARK/backlog/do/ready/").status_code == 405
    assert logged_in().post("/c/LARK/backlog/do/nothing/", {"ids": "1"}).status_code == 404


def test_sums_of_rows_are_whole_numbers_of_the_smallest_unit(books: Books) -> None:
    busy(books)
    html = logged_in().get("/c/LARK/backlog/").content.decode()

    told = {
        int(identity): (int(worth), currency)
        for identity, worth, currency in re.findall(
            r'data-id="(\d+)" data-worth="(-?\d+)" data-currency="(\w+)"', html
        )
    }

    rows = SCREENS["backlog"].read.of(company_id=books.company_id).rows()
    assert told == {
        row["actual_id"]: (int(row["chargeable_amount"] * Decimal(100)), row["transaction_currency"])
        for row in rows
    }


def test_a_view_is_saved_and_becomes_a_tab(books: Books) -> None:
    busy(books)
    browser = logged_in()

    saved = browser.post(
        "/c/LARK/backlog/views/save/",
        {"name": "Old work", "query": "through_date=today-60&after=x", "is_shared": "on"},
    )
    unnamed = browser.post("/c/LARK/backlog/views/save/", {"name": " ", "query": ""})

    there = saved.headers["HX-Redirect"]
    assert there == "/c/LARK/backlog/?through_date=today-60"
    html = browser.get(there).content.decode()
    assert '<a href="?through_date=today-60" aria-current="true">Old work</a>' in html
    assert unnamed.status_code == 422
    [view] = re.findall(r'name="view" value="([^"]+)"', html)
    assert browser.post("/c/LARK/backlog/views/remove/", {"view": view}).status_code == 204
    assert "Old work" not in browser.get(there).content.decode()
    assert browser.post("/c/LARK/backlog/views/remove/", {"view": view}).status_code == 422


def test_journal_lines_are_tried_and_adjusted_from_their_list(books: Books) -> None:
    busy(books)
    ids = found(books, "journal-lines", status="draft")

    told = toast(sent("journal-lines", "try", ids))

    assert told.startswith(f"Tried: {len(ids)} could be posted")
    assert found(books, "journal-lines", status="draft") == ids
    refused = sent("journal-lines", "adjust", ids, do_tax_group_id="NONE")
    assert refused.status_code == 422
    assert "NONE" in refused.content.decode()
    adjusted = toast(sent("journal-lines", "adjust", ids, do_accounting_date="2026-04-30"))
    assert adjusted.startswith(f"Adjusted: {len(ids)} journal line")


def test_work_is_added_to_the_newest_draft_of_its_customer_or_to_the_one_named(books: Books) -> None:
    busy(books)
    draft = Proforma.objects.get(company_id=books.company_id, status="draft")
    of = {
        name: found(books, "backlog", status="not_ready", contract_ids=[books.id("contracts", name)])
        for name in ("CT-0031", "CT-0044")
    }
    sent("backlog", "ready", of["CT-0031"] + of["CT-0044"])
    customers = dict(BacklogLine.objects.values_list("actual_id", "customer_id"))
    theirs = [one for one in of["CT-0031"] if customers[one] == draft.customer_id]

    assert toast(sent("backlog", "add", theirs, do_proforma="")) == f"Added: {len(theirs)} lines."
    none = sent("backlog", "add", of["CT-0044"], do_proforma="")
    wrong = sent("backlog", "add", of["CT-0044"], do_proforma=draft.number)
    unknown = sent("backlog", "add", of["CT-0044"], do_proforma="P-99999")

    assert "There is no one draft to add this to: CT-0044, " in none.content.decode()
    assert "of another contract or customer" in wrong.content.decode()
    assert unknown.status_code == 422
    parts = found(books, "milestones", status="not_ready")
    sent("milestones", "ready", parts)
    assert "There is no one draft" in sent("milestones", "add", parts, do_proforma="").content.decode()
