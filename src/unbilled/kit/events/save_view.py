"""Save a view: filters, order and columns of a page get a name."""

from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal, shortened
from unbilled.kit.models import SavedView

LONGEST_NAME, LONGEST_QUERY = 60, 4_000


class ViewUnnamed(Refusal):
    """A view is found by its name."""

    sentence = "{name!r} cannot be the name of a view."
    remedy = "Give it a name of 1 to {most} characters."


class ViewTooLong(Refusal):
    """What an address has no room for cannot be kept as a view."""

    sentence = "The filters of this view are too long to be kept."
    remedy = "Leave some of what they name out."


@event("kit.save_view")
def save_view(
    act: Act, *, screen: str, name: str, query: str, is_shared: bool = False, is_opening: bool = False
) -> int:
    """Save a view of a page under a name; one of the same name that is the person's takes the new filters.

    Args:
        act: Who, for which company, on which day.
        screen: Page, by its place in the address.
        name: What its tab will say.
        query: Filters by meaning, order and columns, as they stand in an address.
        is_shared: Everybody in the company sees it.
        is_opening: The page opens with it when the person goes there; another that did so does no more.

    Returns:
        The identity of the view.

    Raises:
        ViewUnnamed: It has no name, or one that is too long.
        ViewTooLong: Its filters are too long.

    Source:
        docs/rules/lists.md#saved-views.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ViewUnnamed(name=shortened(name), most=LONGEST_NAME)
    if len(query) > LONGEST_QUERY:
        raise ViewTooLong
    of: dict[str, Any] = {"company_id": act.company_id, "person_id": act.person_id, "screen": screen}
    if is_opening:
        others = SavedView.objects.filter(**of, is_opening=True).exclude(name=name)
        others.update(is_opening=False, act_id=act.act_id)
    said: dict[str, Any] = {
        "query": query,
        "is_shared": is_shared,
        "is_opening": is_opening,
        "act_id": act.act_id,
    }
    view, _ = SavedView.objects.update_or_create(**of, name=name, defaults=said)
    return view.pk
