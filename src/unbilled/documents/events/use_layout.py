"""Use a layout: invoices are posted with it from now on."""

from unbilled.companies.events.choose_stationery import choose_stationery
from unbilled.documents.reads.layouts import layout_text, own_layout
from unbilled.foundation.acts import Act, event


@event("documents.use_layout")
def use_layout(act: Act, *, name: str) -> None:
    """Have invoices posted with a layout from now on; what is posted keeps its own.

    Args:
        act: Who, for which company, on which day.
        name: One that everybody has, or one of the company's own.

    Raises:
        LayoutUnknown: There is no such layout.

    Source:
        docs/rules/documents.md#layouts.
    """
    layout_text(company_id=act.company_id, name=name)
    own = own_layout(act.company_id, name)
    choose_stationery(act, chosen={"layout": name, "layout_id": own.pk if own else None})
