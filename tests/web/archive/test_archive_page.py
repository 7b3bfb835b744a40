"""The page of the archive, its file, and what the page of a posted document says of both."""

import io
import zipfile

from acting import granted
from browsing import logged_in
from unbilled.documents import archive_check
from unbilled.documents.models import ChainLink
from unbilled.lab.scenarios.books import Books
from worlds import larkfield

PERIOD = "from=2026-03-01&through=2026-03-31"


def test_a_period_is_looked_at_printed_and_downloaded(books: Books) -> None:
    """What is not printed yet is named, and keeps the file back; so does a period without documents."""
    larkfield(books)
    browser = logged_in()
    html = browser.get(f"/c/LARK/archive/?{PERIOD}").content.decode()
    assert "of 2 are not printed yet" in html
    before = browser.get("/c/LARK/archive/?from=2025-03-01&through=2025-03-31").content.decode()
    assert 'The last document is of 2026-03-31: <a href="?from=2026-03-01&amp;through=2026-03-31">' in before
    assert "the chain begins with the first document" in html
    refused = browser.get(f"/c/LARK/archive/documents.zip?{PERIOD}")
    assert refused.status_code == 422
    assert "are posted and not printed" in refused.content.decode()
    assert not ChainLink.objects.exists()
    assert "Linked when it is printed" in browser.get("/c/LARK/invoices/2026-00001/").content.decode()

    for number in ("2026-00001", "2026-00002"):
        sent = browser.post(
            f"/c/LARK/invoices/{number}/do/print/", {"act_key": number}, headers={"hx-request": "true"}
        )
        assert sent.status_code == 204

    html = browser.get(f"/c/LARK/archive/?{PERIOD}").content.decode()
    assert "2 documents, all printed." in html
    answer = browser.get(f"/c/LARK/archive/documents.zip?{PERIOD}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="LARK-2026-03-01-2026-03-31.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        assert archive_check.damages(archive) == []
    page = browser.get("/c/LARK/invoices/2026-00001/").content.decode()
    assert "Link 1," in page
    assert "<dt>Kept through</dt><dd>2032-12-31</dd>" in page
    wrong = browser.get("/c/LARK/archive/?from=tomorrow")
    assert wrong.status_code == 422
    assert "is not a day" in wrong.content.decode()
    assert browser.get("/c/LARK/archive/documents.zip?from=2026-05-01&through=2026-04-01").status_code == 422


def test_whoever_sees_their_own_contracts_gets_their_own_documents(books: Books) -> None:
    larkfield(books)
    logged_in().post(
        "/c/LARK/invoices/2026-00001/do/print/", {"act_key": "p"}, headers={"hx-request": "true"}
    )
    granted(books.company_id, "otto", "project_manager", scope="own")
    html = logged_in("otto").get(f"/c/LARK/archive/?{PERIOD}").content.decode()
    assert "Nothing was issued from 2026-03-01 through 2026-03-31." in html
    assert "2026-00001" not in html
    granted(books.company_id, "tim", "team_member")
    assert logged_in("tim").get("/c/LARK/archive/").status_code in (302, 403, 404)
