"""Recording work: what it cost, what it is worth, and who will pay for it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from acting import acting, an_act
from oracles.splits import parts
from unbilled.actuals.events.record_work import RecordedWork, record_work
from unbilled.actuals.models import Actual
from unbilled.actuals.rules import EntryNotApproved
from unbilled.agreements.models import LineCustomer, PriceList, RolePrice
from unbilled.companies.models import Company
from unbilled.foundation.money import rounded
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.models import Customer
from unbilled.work.events.approve_entries import approve_entries
from unbilled.work.events.enter_entries import NewEntry, enter_entries
from unbilled.work.events.submit_entries import submit_entries

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)

ONE_LINE = """
company: {accounting_currency: USD, rates: {USD/GBP: {2026-01-01: 0.80, 2026-03-10: 0.75}}}
roles: {Coach: }
resources: {Ada Moreau: {role: Developer, cost_price: 100}, Ben Okoro: {role: Coach}}
categories:
  Travel: {class: expense}
  Hotel: {class: expense, cost_price: 90}
  Cable: {class: material, cost_price: 3.25}
  Kick-off: {class: fee}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    lines:
      Build:
        project: P-1
        sales_prices: {Developer: 200, Travel: at_cost, Hotel: {markup: 12.5}, Cable: {per_unit: 4.99}}
"""


def approved(books: Books, entry_ids: Sequence[int]) -> RecordedWork:
    """Submit, approve and record, without what else an approval brings."""
    submit_entries(acting(books.company_id), entry_ids=entry_ids)
    approve_entries(
        acting(books.company_id, on=date(2026, 3, 31), by=books.person_id),
        entry_ids=entry_ids,
    )
    return record_work(
        acting(books.company_id, at=NOON),
        entry_ids=entry_ids,
    )


# Time and material


def test_an_hour_is_a_cost_and_an_unbilled_sale(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7.5}}
    - submit: [T1]
    - approve: {entries: [T1], on: 2026-03-03}
    """)

    books.show(
        "actuals",
        """
        type           | class | entry | contract | line  | customer | project | role      | resource
        cost           | time  | T1    | C-1      | Build |          | P-1     | Developer | Ada Moreau
        unbilled_sales | time  | T1    | C-1      | Build | Helios   | P-1     | Developer | Ada Moreau
        """,
    )
    books.show(
        "actuals",
        """
        type           | date       | accounting date | quantity | unit | price | amount  | currency
        cost           | 2026-03-02 | 2026-03-02      |     7.50 | hour |   100 |  750.00 | USD
        unbilled_sales | 2026-03-02 | 2026-03-02      |     7.50 | hour |   200 | 1500.00 | GBP
        """,
    )
    books.show(
        "actuals",
        """
        type           | billing type | price list | journal | billing status
        cost           | chargeable   | Cost       | yes     |
        unbilled_sales | chargeable   | Sales C-1  | yes     | not_ready
        """,
    )


