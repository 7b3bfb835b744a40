"""Confirming and proposing: a confirmed proforma is an invoice proposal from the same moment on."""

from datetime import UTC, date, datetime

import pytest

from acting import acting
from unbilled.accounting.models import JournalLine, Proposal
from unbilled.billing.models import Proforma
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.events import confirm_and_propose as module
from unbilled.process.events.confirm_and_propose import confirm_and_propose

WORLD = """
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
"""
WORK = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
- submit: [T1]
- approve: {entries: [T1], on: 2026-03-03}
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31}
"""


@pytest.fixture
def drafted(books: Books) -> Books:
    """P-00001 bills eight hours at 200; nothing is posted yet."""
    books.given(WORLD)
    books.do(WORK)
    return books


def confirm(books: Books, number: str) -> None:
    confirm_and_propose(
        acting(
            books.company_id, on=date(2026, 4, 1), by=books.person_id, at=datetime(2026, 4, 1, tzinfo=UTC)
        ),
        proforma_ids=[books.id("proformas", number)],
    )


def test_the_proposal_waits_while_the_work_is_not_posted(drafted: Books) -> None:
    confirm(drafted, "P-00001")

    drafted.show(
        "proposals",
        """
        proposal | contract | customer | status
        P-00001  | C-1      | Helios   | header_only
        """,
    )


def test_the_proposal_has_its_lines_when_the_work_is_posted(drafted: Books) -> None:
    drafted.do("- post_journals: all")

    confirm(drafted, "P-00001")

    drafted.show(
        "proposals",
        """
        proposal | contract | customer | status
        P-00001  | C-1      | Helios   | populated
        """,
    )


def test_what_a_correction_puts_back_goes_to_the_journal(drafted: Books) -> None:
    drafted.do("- post_journals: all")
    confirm(drafted, "P-00001")
    drafted.do("- revise: {proformas: [P-00001]}")

    confirm(drafted, "P-00002")

    lines = JournalLine.objects.filter(company=drafted.company_id, status="draft")
    assert [(line.line_kind, line.transaction_date) for line in lines] == [("sales", date(2026, 3, 2))]
    assert lines[0].actual.quantity == 8


def test_a_refusal_of_the_accountants_side_leaves_the_proforma_a_draft(
    drafted: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot()

    def refuse(*_: object, **__: object) -> None:
        raise Refusal

    monkeypatch.setattr(module, "populate_proposals", refuse)
    with pytest.raises(Refusal):
        confirm(drafted, "P-00001")

    assert snapshot() == before
    assert Proforma.objects.get(company=drafted.company_id).status == "draft"
    assert not Proposal.objects.filter(company=drafted.company_id).exists()


def test_confirming_twice_is_refused(drafted: Books) -> None:
    confirm(drafted, "P-00001")
    before = snapshot()

    with pytest.raises(ProformaNotDraft):
        confirm(drafted, "P-00001")

    assert snapshot() == before


def test_a_day_that_no_fiscal_year_has_is_no_day_to_confirm_on(drafted: Books) -> None:
    refusal = drafted.refused("DayOutsideYears", "- confirm: P-00001\n  on: 2062-01-01")

    assert refusal.message == "No fiscal year of the company has 2062-01-01."
    assert refusal.subject_ids == (drafted.id("proformas", "P-00001"),)
