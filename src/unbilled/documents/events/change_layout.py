"""Change a layout of the company's own: tried first, and kept as it was each time."""

from unbilled.companies.events.choose_stationery import choose_stationery
from unbilled.documents.events.copy_layout import keep_layout
from unbilled.documents.paper import Layout
from unbilled.documents.reads.layouts import LayoutUnknown, layouts, own_layout
from unbilled.documents.specimen import try_layout
from unbilled.foundation.acts import Act, event
from unbilled.foundation.nearest import nearest


@event("documents.change_layout")
def change_layout(act: Act, *, name: str, text: str) -> None:
    """Give a layout of the company's own another text, once specimens are printed with it.

    Invoices that are posted from now on are printed so where the layout is used; what is posted keeps the text that
    it was posted with.

    Args:
        act: Who, for which company, on which day.
        name: A layout of the company's own.
        text: What typst is given.

    Raises:
        LayoutUnknown: The company has no such layout of its own.
        LayoutBroken: It cannot be printed with; the message and line are typst's.

    Source:
        docs/rules/documents.md#layouts.
    """
    if own_layout(act.company_id, name) is None:
        known = [one.name for one in layouts(company_id=act.company_id) if one.is_own]
        raise LayoutUnknown(name=f"{name} of the company's own", nearest=nearest(name, known))
    try_layout(Layout(name, text))
    is_used = any(
        one.is_used and one.is_own and one.name == name for one in layouts(company_id=act.company_id)
    )
    kept = keep_layout(act, name, text)
    if is_used:
        choose_stationery(act, chosen={"layout_id": kept})