def test_what_was_recorded_is_counted_and_summed_by_currency(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 7.5}
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: 80, cost_currency: GBP}
    """)

    with transaction.atomic():
        work = approved(books, [books.id("entries", "T1"), books.id("entries", "E1")])
        transaction.set_rollback(True)

    assert (work.cost_count, work.unbilled_count, len(work.actual_ids)) == (2, 2, 4)
    assert work.cost_amounts == {"USD": 750, "GBP": 80}
    assert work.unbilled_amounts == {"GBP": 1580}


def test_an_entry_named_twice_is_recorded_once(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}}")

    with transaction.atomic():
        work = approved(books, [books.id("entries", "T1")] * 2)
        transaction.set_rollback(True)

    assert (work.cost_count, work.unbilled_count) == (1, 1)


def test_nothing_is_recorded_when_nothing_is_given(books: Books) -> None:
    work = record_work(
        acting(books.company_id, at=NOON),
        entry_ids=[],
    )

    assert work == RecordedWork([], [], 0, 0, {}, {})


def test_fewer_hours_billed_leave_a_rest_that_is_not_chargeable(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 8}
        T3: {resource: Ada Moreau, project: P-1, date: 2026-03-04, hours: 8}
    - submit: [T1, T2, T3]
    - approve: {entries: [T1, T2, T3], billable: {T1: 6, T2: 9.5, T3: 0}}
    """)

    books.show(
        "actuals",
        """
        type           | entry | quantity | amount  | currency | billing type
        cost           | T1    |     8.00 |  800.00 | USD      | chargeable
        unbilled_sales | T1    |     6.00 | 1200.00 | GBP      | chargeable
        unbilled_sales | T1    |     2.00 |  400.00 | GBP      | non_chargeable
        cost           | T2    |     8.00 |  800.00 | USD      | chargeable
        unbilled_sales | T2    |     9.50 | 1900.00 | GBP      | chargeable
        cost           | T3    |     8.00 |  800.00 | USD      | chargeable
        unbilled_sales | T3    |     8.00 | 1600.00 | GBP      | non_chargeable
        """,
    )


def test_the_approvers_type_is_that_of_the_billable_part(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}}
    - submit: [T1]
    - approve: {entries: [T1], billable: {T1: 5}, billing_types: {T1: complimentary}}
    """)

    books.show(
        "actuals",
        """
        type           | quantity | amount  | billing type
        cost           |     8.00 |  800.00 | complimentary
        unbilled_sales |     5.00 | 1000.00 | complimentary
        unbilled_sales |     3.00 |  600.00 | non_chargeable
        """,
    )


def test_no_time_at_all_is_recorded_too(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0}}
    - submit: [T1]
    - approve: [T1]
    """)

    books.show(
        "actuals",
        """
        type           | quantity | amount | billing type
        cost           |        0 |      0 | chargeable
        unbilled_sales |        0 |      0 | chargeable
        """,
    )


# Expenses, material, fees


def test_expenses_and_material_are_sold_at_cost_with_a_markup_or_by_unit(books: Books) -> None:
    """At 0.80: 80.00 USD are 64.00 GBP. At 0.75: 90 USD are 67.50, and 12.5 % more 75.9375."""
    books.given(ONE_LINE)
    books.do("""
    - enter:
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: 80}
        E2: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: 45.10, cost_currency: GBP}
        E3: {class: expense, category: Hotel, project: P-1, date: 2026-03-10, quantity: 3}
        M1: {class: material, category: Cable, project: P-1, date: 2026-03-02, quantity: 12}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | class    | entry | category | quantity | price   | amount | currency | price list
        cost           | expense  | E1    | Travel   |        1 |      80 |  80.00 | USD      |
        unbilled_sales | expense  | E1    | Travel   |        1 |      64 |  64.00 | GBP      | Sales C-1
        cost           | expense  | E2    | Travel   |        1 |   45.10 |  45.10 | GBP      |
        unbilled_sales | expense  | E2    | Travel   |        1 |   45.10 |  45.10 | GBP      | Sales C-1
        cost           | expense  | E3    | Hotel    |        3 |      90 | 270.00 | USD      | Cost
        unbilled_sales | expense  | E3    | Hotel    |        3 | 75.9375 | 227.81 | GBP      | Sales C-1
        cost           | material | M1    | Cable    |       12 |    3.25 |  39.00 | USD      | Cost
        unbilled_sales | material | M1    | Cable    |       12 |    4.99 |  59.88 | GBP      | Sales C-1
        """,
    )


