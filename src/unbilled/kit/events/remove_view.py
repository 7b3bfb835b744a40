"""Remove a view that somebody has saved."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.kit.models import SavedView


class ViewNotYours(Refusal):
    """A view belongs to whoever saved it."""

    sentence = "This view is not one of yours, or is gone already."
    remedy = "Ask whoever saved it."


@event("kit.remove_view")
def remove_view(act: Act, *, screen: str, name: str) -> str:
    """Remove a view that is the person's.

    Args:
        act: Who, for which company, on which day.
        screen: Page, by its place in the address.
        name: What its tab says.

    Returns:
        What it was called.

    Raises:
        ViewNotYours: It is another's, or not there.

    Source:
        docs/rules/lists.md#saved-views.
    """
    own = SavedView.objects.filter(
        company_id=act.company_id, person_id=act.person_id, screen=screen, name=name
    )
    if not own.delete()[0]:
        raise ViewNotYours
    return name
