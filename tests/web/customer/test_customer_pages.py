"""The page of a customer: one document for whoever has its link, and nothing else for anybody."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from acting import acting
from unbilled.documents.delivery.links import token_of
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.answer_questions import answer_questions
from unbilled.documents.events.revoke_pages import revoke_pages
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.models import CustomerPage, Delivery, Question
from unbilled.documents.records import NewSendingProfile
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from unbilled.web.customer import pages
from unbilled.web.headers import POLICY
from worlds import BILLED, LARKFIELD, WORK


@pytest.fixture
def sent(books: Books) -> Books:
    """Both documents sent, to customers who have a page; that of Helios in German, to be fetched."""
    books.given(LARKFIELD.replace("account: C-1007", "account: C-1007\n    language: de"))
    books.do(WORK)
    books.do(BILLED)
    act = acting(books.company_id, by=books.person_id, at=timezone.now())
    profiles = [NewSendingProfile(one, "download", has_page=True) for one in ("C-1007", "C-1022")]
    add_sending_profiles(act, sending_profiles=profiles)
    send_documents(act, invoice_ids=list(Invoice.objects.values_list("pk", flat=True)))
    return books


def link(number: str = "2026-00001") -> str:
    return f"/i/{token_of(CustomerPage.objects.get(invoice__number=number).pk)}/"


def browser() -> Client:
    return Client(headers={"host": "localhost"})


def test_it_shows_the_document_in_the_customers_language_and_no_other(sent: Books) -> None:
    answer = browser().get(link())
    html = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<html lang="de">' in html
    assert "Rechnung 2026-00001" in html
    assert "GBP 1,897.50" in html
    assert "Pump curves and duty points" in html
    for foreign in ("2026-00002", "Meridian", "Alarm rules", "/c/LARK", "cost"):
        assert foreign not in html
    assert "Invoice 2026-00002" in browser().get(link("2026-00002")).content.decode()


def test_its_files_are_fetched_and_what_was_to_be_fetched_is_sent(sent: Books) -> None:
    browser().head(link() + "invoice.pdf")
    assert set(Delivery.objects.values_list("status", flat=True)) == {"waiting"}
    answer = browser().get(link() + "invoice.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="LARK-2026-00001.pdf"'
    assert Delivery.objects.get(invoice__number="2026-00001").status == "sent"
    assert Delivery.objects.get(invoice__number="2026-00002").status == "waiting"
    time = browser().get(link() + "timesheet.csv").content.decode().splitlines()
    assert (
        time[1]
        == "2026-03-03,Station redesign,Hydraulic design,Ada Moreau,Engineer,Pump curves and duty points,8,hour,yes"
    )
    assert len(time) == 4
    assert "120" not in "".join(time)
    assert browser().get(link() + "invoice.xml").status_code == 404


def test_nothing_else_is_reached(sent: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = link(), link("2026-00002")
    mine, other = here.split("/")[2], there.split("/")[2]
    page_id, _, signature = mine.partition(".")
    forged = [
        *("x", "1", "0.", f"{page_id}.", f"{other.partition('.')[0]}.{signature}", mine[:-1], mine.upper()),
        f"{int(page_id) + 7}.{signature}",
    ]
    before = snapshot()
    monkeypatch.setattr(pages, "count_attempt", lambda **told: None)
    for token in forged:
        for path in ("", "invoice.pdf", "invoice.xml", "timesheet.csv"):
            answer = browser().get(f"/i/{token}/{path}")
            assert answer.status_code == 410, token
            assert "2026-0000" not in answer.content.decode()
        assert browser().post(f"/i/{token}/ask/", {"text": "Why?"}).status_code == 410
    for path in ("?after=x", "?after=99999999999999", "?line=99", "?after=-1"):
        assert browser().get(here + path).status_code == 200
    for path in ("../", "../../c/LARK/", "other.pdf", "../../c/LARK/invoices/2026-00001/"):
        assert browser().get(here + path).status_code in (302, 404)
    assert snapshot() == before

    revoke_pages(acting(sent.company_id), invoice_ids=[Invoice.objects.get(number="2026-00001").pk])
    assert browser().get(here).status_code == 410
    assert browser().get(there).status_code == 200
    CustomerPage.objects.update(expires_at=timezone.now())
    assert browser().get(there + "invoice.pdf").status_code == 410


def test_whoever_tries_links_waits_and_whoever_has_one_does_not(sent: Books) -> None:
    found = {browser().get("/i/1.x/").status_code for _ in range(12)}
    assert found == {410, 429}
    assert browser().get(link()).status_code == 200


def test_a_question_is_asked_answered_and_refused(sent: Books, monkeypatch: Any) -> None:
    asking = browser()
    answer = asking.post(link() + "ask/", {"text": "Warum <b>zwei</b>?", "asker": "Ann", "line": "1"})
    assert answer.status_code == 302
    html = asking.get(answer.headers["Location"]).content.decode()
    assert "Ihre Frage wurde gesendet." in html
    assert "Warum &lt;b&gt;zwei&lt;/b&gt;?" in html
    assert "Noch nicht beantwortet." in html
    assert "Warum" not in browser().get(link("2026-00002")).content.decode()
    answer_questions(
        acting(sent.company_id, at=timezone.now()), question_ids=[Question.objects.get().pk], answer="Darum."
    )
    assert "Darum." in asking.get(link()).content.decode()

    before = snapshot()
    empty = asking.post(link() + "ask/", {"text": " ", "asker": "Ann"})
    assert empty.status_code == 422
    assert "Bitte schreiben Sie eine Frage" in empty.content.decode()
    monkeypatch.setattr("unbilled.documents.events.ask_question.MOST_OPEN", 0)
    assert asking.post(link() + "ask/", {"text": "Und?"}).status_code == 429
    after = snapshot()
    assert {name for name in after if after[name] != before.get(name)} <= {"people_act"}
    checking = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert checking.post(link() + "ask/", {"text": "Why?"}).status_code == 403
