"""The cost and revenue profile of work: the most specific rule wins."""

import pytest
from django.db import connection

from acting import an_act
from unbilled.accounting.models import CostRevenueProfile, ProfileRule
from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: EUR}
projects: {P-1: {group: PUBLIC}, P-2: {group: PUBLIC}, P-3: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {All: {project: P-1}}}
  C-2: {customers: {Helios: 100}, lines: {All: {project: P-2}}}
"""


@pytest.fixture
def ruled(books: Books) -> Books:
    """Books with a rule of each kind for one billing method."""
    books.given(GIVEN)
    ProfileRule.objects.all().delete()
    for code, selectors in {
        "of the project": {"project_id": books.id("projects", "P-1")},
        "of the group": {"project_group": "PUBLIC"},
        "of the contract": {"contract_id": books.id("contracts", "C-1")},
        "of all": {},
    }.items():
        profile = CostRevenueProfile.objects.create(
            act_id=an_act(), company_id=books.company_id, code=code, billing_method="time_and_material"
        )
        ProfileRule.objects.create(
            act_id=an_act(),
            company_id=books.company_id,
            billing_method="time_and_material",
            profile=profile,
            **selectors,
        )
    return books


@pytest.mark.parametrize(
    ("method", "project", "contract", "profile"),
    [
        ("time_and_material", "P-1", "C-1", ["of the project"]),
        ("time_and_material", "P-2", "C-1", ["of the group"]),
        ("time_and_material", "P-3", "C-1", ["of the contract"]),
        ("time_and_material", "P-3", "C-2", ["of all"]),
        ("fixed_price", "P-1", "C-1", []),
    ],
)
def test_the_most_specific_rule_wins(
    ruled: Books, method: str, project: str, contract: str, profile: list[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select profile.code
                 from accounting_profile(%s, %s, %s, %s) as found
                 join accounting_cost_revenue_profile as profile on profile.id = found.profile_id""",
            [ruled.company_id, method, ruled.id("projects", project), ruled.id("contracts", contract)],
        )
        assert [row[0] for row in cursor.fetchall()] == profile
