"""``unbilled deliver``, ``deliveries`` and ``questions``: documents on their way, and what customers ask about them."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
from unbilled.cli.documents import FileUnreadable
from unbilled.cli.listing import listing

app = typer.Typer(
    help="Deliveries: list them, try them again, say what became of them.", no_args_is_help=True
)
questions = typer.Typer(help="Questions of customers: list and answer them.", no_args_is_help=True)


class Became(StrEnum):
    """What became of a delivery."""

    sent = "sent"
    not_sent = "not_sent"
    given_up = "given_up"


Names = Annotated[
    list[str],
    typer.Argument(metavar="NAME...", help="Deliveries, such as 2026-00001/1.", show_default=False),
]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NUMBER]...", help="Only these invoices and credit notes, all or none.", show_default=False
    ),
]

listing(
    app,
    "list",
    "unbilled.documents.reads.deliveries:DELIVERIES",
    asks=("contract", "customer", "number", "delivery_name", "status", "channel", "purpose", "text"),
    doc="""List what was sent to whom, and what became of it, the latest first.

    Example: unbilled deliveries list --status failed --status bounced --status unclear.
    """,
)
listing(
    questions,
    "list",
    "unbilled.documents.reads.questions:QUESTIONS",
    asks=("contract", "customer", "number", "status", "text"),
    doc="""List what customers have asked about documents, the latest first.

    Example: unbilled questions list --status open.
    """,
)


@acting(filters=True)
def deliver(
    at: Desk,
    numbers: Numbers = None,
    again: Annotated[bool, typer.Option("--again", help="Also what was sent before; with numbers.")] = False,
    queue_only: Annotated[
        bool, typer.Option("--queue-only", help="Leave the sending to a worker, which does it in a minute.")
    ] = False,
) -> None:
    """Send posted documents that were never sent to customers who have a sending profile, and all that waits.

    --from and --through are invoice dates. Example: unbilled deliver; unbilled deliver 2026-00001 --again.
    """
    from unbilled.documents.events.send_documents import send_documents
    from unbilled.process.runs.deliver import DELIVER
    from unbilled.reports.reads.find_named import find_documents

    named_or_filtered(at, numbers)
    if numbers:
        found = find_documents(company_id=at.company_id, kind="invoice", numbers=numbers, sight=at.sees)
        queued = send_documents(at.act, invoice_ids=[one.document_id for one in found], again=again)
        did(at, "Put into the queue", DELIVER.tally(queued).counts, **_sent(at, queue_only=queue_only))
        return
    report = at.run(DELIVER, "Putting into the queue")
    more = _sent(at, queue_only=queue_only)
    at.report(report, "Put into the queue", **more)


def _sent(at: Desk, *, queue_only: bool) -> dict[str, Any]:
    """Send what waits, unless it is left to a worker or is tried only."""
    from unbilled.process.runs.transmit import transmit

    if queue_only or at.dry_run:
        return {}
    with at.progress("Sending") as progress:
        counts = transmit(at.act, progress=progress).counts
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items()) or "nothing was due"
    return {"said": [f"Sending: {told}."], "sent": dict(counts)}


@app.command()
@acting()
def retry(at: Desk, names: Names) -> None:
    """Try again what waits, at once, and send anew what failed or came back, to the addresses of today.

    Example: unbilled deliveries retry 2026-00001/1.
    """
    from unbilled.documents.events.retry_deliveries import retry_deliveries

    done = retry_deliveries(at.act, delivery_ids=_ids(at, names))
    counts = {"hastened": done.hastened_count, "sent anew": len(done.queued)}
    did(at, "Tried again", counts, **_sent(at, queue_only=False))


@app.command()
@acting()
def settle(
    at: Desk,
    names: Names,
    became: Annotated[
        Became,
        typer.Option(
            "--became",
            help="sent: it arrived; not_sent: it did not, and is sent again; given_up: it is not sent any more.",
        ),
    ],
) -> None:
    """Say what became of deliveries of which it is unclear, or of what nobody sends by itself.

    Example: unbilled deliveries settle 2026-00001/1 --became sent.
    """
    from unbilled.documents.events.settle_deliveries import settle_deliveries

    settled = settle_deliveries(at.act, delivery_ids=_ids(at, names), became=became.value)
    did(at, "Settled", {"deliveries": settled})


@app.command()
@acting()
def bounced(
    at: Desk,
    messages: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MESSAGE-ID]...", help="What came back.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="The message that came back, as a file.")
    ] = None,
    answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help="What it says.")] = "Came back.",
) -> None:
    """Note that messages came back; a delivery status notification says by itself which, and for whom.

    Example: unbilled deliveries bounced --file returned.eml.
    """
    from unbilled.documents.delivery.notifications import Notification, notified
    from unbilled.documents.events.note_notifications import note_notifications

    told: Sequence[Notification] = [
        Notification(f"<{one.strip('<>')}>" if "@" in one else one, "failed", answer)
        for one in messages or ()
    ]
    if file is not None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise FileUnreadable(file=file, why=error.strerror) from None
        told = [*told, *notified(content, str(file))]
    names = note_notifications(at.act, notifications=told)
    did(at, "Noted", {"deliveries": len(names)}, deliveries=names)


def _ids(at: Desk, names: Sequence[str]) -> list[int]:
    from unbilled.documents.reads.delivery_names import find_deliveries

    return find_deliveries(company_id=at.company_id, names=names)


@questions.command()
@acting()
def answer(
    at: Desk,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER/QUESTION", help="Such as 2026-00001/1.", show_default=False)
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The answer.", show_default=False)],
) -> None:
    """Answer a question about a document: it stands on the customer's page and is sent to them.

    Example: unbilled questions answer 2026-00001/1 "Two people were there that day.".
    """
    from unbilled.documents.events.answer_questions import answer_questions
    from unbilled.documents.reads.delivery_names import find_question

    question_id = find_question(company_id=at.company_id, name=number)
    answered = answer_questions(at.act, question_ids=[question_id], answer=text)
    did(at, "Answered", {"questions": answered}, **_sent(at, queue_only=False))