def test_a_fee_is_a_sale_without_a_cost(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {F1: {class: fee, category: Kick-off, project: P-1, date: 2026-03-02, price: 950}}
    - submit: [F1]
    - approve: [F1]
    """)

    books.show(
        "actuals",
        """
        type           | class | quantity | price | amount | currency | billing type | price list
        unbilled_sales | fee   |        1 |   950 | 950.00 | GBP      | chargeable   |
        """,
    )


def test_amounts_are_rounded_to_the_digits_of_their_currency(books: Books) -> None:
    """Yen have none: 0.5 h at 3,333 are 1,666.5 and so 1,667; 7.5 min at 100 USD are 12.50."""
    books.given("""
    company: {accounting_currency: USD}
    resources: {Ada Moreau: {role: Developer, cost_price: 33.33}}
    contracts:
      C-1:
        customers: {Kaze: 100}
        currency: JPY
        lines: {Build: {project: P-1, sales_prices: {Developer: 3333}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0.5}}
    - submit: [T1]
    - approve: [T1]
    """)

    books.show(
        "actuals",
        """
        type           | quantity | price | amount | currency
        cost           |      0.5 | 33.33 |  16.67 | USD
        unbilled_sales |      0.5 |  3333 |   1667 | JPY
        """,
    )


# Which line, and what is chargeable


def test_fixed_price_is_cost_only_internal_work_is_nobodys_and_a_draft_sells(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    projects: {P-9: {}}
    contracts:
      C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, billing_method: fixed_price}}}
      C-2:
        confirmed: false
        customers: {Helios: 100}
        lines: {Run: {project: P-2, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2}
        T2: {resource: Ada Moreau, project: P-2, date: 2026-03-02, hours: 3}
        T3: {resource: Ada Moreau, project: P-9, date: 2026-03-02, hours: 4}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | contract | line  | quantity | amount | billing type
        cost           | T1    | C-1      | Build |        2 | 120.00 | chargeable
        cost           | T2    | C-2      | Run   |        3 | 180.00 | chargeable
        unbilled_sales | T2    | C-2      | Run   |        3 | 300.00 | chargeable
        cost           | T3    |          |       |        4 | 240.00 | not_available
        """,
    )


