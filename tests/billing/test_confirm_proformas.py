"""Confirming proformas: unbilled sales leave, billed sales arrive."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.confirm_proformas import (
    CorrectionOfNothing,
    CorrectionUnchanged,
    confirm_proformas,
)
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.models import Proforma
from unbilled.billing.rules import ProformaNotDraft
from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada: {role: Developer, cost_price: 100}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    lines: {Build: {project: P-1, sales_prices: {Developer: 33.335}}}
"""


@pytest.fixture
def drafted(books: Books) -> Books:
    """P-00001 bills 8 hours at GBP 33.335, which are 266.68."""
    books.given(WORLD.replace("GBP", "EUR"))
    books.do(
        """
        - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
        - submit: [T1]
        - approve: {entries: [T1], on: 2026-03-03}
        - mark_ready: all
        - create_proformas: {contracts: all, through: 2026-03-31}
        """
    )
    return books


def edit(books: Books, number: str, quantity: str, line_no: int = 1) -> None:
    edit_details(
        acting(books.company_id),
        proforma_id=books.id("proformas", number),
        quantities={line_no: Decimal(quantity)},
        reason="Agreed",
    )


def revise(books: Books, number: str) -> None:
    books.do(f"- revise: {{proformas: [{number}]}}")


def test_unchanged_work_leaves_the_unbilled_and_is_billed(drafted: Books) -> None:
    [result] = confirmed(drafted, "P-00001")

    assert (result.number, result.line_count, result.transaction_amount, result.reopened_ids) == (
        "P-00001",
        1,
        Decimal("266.68"),
        (),
    )
    drafted.show(
        "actuals",
        """
        type           | accounting date | quantity | amount  | reversal | adjustment   | billing status
        cost           | 2026-03-02      |     8.00 |  800.00 |          |              |
        unbilled_sales | 2026-03-02      |     8.00 |  266.68 |          |              | customer_invoice_posted
        unbilled_sales | 2026-03-02      |    -8.00 | -266.68 | yes      | unadjustable |
        billed_sales   | 2026-04-01      |     8.00 |  266.68 |          |              |
        """,
    )
    drafted.show("backlog", "none")
    drafted.show(
        "proformas",
        """
        proforma | status    | confirmed  | confirmed by | accounting date
        P-00001  | confirmed | 2026-04-01 | accountant   | 2026-04-01
        """,
    )


def test_the_proformas_own_accounting_date_goes_before_the_day_of_confirmation(drafted: Books) -> None:
    Proforma.objects.filter(company=drafted.company_id).update(accounting_date=date(2026, 3, 31))

    confirmed(drafted, "P-00001")

    drafted.show(
        "actuals",
        """
        type           | quantity | accounting date
        cost           |     8.00 | 2026-03-02
        unbilled_sales |     8.00 | 2026-03-02
        unbilled_sales |    -8.00 | 2026-03-02
        billed_sales   |     8.00 | 2026-03-31
        """,
    )


def test_work_billed_for_less_gives_the_rest_away(drafted: Books) -> None:
    """6.5 hours are 216.6775, so 216.68; the rest is what is left of 266.68: 50.00."""
    edit(drafted, "P-00001", "6.5")

    [result] = confirmed(drafted, "P-00001")

    assert result.transaction_amount == Decimal("216.68")
    drafted.show(
        "actuals",
        """
        type           | quantity | amount  | billing type   | reversal | replacement | adjustment
        cost           |     8.00 |  800.00 | chargeable     |          |             |
        unbilled_sales |     8.00 |  266.68 | chargeable     |          |             | adjusted
        unbilled_sales |    -8.00 | -266.68 | chargeable     | yes      |             | unadjustable
        unbilled_sales |     6.50 |  216.68 | chargeable     |          | yes         |
        unbilled_sales |    -6.50 | -216.68 | chargeable     | yes      |             | unadjustable
        unbilled_sales |     1.50 |   50.00 | non_chargeable |          | yes         |
        unbilled_sales |    -1.50 |  -50.00 | non_chargeable | yes      |             | unadjustable
        billed_sales   |     6.50 |  216.68 | chargeable     |          |             |
        billed_sales   |     1.50 |   50.00 | non_chargeable |          |             |
        """,
    )
    drafted.show("backlog", "none")


