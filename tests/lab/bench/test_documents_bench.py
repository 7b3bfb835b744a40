"""The bench of documents: each length is posted, printed and told by documents a second."""

import pytest
from django.db import connection

from unbilled.lab.bench.documents import Kept, document_bench


def test_documents_of_each_length_are_kept_and_told(django_db_setup, django_db_blocker, settings):
    settings.EINVOICE_RULES = ""
    told: list[Kept] = []
    with django_db_blocker.unblock():
        found = document_bench(report=told.append, lengths=(1, 2), lines=2)
        connection.close()

    assert told == found
    assert [(one.lines, one.documents) for one in found] == [(1, 2), (2, 2)]
    for one in found:
        assert one.byte_count > 10_000
        assert one.as_json()["documents_a_second"] == pytest.approx(one.documents / one.seconds, rel=0.01)
        assert one.cpu_seconds > 0
