"""Changed terms: exactly what would be recorded otherwise is replaced, and what is billed never moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import acting
from unbilled.actuals.models import Actual
from unbilled.agreements.models import LineTask, RolePrice
from unbilled.billing.models import BacklogLine
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.models import Role
from unbilled.process.events.confirm_contracts import ConfirmedContracts, confirm_contracts
from unbilled.process.events.reevaluate_work import ReevaluatedWork, reevaluate_work

WORLD = """
company: {accounting_currency: USD}
resources: {Ada Moreau: {role: Developer, cost_price: 60}, Ben Okoro: {role: Coach, cost_price: 50}}
categories: {Support: {class: fee}}
projects: {P-1: {tasks: [Design, Build]}, P-2: {}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100, Coach: 150}
    lines: {All: {project: P-1}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, task: Design, date: 2026-03-02, hours: 8}
    T2: {resource: Ben Okoro, project: P-1, task: Build, date: 2026-03-03, hours: 3}
- submit: all
- approve: {entries: all, billable: {T1: 6}, on: 2026-03-04}
"""
NOTHING = ReevaluatedWork(0, 0, 0, {}, {}, {}, {})


@pytest.fixture
def worked(books: Books) -> Books:
    """Eight hours of a developer, six of them billable, and three of a coach."""
    books.given(WORLD)
    books.do(WORK)
    return books


def reevaluated(books: Books, *contracts: str) -> ReevaluatedWork:
    return reevaluate_work(
        acting(books.company_id, on=date(2026, 4, 1)),
        contract_ids=[books.id("contracts", name) for name in contracts or ("C-1",)],
    )


@contextmanager
def refusing(refusal: str) -> Iterator[None]:
    """Expect a refusal that changes nothing but the log of acts."""
    before = snapshot()
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == refusal
    after = snapshot()
    assert [table for table in after if after[table] != before[table] and table != "people_act"] == []


def test_where_nothing_would_come_out_different_nothing_is_written(worked: Books) -> None:
    before = snapshot()

    assert reevaluated(worked) == NOTHING

    after = snapshot()
    assert [table for table in after if after[table] != before[table]] in ([], ["people_act"])


def test_only_what_comes_out_different_is_replaced_and_amounts_are_told_before_and_after(
    worked: Books,
) -> None:
    """The developer's price rises; the coach's work, and all cost, stay."""
    worked.do("- set: {prices: {Sales C-1: {Developer: 110}}}")

    assert reevaluated(worked) == ReevaluatedWork(
        entry_count=1,
        reversed_count=2,
        recorded_count=2,
        cost_before={},
        cost_after={},
        sales_before={"GBP": Decimal("800.00")},
        sales_after={"GBP": Decimal("880.00")},
    )
    worked.show(
        "actuals",
        """
        type           | entry | quantity | amount  | billing type   | adjustment   | replacement | billing status
        cost           | T1    |     8.00 |  480.00 | chargeable     |              |             |
        unbilled_sales | T1    |     6.00 |  600.00 | chargeable     | adjusted     |             |
        unbilled_sales | T1    |     2.00 |  200.00 | non_chargeable | adjusted     |             |
        cost           | T2    |     3.00 |  150.00 | chargeable     |              |             |
        unbilled_sales | T2    |     3.00 |  450.00 | chargeable     |              |             | not_ready
        unbilled_sales | T1    |    -6.00 | -600.00 | chargeable     | unadjustable |             |
        unbilled_sales | T1    |    -2.00 | -200.00 | non_chargeable | unadjustable |             |
        unbilled_sales | T1    |     6.00 |  660.00 | chargeable     |              | yes         | not_ready
        unbilled_sales | T1    |     2.00 |  220.00 | non_chargeable |              | yes         | not_ready
        """,
    )
    assert reevaluated(worked) == NOTHING


def test_chargeability_is_decided_again_for_cost_and_sale(worked: Books) -> None:
    Role.objects.filter(name="Coach").update(billing_type="non_chargeable")

    done = reevaluated(worked)

    assert (done.reversed_count, done.recorded_count) == (2, 2)
    assert (done.cost_before, done.cost_after) == ({"USD": Decimal(150)}, {"USD": Decimal(150)})
    assert set(
        Actual.objects.filter(act_id=Actual.objects.latest("id").act_id, reverses=None).values_list(
            "transaction_type", "billing_type"
        )
    ) == {("cost", "non_chargeable"), ("unbilled_sales", "non_chargeable")}


def test_what_no_line_covers_any_more_is_cost_only(worked: Books) -> None:
    worked.do("- set: {lines: {C-1/All: {project: P-2}}}")

    done = reevaluated(worked)

    assert (done.entry_count, done.reversed_count, done.recorded_count) == (2, 5, 2)
    assert (done.sales_before, done.sales_after) == ({"GBP": Decimal(1250)}, {})
    assert not BacklogLine.objects.exists()
    worked.show(
        "journal lines",
        """
        entry | kind | amount | billing type
        T1    | cost | 480.00 | not_available
        T2    | cost | 150.00 | not_available
        """,
    )


def test_work_goes_to_the_line_that_covers_it_now(worked: Books) -> None:
    """The line is narrowed to one task."""
    line, task = worked.id("lines", "C-1/All"), worked.id("tasks", "P-1/Build")
    LineTask.objects.create(contract_line_id=line, task_id=task, billing_type="chargeable")
    with connection.cursor() as cursor:
        cursor.execute("update agreements_contract_line set covers_all_tasks = false where id = %s", [line])

    reevaluated(worked)

    worked.show("backlog", "entry | quantity\nT2 | 3.00")


def test_an_entry_billed_or_on_a_proforma_in_part_stays_whole(books: Books) -> None:
    books.given(WORLD.replace("{Helios: 100}", "{Helios: 60, Selene: 40}"))
    books.do(WORK)
    books.do("- mark_ready: [T1]")
    books.do("- create_proformas: {contracts: [C-1], entries: [T1], through: 2026-03-31, on: 2026-03-31}")
    books.do("- set: {prices: {Sales C-1: {Developer: 110}}}")

    assert reevaluated(books) == NOTHING

    books.do("- confirm: all")
    assert reevaluated(books) == NOTHING


def test_what_is_credited_in_full_is_open_again_and_moves(worked: Books) -> None:
    worked.do("- mark_ready: [T2]")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31, on: 2026-03-31}")
    worked.do("- confirm: all")
    worked.do("- set: {prices: {Sales C-1: {Coach: 200}}}")
    assert reevaluated(worked) == NOTHING

    worked.do("- revise: {proformas: [P-00001], reason: Wrong price}")
    worked.do("- confirm: all")
    done = reevaluated(worked)

    assert (done.sales_before, done.sales_after) == ({"GBP": Decimal(450)}, {"GBP": Decimal(600)})


def test_a_mark_is_lost_where_the_sale_is_replaced(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- set: {prices: {Sales C-1: {Developer: 110}}}")

    reevaluated(worked)

    worked.show(
        "backlog",
        """
        entry | quantity | amount | billing status
        T2    |     3.00 | 450.00 | ready_to_invoice
        T1    |     6.00 | 660.00 | not_ready
        T1    |     2.00 | 220.00 | not_ready
        """,
    )


def test_what_cannot_be_recorded_by_the_new_terms_is_refused(worked: Books) -> None:
    RolePrice.objects.filter(role__name="Coach", price_list__context="sales").delete()

    with refusing("PriceMissing"):
        reevaluated(worked)


def test_a_fee_that_nothing_sells_any_more_is_refused(worked: Books) -> None:
    worked.do("""
    - enter: {F1: {class: fee, category: Support, project: P-1, date: 2026-03-05, price: 90}}
    - submit: all
    - approve: [F1]
    - set: {lines: {C-1/All: {project: P-2}}}
    """)

    with refusing("FeeNotCovered"):
        reevaluated(worked)


def test_named_entries_are_held_against_the_terms_and_no_others(worked: Books) -> None:
    worked.do("- set: {prices: {Sales C-1: {Developer: 110, Coach: 200}}}")

    done = reevaluate_work(acting(worked.company_id), entry_ids=[worked.id("entries", "T2")])

    assert (done.entry_count, done.sales_after) == (1, {"GBP": Decimal(600)})


def test_the_number_of_statements_does_not_depend_on_the_number_of_entries(worked: Books) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            reevaluated(worked)
        return len(captured)

    worked.do("- set: {prices: {Sales C-1: {Developer: 110}}}")
    few = statements()
    lines = "\n".join(
        f"    H{number}: {{resource: Ada Moreau, project: P-1, date: 2026-03-{number % 28 + 1:02}, hours: 2}}"
        for number in range(60)
    )
    worked.do(f"- enter:\n{lines}\n- submit: all\n- approve: all")
    worked.do("- set: {prices: {Sales C-1: {Developer: 120}}}")

    assert statements() == few


def test_confirming_records_work_done_before_by_the_contracts_terms(books: Books) -> None:
    books.given(WORLD.replace("  C-1:\n", "  C-1:\n    confirmed: false\n").replace("{project: P-1}", "{}"))
    books.do(WORK)
    books.do("- set: {lines: {C-1/All: {project: P-1}}}")

    done = confirm_contracts(acting(books.company_id), contract_ids=[books.id("contracts", "C-1")])

    assert done == ConfirmedContracts(
        contract_count=1,
        work=replace(
            NOTHING,
            entry_count=2,
            reversed_count=2,
            recorded_count=5,
            cost_before={"USD": Decimal(630)},
            cost_after={"USD": Decimal(630)},
            sales_after={"GBP": Decimal(1250)},
        ),
    )
    books.do("- mark_ready: all")


def test_a_contract_under_which_work_has_no_price_is_not_confirmed(books: Books) -> None:
    books.given(
        WORLD.replace("  C-1:\n", "  C-1:\n    confirmed: false\n")
        .replace("{project: P-1}", "{}")
        .replace(", Coach: 150}", "}")
    )
    books.do(WORK)
    books.do("- set: {lines: {C-1/All: {project: P-1}}}")

    with refusing("PriceMissing"):
        confirm_contracts(acting(books.company_id), contract_ids=[books.id("contracts", "C-1")])


THIRDS = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Larch: 33.33, Rowan: 33.33, Alder: 33.34, Nyx: 0}
    sales_prices: {Developer: 100}
    lines: {All: {project: P-1}}
"""
SIX_MINUTES = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0.1}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 0.1}
    T3: {resource: Ada Moreau, project: P-1, date: 2026-03-04, hours: 0.1}
