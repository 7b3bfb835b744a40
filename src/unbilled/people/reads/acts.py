"""Acts: who did what, on which day, and how it ended."""

import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from unbilled.foundation import figures
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Count, Day, Facts, Identity, Moment, Ordinal, Status, Text
from unbilled.foundation.lists.questions import Contains, Days, Named, Numbers, Words
from unbilled.foundation.refusals import Refusal, shortened
from unbilled.foundation.selections import Selection, SelectionUnreadable
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement
from unbilled.people.rights import OWN_ACTS
from unbilled.people.states import ACT

TOLD = statement(__file__, "told")


UNSAID = frozenset({"seen"})
"""What is sent along for the sake of safety, and says nothing of what was asked for."""


class ActUnknown(Refusal):
    """An act was named that is none of the company's."""

    sentence = "There is no act {act_id} in this company."
    remedy = "Give the number of an act as it is listed."


class Asked(Facts):
    """What was asked for, in a few words: how many records of each kind, texts as they are."""

    def shown(self, row: Mapping[str, Any], zone: ZoneInfo) -> str:
        """In one line.

        >>> asked = {"entry_ids": [3, 4], "contract_line_id": 7, "reason": "Wrong order", "through": None}
        >>> Asked("asked").shown({"asked": asked}, ZoneInfo("UTC"))
        '2 entries; 1 contract line; reason Wrong order'
        """
        return self.plain(row)

    def plain(self, row: Mapping[str, Any]) -> str:
        """The same for programs: records are named by the act that is shown alone."""
        said = [_said(name, value) for name, value in (row[self.name] or {}).items()]
        return "; ".join(one for one in said if one)


def _said(name: str, value: Any) -> str:
    if name in UNSAID:
        return ""
    kind = figures.words(name.removesuffix("s").removesuffix("_id"))
    if isinstance(value, list):
        several = figures.words(name).removesuffix(" ids")
        plural = several if several == figures.words(name) else _plural(several)
        return figures.counted(len(value), plural) if value else ""
    if isinstance(value, dict):
        return figures.counted(value.get("count", len(value)), _plural(kind)) if value else ""
    if value in (None, "", False):
        return ""
    if name.endswith("_id"):
        return f"1 {kind}"
    return kind if value is True else f"{kind} {value}"


def _plural(thing: str) -> str:
    return f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"


ACTS = List(
    name="acts",
    title="Acts",
    nothing="Nobody did such a thing.",
    statement=statement(__file__),
    key=("act_id",),
    columns=(
        Ordinal("act_id", "Act"),
        Moment("acted_at", "When"),
        Day("acted_on", "Day", is_shown=False),
        Identity("person_id"),
        Text("person", "By"),
        Code("event", "Event"),
        Asked("asked", "Asked"),
        Count("change_count", "Changes", is_shown=False),
        Status("outcome", "Ended", drawing=ACT),
        Code("refusal", "Refusal", if_any=True),
        Text("sentence", "Why", is_shown=False),
        Text("key", "Key", is_shown=False),
    ),
    questions=(
        Numbers("act", "act_id"),
        Named("person", "person"),
        Named("event", "event"),
        Words("outcome", "outcome", ACT),
        Days("acted_on"),
        Named("record"),
        Contains(columns=("event", "sentence", "key")),
    ),
    sorts={"when": ("act_id",), "person": ("person",), "event": ("event",)},
    order="-when",
    scope=OWN_ACTS,
)
"""What was asked for and done, the latest first. Source: docs/rules/acts.md#the-act-log."""


def find_act(*, company_id: int, act_id: int, sight: Sight | None = None) -> dict[str, Any]:
    """One act as it is listed, with what it changed and answered.

    Args:
        company_id: Company.
        act_id: Its number.
        sight: Who looks, where not everything is seen.

    Returns:
        The columns of the list; ``changes``, each with kind, record, field, before and after; and ``answer``.

    Raises:
        ActUnknown: It is none of the company's, or none that the person sees.
    """
    try:
        rows = ACTS.of(company_id=company_id, selection=Selection(act=act_id), sight=sight).rows()
    except SelectionUnreadable:  # more digits than any act has
        rows = []
    if not rows:
        raise ActUnknown(act_id=shortened(str(act_id), 30))
    told = TOLD.row(act_id=act_id)
    return rows[0] | {name: _read(value) for name, value in told.items()}


def _read(value: Any) -> Any:
    return json.loads(value, parse_float=str) if isinstance(value, str) else value
