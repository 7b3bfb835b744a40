"""Keeping preferences: each person's own, on whichever machine they are."""

import pytest

from acting import acting, granted
from unbilled.kit.events.keep_preference import PreferenceUnknown, keep_preference
from unbilled.kit.models import Preference
from unbilled.kit.reads.kept_by_person import kept_by_person
from unbilled.lab.scenarios.books import Books


def test_what_somebody_prefers_is_kept_for_them_alone_until_they_want_something_else(books: Books) -> None:
    books.given("company: {code: LARK}")
    mia, otto = (granted(books.company_id, name, "auditor") for name in ("mia", "otto"))
    act = acting(books.company_id, by=mia)
    of = {"company_id": books.company_id, "person_id": mia}

    assert (kept_by_person(**of).density, kept_by_person(**of).keys) == ("normal", "on")
    keep_preference(act, name="density", value="compact")
    keep_preference(act, name="density", value="tall")
    keep_preference(act, name="keys", value="off")
    keep_preference(act, name="columns backlog", value="contract.quantity")
    kept = kept_by_person(**of)
    assert (kept.density, kept.keys) == ("tall", "off")
    assert kept.preferences["columns backlog"] == "contract.quantity"
    assert kept_by_person(company_id=books.company_id, person_id=otto).preferences == {}

    for name, value in (("density", "huge"), ("color", "red"), ("columns backlog", "x" * 1001), ("keys", "")):
        with pytest.raises(PreferenceUnknown):
            keep_preference(act, name=name, value=value)
    assert Preference.objects.count() == 3
    keep_preference(act, name="columns backlog", value="")
    assert "columns backlog" not in kept_by_person(**of).preferences
