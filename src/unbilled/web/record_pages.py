"""What the pages of single records share: the record as it is listed, and who did what with it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404

from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Row
from unbilled.foundation.selections import Selection
from unbilled.people.reads.acts import ACTS
from unbilled.reports.reads.find_records import find_records
from unbilled.web.door.guard import BackOfficeRequest
from unbilled.web.lists.pages import zone_of

ACTS_SHOWN = 200


def the_one(request: BackOfficeRequest, read: List, number: str, selection: Selection | None = None) -> Row:
    """The record of a number as it is listed, where the person sees it.

    Args:
        request: Who asks.
        read: The list.
        number: The number.
        selection: How the list is asked for it, where it has no question for its number.

    Raises:
        Http404: There is none, or it is another manager's: both look alike.
    """
    asked = Selection(number=number) if selection is None else selection
    of = read.of(company_id=request.company.company_id, selection=asked, sight=request.sight)
    rows = of.rows(limit=2, is_of_one=True)
    if len(rows) != 1:
        raise Http404(f"{read.title} have no {number}.")
    return rows[0]


def history_of(request: BackOfficeRequest, names: Sequence[str]) -> dict[str, Any]:
    """Who did what with records, which are named by kind and number, such as ``proforma P-00001``."""
    records = find_records(company_id=request.company.company_id, names=names)
    of = ACTS.of(
        company_id=request.company.company_id, selection=Selection(record=records), sight=request.sight
    )
    zone = zone_of(request)
    return {
        "acts": [
            {name: ACTS.by_name[name].shown(row, zone) for name in ACTS.by_name}
            | {"did": done_in(row["event"])}
            for row in of.rows(limit=ACTS_SHOWN)
        ]
    }


def done_in(event: str) -> str:
    """What an event does, in the words of its name.

    >>> done_in("billing.edit_details")
    'Edit details'
    """
    return figures.words(event.rpartition(".")[2]).capitalize()


def last_act_of(request: BackOfficeRequest, name: str) -> dict[str, str] | None:
    """Who changed a record last and when, as the page says it; nothing where the log says nothing of it."""
    of = ACTS.of(
        company_id=request.company.company_id, selection=Selection(record=[name]), sight=request.sight
    )
    row = next(iter(of.rows(limit=1)), None)
    if row is None:
        return None
    zone = zone_of(request)
    return {
        "person": ACTS.by_name["person"].shown(row, zone),
        "at": ACTS.by_name["acted_at"].shown(row, zone),
    }
