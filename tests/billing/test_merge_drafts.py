"""Merging drafts: the oldest takes the lines of the others, as they were edited."""

from billing_world import refusing

from acting import acting
from unbilled.billing.events.merge_drafts import DraftsNotMergeable, merge_drafts
from unbilled.billing.models import Proforma, ProformaDetail
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


SEVERAL = """
- add_retainers: {contract: C-2, customer: Helios, retainers: {Care: {date: 2026-03-01, amount: 200}}}
- add_retainers:
    contract: C-1
    retainers: {Ahead: {date: 2026-03-01, amount: 300}, More: {date: 2026-03-02, amount: 90}}
- mark_ready: {retainers: [Care]}
- create_proformas: {contracts: [C-2], retainers: [Care]}
- confirm: P-00001
- mark_ready: {entries: [T1], milestones: [Start]}
- create_proformas: {contracts: [C-1], through: 2026-03-31}
- mark_ready: {entries: [T2], milestones: [Go-live], retainers: [More]}
- create_proformas: {contracts: [C-1], through: 2026-03-31}
- mark_ready: {retainers: [Ahead]}
- create_proformas: {contracts: [C-1], retainers: [Ahead]}
- mark_ready: {entries: [T3]}
- create_proformas: {contracts: [C-2], through: 2026-03-31}
- apply_retainers: P-00005
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


def test_draft_by_draft_lines_keep_their_order(worked: Books) -> None:
    """A retainer goes along; drafts that have nothing to do with it stay, also one that applies a retainer."""
    worked.do(SEVERAL)
    lines = ProformaDetail.objects.order_by("proforma_id", "line_no").values_list(
        "line_no", "transaction_class"
    )
    kept, *others = (ids(worked, f"P-0000{number}") for number in (2, 3, 4))
    assert [lines.filter(proforma_id__in=one).count() for one in (kept, *others)] == [2, 3, 1]
    before = [kind for one in (kept, *others) for _, kind in lines.filter(proforma_id__in=one)]
    assert sorted(before) == ["milestone", "milestone", "retainer", "retainer", "time", "time"]

    merge_drafts(acting(worked.company_id), proforma_ids=ids(worked, "P-00002", "P-00003", "P-00004"))

    assert list(lines.filter(proforma_id__in=kept)) == list(enumerate(before, start=1))
    drafts = Proforma.objects.filter(status="draft").order_by("number").values_list("number", flat=True)
    assert list(drafts) == ["P-00002", "P-00005", "P-00006"]
