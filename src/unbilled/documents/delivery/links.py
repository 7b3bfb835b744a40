"""Links to the page of a customer: signed with the key of the home, until a day, to one document."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from unbilled.documents.delivery.setup import public_address
from unbilled.documents.models import CustomerPage

PURPOSE = "unbilled.documents.customer_page"
PLACE = "/i/"
"""Where the pages of customers are; ``config.urls`` leads there."""


@dataclass(frozen=True)
class OpenedPage:
    """What a link opens.

    Attributes:
        page_id: The page.
        company_id: Company.
        invoice_id: The only document that it shows.
    """

    page_id: int
    company_id: int
    invoice_id: int


def token_of(page_id: int) -> str:
    """What the address of a page says; the same every time, so that a letter that is sent again says the same."""
    return signing.Signer(salt=PURPOSE).sign(str(page_id)).replace(":", ".", 1)


def link_of(page_id: int) -> str:
    """The address of a page; empty where customers reach no server."""
    return f"{public_address()}{PLACE}{token_of(page_id)}/" if public_address() else ""


def opened(token: str, at: datetime) -> OpenedPage | None:
    """The page of a link, if it is ours, not expired and not revoked."""
    try:
        page_id = int(signing.Signer(salt=PURPOSE).unsign(token.replace(".", ":", 1)))
    except (signing.BadSignature, ValueError):
        return None
    page = CustomerPage.objects.filter(pk=page_id, revoked_act_id=None, expires_at__gt=at).first()
    return OpenedPage(page.pk, page.company_id, page.invoice_id) if page else None
