"""Sight: how far a person sees in a company, and how far what the person may do reaches."""

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement
from unbilled.people.rights import COMPANYS, PERSONAL, ROLES, NotAllowed, roles_for

SQL = statement(__file__).kept
WHO = statement(__file__, "who")


class NotAMember(Refusal):
    """The person has no role in the company, and so sees nothing of it."""

    sentence = "{person} has no role in {company}."
    remedy = "Ask {who} to grant one."


def sight_of(*, company_id: int, person_id: int, event: str = "") -> Sight | None:
    """How far a person sees, or how far the person's roles for an event reach.

    Args:
        company_id: Company.
        person_id: The person.
        event: What is asked for, such as ``billing.mark_ready``; empty: to read.

    Returns:
        Whose own it is limited to; None where it is over everything.

    Raises:
        NotAllowed: No role of the person may ask for the event.
        NotAMember: The person has no role in the company.

    Source:
        docs/rules/acts.md#roles; docs/rules/acts.md#own-contracts.
    """
    person = next(iter(SQL.rows(company_id=company_id, person_id=person_id)), None)
    allowed = roles_for(event) if event else tuple(role for role, _ in ROLES)
    if person and person["is_active"] and event in PERSONAL:
        return None
    if person and (person["is_administrator"] or set(person["roles_for_all"]) & set(allowed)):
        return None
    if person and set(person["roles"]) & set(allowed) and event not in COMPANYS:
        return Sight(company_id=company_id, person_id=person_id)
    who = WHO.row(company_id=company_id, roles=list(roles_for(event)))
    told = {
        "person": person["username"] if person else "Nobody",
        "company": who["company"] or "a new company",
        "who": who["names"] or "an administrator",
    }
    if not event:
        raise NotAMember(**told)
    words = dict(ROLES)
    raise NotAllowed(event=event, roles=[words[role] for role in allowed], **told)


def may(*, company_id: int, person_id: int, event: str) -> bool:
    """Whether a role of the person may ask for an event, be it for own contracts only."""
    try:
        sight_of(company_id=company_id, person_id=person_id, event=event)
    except NotAllowed:
        return False
    return True
