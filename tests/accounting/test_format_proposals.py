"""Formatting proposals: what is printed together, in which order, line by line or as one line."""

from decimal import Decimal

import pytest

from acting import acting
from planted import truths_broken_by
from unbilled.accounting.events.format_proposals import GroupUnfit, ProposalHasNoLines, format_proposals
from unbilled.accounting.events.update_proposals import ProposalPosted
from unbilled.accounting.models import Proposal, ProposalLine
from unbilled.accounting.records import FormatGroup
from unbilled.documents.paper import InvoicePaper
from unbilled.documents.reads.invoice_papers import invoice_papers
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice

WAITING = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6, description: Valves}
    T2: {resource: Ben, project: P-1, date: 2026-02-02, hours: 1.5, description: Pumps}
    T3: {resource: Ada, project: P-2, date: 2026-03-03, hours: 2, description: Tests}
    E1: {class: expense, resource: Ben, category: Travel, project: P-2, date: 2026-03-04, cost: 80}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
  on: 2026-03-31
"""
GIVEN = """
company: {accounting_currency: EUR, name: Acme, address: 1 Quay, country: IE, vat_id: IE6388047V}
tax: {VAT20: {rate: 20}, VAT5: {rate: 5}}
tax_groups: {DOMESTIC: [VAT20, VAT5]}
item_tax_groups: {FULL: [VAT20], LOW: [VAT5]}
categories: {Travel: {class: expense, item_tax_group: LOW}}
resources: {Ada: {role: Developer, cost_price: 50}, Ben: {role: Tester, cost_price: 40}}
customers: {Helios: {tax_group: DOMESTIC, address: 2 Quay, country: IE}}
contracts:
  C-1:
    customers: {Helios: 100}
    profile: time_and_material_wip
    sales_prices: {Developer: 100, Tester: 80, Travel: at_cost}
    lines: {Build: {project: P-1, classes: [time]}, Run: {project: P-2, classes: [time, expense]}}
