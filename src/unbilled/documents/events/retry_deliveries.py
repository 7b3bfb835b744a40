"""Try deliveries again: at once what waits for its next attempt, anew what failed or came back."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.documents.delivery.refusals import DeliveryNotMovable
from unbilled.documents.events.send_documents import QueuedDelivery, send_documents
from unbilled.documents.states import UNDELIVERED
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
ASKED = statement(__file__, "asked")


@dataclass(frozen=True)
class Retried:
    """What is tried again.

    Attributes:
        hastened_count: Deliveries that wait no longer.
        queued: Documents that are sent anew, to the addresses of today.
    """

    hastened_count: int
    queued: list[QueuedDelivery]


@event("documents.retry_deliveries")
def retry_deliveries(act: Act, *, delivery_ids: Sequence[int]) -> Retried:
    """Try deliveries again; all or nothing.

    Args:
        act: Who, for which company; its moment is that of the next attempt.
        delivery_ids: Deliveries that wait, failed or came back.

    Raises:
        DeliveryNotMovable: One is sent, is being sent or is unclear, or a document was sent again since; or it is a
            letter about a question that failed.
        AddressMissing, SendingNotAgreed, EInvoiceMissing: The document cannot be sent as its customer's profile is now.
        SendingUnderWay: One is waiting, being sent, or nobody knows whether it arrived.
        LocaleUnknown: The paper's locale does not exist.
        RulesFolderMissing: The folder with the rules of electronic invoices is not there.

    Source:
        docs/rules/documents.md#delivery.
    """
    rows = ASKED.rows(act, delivery_ids=list(delivery_ids))
    waiting = [
        row["delivery_id"] for row in rows if row["status"] == "waiting" and row["channel"] != "download"
    ]
    anew = [row for row in rows if row["status"] in UNDELIVERED and row["is_latest"]]
    done = {*waiting, *(row["delivery_id"] for row in anew)}
    if left := [row for row in rows if row["delivery_id"] not in done]:
        raise DeliveryNotMovable(
            delivery_ids=[row["delivery_id"] for row in left],
            records=[row["name"] for row in left],
            statuses=sorted({row["status"].replace("_", " ") for row in left}),
            why="again goes what waits for an attempt, and the latest of a document that failed or came back",
        )
    hastened = SQL.execute(act, delivery_ids=waiting, at=act.at)
    return Retried(hastened, send_documents(act, invoice_ids=[row["invoice_id"] for row in anew], again=True))
