"""Answer questions of customers: the answer stands on their page, and is sent to who gets the document."""

from collections.abc import Sequence

from unbilled.documents.delivery.addresses import addresses
from unbilled.documents.events.send_documents import letter, queue
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
ASKED = statement(__file__, "asked")


class QuestionAnswered(Refusal):
    """A question has its answer, which the customer may have read."""

    sentence = "Questions are answered already: {records}."
    remedy = "Write to the customer, who may ask again."
    subject = "question_ids"


class AnswerEmpty(Refusal):
    """Nothing is answered."""

    sentence = "An answer says something."
    remedy = "Write the answer."


@event("documents.answer_questions")
def answer_questions(act: Act, *, question_ids: Sequence[int], answer: str) -> int:
    """Answer questions, all with the same words; all or nothing. Three statements.

    Args:
        act: Who, for which company.
        question_ids: Questions that are open.
        answer: The answer.

    Returns:
        How many.

    Raises:
        AnswerEmpty: There is none.
        QuestionAnswered: One is answered already.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    said = answer.strip()
    if not said:
        raise AnswerEmpty
    wanted = sorted(set(question_ids))
    rows = ASKED.rows(act, question_ids=wanted)
    if done := [row for row in rows if row["status"] != "open"]:
        raise QuestionAnswered(
            question_ids=[row["question_id"] for row in done],
            records=[f"{row['number']}, question {row['question_no']}" for row in done],
        )
    count = SQL.execute(act, question_ids=wanted, answer=said)
    queue(
        act,
        [
            letter(
                row,
                purpose="answer",
                text="answer",
                to=addresses(row["recipients"]),
                question=(row["question_id"], row["question_no"]),
                page_id=row["page_id"] if row["opens"] else None,
                values={"question": row["text"], "answer": said},
            )
            for row in rows
            if row["channel"] == "email" and addresses(row["recipients"])
        ],
    )
    return count