def test_a_class_goes_to_the_line_that_includes_it_a_task_to_the_line_that_lists_it(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    categories: {Travel: {class: expense}}
    projects: {P-1: {tasks: [Design, Build, Party]}}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Developer: 100, Travel: at_cost}
        lines:
          Design: {project: P-1, classes: [time], tasks: {Design: , Party: non_chargeable}}
          Build: {project: P-1, classes: [time], tasks: {Build: }, billing_method: fixed_price}
          Travel: {project: P-1, classes: [expense]}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, task: Design, date: 2026-03-02, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, task: Party, date: 2026-03-02, hours: 1}
        T3: {resource: Ada Moreau, project: P-1, task: Build, date: 2026-03-02, hours: 1}
        T4: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        E1: {class: expense, category: Travel, project: P-1, task: Party, date: 2026-03-02, cost: 20}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | task   | line   | amount | billing type
        cost           | T1    | Design | Design |     60 | chargeable
        unbilled_sales | T1    | Design | Design |    100 | chargeable
        cost           | T2    | Party  | Design |     60 | non_chargeable
        unbilled_sales | T2    | Party  | Design |    100 | non_chargeable
        cost           | T3    | Build  | Build  |     60 | chargeable
        cost           | T4    |        |        |     60 | not_available
        cost           | E1    | Party  | Travel |     20 | chargeable
        unbilled_sales | E1    | Party  | Travel |     20 | chargeable
        """,
    )


def test_the_line_has_the_last_word_on_roles_and_categories(books: Books) -> None:
    """A role says nothing about expenses, a category nothing about time."""
    books.given("""
    roles: {Trainee: non_chargeable, Coach: chargeable}
    resources:
      Ada Moreau: {role: Trainee, cost_price: 10}
      Ben Okoro: {role: Coach, cost_price: 20}
    categories:
      Gifts: {class: expense, billing_type: non_chargeable}
      Meals: {class: expense}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Trainee: 50, Coach: 90, Gifts: at_cost, Meals: at_cost}
        lines:
          Plain: {project: P-1}
          Special:
            project: P-2
            roles: {Trainee: chargeable, Coach: non_chargeable}
            categories: {Gifts: chargeable, Meals: non_chargeable}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ada Moreau, project: P-2, date: 2026-03-02, hours: 1}
        T3: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 1}
        T4: {resource: Ben Okoro, project: P-2, date: 2026-03-02, hours: 1}
        E1: {class: expense, category: Gifts, resource: Ada Moreau, project: P-1, date: 2026-03-02, cost: 7}
        E2: {class: expense, category: Gifts, resource: Ben Okoro, project: P-2, date: 2026-03-02, cost: 7}
        E3: {class: expense, category: Meals, resource: Ada Moreau, project: P-1, date: 2026-03-02, cost: 7}
        E4: {class: expense, category: Meals, resource: Ben Okoro, project: P-2, date: 2026-03-02, cost: 7}
    - submit: all
    - approve: all
    """)

    types = Actual.objects.filter(company_id=books.company_id, transaction_type="unbilled_sales")
    assert dict(types.values_list("entry__external_reference", "billing_type")) == {
        "T1": "non_chargeable",
        "T2": "chargeable",
        "T3": "chargeable",
        "T4": "non_chargeable",
        "E1": "non_chargeable",
        "E2": "chargeable",
        "E3": "chargeable",
        "E4": "non_chargeable",
    }


# Which price


def test_the_price_of_the_resource_goes_before_that_of_the_role(books: Books) -> None:
    books.given("""
    roles: {Developer: {cost_price: 50}}
    resources: {Ada Moreau: {role: Developer, cost_price: 60}, Ben Okoro: {role: Developer}}
    contracts:
      C-1:
        customers: {Helios: 100}
        lines: {Build: {project: P-1, sales_prices: {Developer: 100, Ben Okoro: 140}}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 1}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | price
        cost           | T1    |    60
        unbilled_sales | T1    |   100
        cost           | T2    |    50
        unbilled_sales | T2    |   140
        """,
    )


def test_the_list_of_the_day_prices_the_work(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 100}
        price_lists:
          Old: {until: 2026-03-14, prices: {Developer: 100}}
          New: {from: 2026-03-15, prices: {Developer: 110}}
        lines: {Build: {project: P-1}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-14, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-15, hours: 1}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | price | price list
        cost           | T1    |    60 | Cost
        unbilled_sales | T1    |   100 | Old
        cost           | T2    |    60 | Cost
        unbilled_sales | T2    |   110 | New
        """,
    )


def test_a_contract_without_lists_takes_the_companys_and_the_newest_cost_list_counts(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    default_sales_prices: {EUR: {Developer: 95}, USD: {Developer: 999}}
    contracts:
      C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}
    """)
    newest = PriceList.objects.create(
        act_id=an_act(),
        company_id=books.company_id,
        name="Cost from March",
        context="cost",
        currency_id="EUR",
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 3, 15),
        is_default=True,
    )
    RolePrice.objects.create(
        act_id=an_act(), price_list=newest, role_id=books.id("roles", "Developer"), unit_price=65
    )
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-02-28, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-01, hours: 1}
        T3: {resource: Ada Moreau, project: P-1, date: 2026-03-15, hours: 1}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | price | price list
        cost           | T1    |    60 | Cost
        unbilled_sales | T1    |    95 | Sales EUR
        cost           | T2    |    65 | Cost from March
        unbilled_sales | T2    |    95 | Sales EUR
        cost           | T3    |    60 | Cost
        unbilled_sales | T3    |    95 | Sales EUR
        """,
    )


