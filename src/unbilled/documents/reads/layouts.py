"""The layouts that a company can print with: those that everybody has, and its own."""

from dataclasses import dataclass
from datetime import date

from unbilled.documents.models import Stationery
from unbilled.documents.paper import LAYOUTS
from unbilled.documents.pdf import LAYOUT_FILES
from unbilled.documents.reads.letterhead import letterhead
from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class LayoutUnknown(Refusal):
    """A layout is called by its name."""

    sentence = "There is no layout {name}; {nearest}."
    remedy = "Use the name of a layout that is there, or copy one under that name."


@dataclass(frozen=True)
class NamedLayout:
    """A layout without its text.

    Attributes:
        name: What it is called.
        is_own: The company's own; else everybody has it.
        is_used: Invoices are posted with it from now on.
        changed_on: Day of its last change; none of those that everybody has.
        changed_by: Who changed it.
    """

    name: str
    is_own: bool
    is_used: bool
    changed_on: date | None = None
    changed_by: str = ""


def layouts(*, company_id: int) -> list[NamedLayout]:
    """The layouts there are: everybody's first, then the company's own by name.

    Args:
        company_id: Company.

    Source:
        docs/rules/documents.md#layouts.
    """
    used = letterhead(company_id=company_id)
    shared = [
        NamedLayout(name, is_own=False, is_used=used.own_layout is None and used.layout == name)
        for name in LAYOUTS
    ]
    return shared + [NamedLayout(is_own=True, **row) for row in SQL.rows(company_id=company_id)]


def own_layout(company_id: int, name: str) -> Stationery | None:
    """A layout of the company's own as it was changed last; none where there is none of the name."""
    own = Stationery.objects.filter(company_id=company_id, stationery_kind="layout", name=name)
    return own.order_by("-id").first()


def layout_text(*, company_id: int, name: str) -> str:
    """What a layout says.

    Args:
        company_id: Company.
        name: One of everybody's, or of the company's own.

    Raises:
        LayoutUnknown: There is none of the name.

    Source:
        docs/rules/documents.md#layouts.
    """
    if own := own_layout(company_id, name):
        return bytes(own.content).decode()
    if name in LAYOUTS:
        return (LAYOUT_FILES / f"{name}.typ").read_text(encoding="utf-8")
    known = [one.name for one in layouts(company_id=company_id)]
    raise LayoutUnknown(name=name, nearest=nearest(name, known))