- submit: all
"""


def test_the_cent_that_rounding_left_goes_on_from_approval_to_approval(books: Books) -> None:
    """Of 3.333 each Rowan gets 3.33, then 3.34 and 3.33, which are 10.00; Larch takes what the others leave."""
    books.given(THIRDS)
    books.do(SIX_MINUTES)
    for entry in ("T1", "T2", "T3"):
        books.do(f"- approve: [{entry}]")

    backlog = """
        entry | customer | quantity | amount
        T1    | Larch    |  0.03333 |   3.34
        T1    | Rowan    |  0.03333 |   3.33
        T1    | Alder    |  0.03334 |   3.33
        T2    | Larch    |  0.03333 |   3.32
        T2    | Rowan    |  0.03333 |   3.34
        T2    | Alder    |  0.03334 |   3.34
        T3    | Larch    |  0.03333 |   3.34
        T3    | Rowan    |  0.03333 |   3.33
        T3    | Alder    |  0.03334 |   3.33
    """
    books.show("backlog", backlog)

    assert reevaluated(books) == NOTHING
    books.show("backlog", backlog)


def test_where_a_share_moves_all_parts_of_the_entry_still_sum_to_it(books: Books) -> None:
    books.given(THIRDS)
    books.do(SIX_MINUTES)
    books.do("- approve: [T1, T2]")
    books.do("- set: {lines: {C-1/All: {customers: {Larch: 33.33, Rowan: 0, Alder: 33.34, Nyx: 33.33}}}}")

    reevaluated(books)

    books.show(
        "backlog",
        """
        entry | customer | amount
        T1    | Larch    |   3.34
        T1    | Nyx      |   3.33
        T1    | Alder    |   3.33
        T2    | Larch    |   3.32
        T2    | Nyx      |   3.34
        T2    | Alder    |   3.34
        """,
    )