def test_the_price_of_the_role_goes_before_that_of_its_organization_unit(books: Books) -> None:
    """In the North developers have a price of their own, and so has everybody else there."""
    books.given("""
    org_units: [North, South]
    roles: {Developer: {cost_price: 50}, Coach: }
    resources:
      Ada Moreau: {role: Developer, org_unit: North}
      Ben Okoro: {role: Developer, org_unit: South}
      Eva Lind: {role: Coach, org_unit: North}
    contracts:
      C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
    """)
    developer, north = books.id("roles", "Developer"), books.id("org_units", "North")
    for context, of_developers, of_all in (("cost", 70, 40), ("sales", 120, 80)):
        price_list = PriceList.objects.get(company_id=books.company_id, context=context)
        RolePrice.objects.create(
            act_id=an_act(),
            price_list=price_list,
            role_id=developer,
            org_unit_id=north,
            unit_price=of_developers,
        )
        RolePrice.objects.create(act_id=an_act(), price_list=price_list, org_unit_id=north, unit_price=of_all)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 1}
        T3: {resource: Eva Lind, project: P-1, date: 2026-03-02, hours: 1}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | price
        cost           | T1    |    70
        unbilled_sales | T1    |   120
        cost           | T2    |    50
        unbilled_sales | T2    |   100
        cost           | T3    |    40
        unbilled_sales | T3    |    80
        """,
    )


# Splits


def test_a_split_gives_the_rounding_customer_the_rest(books: Books) -> None:
    """A third of 9.125 h: 304.17 and 304.17, and 304.16 for Eos, who takes the rest; cost is not split."""
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 33.333333, Selene: 33.333333, Eos: 33.333334, Nyx: 0}
        rounding: Eos
        lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}}
    - submit: [T1]
    - approve: {entries: [T1], billable: {T1: 9.125}}
    """)

    books.show(
        "actuals",
        """
        type           | customer | quantity | amount | billing type
        cost           |          |       10 | 600.00 | chargeable
        unbilled_sales | Helios   | 3.041667 | 304.17 | chargeable
        unbilled_sales | Selene   | 3.041667 | 304.17 | chargeable
        unbilled_sales | Eos      | 3.041666 | 304.16 | chargeable
        unbilled_sales | Helios   | 0.291667 |  29.17 | non_chargeable
        unbilled_sales | Selene   | 0.291667 |  29.17 | non_chargeable
        unbilled_sales | Eos      | 0.291666 |  29.16 | non_chargeable
        """,
    )


def test_the_largest_share_takes_the_rest_where_no_payer_is_named(books: Books) -> None:
    """Half of 0.05 is 0.025, so 0.03 for the second of equals; a quarter of 0.02 is 0.005, so 0.01."""
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts:
      C-1:
        customers: {Helios: 50, Selene: 50}
        lines: {Build: {project: P-1, sales_prices: {Developer: 1}}}
      C-2:
        customers: {Helios: 25, Selene: 75}
        lines: {Run: {project: P-2, sales_prices: {Developer: 1}}}
    """)
    lines = [books.id("lines", "C-1/Build"), books.id("lines", "C-2/Run")]
    LineCustomer.objects.filter(contract_line_id__in=lines).update(is_rounding=False)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0.05}
        T2: {resource: Ada Moreau, project: P-2, date: 2026-03-02, hours: 0.02}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | customer | quantity | amount
        cost           | T1    |          |     0.05 |   3.00
        unbilled_sales | T1    | Helios   |    0.025 |   0.02
        unbilled_sales | T1    | Selene   |    0.025 |   0.03
        cost           | T2    |          |     0.02 |   1.20
        unbilled_sales | T2    | Helios   |    0.005 |   0.01
        unbilled_sales | T2    | Selene   |    0.015 |   0.01
        """,
    )


