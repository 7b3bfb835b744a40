"""The contract line that sells work of a project, class and task."""

from collections.abc import Callable

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {code: ACME, accounting_currency: EUR}
projects: {P-1: {tasks: [Design, Build, Party]}, P-2: {}, P-3: {}, P-4: {tasks: [Build]}, P-5: {}}
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Design: {project: P-1, classes: [time], tasks: {Design: , Party: non_chargeable}}
      Travel: {project: P-1, classes: [expense], billing_method: fixed_price}
  C-2:
    confirmed: false
    customers: {Helios: 100}
    lines:
      All: {project: P-1, classes: [time]}
      Fees: {project: P-2, classes: [fee]}
  C-3: {confirmed: false, customers: {Helios: 0}, lines: {Unpaid: {project: P-3}}}
  C-4: {confirmed: false, customers: {Helios: 100}, lines: {Listed: {project: P-4, tasks: {Build: non_chargeable}}}}
  C-5: {confirmed: false, customers: {Helios: 100}, lines: {First: {project: P-4}}}
  C-6: {confirmed: false, customers: {Helios: 100}, lines: {Second: {project: P-4}}}
  C-7: {confirmed: false, customers: {Helios: 1}, lines: {Hardly paid: {project: P-5}}}
"""

Ask = Callable[..., list[tuple[str | None, str, str]]]


@pytest.fixture
def covering(books: Books) -> Ask:
    """Ask for the line, by names."""
    books.given(GIVEN)

    def ask(
        project: str, transaction_class: str, task: str = "", company_id: int = 0
    ) -> list[tuple[str | None, str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                """select line.name, found.billing_method, found.task_billing_type
                     from agreements_covering_line(%s, %s, %s, %s) as found
                     join agreements_contract_line as line on line.id = found.contract_line_id""",
                [
                    company_id or books.company_id,
                    books.id("projects", project),
                    transaction_class,
                    books.id("tasks", f"{project}/{task}") if task else 0,
                ],
            )
            return [tuple(row) for row in cursor.fetchall()]

    return ask


def test_a_line_that_lists_the_task_sells_it_as_it_says(covering: Ask) -> None:
    assert covering("P-1", "time", "Design") == [("Design", "time_and_material", "chargeable")]
    assert covering("P-1", "time", "Party") == [("Design", "time_and_material", "non_chargeable")]


def test_a_draft_sells_what_no_confirmed_contract_does(covering: Ask) -> None:
    assert covering("P-1", "time", "Build") == [("All", "time_and_material", "chargeable")]
    assert covering("P-1", "time") == [("All", "time_and_material", "chargeable")]


def test_of_several_drafts_the_first_line_for_all_tasks_sells(covering: Ask) -> None:
    assert covering("P-4", "time", "Build") == [("First", "time_and_material", "chargeable")]


def test_a_draft_that_nobody_pays_for_sells_nothing(covering: Ask) -> None:
    assert covering("P-3", "time") == []
    assert covering("P-5", "time") == [("Hardly paid", "time_and_material", "chargeable")]


def test_a_class_goes_to_the_line_that_includes_it(covering: Ask) -> None:
    assert covering("P-1", "expense", "Build") == [("Travel", "fixed_price", "chargeable")]
    assert covering("P-2", "fee") == [("Fees", "time_and_material", "chargeable")]
    assert covering("P-1", "material") == []
    assert covering("P-2", "time") == []


def test_a_line_sells_for_its_company(covering: Ask, books: Books) -> None:
    assert covering("P-1", "time", "Design", company_id=books.company_id + 1) == []
