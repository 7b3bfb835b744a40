"""What an import said about an upload is kept with it."""

from acting import acting
from unbilled.intake.events.keep_result import keep_result
from unbilled.intake.reads.find_upload import find_upload, latest_uploads
from unbilled.lab.scenarios.books import Books
from uploads import kept


def test_the_result_and_the_rejected_rows_are_kept(books: Books) -> None:
    books.given("company: {code: ACME}")
    upload_id = kept(books)
    result = {"counts": {"entries": 2}, "rejected_count": 1}
    keep_result(acting(books.company_id), upload_id=upload_id, result=result, rejected=b"Date\n")
    found = find_upload(company_id=books.company_id, upload_id=upload_id)
    assert (found.result, found.rejected) == (result, b"Date\n")
    [listed] = latest_uploads(company_id=books.company_id)
    assert (listed.is_imported, listed.rejected_count, listed.run_id) == (True, 1, None)
