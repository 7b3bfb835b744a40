"""The page of one proposal: header in place, tax, what it waits for, trying and posting, who may what."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import granted
from browsing import logged_in
from einvoicing import FOLDER
from unbilled.accounting.models import Proposal, ProposalLine
from unbilled.agreements.models import Contract
from unbilled.companies.models import Company
from unbilled.documents.einvoice.files import read_file
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.masterdata.models import Customer
from unbilled.web.proposals import pages
from worlds import larkfield

HX = {"hx-request": "true"}
MORE = """
- enter:
    T30: {resource: Ada Moreau, project: P-210, date: 2026-04-08, hours: 4, description: Valve list}
    T31: {resource: Tom Ellery, project: P-210, date: 2026-04-08, hours: 2, description: Review}
- submit: [T30, T31]
- approve: {entries: [T30, T31], on: 2026-04-09}
- mark_ready: [T30, T31]
- create_proformas: {entries: [T30, T31], contracts: [CT-0031], on: 2026-04-09}
- confirm: all
"""


@pytest.fixture
def proposed(books: Books) -> Books:
    """P-00003 waits for the journal lines of two entries, GBP 810.00 in all."""
    larkfield(books)
    books.do(MORE)
    return books


def shown(number: str = "P-00003", *, by: str = "accountant", status: int = 200) -> str:
    answer = logged_in(by).get(f"/c/LARK/proposals/{number}/")
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(path: str, *, by: str = "accountant", number: str = "P-00003", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/proposals/{number}/{path}/", values, headers=HX)


def proposal(books: Books, number: str = "P-00003") -> Proposal:
    return Proposal.objects.get(company_id=books.company_id, number=number)


def test_what_it_waits_for_is_shown_and_posted_in_one_step(proposed: Books) -> None:
    html = shown()
    assert "Ada Moreau, " in html
    assert "is not posted" in html
    assert "Post…" not in html
    assert "Waits for 2 lines of journal" in html
    assert "Post its journal lines…" in html

    answer = sent("do/post-lines", act_key="k1")

    assert answer.headers["HX-Redirect"] == "/c/LARK/proposals/P-00003/"
    assert proposal(proposed).status == "populated"
    html = shown()
    assert "It waits for nothing." in html
    assert "VAT20 20%" in html
    assert "Post its journal lines…" not in html


def test_what_it_would_become_is_previewed_though_it_waits(proposed: Books) -> None:
    assert "As printed and posted" in shown()
    before = Invoice.objects.count()
    html = logged_in().get("/c/LARK/proposals/P-00003/preview/", headers=HX).content.decode()
    assert "data:image/png;base64," in html
    assert "Invoice as it would be posted" in html
    assert Invoice.objects.count() == before
    assert proposal(proposed).status == "header_only"
    proposed.do("- hold_periods: 2026-04")
    html = logged_in().get("/c/LARK/proposals/P-00003/preview/", headers=HX).content.decode()
    assert "is on hold." in html
    assert "data:image" not in html


def test_trying_tells_a_refusal_or_what_would_come_of_it_and_changes_nothing(proposed: Books) -> None:
    refused = sent("do/try", do_invoice_date="2026-04-09")
    assert refused.status_code == 422
    assert "waits for journal lines that are not posted" in refused.content.decode()
    sent("do/post-lines", act_key="k1")
    before = Invoice.objects.count()

    answer = sent("do/try", do_invoice_date="2026-04-09")

    assert "It can be posted: 1 invoice" in answer.content.decode()
    assert Invoice.objects.count() == before
    assert proposal(proposed).status == "populated"


def test_the_header_is_changed_in_place_and_refused_where_the_event_refuses(proposed: Books) -> None:
    answer = sent("set/invoice_date", invoice_date="2026-04-09")
    assert answer.status_code == 200
    assert 'value="2026-04-09"' in answer.content.decode()
    assert str(proposal(proposed).invoice_date) == "2026-04-09"

    answer = sent("set/due_date", due_date="2026-01-01")
    assert answer.status_code == 422
    assert answer.headers["HX-Retarget"] == "#dialog"
    assert proposal(proposed).due_date is None
    assert sent("set/terms_id", terms_id="NONE").status_code == 422
    assert sent("set/number", number="1").status_code == 404

    # Somebody else has looked at it before: both values are told, and one of them is chosen.
    answer = sent("set/invoice_date", invoice_date="2026-04-10", was_invoice_date="")
    told = answer.content.decode()
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#dialog")
    assert "<td>2026-04-09</td><td>2026-04-10</td>" in told
    assert 'name="was_invoice_date" value="2026-04-09"' in told
    assert "Nothing of yours was written." in told
    assert str(proposal(proposed).invoice_date) == "2026-04-09"
    answer = sent("set/invoice_date", invoice_date="2026-04-10", was_invoice_date="2026-04-09")
    assert (answer.status_code, str(proposal(proposed).invoice_date)) == (200, "2026-04-10")


def test_posting_leads_to_the_invoice_and_happens_once(proposed: Books) -> None:
    sent("do/post-lines", act_key="k1")
    before = Invoice.objects.count()

    first = sent("do/post", do_invoice_date="2026-04-09", act_key="k2")
    again = sent("do/post", do_invoice_date="2026-04-09", act_key="k2")

    assert first.headers["HX-Redirect"] == again.headers["HX-Redirect"]
    assert Invoice.objects.count() == before + 1
    assert "Posted as" in shown()


def test_rights_are_refused_by_the_event_and_foreign_ones_are_not_there(proposed: Books) -> None:
    shown("P-99999", status=404)
    assert logged_in("accountant").get("/c/OTHER/proposals/P-00003/").status_code == 404
    granted(proposed.company_id, "otto", "project_manager", scope="own")
    shown(by="otto", status=404)
    granted(proposed.company_id, "mina", "project_manager")
    html = shown(by="mina")
    assert "Your roles let you read proposals" in html
    assert "Post…" not in html
    refused = sent("do/post", by="mina", do_invoice_date="2026-04-09")
    assert refused.status_code == 422
    assert proposal(proposed).status == "header_only"


def test_more_lines_ask_no_further_statements(proposed: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    sent("do/post-lines", act_key="k1")
    browser = logged_in()
    browser.get("/c/LARK/proposals/P-00003/")
    counts = []
    for limit in (1, 200):
        monkeypatch.setattr(pages, "LINES_SHOWN", limit)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            html = browser.get("/c/LARK/proposals/P-00003/").content.decode()
        counts.append(len(queries))
        assert ("?after=1" in html) == (limit == 1)
    assert counts[0] == counts[1]


def test_what_stands_against_an_electronic_invoice_is_told_before_posting(proposed: Books) -> None:
    """Each finding with the door to whoever can mend it; mended, the page says so, and the invoice has its file."""
    sent("do/post-lines", act_key="k1")
    assert 'hx-get="/c/LARK/proposals/P-00003/findings/"' in shown()
    browser = logged_in("accountant")
    path = "/c/LARK/proposals/P-00003/findings/"
    assert "Nothing stands" not in browser.get(path).content.decode()
    Customer.objects.update(einvoice_format="peppol", buyer_reference="", electronic_address="")
    Contract.objects.update(customer_reference="")

    html = browser.get(path).content.decode()

    assert "Peppol wants the electronic address of the customer." in html
    customer = proposal(proposed).customer_id
    assert f'href="/c/LARK/customers/{customer}/?then=%2Fc%2FLARK%2Fproposals%2FP-00003%2F"' in html
    contract = "/c/LARK/contracts/CT-0031/change/?then=%2Fc%2FLARK%2Fproposals%2FP-00003%2F"
    assert f'href="{contract}"' in html
    assert browser.get(contract).status_code == 200
    Customer.objects.update(electronic_address="0088:1", electronic_scheme="0088", buyer_reference="R-7")
    Company.objects.update(electronic_address="0088:2", electronic_scheme="0088")
    if not FOLDER:
        assert "Nothing stands against it as Peppol BIS Billing 3.0." in browser.get(path).content.decode()
    Customer.objects.update(einvoice_format="en16931_ubl")
    sent("do/post", act_key="k2", do_invoice_date="2026-04-09")
    posted = Invoice.objects.latest("pk")
    logged_in("accountant").post(f"/c/LARK/invoices/{posted.number}/do/print/", {"act_key": "k3"}, headers=HX)
    page = browser.get(f"/c/LARK/invoices/{posted.number}/").content.decode()
    assert f'href="/c/LARK/invoices/{posted.pk}.xml"' in page
    assert "EN 16931 in UBL" in page
    file = browser.get(f"/c/LARK/invoices/{posted.pk}.xml")
    assert file.headers["Content-Disposition"] == f'attachment; filename="LARK-{posted.number}.xml"'
    assert read_file(file.content).invoice.number == posted.number
    other = Invoice.objects.earliest("pk")
    assert browser.get(f"/c/LARK/invoices/{other.pk}.xml").status_code == 404


def test_lines_are_grouped_beside_the_pages_that_show_them(proposed: Books) -> None:
    sent("do/post-lines", act_key="k1")
    dialog = sent("ask/group").content.decode()
    assert "Group lines for print" in dialog
    assert "Contract line" in dialog
    answer = sent("do/group", act_key="k2", do_by="person", do_shows="detail")
    assert answer.headers["HX-Redirect"] == "/c/LARK/proposals/P-00003/?tab=preview"

    html = logged_in().get("/c/LARK/proposals/P-00003/?tab=preview").content.decode()
    assert "Title of group 2" in html
    for key, change in enumerate(
        (
            {"place": 2, "was": "Tom Ellery", "change": "up"},
            {"place": 1, "was": "Tom Ellery", "change": "summary"},
            {"place": 2, "was": "Ada Moreau", "title": "Valves"},
        )
    ):
        html = sent("groups", act_key=f"g{key}", **change).content.decode()
    lines = ProposalLine.objects.filter(proposal=proposal(proposed)).order_by("group_no")
    named = list(lines.values_list("group_no", "group_title", "group_is_summary"))
    assert named == [(1, "Tom Ellery", True), (2, "Valves", False)]

    numbers = dict(lines.values_list("group_title", "line_no"))
    wanted = f"{numbers['Valves']},{numbers['Tom Ellery']}"
    sent("groups", act_key="o1", order=wanted)
    assert list(lines.values_list("group_title", flat=True)) == ["Valves", "Tom Ellery"]
    assert "meanwhile" in sent("groups", act_key="o2", order="1").headers["HX-Trigger"]
    sent("groups", act_key="m1", place=2, was="Tom Ellery", change="merge")
    assert list(lines.values_list("group_title", flat=True)) == ["Valves", "Valves"]
    split = f"ask/split/?group={min(numbers.values())}"
    dialog = logged_in().post(f"/c/LARK/proposals/P-00003/{split}", headers=HX).content.decode()
    assert "Lines of Valves" in dialog
    parted = split.replace("ask", "do")
    taken = {"act_key": "s0", "do_title": "Reviews"}
    browser = logged_in("accountant")
    nothing = browser.post(f"/c/LARK/proposals/P-00003/{parted}", taken, headers=HX)
    assert "Reviews has no lines" in nothing.content.decode()
    taken |= {"act_key": "s1", "line": numbers["Tom Ellery"]}
    assert browser.post(f"/c/LARK/proposals/P-00003/{parted}", taken, headers=HX).status_code == 204
    assert list(lines.values_list("group_title", flat=True)) == ["Valves", "Reviews"]
    sent("groups", act_key="o3", place=2, was="Reviews", change="up")
    sent("groups", act_key="o4", place=1, was="Reviews", title="Tom Ellery")
    sent("groups", act_key="o5", place=1, was="Tom Ellery", change="summary")
    assert list(lines.values_list("group_no", "group_title", "group_is_summary")) == named

    stale = sent("groups", act_key="g8", place=1, was="Ada Moreau", change="down")
    assert "Others changed the groups meanwhile" in stale.headers["HX-Trigger"]
    untitled = sent("groups", act_key="g9", place=1, was="Tom Ellery", title=" ")
    assert "a group has no title" in untitled.content.decode()
    granted(proposed.company_id, "mina", "project_manager")
    assert sent("groups", by="mina", act_key="gx", place=1, was="Tom Ellery", title="X").status_code == 422
    assert list(lines.values_list("group_no", "group_title", "group_is_summary")) == named
