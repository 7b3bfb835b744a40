"""Taxing proposals again: for another group, or for the date they are issued on."""

from datetime import date

import pytest

from acting import acting
from unbilled.accounting.events.tax_proposals import tax_proposals
from unbilled.accounting.rules import TaxNotDetermined, TaxRateMissing
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot

GIVEN = """
company: {accounting_currency: USD, tax_point: invoice_date}
tax: {VAT: {rates: {2026-01-01: 20, 2026-04-01: 21}}, ZERO: {rate: 0, category: Z}}
tax_groups: {DOMESTIC: [VAT], EXPORT: [ZERO], NOWHERE: []}
item_tax_groups: {FULL: [VAT, ZERO]}
resources: {Ada: {role: Developer, cost_price: 100}}
customers: {Helios: {tax_group: DOMESTIC}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}}
"""
PROPOSED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-03-31
"""


@pytest.fixture
def proposed(books: Books) -> Books:
    """A proposal over USD 1,200.00, taxed at 20 % for its accounting date in March."""
    books.given(GIVEN)
    books.do(PROPOSED)
    return books


def test_the_date_of_issue_decides_while_the_proposal_has_none_of_its_own(proposed: Books) -> None:
    proposal_ids = [proposed.id("proposals", "P-00001")]

    tax_proposals(acting(proposed.company_id), proposal_ids=proposal_ids, invoice_date=date(2026, 4, 1))
    proposed.show("proposals", "net | tax\n1200.00 | 252.00")

    proposed.do("- update: {proposals: all, invoice_date: 2026-03-31}")
    tax_proposals(acting(proposed.company_id), proposal_ids=proposal_ids, invoice_date=date(2026, 4, 1))
    proposed.show("proposals", "net | tax\n1200.00 | 240.00")


def test_a_group_is_that_of_all_lines(proposed: Books) -> None:
    tax_proposals(
        acting(proposed.company_id),
        proposal_ids=[proposed.id("proposals", "P-00001")],
        tax_group_id=proposed.id("tax_groups", "EXPORT"),
    )

    proposed.show("proposal taxes", "code | rate | base | tax\nZERO | 0 | 1200.00 | 0.00")


@pytest.mark.parametrize(
    ("group", "day", "refusal"),
    [("NOWHERE", date(2026, 4, 1), TaxNotDetermined), ("DOMESTIC", date(2025, 12, 31), TaxRateMissing)],
)
def test_without_a_code_or_a_rate_nothing_changes(
    proposed: Books, group: str, day: date, refusal: type[Refusal]
) -> None:
    before = snapshot()

    with pytest.raises(refusal):
        tax_proposals(
            acting(proposed.company_id),
            proposal_ids=[proposed.id("proposals", "P-00001")],
            tax_group_id=proposed.id("tax_groups", group),
            invoice_date=day,
        )

    after = snapshot()
    assert [table for table in after if after[table] != before[table]] in ([], ["people_act"])
