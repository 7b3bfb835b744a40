"""The stages of the road take sets: how many statements one takes does not depend on how many lines there are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unbilled.foundation.invariants import all_invariants
from unbilled.lab.bench import generated
from unbilled.lab.bench.changes import changing
from unbilled.lab.bench.due import daily_run
from unbilled.lab.bench.stages import Road

FEW, MANY = 8, 400


def statements_of_each_stage(lines: int, code: str, contracts: int) -> dict[str, int]:
    """Take so many lines the whole road and count the statements of each stage."""
    company_id, person_id = generated.company(contracts=contracts, code=code)
    entry_ids = generated.submitted_entries(
        company_id=company_id, reference="T-", entries=lines, first=0, contracts=contracts, analyzed=False
    )
    counted = {}
    for stage, act in Road(company_id, person_id, entry_ids, 100).stages.items():
        with CaptureQueriesContext(connection) as captured:
            act()
        counted[stage] = len(captured)
    return counted


@pytest.mark.django_db
def test_many_lines_take_as_many_statements_as_few():
    few = statements_of_each_stage(FEW, "FEW", contracts=1)
    many = statements_of_each_stage(MANY, "MANY", contracts=4)

    assert many == few
    assert set(few) == {"record", "post journals", "mark ready", "create", "confirm", "propose", "post"}


@pytest.mark.django_db
def test_the_whole_road_ends_in_posted_invoices_and_whole_books():
    statements_of_each_stage(MANY, "MANY", contracts=4)

    with connection.cursor() as cursor:
        cursor.execute("select count(*), sum(line_count) from ledger_invoice join accounting_proposal as proposal"
                       " on proposal.id = ledger_invoice.proposal_id")  # fmt: skip
        assert cursor.fetchone() == (4, 400)
        cursor.execute("select count(*) from billing_backlog_line")
        assert cursor.fetchone() == (0,)
    assert [invariant.name for invariant in all_invariants() if invariant.offenders()] == []


@pytest.mark.django_db
def test_changing_many_lines_takes_as_many_statements_as_few_and_leaves_whole_books():
    counted = []
    for lines, code in ((FEW, "FEW"), (MANY // 4, "MANY")):
        changes = changing(lines=lines, contracts=1, per_invoice=lines, code=code)
        changes.shared_from = date(2026, 1, 3)
        counted.append({})
        for stage, act in changes.stages.items():
            changes.between.get(stage, lambda: None)()
            with CaptureQueriesContext(connection) as captured:
                act()
            counted[-1][stage] = len(captured)

    few, many = counted
    assert many == few
    assert [invariant.name for invariant in all_invariants() if invariant.offenders()] == []


@pytest.mark.django_db
def test_the_daily_run_asks_as_much_of_few_contracts_that_are_due_as_of_many():
    small, large = (
        daily_run(contracts=size, due=due, code=f"DUE{size}", analyzed=False)
        for size, due in ((10, 1), (60, 6))
    )

    assert (small.proformas, large.proformas) == (1, 6)
    assert small.statements == large.statements
