"""Populating proposals: lines and tax arrive once what they release is in the ledger."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acting import acting
from oracles.tax import spread_tax
from unbilled.accounting.events.populate_proposals import populate_proposals
from unbilled.accounting.models import Proposal, ProposalLine, ProposalTax
from unbilled.accounting.reads.unmet_lines import unmet_lines
from unbilled.companies.models import Company
from unbilled.lab.scenarios.books import Books
from unbilled.tax.models import TaxParameters, TaxRate

GIVEN = """
company: {accounting_currency: USD}
tax: {VAT20: 20, CITY: 1.5, VAT5: 5}
tax_groups: {DOMESTIC: [VAT20, VAT5, CITY]}
item_tax_groups: {FULL: [VAT20, CITY], REDUCED: [VAT5], NONE: []}
categories: {Travel: {class: expense, item_tax_group: REDUCED}}
resources: {Ada: {role: Developer, cost_price: 10}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    lines: {Build: {project: P-1, sales_prices: {Developer: 0.12, Travel: 50}}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
    T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 1}
    E1: {class: expense, category: Travel, project: P-1, date: 2026-03-05, quantity: 1, cost: 40}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
"""


def test_each_code_is_rounded_once_and_spread_over_its_lines(books: Books) -> None:
    """0.36 at 20 % is 0.07, at 1.5 % 0.01; the lines take 0.02, 0.03, 0.02 and 0.00, 0.00, 0.01."""
    books.given(GIVEN)
    books.do(f"""{ENTERED}
- post_journals: all
- confirm: all
  on: 2026-03-31
- expect:
    proposal lines: |
      entry | tax group | item tax group | net   | tax  | releases
      T1    | DOMESTIC  | FULL           |  0.12 | 0.02 | yes
      T2    | DOMESTIC  | FULL           |  0.12 | 0.03 | yes
      T3    | DOMESTIC  | FULL           |  0.12 | 0.03 | yes
      E1    | DOMESTIC  | REDUCED        | 50.00 | 2.50 | yes
    proposal taxes: |
      code  | rate | base  | tax
      VAT20 | 20   |  0.36 | 0.07
      CITY  | 1.5  |  0.36 | 0.01
      VAT5  | 5    | 50.00 | 2.50
    proposals: |
      status    | lines | net   | tax
      populated | 4     | 50.36 | 2.58
""")


def test_a_proposal_waits_for_the_accruals_it_releases(books: Books) -> None:
    books.given(GIVEN)
    books.do(ENTERED + "\n- post_journals: {entries: [T1, T2, T3]}\n- confirm: all")
    proposal = books.id("proposals", "P-00001")

    waiting = populate_proposals(acting(books.company_id), proposal_ids=[proposal])

    assert waiting.populated == []
    [unmet] = unmet_lines(company_id=books.company_id)
    assert (unmet.proposal, unmet.project, unmet.transaction_date.isoformat(), unmet.transaction_amount) == (
        "P-00001",
        "P-1",
        "2026-03-05",
        50,
    )
    assert (unmet.waits_for, unmet.named, unmet.actual_id) == (
        "journal_line",
        "J-00001",
        waiting.waiting[0].actual_id,
    )
    assert [(line.proposal_number, line.waits_for) for line in waiting.waiting] == [
        ("P-00001", "journal_line")
    ]
    books.show("proposals", "status | lines | net\nheader_only | 0 | 0.00")
    books.show("proposal lines", "none")
    books.do("- post_journals: all")
    populated = populate_proposals(acting(books.company_id), proposal_ids=[proposal])
    assert (populated.populated, populated.waiting) == ([proposal], [])
    assert unmet_lines(company_id=books.company_id, proposal_ids=[proposal]) == []


def test_a_correction_waits_for_its_original_invoice(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"""{ENTERED}
- post_journals: all
- confirm: all
- revise: P-00001
- confirm: all
- expect:
    proposals: |
      proposal | status      | corrects | net
      P-00001  | populated   |          | 50.36
      P-00002  | header_only | P-00001  | 0.00
""")

    unmet = unmet_lines(company_id=books.company_id)

    assert {(line.proposal, line.waits_for, line.named) for line in unmet} == {
        ("P-00002", "original_invoice", "P-00001")
    }
    assert len(unmet) == 4
    books.do("""
- post_invoices: P-00001
- populate: all
- expect:
    proposals: |
      proposal | status    | net    | tax
      P-00001  | posted    |  50.36 |  2.58
      P-00002  | populated | -50.36 | -2.58
""")


def test_what_a_correction_takes_back_stands_before_what_it_bills_again(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"""{ENTERED}
- post_journals: all
- confirm: all
- post_invoices: all
- revise: P-00001
- edit: {{proformas: P-00002, quantities: {{T1: 0.5, T2: 1, T3: 1, E1: 1}}}}
- confirm: all
- expect:
    new proposal lines: |
      no | entry | quantity | net
       1 | T1    |       -1 | -0.12
       2 | T1    |      0.5 |  0.06
""")


def test_what_nobody_pays_stands_at_nil_without_tax(books: Books) -> None:
    """The second part of a lowered detail releases nothing: the first has released all of it."""
    books.given(GIVEN)
    books.do(f"""{ENTERED}
- post_journals: all
- edit: {{proformas: P-00001, quantities: {{T1: 0.5, T2: 0}}, reason: Agreed with the customer}}
- confirm: all
- expect:
    proposal lines: |
      entry | quantity | billing type   | net   | tax  | releases
      T1    | 0.5      | chargeable     |  0.06 | 0.01 | yes
      T1    | 0.5      | non_chargeable |  0.00 | 0.00 |
      T2    | 1        | non_chargeable |  0.00 | 0.00 | yes
      T3    | 1        | chargeable     |  0.12 | 0.03 | yes
      E1    | 1        | chargeable     | 50.00 | 2.50 | yes
""")


def test_a_proposal_that_nobody_pays_is_populated_without_tax(books: Books) -> None:
    books.given(GIVEN)
    books.do(f"""{ENTERED.replace("approve: all", "approve: [T1]")}
- post_journals: all
- set: {{customers: {{Helios: {{wants_nil_invoices: true}}}}}}
- edit: {{proformas: P-00001, quantities: {{T1: 0}}, reason: Agreed with the customer}}
- confirm: all
- expect:
    proposals: |
      status    | lines | net  | tax
      populated | 1     | 0.00 | 0.00
    proposal taxes: none
""")


@pytest.mark.parametrize("missing", ["default_item_tax_group: none", "tax_group_source: project"])
def test_a_group_that_the_journal_lacks_comes_from_the_masters(books: Books, missing: str) -> None:
    """0.12 at 20 % is 0.02, at 1.5 % nothing."""
    books.given(GIVEN.replace("accounting_currency: USD", f"accounting_currency: USD, {missing}"))
    books.do(ENTERED.replace("approve: all", "approve: [T1]") + "\n- post_journals: all")
    Company.objects.filter(pk=books.company_id).update(tax_group_source="customer")
    TaxParameters.objects.filter(pk=books.company_id).update(
        default_item_tax_group_id=books.id("item_tax_groups", "FULL")
    )

    books.do("- confirm: all")

    books.show(
        "proposal lines",
        """
        entry | tax group | item tax group | net  | tax
        T1    | DOMESTIC  | FULL           | 0.12 | 0.02
        """,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("item_tax_group: REDUCED", "item_tax_group: NONE"), ("[VAT20, VAT5, CITY]", "[VAT5]")],
)
def test_a_chargeable_line_without_a_code_is_refused(books: Books, before: str, after: str) -> None:
    books.given(GIVEN.replace(before, after))
    books.do(ENTERED + "\n- post_journals: all")

    refusal = books.refused("TaxNotDetermined", "- confirm: all")

    assert "P-00001" in refusal.message


def test_a_code_without_a_rate_on_the_day_is_refused(books: Books) -> None:
    given = GIVEN.replace("VAT5: 5", "VAT5: {rates: {2026-05-01: 5}}")
    books.given(given.replace("currency: USD}", "currency: USD, tax_point: invoice_date}", 1))
    books.do(ENTERED + "\n- post_journals: all")

    refusal = books.refused("TaxRateMissing", "- confirm: all\n  on: 2026-04-30")

    assert "VAT5" in refusal.message
    books.do("- confirm: all\n  on: 2026-05-01")


@given(
    st.lists(st.decimals(0, 9_999, places=2), min_size=1, max_size=12),
    st.decimals(0, 100, places=6),
    st.sampled_from([0, 2, 3]),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_spreads_tax_as_the_rule_does(
    proposed: Books, amounts: list[Decimal], rate: Decimal, digits: int
) -> None:
    """Random amounts on the billed sales of one proforma; all of it is rolled back each time."""
    proposal = Proposal.objects.get()
    sid = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("update companies_currency set digits = %s where code = 'USD'", [digits])
        cursor.execute("update tax_tax_rate set rate_percent = %s", [rate])
        cursor.execute("alter table actuals_actual disable trigger user")
        cursor.execute(
            """
            insert into actuals_actual
                   (company_id, transaction_type, transaction_class, contract_id, contract_line_id, customer_id,
                    transaction_date, accounting_date, quantity, unit, unit_price, transaction_amount,
                    transaction_currency, billing_type, proforma_id, proforma_line_no, goes_to_journal,
                    act_id)
            select company_id, 'billed_sales', 'milestone', contract_id, contract_line_id, customer_id,
                   transaction_date, accounting_date, 1, 'piece', amount, amount, transaction_currency,
                   'chargeable', proforma_id, 1000 + n, false, act_id
              from actuals_actual
             cross join unnest(%s::numeric[]) with ordinality as given (amount, n)
             where transaction_type = 'billed_sales'
            """,
            [amounts],
        )
    populate_proposals(acting(proposed.company_id), proposal_ids=[proposal.pk])
    lines = list(ProposalLine.objects.order_by("line_no").values_list("net_amount", "tax_amount"))
    [total] = ProposalTax.objects.values_list("tax_amount", flat=True)
    transaction.savepoint_rollback(sid)

    assert [net for net, _ in lines[1:]] == amounts
    assert [tax for _, tax in lines] == spread_tax([net for net, _ in lines], rate, digits)
    assert total == sum(tax for _, tax in lines)


@pytest.fixture
def proposed(books: Books) -> Books:
    """A proposal that waits for its only journal line, which is posted behind its back."""
    books.given("""
    company: {accounting_currency: USD}
    resources: {Ada: {role: Developer, cost_price: 10}}
    contracts:
      C-1:
        customers: {Helios: 100}
        profile: time_and_material_wip
        lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}}
    - submit: all
    - approve: all
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
    - post_journals: all
    """)
    assert TaxRate.objects.count() == 1
    return books
