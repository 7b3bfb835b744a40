"""Entries one by one on the command line: recalled, rejected, approved with what is billed of them."""

import pytest
from commands import books_as_they_are, refused, said, unbilled

from unbilled.lab.scenarios.books import Books

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Helios: {account: "10010"}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Care: {project: P-2}}}
"""
WORK = """
- enter:
    toggl-1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    toggl-2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    toggl-3: {resource: Ada Moreau, project: P-2, date: 2026-03-04, hours: 4}
- submit: all
"""


@pytest.fixture
def submitted(books: Books) -> Books:
    books.given(WORLD)
    books.do(WORK)
    return books


def statuses(books: Books) -> list[str]:
    from unbilled.work.models import Entry

    found = Entry.objects.filter(company_id=books.company_id).order_by("external_reference")
    return list(found.values_list("status", flat=True))


def test_entries_are_recalled_by_name_or_by_filter(submitted: Books) -> None:
    assert unbilled("recall", "--entry", "toggl-1").output == "Recalled: 1 entry.\n"
    assert statuses(submitted) == ["draft", "submitted", "submitted"]
    assert said("recall", "--contract", "C-2")["counts"] == {"entries": 1}
    assert statuses(submitted) == ["draft", "submitted", "draft"]
    assert unbilled("submit", "--entry", "toggl-3").output == "Submitted: 1 entry.\n"
    assert statuses(submitted) == ["draft", "submitted", "submitted"]
    assert refused("submit", "--entry", "toggl-1", "--entry", "toggl-3").code == "EntryNotDraft"


def test_an_entry_without_a_reference_is_named_by_its_identity(submitted: Books) -> None:
    assert said("recall", "--entry", str(submitted.id("entries", "toggl-2")))["counts"] == {"entries": 1}
    assert statuses(submitted) == ["submitted", "draft", "submitted"]


def test_entries_are_rejected_with_a_comment(submitted: Books) -> None:
    output = unbilled(
        *(
            "reject",
            "--project",
            "P-1",
            "--comment",
            "Which task?",
            "--on",
            "2026-03-09",
            "--as",
            "accountant",
        )
    ).output
    assert output == "Rejected: 2 entries.\n"
    submitted.show(
        "approvals",
        """
        decision | date       | comment
        rejected | 2026-03-09 | Which task?
        """,
    )
    assert refused("reject", "--comment", " ").code == "CommentMissing"


def test_an_entry_is_reworded(submitted: Books) -> None:
    answer = said("reword", "toggl-1", "Shop released")

    assert answer["counts"] == {"entries": 1}
    submitted.show("entries", "entry | description\ntoggl-1 | Shop released\ntoggl-2 |\ntoggl-3 |")


def test_named_entries_are_approved_with_what_is_billed_of_them(submitted: Books) -> None:
    """10 hours at 60 and at 100; 2 of the 8 hours and the other entry are not charged."""
    approved = said(
        *("approve", "--entry", "toggl-1", "--entry", "toggl-2", "--billable", "toggl-1=6"),
        *("--billing-type", "toggl-2=complimentary", "--on", "2026-03-09"),
    )
    assert approved["counts"] == {"entries": 2, "cost actuals": 2, "unbilled sales": 3}
    assert approved["amounts"] == {"cost": {"EUR": "600.00"}, "unbilled sales": {"EUR": "1000.00"}}
    submitted.show(
        "actuals",
        """
        type           | quantity | amount | billing type
        cost           |     8.00 | 480.00 | chargeable
        cost           |     2.00 | 120.00 | complimentary
        unbilled_sales |     6.00 | 600.00 | chargeable
        unbilled_sales |     2.00 | 200.00 | non_chargeable
        unbilled_sales |     2.00 | 200.00 | complimentary
        """,
    )
    assert statuses(submitted) == ["approved", "approved", "submitted"]


def test_named_entries_are_approved_all_or_not_at_all(submitted: Books) -> None:
    said("recall", "--entry", "toggl-2")
    assert refused("approve", "--entry", "toggl-1", "--entry", "toggl-2").code == "EntryNotSubmitted"
    assert refused("recall", "--entry", "toggl-2").code == "EntryNotSubmitted"


def test_a_dry_run_leaves_nothing(submitted: Books) -> None:
    before = books_as_they_are()
    output = unbilled("approve", "--entry", "toggl-1", "--dry-run", "--as", "accountant").output
    assert output == (
        "Dry run, nothing is changed. Approved: 1 entry; 1 cost actual; 1 unbilled sale; "
        "cost 480.00 EUR; unbilled sales 800.00 EUR.\n"
    )
    for arguments in (("recall",), ("reject", "--comment", "No")):
        assert said(*arguments, "--dry-run", "--as", "accountant")["counts"] == {"entries": 3}
    assert books_as_they_are() == before


def test_a_name_that_is_unknown_is_refused_with_the_nearest(submitted: Books) -> None:
    refusal = refused("approve", "--entry", "togl-1")
    assert refusal.message == "ACME has no entry togl-1; the nearest is toggl-1."
    assert refused("recall", "--contract", "C-9").message == "ACME has no contract C-9; the nearest is C-2."
    assert refused("recall", "--customer", "Nobody").message == "ACME has no customer Nobody; there is 10010."


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve", "--entry", "toggl-1", "--contract", "C-1"),
        ("approve", "--billable", "toggl-1=6"),
        ("approve", "--entry", "toggl-1", "--billable", "toggl-2=6"),
        ("approve", "--entry", "toggl-1", "--billable", "toggl-1=many"),
        ("approve", "--entry", "toggl-1", "--billable", "toggl-1"),
        ("recall", "--entry", "toggl-1", "--project", "P-1"),
        ("reject",),
    ],
)
def test_what_does_not_fit_together_is_told(submitted: Books, arguments: tuple[str, ...]) -> None:
    result = unbilled(*arguments)
    assert result.exit_code == 2
    assert statuses(submitted) == ["submitted"] * 3


def test_entries_are_listed_by_the_reference_that_commands_take(submitted: Books) -> None:
    output = unbilled("entries", "list", "--project", "P-1", "--columns", "entry,quantity,status").output
    assert output == "Entry   Quantity Status\ntoggl-1        8 submitted\ntoggl-2        2 submitted\n"
    shown = said("entries", "show", "toggl-1")
    assert (shown["entry"], shown["quantity"], shown["status"]) == ("toggl-1", "8", "submitted")
    assert "Who" in unbilled("entries", "show", "toggl-1").output


def test_an_entry_is_corrected_after_it_was_recalled(submitted: Books) -> None:
    assert refused("entries", "change", "toggl-1", "--hours", "7").code == "EntrySubmitted"
    said("recall", "--entry", "toggl-1")
    change = ("--hours", "7.5", "--date", "2026-03-05", "--project", "P-2", "--text", "Shop")
    assert unbilled("entries", "change", "toggl-1", *change).output == "Changed: 1 entry.\n"
    submitted.show(
        "entries",
        """
        entry   | date       | project | quantity | description | status
        toggl-1 | 2026-03-05 | P-2     |     7.50 | Shop        | draft
        toggl-2 | 2026-03-03 | P-1     |     2.00 |             | submitted
        toggl-3 | 2026-03-04 | P-2     |     4.00 |             | submitted
        """,
    )
    assert refused("entries", "change", "toggl-1", "--task", "Design").code == "NameUnknown"
    assert unbilled("entries", "change", "toggl-1").exit_code == 2


def test_an_entry_is_deleted(submitted: Books) -> None:
    assert refused("entries", "delete", "toggl-1", "toggl-2").code == "EntrySubmitted"
    said("recall", "--project", "P-1")
    assert unbilled("entries", "delete", "toggl-1", "toggl-2").output == "Deleted: 2 entries.\n"
    assert statuses(submitted) == ["submitted"]