@st.composite
def shares(draw: st.DrawFn) -> list[Decimal]:
    """Two to five percentages above zero that total 100."""
    cuts = draw(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=4, unique=True))
    edges = [0, *sorted(cuts), 100_000_000]
    return [Decimal(upper - lower) / 1_000_000 for lower, upper in pairwise(edges)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    percents=shares(),
    quantity=st.decimals(0, 10_000, places=3) | st.decimals(0, 1, places=6),
    place=st.integers(0, 4),
)
@example(percents=[Decimal("33.33"), Decimal("33.33"), Decimal("33.34")], quantity=Decimal(10), place=2)
@example(percents=[Decimal(25)] * 4, quantity=Decimal("0.02"), place=0)
def test_parts_sum_to_the_whole_and_agree_with_the_rule_of_money(
    books: Books, percents: list[Decimal], quantity: Decimal, place: int
) -> None:
    with transaction.atomic():
        found = split(books, percents, quantity, place % len(percents))
        transaction.set_rollback(True)

    quantities, amounts = zip(*found, strict=True)
    assert list(quantities) == parts(quantity, percents, 6, place % len(percents))
    assert list(amounts) == parts(rounded(quantity * 100, 2), percents, 2, place % len(percents))
    assert sum(quantities) == quantity
    assert sum(amounts) == rounded(quantity * 100, 2)


def split(
    books: Books, percents: list[Decimal], quantity: Decimal, rest: int
) -> list[tuple[Decimal, Decimal]]:
    """Record one entry on a line with these shares; quantity and amount of each part, in the customers' order."""
    books.given("""
    company: {code: SPLIT}
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}}
    """)
    line_id = books.id("lines", "C-1/Build")
    LineCustomer.objects.filter(contract_line_id=line_id).delete()
    customers = [
        Customer.objects.create(act_id=an_act(), company_id=books.company_id, account=f"S{number}")
        for number in range(len(percents))
    ]
    LineCustomer.objects.bulk_create(
        LineCustomer(
            contract_line_id=line_id, customer=customer, split_percent=percent, is_rounding=number == rest
        )
        for number, (customer, percent) in enumerate(zip(customers, percents, strict=True))
    )
    hour = NewEntry(
        transaction_class="time",
        transaction_date=date(2026, 3, 2),
        project_id=books.id("projects", "P-1"),
        resource_id=books.id("resources", "Ada Moreau"),
        quantity=quantity,
    )
    company_id = books.company_id
    Company.objects.filter(pk=company_id).update(daily_limit_minutes=None)
    entered = enter_entries(acting(company_id), entries=[hour])
    work = approved(books, entered.entry_ids)
    sales = Actual.objects.filter(pk__in=work.actual_ids, transaction_type="unbilled_sales")
    by_customer = {
        customer_id: (quantity, amount)
        for customer_id, quantity, amount in sales.values_list(
            "customer_id", "quantity", "transaction_amount"
        )
    }
    return [by_customer[customer.pk] for customer in customers]


# Refusals


def test_an_entry_that_is_not_approved_is_refused(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}}
    - submit: [T1]
    """)
    before = snapshot()

    with pytest.raises(EntryNotApproved) as refused:
        record_work(
            acting(books.company_id, at=NOON),
            entry_ids=[books.id("entries", "T1"), 9_999_999],
        )

    assert refused.value.subject_ids == (books.id("entries", "T1"), 9_999_999)
    assert snapshot() == before


def test_a_fee_that_nobody_sells_is_refused(books: Books) -> None:
    books.given("""
    categories: {Kick-off: {class: fee}}
    contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, billing_method: fixed_price}}}}
    """)
    books.do("""
    - enter: {F1: {class: fee, category: Kick-off, project: P-1, date: 2026-03-02, price: 950}}
    - submit: [F1]
    """)

    refused = books.refused("FeeNotCovered", "approve: [F1]")

    assert refused.subject_ids == (books.id("entries", "F1"),)


def test_a_fee_on_a_project_without_a_contract_is_refused(books: Books) -> None:
    books.given("""
    categories: {Kick-off: {class: fee}}
    projects: {P-9: {}}
    """)
    books.do("""
    - enter: {F1: {class: fee, category: Kick-off, project: P-9, date: 2026-03-02, price: 950}}
    - submit: [F1]
    """)

    books.refused("FeeNotCovered", "approve: [F1]")


def test_a_fee_without_a_price_is_refused(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {F1: {class: fee, category: Kick-off, project: P-1, date: 2026-03-02}}
    - submit: [F1]
    """)

    refused = books.refused("PriceMissing", "approve: [F1]")

    assert "sale of Kick-off on 2026-03-02 under C-1 in GBP" in refused.message
    assert refused.advice == "Add the price to the one list that holds on that day."


