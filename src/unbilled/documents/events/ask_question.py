"""Ask a question about a document on the page of its customer; the manager of the project is written to."""

from collections.abc import Sequence
from typing import Any

from unbilled.documents.delivery.addresses import addresses, are_addresses
from unbilled.documents.delivery.texts import TO_MANAGER
from unbilled.documents.events.send_documents import letter, queue
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
ABOUT = statement(__file__, "about")
MOST_OPEN = 10
"""Questions about a document that may wait for an answer at a time."""
LONGEST = 4_000
LONGEST_NAME = 200


class QuestionEmpty(Refusal):
    """Nothing is asked, or too much at once."""

    sentence = "A question has between one and {most} letters."
    remedy = "Write the question, and send it again."


class TooManyQuestions(Refusal):
    """So many questions about a document wait that no more are taken."""

    sentence = "{count} questions about this document wait for an answer."
    remedy = "Wait for an answer, or write an e-mail."


class LineNotThere(Refusal):
    """A question is about a line that the document does not have."""

    sentence = "The document has no line {line_no}."
    remedy = "Choose one of its lines."


@event("documents.ask_question")
def ask_question(act: Act, *, page_id: int, text: str, asker: str = "", line_no: int | None = None) -> int:
    """Ask about the document of a page, or about one of its lines. Three statements.

    Args:
        act: For which company; the customer is no person of ours, so it is done in an administrator's name.
        page_id: Page on which it is asked.
        text: The question.
        asker: Who asks, as they write it.
        line_no: Line that it is about; None: the document.

    Returns:
        The question's number among those about the document.

    Raises:
        QuestionEmpty: Nothing is asked, or too much.
        LineNotThere: There is no such line.
        TooManyQuestions: Too many wait for an answer.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    said, name = text.replace("\0", "").strip(), " ".join(asker.replace("\0", "").split())[:LONGEST_NAME]
    if not 0 < len(said) <= LONGEST:
        raise QuestionEmpty(most=LONGEST)
    row = ABOUT.row(act, page_id=page_id, line_no=line_no)
    if line_no is not None and not row["has_line"]:
        raise LineNotThere(line_no=line_no)
    if row["open_count"] >= MOST_OPEN:
        raise TooManyQuestions(count=row["open_count"])
    asked = SQL.row(
        act, invoice_id=row["invoice_id"], page_id=page_id, line_no=line_no, text=said, asker=name, at=act.at
    )
    if to := _managers(row):
        queue(act, [_told(row, to, (asked["question_id"], asked["question_no"]), said, name, line_no)])
    return int(asked["question_no"])


def _managers(row: dict[str, Any]) -> Sequence[str]:
    """Those who manage the project of the line, else those of the document's; else of the contract, who have e-mail."""
    return [one for one in row["managers"] if one and not are_addresses(one) and len(addresses(one)) == 1]


def _told(
    row: dict[str, Any],
    to: Sequence[str],
    question: tuple[int, int],
    said: str,
    name: str,
    line_no: int | None,
) -> dict[str, Any]:
    about = f", line {line_no} ({row['line_text']})" if line_no is not None else ""
    return letter(
        {**row, "language": "en"},
        purpose="question",
        text="",
        texts=(TO_MANAGER[0], TO_MANAGER[1].replace("{line}", about.replace("{", "{{").replace("}", "}}"))),
        to=to,
        question=question,
        values={"question": said, "asker": name or row["buyer"]},
    )
