"""Proposing: a confirmed proforma becomes the header of an invoice proposal."""

import pytest

from acting import acting
from unbilled.accounting.events.propose import propose
from unbilled.billing.rules import ProformaNotConfirmed
from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {{accounting_currency: USD{company}}}
terms: {{T-COMPANY: 10, T-CUSTOMER: 20, T-CONTRACT: 30}}
dimensions: {{North: {{region: north}}}}
resources: {{Ada: {{role: Developer, cost_price: 100}}}}
customers: {{Helios: {{dimensions: North{customer}}}}}
contracts:
  C-1: {{customers: {{Helios: 100}}{contract},
        lines: {{Build: {{project: P-1, sales_prices: {{Developer: 200}}}}}}}}
"""
DRAFTED = """
- enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 6}}
- submit: all
- approve: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
"""


@pytest.mark.parametrize(
    ("company", "customer", "contract", "terms"),
    [
        ("", "", "", ""),
        (", terms: T-COMPANY", "", "", "T-COMPANY"),
        (", terms: T-COMPANY", ", terms: T-CUSTOMER", "", "T-CUSTOMER"),
        (", terms: T-COMPANY", ", terms: T-CUSTOMER", ", terms: T-CONTRACT", "T-CONTRACT"),
    ],
)
def test_a_proposal_takes_number_date_and_the_closest_terms(
    books: Books, company: str, customer: str, contract: str, terms: str
) -> None:
    books.given(GIVEN.format(company=company, customer=customer, contract=contract))
    books.do(f"""{DRAFTED}
- confirm: all
  on: 2026-04-02
- expect:
    proposals: |
      proposal | contract | customer | status      | lines | net  | accounting date | terms
      P-00001  | C-1      | Helios   | header_only | 0     | 0.00 | 2026-04-02      | {terms}
""")


def test_a_proforma_keeps_the_proposal_it_has(books: Books) -> None:
    books.given(GIVEN.format(company="", customer="", contract=""))
    books.do(DRAFTED + "\n- confirm: all")
    proforma = books.id("proformas", "P-00001")

    proposed = propose(acting(books.company_id), proforma_ids=[proforma])

    assert proposed == [books.id("proposals", "P-00001")]


def test_a_draft_is_refused(books: Books) -> None:
    books.given(GIVEN.format(company="", customer="", contract=""))
    books.do(DRAFTED)
    draft = books.id("proformas", "P-00001")

    with pytest.raises(ProformaNotConfirmed) as refused:
        propose(acting(books.company_id), proforma_ids=[draft])

    assert refused.value.subject_ids == (draft,)
    books.show("proposals", "none")