def test_only_a_cost_may_be_the_entrys_own(books: Books) -> None:
    """A fee has no cost; an expense without a price may bring its own."""
    books.given(ONE_LINE)
    books.do("""
    - enter: {E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02}}
    - submit: [E1]
    """)

    refused = books.refused("PriceMissing", "approve: [E1]")

    assert refused.details["found"] == ["cost of Travel on 2026-03-02"]
    assert refused.advice == (
        "Add the price to the one list that holds on that day, or give the entry a cost of its own."
    )


def test_a_missing_price_names_what_has_none_and_lets_the_others_go_on(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
        T2: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 1}
        T3: {resource: Ben Okoro, project: P-1, date: 2026-03-02, hours: 2}
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02}
    - submit: all
    """)

    refused = books.refused("PriceMissing", "approve: all")

    assert refused.details["found"] == [
        "cost of Coach on 2026-03-02",
        "cost of Travel on 2026-03-02",
        "sale of Coach on 2026-03-02 under C-1 in GBP",
    ]
    assert refused.subject_ids == tuple(books.id("entries", name) for name in ("T2", "T3", "E1"))
    books.do("- approve: [T1]")
    books.show("entries", "entry | status\nT1 | approved\nT2 | submitted\nT3 | submitted\nE1 | submitted")


def test_time_in_another_unit_than_hours_has_no_price(books: Books) -> None:
    books.given(ONE_LINE)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, quantity: 1, unit: day}}
    - submit: [T1]
    """)

    books.refused("PriceMissing", "approve: [T1]")


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ("{Late: {from: 2026-04-01, prices: {Developer: 100}}}", "no price list"),
        ("{One: {prices: {Developer: 100}}, Two: {prices: {Developer: 100}}}", "several price lists"),
    ],
)
def test_no_list_of_the_day_and_two_of_them_are_refused(books: Books, lists: str, why: str) -> None:
    books.given(f"""
    resources: {{Ada Moreau: {{role: Developer, cost_price: 60}}}}
    contracts: {{C-1: {{customers: {{Helios: 100}}, price_lists: {lists}, lines: {{Build: {{project: P-1}}}}}}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}}
    - submit: [T1]
    """)

    refused = books.refused("PriceMissing", "approve: [T1]")

    assert refused.details["found"] == [f"sale of Developer on 2026-03-02 under C-1 in EUR ({why})"]


def test_a_cost_in_another_currency_needs_the_rate_of_its_day(books: Books) -> None:
    books.given(ONE_LINE.replace("company: {", "company: {first_fiscal_year: 2025, "))
    books.do("""
    - enter:
        E1: {class: expense, category: Travel, project: P-1, date: 2025-12-31, cost: 80}
        E2: {class: expense, category: Travel, project: P-1, date: 2026-01-01, cost: 80}
    - submit: all
    """)

    refused = books.refused("ExchangeRateMissing", "approve: [E2, E1]")

    assert refused.details["found"] == ["USD to GBP on 2025-12-31"]
    assert refused.subject_ids == (books.id("entries", "E1"),)


