"""Open an act: see whether the person may, and note it in the log before anything is done."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Opened
from unbilled.foundation.answers import noted
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement
from unbilled.people.events.close_act import close_act
from unbilled.people.reads.sight_of import sight_of
from unbilled.people.rights import ActInProgress, KeyUsedOtherwise

SQL = statement(__file__).kept
KNOWN = statement(__file__, "known")


def open_act(act: Act, *, event: str, asked: Mapping[str, Any], is_kept: bool = True) -> Opened:
    """Note an act as running, or give the answer that its key got.

    Args:
        act: Who, for which company, on which day.
        event: What is asked for, such as ``billing.mark_ready``.
        asked: Its arguments.
        is_kept: Look whether the person may; not for one that was refused and is only noted.

    Returns:
        The row of the log, and whose own the act is limited to; with the answer, when the same was asked with this
        key before.

    Raises:
        NotAllowed: The person has no role that may.
        NotYours: The person's role is for own contracts, and a record is another's.
        KeyUsedOtherwise: Something else was asked with this key.
        ActInProgress: The same is being carried out.

    Source:
        docs/rules/acts.md#the-act-log; docs/rules/acts.md#roles; docs/rules/acts.md#own-contracts;
        docs/rules/acts.md#keys.
    """
    sight = None
    if is_kept:
        sight = sight_of(company_id=act.company_id, person_id=act.person_id, event=event)
        refuse_foreign(sight, asked)
    kept = noted(asked)
    told = {
        "person_id": act.person_id,
        "event": event,
        "acted_on": act.on,
        "acted_at": act.at,
        "key": act.key,
        "asked": json.dumps(kept),
    }
    if opened := SQL.values(act, **told):
        return Opened(act_id=opened[0], sight=sight)
    known = KNOWN.row(act, person_id=act.person_id, key=act.key)
    if known["outcome"] == "running" and not known["is_under_way"]:
        close_act(known["act_id"], outcome="interrupted")
        [act_id] = SQL.values(act, **told)
        return Opened(act_id=act_id, sight=sight)
    if known["event"] != event or json.loads(known["asked"]) != kept:
        raise KeyUsedOtherwise(
            key=act.key, event=known["event"], moment=f"{known['acted_at']:%Y-%m-%d %H:%M}"
        )
    if known["outcome"] == "running":
        raise ActInProgress(key=act.key)
    return Opened(act_id=known["act_id"], is_answered=True, answer=json.loads(known["answer"]))