"""


@pytest.fixture
def waiting(books: Books) -> Books:
    """P-00001 over EUR 1,000.00 waits for its journal lines."""
    books.given(GIVEN)
    books.do(WAITING)
    return books


@pytest.fixture
def proposed(waiting: Books) -> Books:
    """It has its lines."""
    waiting.do("- post_journals: all\n- populate: all")
    return waiting


def paper(books: Books) -> InvoicePaper:
    [invoice] = Invoice.objects.filter(company_id=books.company_id)
    return invoice_papers(company_id=books.company_id, invoice_ids=[invoice.pk])[invoice.pk]


def test_lines_are_grouped_by_what_they_have_in_common(proposed: Books) -> None:
    proposed.do("""
    - format: {proposals: all, by: person}
    - expect:
        proposal lines: |
          entry | group no | group | summary | net    | tax
          T1    |        1 | Ada   |         | 600.00 | 120.00
          T3    |        1 | Ada   |         | 200.00 |  40.00
          T2    |        2 | Ben   |         | 120.00 |  24.00
          E1    |        2 | Ben   |         |  80.00 |   4.00
    - format: {proposals: P-00001, by: month, summary: true}
    - expect:
        proposal lines: |
          entry | group no | group   | summary
          T2    |        1 | 02/2026 | yes
          T1    |        2 | 03/2026 | yes
          T3    |        2 | 03/2026 | yes
          E1    |        2 | 03/2026 | yes
    - format: {proposals: P-00001, by: role}
    - expect:
        proposal lines: |
          entry | group no | group
          T1    |        1 | Developer
          T3    |        1 | Developer
          T2    |        2 | Tester
          E1    |        2 | Tester
    - format: {proposals: P-00001, by: contract_line}
    - expect:
        proposal lines: |
          entry | group no | group
          T1    |        1 | Build
          T2    |        1 | Build
          T3    |        2 | Run
          E1    |        2 | Run
    - format: P-00001
    - expect:
        proposal lines: |
          entry | group no | group
          T1    |          |
          T2    |          |
          T3    |          |
          E1    |          |
    """)
    for by in ("project", "task", "category"):
        proposed.do(f"- format: {{proposals: all, by: {by}}}")
        grouped = ProposalLine.objects.filter(group_no__isnull=False).count()
        assert grouped == {"project": 4, "task": 0, "category": 1}[by]


def test_groups_are_printed_in_their_order_before_what_has_none(proposed: Books) -> None:
    """A summary prints a line for each rate; sums stay; the invoice keeps what its proposal said."""
    numbers = dict(ProposalLine.objects.values_list("actual__entry__external_reference", "line_no"))
    proposed.do(f"""
    - format:
        proposals: P-00001
        groups:
          - {{title: Operation, lines: [{numbers["T3"]}, {numbers["E1"]}], summary: true}}
          - {{title: Pumps and tests, lines: [{numbers["T2"]}]}}
    - post_invoices: all
    - expect:
        invoice lines: |
          entry | group no | group           | summary | net    | tax
          T1    |          |                 |         | 600.00 | 120.00
          T2    |        2 | Pumps and tests |         | 120.00 |  24.00
          T3    |        1 | Operation       | yes     | 200.00 |  40.00
          E1    |        1 | Operation       | yes     |  80.00 |   4.00
    """)
    printed = paper(proposed)
    printed.check_sums()
    assert [(section.name, section.is_summary, section.net_amount) for section in printed.projects] == [
        ("", True, Decimal("280.00")),
        ("Pumps and tests", False, Decimal("120.00")),
        ("P-1", False, Decimal("600.00")),
    ]
    assert [
        (
            line.transaction_date,
            line.description,
            line.quantity,
            line.unit,
            line.tax_percents,
            line.net_amount,
        )
        for task in printed.projects[0].tasks
        for line in task.lines
    ] == [
        (None, "Operation", Decimal(2), "hour", (Decimal(20),), Decimal("200.00")),
        (None, "Operation", Decimal(1), "piece", (Decimal(5),), Decimal("80.00")),
    ]


def test_what_cannot_be_grouped_so_is_refused_and_nothing_changes(waiting: Books) -> None:
    assert waiting.refused("ProposalHasNoLines", "- format: {proposals: P-00001, by: project}")
    act = acting(waiting.company_id)
    proposal = Proposal.objects.get()
    with pytest.raises(ProposalHasNoLines, match="P-00001"):
        format_proposals(act, proposal_ids=[proposal.pk], by="project")
    waiting.do("- post_journals: all\n- populate: all\n- format: {proposals: all, by: person}")
    before = list(ProposalLine.objects.order_by("line_no").values())

    for groups, found in (
        ([FormatGroup(proposal.pk, "A", [1, 9])], "P-00001 has no line 9"),
        ([FormatGroup(proposal.pk, "A", [1]), FormatGroup(proposal.pk, "B", [1])], "line 1 stands in two"),
        ([FormatGroup(proposal.pk, " ", [1])], "a group has no title"),
        ([FormatGroup(proposal.pk, "A", [])], "A has no lines"),
    ):
        with pytest.raises(GroupUnfit, match=found):
            format_proposals(act, proposal_ids=[proposal.pk], groups=groups)
        assert list(ProposalLine.objects.order_by("line_no").values()) == before

    waiting.do("- post_invoices: all")
    with pytest.raises(ProposalPosted, match="P-00001"):
        format_proposals(act, proposal_ids=[proposal.pk], by="role")
    assert list(ProposalLine.objects.order_by("line_no").values()) == before


def test_a_group_with_two_titles_is_found(proposed: Books) -> None:
    proposed.do("- format: {proposals: all, by: person}")
    assert truths_broken_by(
        "update accounting_proposal_line set group_title = 'Other' where line_no = 1"
    ) == {"lines_of_a_format_group_share_its_title"}
