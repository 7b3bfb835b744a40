"""Copying a layout: under a name that no other has."""

import pytest

from acting import acting
from unbilled.documents.events.copy_layout import LayoutNameUnfit, copy_layout
from unbilled.documents.reads.layouts import LayoutUnknown, layout_text, layouts
from unbilled.lab.scenarios.books import Books, snapshot


def test_a_copy_says_what_its_original_says_and_is_used_by_nothing(books: Books) -> None:
    act = acting(books.company_id)
    copy_layout(act, name="ours", of="modern")
    copy_layout(act, name="ours-2", of="ours")

    assert layout_text(company_id=books.company_id, name="ours-2") == layout_text(
        company_id=books.company_id, name="modern"
    )
    assert [(one.name, one.is_own, one.is_used) for one in layouts(company_id=books.company_id)] == [
        ("modern", False, True),
        ("classic", False, False),
        ("ours", True, False),
        ("ours-2", True, False),
    ]
    before = snapshot()
    for name, of, refusal in (
        ("ours", "classic", LayoutNameUnfit),
        ("modern", "ours", LayoutNameUnfit),
        ("Our Own", "ours", LayoutNameUnfit),
        ("theirs", "yours", LayoutUnknown),
    ):
        with pytest.raises(refusal):
            copy_layout(act, name=name, of=of)
    assert snapshot() == before
