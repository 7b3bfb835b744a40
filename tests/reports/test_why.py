"""Why work and milestones are not billed: every reason, with who and what to do."""

import pytest

from unbilled.agreements.reads.find_selection import NameUnknown
from unbilled.foundation.sights import Sight
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.why import WORDS, why_named

WORLD = """
company: {code: ACME, accounting_currency: EUR}
resources: {Ada: {role: Developer, cost_price: 60}, Bo: {role: Tester, cost_price: 50}}
projects: {P-9: {}}
contracts:
  C-1:
    customers: {Helios: 60, Selene: 40}
    lines:
      Build: {project: P-1, classes: [time], sales_prices: {Developer: 100}}
  C-2: {confirmed: false, customers: {Helios: 100}, lines: {Soon: {project: P-2, sales_prices: {Developer: 100}}}}
  C-3:
    customers: {Helios: 100}
    lines:
      Plan:
        project: P-3
        billing_method: fixed_price
        amount: 900
        milestones: {Kick: {date: 2026-03-31, amount: 900}}
"""
WORK = """
- enter:
    D1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    S1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    S2: {resource: Bo, project: P-1, date: 2026-03-02, hours: 1}
    R1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1, billing_type: complimentary}
    U1: {resource: Ada, project: P-9, date: 2026-03-02, hours: 1}
    K1: {resource: Ada, project: P-2, date: 2026-03-02, hours: 1}
    F1: {resource: Ada, project: P-3, date: 2026-03-02, hours: 1}
- submit: [S1, S2, R1, T1, T2, U1, K1, F1]
- reject: {entries: [R1], comment: "Which task?"}
- approve: [T1, T2, U1, K1, F1]
"""


def told(books: Books, name: str) -> list[str]:
    found = why_named(company_id=books.company_id, name=name)
    assert all(one.person and one.acted_at for one in found)
    return [f"{one.what}: {one.sentence}" for one in found]


def test_every_piece_of_work_says_what_keeps_it(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)

    assert told(books, "D1") == ["D1: It is a draft."]
    assert told(books, "S1") == ["S1: It waits for approval."]
    assert told(books, "S2") == [
        "S2: There is no price: sale of Tester on 2026-03-02 under C-1 in EUR.",
        "S2: It waits for approval.",
    ]
    assert told(books, "R1") == ["R1: It was returned: Which task?"]
    assert told(books, "U1") == ["U1: No contract line sells it: no contract names the project."]
    assert told(books, "K1") == ["K1, Helios: Contract C-2 is a draft, which does not bill."]
    assert told(books, "F1") == ["F1: C-3/Plan has a fixed price: its milestones are billed, not its hours."]
    assert told(books, "Kick") == ["Kick, Helios: Nobody has marked it ready."]
    books.do("- hold: {entries: [T1], milestones: [Kick], reason: No order yet, until: 2026-05-01}")
    assert told(books, "Kick") == ["Kick, Helios: It is held back: No order yet, until 2026-05-01."]
    assert told(books, "T1")[0] == "T1, Helios: It is held back: No order yet, until 2026-05-01."
    assert told(books, "T2") == [
        f"T2, {customer}: {sentence}"
        for customer in ("Helios", "Selene")
        for sentence in (
            "It is complimentary: on an invoice it charges nothing.",
            "Nobody has marked it ready.",
        )
    ]
    with pytest.raises(NameUnknown):
        told(books, "T99")
    with pytest.raises(NameUnknown):
        why_named(company_id=books.company_id, name="T1", sight=Sight(books.company_id, 0))


def test_it_goes_with_the_work_until_the_invoice(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    seen = []
    for step in (
        "- mark_ready: [T1]",
        "- create_proformas: {entries: [T1]}",
        "- post_journals: all",
        "- confirm: all",
        "- post_invoices: all",
    ):
        books.do(step)
        seen.append(told(books, "T1"))

    assert seen == [
        [
            "T1, Helios: It is ready, and on no proforma yet.",
            "T1, Selene: It is ready, and on no proforma yet.",
        ],
        ["T1, Helios: It is on draft P-00001.", "T1, Selene: It is on draft P-00002."],
        ["T1, Helios: It is on draft P-00001.", "T1, Selene: It is on draft P-00002."],
        [
            "T1, Helios: It is billed by P-00001, whose proposal is not posted.",
            "T1, Selene: It is billed by P-00002, whose proposal is not posted.",
        ],
        ["T1, Helios: It is invoiced: 2026-00001.", "T1, Selene: It is invoiced: 2026-00002."],
    ]
    assert all(sentence.endswith((".", "}")) for sentence, _ in WORDS.values())
