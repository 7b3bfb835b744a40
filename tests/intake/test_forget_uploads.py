"""Forgetting uploads: the content goes, that it was there stays."""

from datetime import UTC, datetime

import pytest

from acting import acting
from unbilled.intake.events.forget_uploads import forget_uploads
from unbilled.intake.reads.find_upload import UploadForgotten, find_upload
from unbilled.lab.scenarios.books import Books
from uploads import kept


def test_a_file_is_forgotten_when_its_time_has_come(books: Books) -> None:
    books.given("company: {code: ACME}")
    upload_id = kept(books)
    act = acting(books.company_id)
    assert forget_uploads(act, before=datetime(2026, 3, 2, 11, tzinfo=UTC)) == 0
    assert [forget_uploads(act, before=datetime(2026, 4, 2, tzinfo=UTC)) for _ in range(2)] == [1, 0]
    with pytest.raises(UploadForgotten, match=r"march\.csv was brought on 2026-03-02"):
        find_upload(company_id=books.company_id, upload_id=upload_id)
