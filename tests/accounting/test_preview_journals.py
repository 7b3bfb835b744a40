"""What posting would do is said by doing and undoing it: causes of what cannot, sums of what can."""

from decimal import Decimal

import pytest

from acting import acting, granted
from unbilled.accounting.events.preview_journals import preview_journals
from unbilled.accounting.models import JournalLine, PostingRule
from unbilled.agreements.models import Contract
from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
company: {code: ACME, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
customers: {Helios: {}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-02-03, hours: 2}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 3}
- submit: all
- approve: {entries: all, on: 2026-03-05}
- hold_periods: 2026-02
"""


def test_causes_are_told_apart_and_the_others_are_posted_and_undone(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    PostingRule.objects.filter(company_id=books.company_id, posting_type="wip_sales_value").delete()
    ids = list(JournalLine.objects.values_list("actual_id", flat=True))
    act = acting(books.company_id, by=books.person_id)
    before = snapshot()

    found = preview_journals(act, actual_ids=ids)

    assert (found.line_count, found.voucher_count) == (1, 1)
    assert [(one.refusal, len(one.actual_ids), one.sentence) for one in found.causes] == [
        ("AccountMissing", 1, "No posting rule names an account for wip_sales_value."),
        ("PeriodOnHold", 2, "The fiscal period of 2026-02-03 is on hold."),
    ]
    assert [
        (one.account, one.posting_type, one.entry_count, one.accounting_amount) for one in found.postings
    ] == [
        ("5000", "cost", 1, Decimal(180)),
        ("5200", "payroll_allocation", 1, Decimal(-180)),
    ]
    assert snapshot() == before
    assert preview_journals(act, actual_ids=[]).causes == []


def test_whoever_manages_other_contracts_previews_none_of_these(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    mia = granted(books.company_id, "mia", "project_accountant", scope="own")
    tom = granted(books.company_id, "tom", "project_accountant", scope="own")
    Contract.objects.update(manager_id=tom)
    ids = list(JournalLine.objects.values_list("actual_id", flat=True))
    with pytest.raises(NotYours):
        preview_journals(acting(books.company_id, by=mia), actual_ids=ids)
    assert preview_journals(acting(books.company_id, by=tom), actual_ids=ids).causes
