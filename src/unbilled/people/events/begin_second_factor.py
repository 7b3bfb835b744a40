"""Begin a second factor: a secret for one's device."""

import secrets

from unbilled.foundation.acts import Act, event
from unbilled.people.models import SecondFactor
from unbilled.people.rules import SecondFactorThere


@event("people.begin_second_factor")
def begin_second_factor(act: Act) -> None:
    """Make a secret for the device of whoever acts; it is asked for once a code of it was right.

    Args:
        act: Whose; of no company.

    Raises:
        SecondFactorThere: There is one already.

    Source:
        docs/rules/log-in.md#second-factor.
    """
    begun, is_new = SecondFactor.objects.select_for_update().get_or_create(
        person_id=act.person_id, defaults={"salt": secrets.token_hex(16), "act_id": act.act_id}
    )
    if begun.confirmed_at is not None:
        raise SecondFactorThere
    if not is_new:
        begun.salt, begun.act_id = secrets.token_hex(16), act.stamp
        begun.save()
