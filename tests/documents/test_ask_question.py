"""A customer asks; the manager of the work is written to."""

import pytest
from sending import by, document, kept, queued

from acting import granted
from unbilled.documents.events import ask_question as asking
from unbilled.documents.events.ask_question import (
    LineNotThere,
    QuestionEmpty,
    TooManyQuestions,
    ask_question,
)
from unbilled.documents.models import CustomerPage, Delivery, Question
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Project
from unbilled.people.models import Person


def test_a_question_is_kept_and_told_to_the_manager_of_the_project(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(books, has_page=True)
    mia = granted(books.company_id, "mia", "project_manager")
    Person.objects.filter(pk=mia).update(email="mia@lark.example")
    Project.objects.filter(code="P-210").update(manager_id=mia)
    page = CustomerPage.objects.get().pk

    assert ask_question(by(books), page_id=page, text=" Why {two}? ", asker="Ann\nLee", line_no=1) == 1

    question = Question.objects.get()
    assert (question.invoice_id, question.line_no, question.text, question.asker, question.status) == (
        document(),
        1,
        "Why {two}?",
        "Ann Lee",
        "open",
    )
    told = Delivery.objects.get(purpose="question")
    assert (told.name, told.sent_to, told.attaches) == ("2026-00001/question 1/1", "mia@lark.example", "")
    assert told.subject == "Larkfield Engineering Ltd: a question about 2026-00001"
    assert "asks about 2026-00001, line 1 (Pump curves and duty points):\n\nWhy {two}?" in told.body

    before = kept()
    with pytest.raises(QuestionEmpty):
        ask_question(by(books), page_id=page, text="  ")
    with pytest.raises(LineNotThere):
        ask_question(by(books), page_id=page, text="Why?", line_no=99)
    monkeypatch.setattr(asking, "MOST_OPEN", 1)
    with pytest.raises(TooManyQuestions):
        ask_question(by(books), page_id=page, text="Why?")
    assert kept() == before
