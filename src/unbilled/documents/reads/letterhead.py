"""What the company's paper would say of it now."""

from dataclasses import dataclass

from unbilled.documents.paper import Layout, PageSize, Seller
from unbilled.documents.reads.invoice_papers import own_layout_of, page_size_of, seller_of, stationery_of
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Letterhead:
    """Who a company is on paper, and what its paper is made with."""

    seller: Seller
    locale: str
    page_size: PageSize
    layout: str
    """Name of the layout."""
    own_layout: Layout | None
    logo_name: str
    """File that the logo was; empty without one."""
    currency: str
    currency_digits: int


def letterhead(*, company_id: int) -> Letterhead:
    """Read the letterhead of a company.

    Args:
        company_id: Company.

    Source:
        docs/rules/documents.md#letterhead.
    """
    row = SQL.row(company_id=company_id)
    stationery = stationery_of(company_id, [row])
    logo = stationery.get(row["logo_id"])
    return Letterhead(
        seller=seller_of(row, stationery),
        locale=row["locale"],
        page_size=page_size_of(row),
        layout=row["layout"],
        own_layout=own_layout_of(stationery.get(row["layout_id"])),
        logo_name=logo["name"] if logo else "",
        currency=row["currency"],
        currency_digits=row["currency_digits"],
    )
