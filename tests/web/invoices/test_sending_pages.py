"""An invoice is sent from its page, its deliveries and questions stand there, and questions are answered."""

from typing import Any

import pytest

from acting import acting
from browsing import logged_in
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.ask_question import ask_question
from unbilled.documents.models import CustomerPage, Delivery, Question
from unbilled.documents.records import NewSendingProfile
from unbilled.lab.scenarios.books import Books, snapshot
from worlds import larkfield

HX = {"hx-request": "true"}
PAGE = "/c/LARK/invoices/2026-00001/"


@pytest.fixture
def posted(books: Books) -> Books:
    larkfield(books)
    return books


def asked(path: str, **values: Any) -> Any:
    return logged_in().post(f"{PAGE}{path}/", values, headers=HX)


def shown(tab: str) -> str:
    return str(logged_in().get(f"{PAGE}?tab={tab}").content.decode())


def test_it_is_sent_from_its_page_asked_about_and_answered(posted: Books, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://pay.lark.example"
    assert "Send…" in shown("lines")
    assert "It was not sent." in shown("deliveries")
    before = snapshot()
    refused = asked("do/send", act_key="k0")
    assert refused.status_code == 422
    assert "How these customers get documents is not said" in refused.content.decode()
    after = snapshot()
    door = {"people_act", "people_person", "people_session"}
    assert {name for name in after if after[name] != before.get(name)} <= door

    act = acting(posted.company_id)
    profile = NewSendingProfile("C-1007", recipients="ap@helios.example", has_page=True)
    add_sending_profiles(act, sending_profiles=[profile])
    assert asked("do/send", act_key="k1").headers["HX-Redirect"] == f"{PAGE}?tab=deliveries"
    html = shown("deliveries")
    assert "2026-00001/1" in html
    assert "ap@helios.example" in html
    assert "https://pay.lark.example/i/" in html
    assert "Send…" not in html
    assert "Send again…" not in html, "it is under way"

    ask_question(act, page_id=CustomerPage.objects.get().pk, text="Why <two>?", line_no=1)
    html = shown("questions")
    assert "Why &lt;two&gt;?" in html
    assert "Answer…" in html
    assert "1 question" in asked("ask/answer", ids="1").content.decode()
    asked("do/answer", ids="1", do_answer="Because.", act_key="k2")
    assert Question.objects.get().answer == "Because."
    assert "Because." in shown("questions")
    again = asked("do/answer", ids="1", do_answer="No.", act_key="k3")
    assert again.status_code == 422
    assert "Questions are answered already" in again.content.decode()

    listed = logged_in().get("/c/LARK/deliveries/").content.decode()
    assert "2026-00001/answer 1/1" in listed
    assert "Try again" in listed
    asked("do/revoke-page", act_key="k4")
    assert "https://pay.lark.example/i/" not in shown("deliveries")
    Delivery.objects.filter(purpose="document").update(status="sending")
    Delivery.objects.filter(purpose="document").update(status="failed")
    assert "Send again…" in shown("lines")
    assert ">Failed<" in logged_in().get("/c/LARK/invoices/").content.decode().replace("\n", "")