def test_many_may_share_what_is_tiny_and_nobody_gets_less_than_nothing(books: Books) -> None:
    """A tenth of 0.05 is 0.005, so 0.01 for five of ten; the others, and the one who takes the rest, get none."""
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 1}}
    contracts:
      C-1:
        customers: {A: 10, B: 10, C: 10, D: 10, E: 10, F: 10, G: 10, H: 10, I: 10, J: 10}
        lines: {Build: {project: P-1, sales_prices: {Developer: 1}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 0.05}}
    - submit: [T1]
    - approve: [T1]
    """)

    sales = Actual.objects.filter(company_id=books.company_id, transaction_type="unbilled_sales")
    assert sorted(sales.values_list("quantity", "transaction_amount")) == [
        *[(Decimal("0.005"), Decimal("0.00"))] * 5,
        *[(Decimal("0.005"), Decimal("0.01"))] * 5,
    ]


def test_where_only_the_unit_differs_the_refusal_names_the_unit_that_has_a_price(books: Books) -> None:
    books.given("""
    categories: {Mileage: {class: expense}, Cable: {class: material, cost_price: 3, unit: meter}}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Mileage: {per_unit: 0.45, unit: km}, Cable: {per_unit: 5, unit: piece}}
        lines: {Build: {project: P-1}}
    """)
    books.do("""
    - enter:
        E1: {class: expense, category: Mileage, project: P-1, date: 2026-03-03, cost: 54}
        E2: {class: expense, category: Mileage, project: P-1, date: 2026-03-03, cost: 0.45, quantity: 120, unit: km}
        M1: {class: material, category: Cable, project: P-1, date: 2026-03-04, quantity: 2, unit: piece}
    - submit: all
    """)

    refused = books.refused("PriceMissing", "approve: all")

    assert refused.details["found"] == [
        "cost of Cable on 2026-03-04 (the work is in piece, the price there is for meter)",
        "sale of Mileage on 2026-03-03 under C-1 in EUR (the work is in piece, the price there is for km)",
    ]
    assert refused.subject_ids == (books.id("entries", "E1"), books.id("entries", "M1"))
    books.do("- approve: [E2]")


def test_a_refund_takes_back_what_its_piece_was_sold_at(books: Books) -> None:
    books.given("""
    categories: {Travel: {class: expense}, Flight: {class: expense}, Fare: {class: expense}}
    contracts:
      C-1:
        customers: {Helios: 50, Selene: 50}
        sales_prices: {Travel: at_cost, Flight: {markup: 10}, Fare: {per_unit: 12}}
        lines: {Build: {project: P-1}}
    """)
    books.do("""
    - enter:
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: -100.01}
        E2: {class: expense, category: Flight, project: P-1, date: 2026-03-03, cost: -50}
        E3: {class: expense, category: Fare, project: P-1, date: 2026-03-04, cost: -9, quantity: 2}
    - submit: all
    - approve: all
    """)

    books.show(
        "actuals",
        """
        type           | entry | customer | quantity | amount
        cost           | E1    |          |        1 | -100.01
        unbilled_sales | E1    | Selene   |      0.5 |  -50.01
        unbilled_sales | E1    | Helios   |      0.5 |  -50.00
        cost           | E2    |          |        1 |  -50.00
        unbilled_sales | E2    | Selene   |      0.5 |  -27.50
        unbilled_sales | E2    | Helios   |      0.5 |  -27.50
        cost           | E3    |          |        2 |  -18.00
        unbilled_sales | E3    | Selene   |        1 |  -12.00
        unbilled_sales | E3    | Helios   |        1 |  -12.00
        """,
    )


def test_a_sale_that_the_books_cannot_hold_is_refused(books: Books) -> None:
    books.given("""
    company: {accounting_currency: EUR, rates: {KWD/VND: 85000}}
    categories: {Travel: {class: expense}}
    contracts:
      C-1:
        currency: VND
        customers: {Helios: 100}
        sales_prices: {Travel: at_cost}
        lines: {Build: {project: P-1}}
    """)
    books.do("""
    - enter:
        E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: 99999999, cost_currency: KWD}
    - submit: all
    """)

    refused = books.refused("AmountTooLarge", "approve: all")

    assert refused.details["found"] == ["1 piece at 8499999915000 VND on 2026-03-02"]
    assert refused.subject_ids == (books.id("entries", "E1"),)
