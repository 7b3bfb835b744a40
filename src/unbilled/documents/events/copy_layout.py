"""Copy a layout under a name of the company's own, where it may be changed."""

from unbilled.documents.models import Stationery
from unbilled.documents.paper import LAYOUTS
from unbilled.documents.reads.layouts import layout_text, own_layout
from unbilled.documents.rules import is_a_layout_name
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal


class LayoutNameUnfit(Refusal):
    """A layout of the company's own has a short name that no other has."""

    sentence = "A layout of your own cannot be called {name!r}: {reason}."
    remedy = "Give it another name: small letters, digits and hyphens, at most 40."


@event("documents.copy_layout")
def copy_layout(act: Act, *, name: str, of: str) -> None:
    """Keep the text of a layout under another name. Nothing is printed with it before it is used.

    Args:
        act: Who, for which company, on which day.
        name: Name of the copy.
        of: Layout that is copied: one that everybody has, or one of the company's own.

    Raises:
        LayoutUnknown: There is no such layout.
        LayoutNameUnfit: The name is taken, or cannot be one.

    Source:
        docs/rules/documents.md#layouts.
    """
    text = layout_text(company_id=act.company_id, name=of)
    if problem := is_a_layout_name(name):
        raise LayoutNameUnfit(name=name, reason=problem)
    if name in LAYOUTS or own_layout(act.company_id, name):
        raise LayoutNameUnfit(name=name, reason="there is one of that name")
    keep_layout(act, name, text)


def keep_layout(act: Act, name: str, text: str) -> int:
    """Write down what a layout says from now on; its identity."""
    return Stationery.objects.create(
        company_id=act.company_id,
        stationery_kind="layout",
        name=name,
        media_type="text/typst",
        content=text.encode(),
        act_id=act.stamp,
    ).pk
