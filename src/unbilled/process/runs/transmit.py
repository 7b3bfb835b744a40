"""Transmit: what waits in the queue of deliveries goes out, and what has come back is read.

Each delivery is noted as being sent, in a transaction of its own, before anything leaves the house, and what became
of it after that. Any number of processes work on the queue of a company beside each other, each over several
connections at once, for most of the time is that of servers; each takes the next that nobody has. What is being sent by
an act that is not under way any more was left there by a process that was killed: it is looked up where that is
possible, else it is unclear, and never sent again by itself.

Source:
    docs/rules/documents.md#delivery; docs/rules/documents.md#unclear-deliveries.
"""

import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Lock

from django.db import transaction

from unbilled.companies.reads.find_company import companies
from unbilled.documents.delivery.access_point import FileAccessPoint
from unbilled.documents.delivery.channels import Channel, channels
from unbilled.documents.delivery.notifications import Notification
from unbilled.documents.delivery.parcels import Tried, next_attempt
from unbilled.documents.delivery.refusals import DeliveryUnknown
from unbilled.documents.delivery.setup import access_point_folder
from unbilled.documents.events.begin_sending import begin_sending
from unbilled.documents.events.note_deliveries import note_deliveries
from unbilled.documents.events.note_notifications import note_notifications
from unbilled.documents.events.send_documents import worded
from unbilled.documents.reads.parcels import Ready, due_deliveries, ready_parcels
from unbilled.foundation.acts import Act, running
from unbilled.foundation.sights import theirs
from unbilled.runs.periodic import Due, Periodic
from unbilled.runs.running import OnProgress, RunInProgress, Tally, turn

AT_ONCE = 4
"""Deliveries of one process that are under way at the same moment; mail servers take some connections of a sender."""
WINDOW = 50
"""Deliveries among which the next is looked for; those that others have begun are passed over together."""
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

    Source:
        docs/rules/documents.md#delivery.
    """
    waiting, left = due_deliveries(company_id=act.company_id, at=act.at)
    tally = Tally()
    with closing(_answers(act)) as answers:
        first = next(answers, None)
        if not (waiting or left or first):
            return tally
        with running("process.transmit", act, {"waiting": len(waiting), "left": len(left)}) as opened:
            while first:
                with suppress(DeliveryUnknown):
                    tally.count("answered", len(note_notifications(opened, notifications=[first])))
                first = next(answers, None)
            with channels() as ways:
                for one in _begun(opened, left, left=True) if left else ():
                    _tell(tally, _looked_up(opened, ways, one))
            mine = theirs(opened.sight, kind="delivery", ids=waiting)
            for place, tried in enumerate(_sent(opened, mine), start=1):
                _tell(tally, tried)
                if progress:
                    progress(place, len(mine))
    return tally


def _answers(act: Act) -> Generator[Notification, None, None]:
    """What the access point answered about documents of the company; none while somebody else reads them."""
    [code] = [one.code for one in companies() if one.company_id == act.company_id]
    with suppress(RunInProgress), turn(act, "answers"):
        yield from FileAccessPoint(access_point_folder()).answers(worded(code))


def _sent(act: Act, delivery_ids: Sequence[int]) -> Iterator[Sequence[Tried]]:
    """Send some, as many at once as there are connections: each begun, sent and noted, for good before the next step.

    Returns:
        Per delivery, as they are done, what became of it; nothing of one that somebody else has begun.
    """
    waiting = _next_ones(act, delivery_ids)
    under_way: dict[Future[Tried], Ready] = {}
    began = time.monotonic()
    with ExitStack() as open_ones, ThreadPoolExecutor(AT_ONCE) as threads:
        free: SimpleQueue[Mapping[str, Channel]] = SimpleQueue()
        for _ in range(min(AT_ONCE, len(delivery_ids))):
            free.put(open_ones.enter_context(channels()))
        while True:
            while len(under_way) < AT_ONCE and (one := next(waiting, waiting)) is not waiting:
                if isinstance(one, Ready):
                    under_way[threads.submit(_over, free, one)] = one
                else:
                    yield []
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                ready, tried = under_way.pop(future), future.result()
                if tried.status == "waiting":
                    # A long queue is sent for longer than what is tried again waits.
                    gone_by = timedelta(minutes=(time.monotonic() - began) // 60)
                    tried = _later(act.at + gone_by, ready, tried)
                yield _noted(act, tried)


def _next_ones(act: Act, delivery_ids: Sequence[int]) -> Iterator[Ready | None]:
    """Begin one after the other, in the order of the queue, as they are asked for; None for each that others have."""
    for start in range(0, len(delivery_ids), WINDOW):
        window = [*delivery_ids[start : start + WINDOW]]
        while window and (begun := _begun(act, window, at_most=1)):
            [ready] = ready_parcels(company_id=act.company_id, delivery_ids=begun)
            yield ready
            window = [one for one in window if one not in begun]
        yield from [None] * len(window)


def _begun(
    act: Act, delivery_ids: Sequence[int], *, at_most: int | None = None, left: bool = False
) -> list[int]:
    """Note that some are being sent, for good; those that nobody else has begun."""
    with transaction.atomic():
        return begin_sending(act, delivery_ids=delivery_ids, at_most=at_most, left=left)


def _over(free: SimpleQueue[Mapping[str, Channel]], ready: Ready) -> Tried:
    """Send one over a connection that nobody uses at this moment; nothing of the database is touched meanwhile."""
    ways = free.get()
    try:
        return ways[ready.channel].send(ready.parcel)
    finally:
        free.put(ways)


def _later(now: datetime, ready: Ready, tried: Tried) -> Tried:
    """When it is tried again, or that it is given up."""
    at = next_attempt(ready.attempts, now)
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


_here: defaultdict[int, Lock] = defaultdict(Lock)
"""Per company, held while this process sends for it by the clock."""


def _transmit_due(due: Due) -> None:
    """Send for a company, with one hand of each worker: its others are for what else there is to do."""
    sending = _here[due.company.company_id]
    if sending.acquire(blocking=False):
        try:
            transmit(due.act())
        finally:
            sending.release()


TRANSMITTING = Periodic("transmit", "* * * * *", _transmit_due)
"""Every minute: where nothing is due it looks, and does nothing."""
