"""Merging drafts: the oldest takes the lines of the others, as they were edited."""

from billing_world import refusing

from acting import acting
from unbilled.billing.events.merge_drafts import DraftsNotMergeable, merge_drafts
from unbilled.billing.rules import ProformaNotDraft
from unbilled.lab.scenarios.books import Books

DRAFTS = """
- mark_ready: {entries: [T1]}
- create_proformas: {contracts: [C-1], through: 2026-03-31}
- mark_ready: {entries: [T2], milestones: [Start]}
- create_proformas: {contracts: [C-1], through: 2026-03-31}
- edit: {proformas: P-00002, quantities: {1: 2}, reason: agreed}
- mark_ready: {entries: [T3]}
- create_proformas: {contracts: [C-2], through: 2026-03-31}
"""


def ids(books: Books, *numbers: str) -> list[int]:
    return [books.id("proformas", number) for number in numbers]


def test_lines_come_behind_those_that_are_there(worked: Books) -> None:
    worked.do(DRAFTS)

    merged = merge_drafts(acting(worked.company_id), proforma_ids=ids(worked, "P-00002", "P-00001"))

    assert (merged.number, merged.line_count) == ("P-00001", 2)
    worked.show(
        "proforma details",
        """
        proforma | line   | entry | class     | quantity | amount
        P-00001  | Build  | T1    | time      |     8.00 | 1600.00
        P-00001  | Build  | T2    | time      |     2.00 |   66.67
        P-00001  | Launch |       | milestone |     1.00 | 1000.00
        P-00003  | Care   | T3    | time      |     3.00 |  630.00
        P-00004  | Care   | T3    | time      |     2.00 |  420.00
        """,
    )
    worked.do("- confirm: {proformas: P-00001, on: 2026-04-01}")
    with refusing(ProformaNotDraft):
        merge_drafts(acting(worked.company_id), proforma_ids=ids(worked, "P-00001", "P-00003"))
    with refusing(DraftsNotMergeable) as caught:
        merge_drafts(acting(worked.company_id), proforma_ids=ids(worked, "P-00003", "P-00004"))
    assert caught.value.message == "Cannot be merged: P-00003 is of C-2, Helios, P-00004 is of C-2, Orbit."
    with refusing(DraftsNotMergeable):
        merge_drafts(acting(worked.company_id), proforma_ids=ids(worked, "P-00003"))
