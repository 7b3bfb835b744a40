"""A page that is revoked opens nothing."""

from datetime import timedelta

from sending import AT, by, document, queued

from unbilled.documents.delivery.links import opened, token_of
from unbilled.documents.events.revoke_pages import revoke_pages
from unbilled.documents.models import CustomerPage
from unbilled.lab.scenarios.books import Books


def test_a_page_opens_until_it_expires_or_is_revoked(books: Books) -> None:
    queued(books, has_page=True)
    page = CustomerPage.objects.get()
    token = token_of(page.pk)
    found = opened(token, AT)
    assert found is not None
    assert (found.company_id, found.invoice_id) == (books.company_id, document())
    assert opened(token, AT + timedelta(days=90)) is None
    other = token_of(page.pk + 1).partition(".")[2]
    for forged in (
        token[:-1],
        f"{page.pk}.{other}",
        f"{page.pk + 1}{token[len(str(page.pk)) :]}",
        "",
        "x",
        "\0",
    ):
        assert opened(forged, AT) is None

    assert revoke_pages(by(books), invoice_ids=[document()]) == 1
    assert opened(token, AT) is None
    assert revoke_pages(by(books), invoice_ids=[document()]) == 0
