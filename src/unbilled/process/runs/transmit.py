"""Transmit: what waits in the queue of deliveries goes out, and what has come back is read.

Each delivery is noted as being sent, in a transaction of its own, before anything leaves the house, and what became
of it after that. One at a time works on the queue of a company; what it finds in the middle of being sent was left
there by one that was killed: it is looked up where that is possible, else it is unclear, and never sent again by
itself.

Source:
    docs/rules/documents.md#delivery; docs/rules/documents.md#unclear-deliveries.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from django.db import transaction

from unbilled.companies.reads.find_company import companies
from unbilled.documents.delivery.access_point import FileAccessPoint
from unbilled.documents.delivery.channels import Channel, channels
from unbilled.documents.delivery.parcels import Tried, next_attempt
from unbilled.documents.delivery.refusals import DeliveryUnknown
from unbilled.documents.delivery.setup import access_point_folder
from unbilled.documents.events.begin_sending import begin_sending
from unbilled.documents.events.note_deliveries import note_deliveries
from unbilled.documents.events.note_receipts import note_receipts
from unbilled.documents.events.send_documents import worded
from unbilled.documents.reads.parcels import Ready, due_deliveries, ready_parcels
from unbilled.foundation.acts import Act, running
from unbilled.foundation.sights import theirs
from unbilled.runs.periodic import Due, Periodic
from unbilled.runs.running import OnProgress, RunInProgress, Tally, turn

LEFT = "It was being sent when the sender was stopped; whether it arrived is not known."
FOUND = "It was being sent when the sender was stopped; it was found where it was put."
GIVEN_UP = "It was tried too often and is given up."


def transmit(act: Act, *, progress: OnProgress | None = None) -> Tally:
    """Send what is due, and read what access points answered.

    Args:
        act: Who, for which company; its moment says what is due.
        progress: Told the deliveries done and in all.

    Returns:
        Counts: deliveries by what became of them.

    Raises:
        NotAllowed: The person may not.
        RunInProgress: Another process sends for this company.

    Source:
        docs/rules/documents.md#delivery.
    """
    with turn(act, "transmit"):
        waiting, left = due_deliveries(company_id=act.company_id, at=act.at)
        [code] = [one.code for one in companies() if one.company_id == act.company_id]
        answers = FileAccessPoint(access_point_folder()).answers(worded(code))
        first = next(answers, None)
        tally = Tally()
        if not (waiting or left or first):
            return tally
        with running("process.transmit", act, {"waiting": len(waiting), "left": len(left)}) as opened:
            while first:
                with suppress(DeliveryUnknown):
                    tally.count("answered", len(note_receipts(opened, receipts=[first])))
                first = next(answers, None)
            with channels() as ways:
                for one in left:
                    _tell(tally, _looked_up(opened, ways, one))
                mine = theirs(opened.sight, kind="delivery", ids=waiting)
                for place, one in enumerate(mine, start=1):
                    _tell(tally, _sent(opened, ways, one))
                    if progress:
                        progress(place, len(mine))
        return tally


def _sent(act: Act, ways: Mapping[str, Channel], delivery_id: int) -> Sequence[Tried]:
    """Send one: begun, sent and noted, each for good before the next."""
    with transaction.atomic():
        if not begin_sending(act, delivery_ids=[delivery_id]):
            return []
    [ready] = ready_parcels(company_id=act.company_id, delivery_ids=[delivery_id])
    tried = ways[ready.channel].send(ready.parcel)
    if tried.status == "waiting":
        tried = _later(act, ready, tried)
    return _noted(act, tried)


def _later(act: Act, ready: Ready, tried: Tried) -> Tried:
    """When it is tried again, or that it is given up."""
    at = next_attempt(ready.attempts, act.at)
    if at is not None:
        return replace(tried, next_attempt_at=at)
    recipients = {
        address: {**one, "status": "refused"} if one["status"] == "waiting" else one
        for address, one in tried.recipients.items()
    }
    is_in_part = any(one["status"] == "accepted" for one in recipients.values())
    return replace(
        tried,
        status="sent_in_part" if is_in_part else "failed",
        answer=f"{GIVEN_UP} {tried.answer}",
        recipients=recipients,
    )


def _looked_up(act: Act, ways: Mapping[str, Channel], delivery_id: int) -> Sequence[Tried]:
    """What became of one that was left in the middle."""
    [ready] = ready_parcels(company_id=act.company_id, delivery_ids=[delivery_id])
    if ways[ready.channel].arrived(ready.parcel):
        return _noted(act, Tried(delivery_id, "sent", FOUND))
    recipients = {
        address: {**one, "status": "unclear"} if one["status"] == "waiting" else one
        for address, one in ready.parcel.recipients.items()
    }
    return _noted(act, Tried(delivery_id, "unclear", LEFT, recipients))


def _noted(act: Act, tried: Tried) -> Sequence[Tried]:
    with transaction.atomic():
        note_deliveries(act, tried=[tried])
    return [tried]


def _tell(tally: Tally, tried: Sequence[Tried]) -> None:
    for one in tried:
        tally.count("to be tried again" if one.status == "waiting" else one.status.replace("_", " "), 1)


def _transmit_due(due: Due) -> None:
    """Send for a company, unless somebody does so at this moment."""
    with suppress(RunInProgress):
        transmit(due.act())


TRANSMITTING = Periodic("transmit", "* * * * *", _transmit_due)
"""Every minute: where nothing is due it looks, and does nothing."""
