"""Questions are answered once; the customer is written to."""

import pytest
from sending import by, kept, queued

from unbilled.documents.events.answer_questions import AnswerEmpty, QuestionAnswered, answer_questions
from unbilled.documents.events.ask_question import ask_question
from unbilled.documents.models import CustomerPage, Delivery, Question
from unbilled.lab.scenarios.books import Books


def test_an_answer_stands_and_is_sent(books: Books) -> None:
    queued(books, has_page=True)
    ask_question(by(books), page_id=CustomerPage.objects.get().pk, text="Why?")
    question = Question.objects.get()
    with pytest.raises(AnswerEmpty):
        answer_questions(by(books), question_ids=[question.pk], answer=" ")

    assert answer_questions(by(books), question_ids=[question.pk], answer="Because.") == 1

    question.refresh_from_db()
    assert (question.status, question.answer) == ("answered", "Because.")
    letter = Delivery.objects.get(purpose="answer")
    assert (letter.sent_to, letter.subject) == ("ap@helios.example", "Your question about 2026-00001")
    assert letter.body.startswith("You asked:\n\nWhy?\n\nOur answer:\n\nBecause.\n\n")
    before = kept()
    with pytest.raises(QuestionAnswered) as refusal:
        answer_questions(by(books), question_ids=[question.pk], answer="No.")
    assert refusal.value.message == "Questions are answered already: 2026-00001, question 1."
    assert kept() == before