def test_half_an_hour_is_kept_too(drafted: Books) -> None:
    """0.5 hours are 16.6675, so 16.67; the rest of 266.68 is 250.01."""
    edit(drafted, "P-00001", "0.5")

    confirmed(drafted, "P-00001")

    drafted.show(
        "actuals",
        """
        type           | quantity | amount  | billing type
        cost           |     8.00 |  800.00 | chargeable
        unbilled_sales |     8.00 |  266.68 | chargeable
        unbilled_sales |    -8.00 | -266.68 | chargeable
        unbilled_sales |     0.50 |   16.67 | chargeable
        unbilled_sales |    -0.50 |  -16.67 | chargeable
        unbilled_sales |     7.50 |  250.01 | non_chargeable
        unbilled_sales |    -7.50 | -250.01 | non_chargeable
        billed_sales   |     0.50 |   16.67 | chargeable
        billed_sales   |     7.50 |  250.01 | non_chargeable
        """,
    )


def test_work_of_no_quantity_is_billed_as_nothing(books: Books) -> None:
    books.given(WORLD)
    books.do(
        """
        - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 0}}
        - submit: [T1]
        - approve: {entries: [T1], on: 2026-03-03}
        - mark_ready: all
        - create_proformas: {contracts: all, through: 2026-03-31}
        """
    )

    confirmed(books, "P-00001")

    books.show(
        "actuals",
        """
        type           | quantity | amount | billing type | reversal
        cost           |        0 |      0 | chargeable   |
        unbilled_sales |        0 |      0 | chargeable   |
        unbilled_sales |        0 |      0 | chargeable   | yes
        billed_sales   |        0 |      0 | chargeable   |
        """,
    )


def test_what_is_not_chargeable_adds_nothing_to_what_is_billed(books: Books) -> None:
    books.given(WORLD)
    books.do(
        """
        - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
        - submit: [T1]
        - approve: {entries: [T1], billing_types: {T1: non_chargeable}, on: 2026-03-03}
        - mark_ready: all
        - create_proformas: {contracts: all, through: 2026-03-31}
        """
    )

    [result] = confirmed(books, "P-00001")

    assert (result.line_count, result.transaction_amount) == (1, 0)


def test_work_given_away_whole_is_billed_as_non_chargeable(drafted: Books) -> None:
    edit(drafted, "P-00001", "0")

    [result] = confirmed(drafted, "P-00001")

    assert result.transaction_amount == 0
    drafted.show(
        "actuals",
        """
        type           | quantity | amount  | billing type   | reversal | replacement
        cost           |     8.00 |  800.00 | chargeable     |          |
        unbilled_sales |     8.00 |  266.68 | chargeable     |          |
        unbilled_sales |    -8.00 | -266.68 | chargeable     | yes      |
        unbilled_sales |     8.00 |  266.68 | non_chargeable |          | yes
        unbilled_sales |    -8.00 | -266.68 | non_chargeable | yes      |
        billed_sales   |     8.00 |  266.68 | non_chargeable |          |
        """,
    )


