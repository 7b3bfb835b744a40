"""Recording a chunk: totals so far replace those before, what was set aside is added."""

from datetime import UTC, datetime

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.runs.events.record_chunk import SetAside, record_chunk
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run, RunItem

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_totals_are_replaced_and_what_was_set_aside_is_added(books: Books) -> None:
    books.given("{}")
    act = acting(books.company_id, by=books.person_id, at=NOON)
    run_id = start_run(act, run_kind="bill", arguments={})
    first = [
        SetAside("contract", number, f"C-{number}", "PriceMissing", f"Nothing for {number}.", "Add it.")
        for number in (1, 2)
    ]

    record_chunk(act, run_id=run_id, totals={"counts": {"lines": 4}}, set_aside=first)
    record_chunk(
        act,
        run_id=run_id,
        totals={"counts": {"lines": 9}},
        set_aside=[SetAside("contract", 3, "C-3", "CustomerOnHold", "On hold.", "Wait.")],
    )

    assert list(Run.objects.values_list("status", "totals")) == [("running", {"counts": {"lines": 9}})]
    items = RunItem.objects.order_by("record_id")
    assert list(
        items.values_list("record_kind", "record_id", "record_name", "refusal", "sentence", "remedy")
    ) == [
        ("contract", 1, "C-1", "PriceMissing", "Nothing for 1.", "Add it."),
        ("contract", 2, "C-2", "PriceMissing", "Nothing for 2.", "Add it."),
        ("contract", 3, "C-3", "CustomerOnHold", "On hold.", "Wait."),
    ]
