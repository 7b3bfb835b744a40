"""Open an act: see whether the person may, and note it in the log before anything is done."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Opened
from unbilled.foundation.statements import statement
from unbilled.people.rights import ROLES, ActInProgress, KeyUsedOtherwise, NotAllowed, roles_for

SQL = statement(__file__)
KNOWN = statement(__file__, "known")
PEOPLE_ROLES = statement(__file__, "roles")
WHO = statement(__file__, "who")


def open_act(act: Act, *, event: str, asked: Mapping[str, Any], is_kept: bool = True) -> Opened:
    """Note an act as running, or give the answer that its key got.

    Args:
        act: Who, for which company, on which day.
        event: What is asked for, such as ``billing.mark_ready``.
        asked: Its arguments, as JSON.
        is_kept: Look whether the person may; not for one that was refused and is only noted.

    Returns:
        The row of the log; with the answer, when the same was asked with this key before.

    Raises:
        NotAllowed: The person has no role that may.
        KeyUsedOtherwise: Something else was asked with this key.
        ActInProgress: The same is being carried out.

    Source:
        docs/rules/acts.md#the-act-log; docs/rules/acts.md#roles; docs/rules/acts.md#keys.
    """
    if is_kept:
        _refuse_unless_allowed(act, event)
    opened = SQL.values(
        act,
        person_id=act.person_id,
        event=event,
        acted_on=act.on,
        acted_at=act.at,
        key=act.key,
        asked=json.dumps(asked),
    )
    if opened:
        return Opened(act_id=opened[0])
    known = KNOWN.row(act, person_id=act.person_id, key=act.key)
    if known["event"] != event or json.loads(known["asked"]) != asked:
        raise KeyUsedOtherwise(
            key=act.key, event=known["event"], moment=f"{known['acted_at']:%Y-%m-%d %H:%M}"
        )
    if known["outcome"] == "running":
        raise ActInProgress(key=act.key)
    return Opened(act_id=known["act_id"], is_answered=True, answer=json.loads(known["answer"]))


def _refuse_unless_allowed(act: Act, event: str) -> None:
    allowed = roles_for(event)
    person = next(iter(PEOPLE_ROLES.rows(company_id=act.company_id, person_id=act.person_id)), None)
    if person and (person["is_administrator"] or set(person["roles"]) & set(allowed)):
        return
    who = WHO.row(act, roles=list(allowed))
    words = dict(ROLES)
    raise NotAllowed(
        person=person["username"] if person else "Nobody",
        event=event,
        company=who["company"] or "a new company",
        who=who["names"] or "an administrator",
        roles=[words[role] for role in allowed],
    )