def test_work_billed_for_more_is_one_larger_sale(drafted: Books) -> None:
    edit(drafted, "P-00001", "10")

    [result] = confirmed(drafted, "P-00001")

    assert result.transaction_amount == Decimal("333.35")
    drafted.show(
        "actuals",
        """
        type           | quantity | amount  | billing type | reversal | replacement
        cost           |     8.00 |  800.00 | chargeable   |          |
        unbilled_sales |     8.00 |  266.68 | chargeable   |          |
        unbilled_sales |    -8.00 | -266.68 | chargeable   | yes      |
        unbilled_sales |    10.00 |  333.35 | chargeable   |          | yes
        unbilled_sales |   -10.00 | -333.35 | chargeable   | yes      |
        billed_sales   |    10.00 |  333.35 | chargeable   |          |
        """,
    )
    drafted.show(
        "connections",
        """
        from           | from quantity | connection | to             | to quantity
        unbilled_sales |          8.00 | sells      | cost           |        8.00
        unbilled_sales |         -8.00 | reverses   | unbilled_sales |        8.00
        unbilled_sales |         10.00 | replaces   | unbilled_sales |        8.00
        unbilled_sales |         10.00 | sells      | cost           |        8.00
        unbilled_sales |        -10.00 | reverses   | unbilled_sales |       10.00
        billed_sales   |         10.00 | bills      | unbilled_sales |       10.00
        """,
    )


