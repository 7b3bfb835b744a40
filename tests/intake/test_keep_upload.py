"""Uploads: kept, settled, told what came of them, and forgotten."""

import pytest

from acting import granted
from planted import truths_broken_by
from unbilled.intake.models import Upload
from unbilled.intake.reads.find_upload import UploadUnknown, find_upload
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged
from unbilled.people.rights import NotAllowed
from uploads import SETTINGS, kept


def test_a_file_is_kept_for_who_brought_it_and_the_log_has_its_checksum_only(books: Books) -> None:
    books.given("company: {code: ACME}")
    tom = granted(books.company_id, "Tom", "team_member", scope="own")
    upload_id = kept(books, tom)
    found = find_upload(company_id=books.company_id, upload_id=upload_id)
    assert (found.file_name, found.content, found.settings) == ("march.csv", b"Date,Hours\n", SETTINGS)
    asked = Logged.objects.get(event="intake.keep_upload").asked
    assert {key: asked[key] for key in ("file_name", "sha256", "settings")} == {
        "file_name": "march.csv",
        "sha256": "0a",
        "settings": SETTINGS,
    }
    assert "content" not in asked
    with pytest.raises(UploadUnknown):
        find_upload(company_id=books.company_id + 1, upload_id=upload_id)
    assert truths_broken_by("update intake_upload set act_id = -1") == {"every_upload_names_an_act_there_is"}
    with pytest.raises(NotAllowed):
        kept(books, granted(books.company_id, "Audit", "auditor"))
    assert Upload.objects.count() == 1
