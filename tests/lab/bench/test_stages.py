"""The stages of the road take sets: how many statements one takes does not depend on how many lines there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from unbilled.foundation.invariants import all_invariants
from unbilled.lab.bench import generated
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
