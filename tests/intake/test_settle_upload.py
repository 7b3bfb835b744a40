"""Settling an upload: how it is read is said by who brought it, or by who sees everything."""

import pytest

from acting import acting, granted
from unbilled.foundation.sights import NotYours
from unbilled.intake.events.settle_upload import settle_upload
from unbilled.intake.models import Upload
from unbilled.lab.scenarios.books import Books
from uploads import SETTINGS, kept


def test_how_it_is_read_is_said_by_its_own(books: Books) -> None:
    books.given("company: {code: ACME}")
    tom, ann = (granted(books.company_id, name, "team_member", scope="own") for name in ("Tom", "Ann"))
    upload_id = kept(books, tom)
    other = SETTINGS | {"format": "toggl"}
    with pytest.raises(NotYours, match=r"file march\.csv"):
        settle_upload(acting(books.company_id, by=ann), upload_id=upload_id, settings=other)
    assert Upload.objects.get().settings == SETTINGS
    settle_upload(acting(books.company_id, by=tom), upload_id=upload_id, settings=other)
    assert Upload.objects.get().settings == other