def test_a_full_credit_opens_the_work_again(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")

    [result] = confirmed(drafted, "P-00002", on=date(2026, 4, 15))

    assert (result.transaction_amount, len(result.reopened_ids)) == (Decimal("-266.68"), 1)
    drafted.show(
        "actuals",
        """
        type           | accounting date | quantity | amount  | reversal | journal | billing status
        cost           | 2026-03-02      |     8.00 |  800.00 |          | yes     |
        unbilled_sales | 2026-03-02      |     8.00 |  266.68 |          | yes     | customer_invoice_posted
        unbilled_sales | 2026-03-02      |    -8.00 | -266.68 | yes      |         |
        billed_sales   | 2026-04-01      |     8.00 |  266.68 |          |         |
        billed_sales   | 2026-04-15      |    -8.00 | -266.68 | yes      |         |
        unbilled_sales | 2026-04-15      |     8.00 |  266.68 |          | yes     | not_ready
        """,
    )
    drafted.show(
        "backlog",
        """
        entry | contract | line  | customer | date       | quantity | amount | currency | billing type | billing status
        T1    | C-1      | Build | Helios   | 2026-03-02 |     8.00 | 266.68 | EUR      | chargeable   | not_ready
        """,
    )


def test_a_lower_correction_bills_what_remains_and_opens_the_rest(drafted: Books) -> None:
    """5 hours are 166.675, so 166.68; the rest of 266.68 is 100.00."""
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")
    edit(drafted, "P-00002", "5")

    [result] = confirmed(drafted, "P-00002", on=date(2026, 4, 15))

    assert result.transaction_amount == Decimal("-100.00")
    drafted.show(
        "actuals",
        """
        type           | quantity | amount  | billing type | reversal | replacement | journal | proforma
        cost           |     8.00 |  800.00 | chargeable   |          |             | yes     |
        unbilled_sales |     8.00 |  266.68 | chargeable   |          |             | yes     |
        unbilled_sales |    -8.00 | -266.68 | chargeable   | yes      |             |         | P-00001
        billed_sales   |     8.00 |  266.68 | chargeable   |          |             |         | P-00001
        billed_sales   |    -8.00 | -266.68 | chargeable   | yes      |             |         | P-00002
        unbilled_sales |     5.00 |  166.68 | chargeable   |          | yes         |         | P-00002
        unbilled_sales |    -5.00 | -166.68 | chargeable   | yes      |             |         | P-00002
        billed_sales   |     5.00 |  166.68 | chargeable   |          |             |         | P-00002
        unbilled_sales |     3.00 |  100.00 | chargeable   |          | yes         | yes     | P-00002
        """,
    )
    drafted.show(
        "backlog",
        """
        entry | quantity | amount | billing status
        T1    |     3.00 | 100.00 | not_ready
        """,
    )
    drafted.show(
        "connections",
        """
        from           | from quantity | connection | to             | to quantity
        unbilled_sales |          8.00 | sells      | cost           |        8.00
        unbilled_sales |         -8.00 | reverses   | unbilled_sales |        8.00
        billed_sales   |          8.00 | bills      | unbilled_sales |        8.00
        billed_sales   |         -8.00 | reverses   | billed_sales   |        8.00
        unbilled_sales |          5.00 | replaces   | billed_sales   |        8.00
        unbilled_sales |          5.00 | sells      | cost           |        8.00
        unbilled_sales |         -5.00 | reverses   | unbilled_sales |        5.00
        billed_sales   |          5.00 | bills      | unbilled_sales |        5.00
        billed_sales   |          5.00 | replaces   | billed_sales   |        8.00
        unbilled_sales |          3.00 | replaces   | billed_sales   |        8.00
        unbilled_sales |          3.00 | sells      | cost           |        8.00
        """,
    )


def test_a_higher_correction_bills_the_larger_quantity(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")
    edit(drafted, "P-00002", "10")

    [result] = confirmed(drafted, "P-00002")

    assert (result.transaction_amount, result.reopened_ids) == (Decimal("66.67"), ())
    drafted.show(
        "new actuals",
        """
        type           | quantity | amount  | reversal | replacement
        billed_sales   |    -8.00 | -266.68 | yes      |
        unbilled_sales |    10.00 |  333.35 |          | yes
        unbilled_sales |   -10.00 | -333.35 | yes      |
        billed_sales   |    10.00 |  333.35 |          |
        """,
    )
    drafted.show("backlog", "none")


def test_what_was_given_away_comes_back_as_given_away(drafted: Books) -> None:
    edit(drafted, "P-00001", "6.5")
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")

    [result] = confirmed(drafted, "P-00002")

    assert (result.line_count, result.transaction_amount) == (2, Decimal("-216.68"))
    drafted.show(
        "backlog",
        """
        quantity | amount | billing type   | billing status
            6.50 | 216.68 | chargeable     | not_ready
            1.50 |  50.00 | non_chargeable | not_ready
        """,
    )


def test_reopened_work_is_billed_again_and_a_correction_corrected(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")
    edit(drafted, "P-00002", "5")
    confirmed(drafted, "P-00002")
    drafted.do(
        """
        - mark_ready: all
        - create_proformas: {contracts: all, through: 2026-04-30}
        - revise: {proformas: [P-00002]}
        """
    )

    confirmed(drafted, "P-00003", "P-00004")

    drafted.show(
        "proformas",
        """
        proforma | status    | amount  | corrects
        P-00001  | confirmed |  266.68 |
        P-00002  | confirmed | -100.00 | P-00001
        P-00003  | confirmed |  100.00 |
        P-00004  | confirmed | -166.68 | P-00002
        """,
    )
    drafted.show(
        "backlog",
        """
        quantity | amount
            5.00 | 166.68
        """,
    )


def test_lines_left_as_they_were_are_taken_off_a_correction(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    confirmed(worked, "P-00001")
    revise(worked, "P-00001")
    edit(worked, "P-00002", "8", line_no=1)
    edit(worked, "P-00002", "1", line_no=4)

    [result] = confirmed(worked, "P-00002")

    assert (result.line_count, result.transaction_amount) == (2, Decimal("-1083.33"))
    worked.show(
        "new actuals",
        """
        type           | class     | entry | milestone | quantity | amount   | reversal | journal
        billed_sales   | time      | T2    |           |    -2.50 |   -83.33 | yes      |
        unbilled_sales | time      | T2    |           |     2.50 |    83.33 |          | yes
        billed_sales   | milestone |       | Start     |    -1.00 | -1000.00 | yes      |
        """,
    )
    worked.do("- revise: {proformas: [P-00001]}")
    worked.show(
        "new proforma details",
        """
        no | entry | milestone | correction | quantity | source quantity | source amount
         1 | T1    |           | yes        |     0.00 |            8.00 |       1600.00
         2 |       | Go-live   | yes        |     0.00 |            1.00 |        500.00
        """,
    )


def test_milestones_are_billed_and_a_credited_one_is_ready_again(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    confirmed(worked, "P-00001")
    worked.show(
        "milestones",
        """
        milestone | amount  | status                  | proforma
        Start     | 1000.00 | customer_invoice_posted | P-00001
        Go-live   |  500.00 | customer_invoice_posted | P-00001
        """,
    )
    revise(worked, "P-00001")
    edit(worked, "P-00002", "1", line_no=3)

    confirmed(worked, "P-00002")

    worked.show(
        "milestones",
        """
        milestone | amount  | status                  | proforma
        Start     | 1000.00 | customer_invoice_posted | P-00001
        Go-live   |  500.00 | ready_to_invoice        |
        """,
    )
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-04-30}")
    worked.show(
        "new proforma details",
        """
        proforma | no | milestone | amount
        P-00003  |  1 | Go-live   | 500.00
        """,
    )


def test_a_milestone_of_a_later_day_waits(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-30}")

    confirmed(worked, "P-00001")

    worked.show(
        "milestones",
        """
        milestone | status                  | proforma
        Start     | customer_invoice_posted | P-00001
        Go-live   | ready_to_invoice        |
        """,
    )


def test_results_come_by_number(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")

    results = confirmed(worked, "P-00003", "P-00001", "P-00002")

    assert [result.number for result in results] == ["P-00001", "P-00002", "P-00003"]


def test_each_customers_share_is_confirmed_apart(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-2], through: 2026-03-31}")

    confirmed(worked, "P-00002")

    worked.show(
        "backlog",
        """
        entry | customer | amount  | billing status           | proforma
        T1    | Helios   | 1600.00 | ready_to_invoice         |
        T2    | Helios   |   83.33 | ready_to_invoice         |
        T3    | Helios   |  630.00 | customer_invoice_created | P-00001
        """,
    )


def test_confirming_twice_is_refused(drafted: Books) -> None:
    confirmed(drafted, "P-00001")

    with refusing(ProformaNotDraft) as caught:
        confirmed(drafted, "P-00001")

    assert (
        caught.value.message
        == "Only draft proformas can be edited, discarded or confirmed: P-00001 (confirmed)."
    )


def test_one_that_cannot_be_confirmed_holds_back_all(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")
    confirmed(worked, "P-00002")

    with refusing(ProformaNotDraft) as caught:
        confirmed(worked, "P-00001", "P-00002", "P-00003")

    assert caught.value.subject_ids == (worked.id("proformas", "P-00002"),)


@pytest.mark.parametrize("other_company", [False, True])
def test_an_unknown_proforma_is_refused(drafted: Books, other_company: bool) -> None:
    proforma_id = drafted.id("proformas", "P-00001") if other_company else 999_999

    with refusing(ProformaNotDraft) as caught:
        confirm_proformas(
            acting(
                drafted.company_id + other_company,
                on=date(2026, 4, 1),
                by=drafted.person_id,
                at=datetime(2026, 4, 1, tzinfo=UTC),
            ),
            proforma_ids=[proforma_id],
        )

    assert caught.value.message == (
        "Only draft proformas can be edited, discarded or confirmed: one that is not there."
    )


def test_a_correction_that_changes_nothing_is_refused(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    revise(drafted, "P-00001")
    edit(drafted, "P-00002", "8")

    with refusing(CorrectionUnchanged) as caught:
        confirmed(drafted, "P-00002")

    assert caught.value.message == "Correction P-00002 leaves everything billed as it was."


def test_what_became_no_invoice_is_not_charged_by_a_correction(worked: Books) -> None:
    """An hour at no quantity is chargeable, and nothing; raised on a correction it would charge 400.00."""
    worked.do("""
    - enter: {T9: {resource: Ada, project: P-1, date: 2026-03-05, hours: 0}}
    - submit: [T9]
    - approve: [T9]
    - mark_ready: [T9]
    - create_proformas: {entries: [T9]}
    """)
    [result] = confirmed(worked, "P-00001")
    assert (result.is_nil, result.line_count) == (True, 1)
    revise(worked, "P-00001")
    edit(worked, "P-00002", "2")

    with refusing(CorrectionOfNothing) as caught:
        confirmed(worked, "P-00002")

    assert caught.value.message == "A correction charges what became no invoice: P-00002 of P-00001."
